pub mod appropriation_against_overview;
pub mod basic_against_list;
pub mod expenditure_against_overview;
pub mod income_against_overview;
pub mod missing_table;
pub mod part_over_whole;
pub mod two_roundings;
