//! All rules. One rule is one file under `rules/<group>/`.

mod classification;
pub(crate) mod direction;
mod facts;
mod figures;
pub(crate) mod narrative;
mod performance;
pub(crate) mod prior;
mod structure;
mod table;
mod tables;
pub(crate) mod text;
mod wording;

use crate::Rule;

/// Every rule, ordered by code.
pub static RULES: &[&Rule] = &[
    &table::table_row_sum::RULE,
    &table::table_column_sum::RULE,
    &table::overview_balance::RULE,
    &table::budget_balance::RULE,
    &table::staff_and_office::RULE,
    &table::fee_sum::RULE,
    &table::duplicate_code::RULE,
    &table::broken_hierarchy::RULE,
    &table::blank_table::RULE,
    &tables::income_against_overview::RULE,
    &tables::expenditure_against_overview::RULE,
    &tables::appropriation_against_overview::RULE,
    &tables::basic_against_list::RULE,
    &tables::part_over_whole::RULE,
    &tables::missing_table::RULE,
    &tables::two_roundings::RULE,
    &narrative::share_of_total::RULE,
    &narrative::completion_rate::RULE,
    &narrative::year_on_year::RULE,
    &narrative::same_figure::RULE,
    &narrative::narrative_against_table::RULE,
    &narrative::sum_of_parts::RULE,
    &narrative::scope::RULE,
    &direction::against_budget::RULE,
    &direction::flat_with_prior::RULE,
    &direction::zero_base::RULE,
    &classification::code_name::RULE,
    &classification::item_path::RULE,
    &classification::doubled_item::RULE,
    &classification::item_against_table::RULE,
    &classification::economic_list::RULE,
    &classification::class_name::RULE,
    &classification::item_reference::RULE,
    &performance::score_sum::RULE,
    &performance::execution_rate::RULE,
    &performance::project_counts::RULE,
    &performance::score_above_full::RULE,
    &performance::projects_without_goals::RULE,
    &performance::grade_against_score::RULE,
    &performance::fund_parts::RULE,
    &performance::execution_score::RULE,
    &performance::weights_not_hundred::RULE,
    &performance::score_against_table::RULE,
    &performance::full_marks_unmet::RULE,
    &performance::far_above_target::RULE,
    &facts::vehicle_parts::RULE,
    &facts::procurement_parts::RULE,
    &facts::counts_against_amounts::RULE,
    &facts::operation_against_office::RULE,
    &facts::fees_against_basic::RULE,
    &facts::guests_and_batches::RULE,
    &structure::contents_mismatch::RULE,
    &structure::numbering_sequence::RULE,
    &structure::numbering_style::RULE,
    &structure::label_in_paragraph::RULE,
    &structure::missing_section::RULE,
    &structure::blank_section::RULE,
    &structure::unfinished_sentence::RULE,
    &structure::unit_name_variant::RULE,
    &structure::wrong_year::RULE,
    &structure::impossible_date::RULE,
    &wording::template_residue::RULE,
    &wording::misspelt_term::RULE,
    &wording::doubled_punctuation::RULE,
    &wording::unbalanced_brackets::RULE,
    &wording::paragraph_ending::RULE,
    &wording::missing_unit::RULE,
    &wording::doubled_words::RULE,
    &wording::space_in_number::RULE,
    &wording::half_width_punctuation::RULE,
    &wording::confused_word::RULE,
    &prior::unusable_prior::RULE,
    &prior::prior_amount::RULE,
    &prior::opening_balance::RULE,
];
