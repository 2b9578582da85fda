//! 05 classification names, codes and items (科目).

pub mod class_name;
pub mod code_name;
pub mod doubled_item;
pub mod economic_list;
pub mod item_against_table;
pub mod item_path;
pub mod item_reference;
mod rows;
