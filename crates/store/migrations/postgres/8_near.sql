-- The indexes of large tables are made beside the work of others, one by one, outside of any transaction: `schema/online.rs`.
SELECT 1;
