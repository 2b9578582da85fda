//! 08 structure of the document (结构).

pub mod blank_section;
pub mod contents_mismatch;
pub mod impossible_date;
pub mod label_in_paragraph;
pub mod missing_section;
mod numbering;
pub mod numbering_sequence;
pub mod numbering_style;
pub mod unfinished_sentence;
pub mod unit_name_variant;
pub mod wrong_year;
