pub mod counts_against_amounts;
pub mod fees_against_basic;
pub mod guests_and_batches;
pub mod operation_against_office;
pub mod procurement_parts;
pub mod vehicle_parts;
