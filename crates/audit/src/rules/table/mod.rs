pub mod budget_balance;
pub mod fee_sum;
pub mod overview_balance;
pub mod staff_and_office;
pub mod table_column_sum;
pub mod table_row_sum;
