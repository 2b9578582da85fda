//! 09 wording and punctuation (文字与标点).

pub mod confused_word;
pub mod doubled_punctuation;
pub mod doubled_words;
pub mod half_width_punctuation;
pub mod missing_unit;
pub mod misspelt_term;
pub mod paragraph_ending;
pub mod space_in_number;
pub mod template_residue;
pub mod unbalanced_brackets;
