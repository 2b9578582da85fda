//! All rules. One rule is one file under `rules/<group>/`.

mod classification;
mod structure;
mod text;
mod wording;

use crate::Rule;

/// Every rule, ordered by code.
pub static RULES: &[&Rule] = &[
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
];
