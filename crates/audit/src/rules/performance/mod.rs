pub mod execution_rate;
pub mod project_counts;
pub mod score_sum;
