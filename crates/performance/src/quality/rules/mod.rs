//! All rules on indicators. One rule is one file.

mod aggregation_against_target;
mod all_full_marks;
mod benefit_by_output;
mod compliance_as_benefit;
mod cost_without_unit_cost;
mod doubled_indicator;
mod easy_target;
mod few_benefits;
mod goal_without_indicators;
mod impossible_target;
mod indicator_without_goal;
mod late_trajectory;
mod measure_against_aggregation;
mod missing_level;
mod missing_measure;
mod missing_source;
mod name_holds_value;
mod no_section;
mod no_weights;
mod not_quantified;
mod number_in_words;
mod project_without_indicators;
mod ratio_without_base;
mod satisfaction_without_survey;
mod share_without_threshold;
mod small_sample;
mod trajectory_without_effect;
mod typed_evidence;
mod weights_against_scheme;
mod weights_not_100;
mod wish_as_name;
mod wrong_level;

use super::Rule;

/// Every rule, ordered by code.
pub static RULES: &[&Rule] = &[
    &not_quantified::RULE,
    &number_in_words::RULE,
    &missing_measure::RULE,
    &measure_against_aggregation::RULE,
    &missing_source::RULE,
    &name_holds_value::RULE,
    &wish_as_name::RULE,
    &wrong_level::RULE,
    &compliance_as_benefit::RULE,
    &easy_target::RULE,
    &satisfaction_without_survey::RULE,
    &share_without_threshold::RULE,
    &ratio_without_base::RULE,
    &impossible_target::RULE,
    &aggregation_against_target::RULE,
    &trajectory_without_effect::RULE,
    &late_trajectory::RULE,
    &no_section::RULE,
    &typed_evidence::RULE,
    &small_sample::RULE,
    &weights_not_100::RULE,
    &weights_against_scheme::RULE,
    &no_weights::RULE,
    &missing_level::RULE,
    &few_benefits::RULE,
    &cost_without_unit_cost::RULE,
    &goal_without_indicators::RULE,
    &indicator_without_goal::RULE,
    &doubled_indicator::RULE,
    &all_full_marks::RULE,
    &benefit_by_output::RULE,
    &project_without_indicators::RULE,
];
