pub mod execution_rate;
pub mod grade_against_score;
pub mod project_counts;
pub mod projects_without_goals;
pub mod score_above_full;
pub mod score_sum;
