use juesuan_form::Outline;
use juesuan_read::Document;

use crate::{Relation, describe::Describer, precision::Precision, prior::Prior, rules::text::Texts, understand::Facts};

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document under audit.
    pub document: &'a Document,
    /// What it is and how it is divided.
    pub outline: &'a Outline,
    /// The figures that were understood.
    pub facts: &'a Facts,
    /// The relations between them.
    pub relations: &'a [Relation],
    /// How precisely the document prints.
    pub precision: &'a Precision,
    /// Last year's document, if it was given.
    pub prior: Option<&'a Prior>,
    /// The paragraphs of the document, by part.
    pub(crate) texts: &'a Texts<'a>,
}

impl<'a> Context<'a> {
    /// Names of figures and places.
    #[must_use]
    pub fn describer(&self) -> Describer<'a> {
        Describer { outline: self.outline, precision: self.precision }
    }
}
