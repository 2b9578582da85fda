use juesuan_form::Outline;
use juesuan_read::Document;

use crate::understand::Facts;

/// What a rule may look at.
pub struct Context<'a> {
    /// The document under audit.
    pub document: &'a Document,
    /// What it is and how it is divided.
    pub outline: &'a Outline,
    /// The figures that were understood.
    pub facts: &'a Facts,
}
