use juesuan_read::Place;
use serde::Serialize;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wording and form.
    Info,
    /// Wrong as far as can be seen, but not proven.
    Warning,
    /// Proven wrong.
    Error,
}

/// Something wrong in a document, reported once with all its places.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Code of the rule, `JS0301`.
    pub code: &'static str,
    /// Name of the rule, `share-of-total`.
    pub rule: &'static str,
    /// How sure it is.
    pub severity: Severity,
    /// What is wrong, in Chinese, in one or two sentences, with the figures.
    pub message: String,
    /// The places it is about, the most suspect one first; at least one.
    pub places: Vec<Place>,
    /// What should stand at the first place, printed as the document prints.
    pub expected: Option<String>,
    /// The figure or words most likely wrong, in Chinese, with where they stand.
    pub suspect: Option<String>,
    /// Why no exact amounts can stand behind what is printed.
    pub proof: Option<Proof>,
}

/// A certificate in the reader's terms: weighted printed figures and relations that add up to a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The statements that cannot all hold.
    pub terms: Vec<ProofTerm>,
    /// By how much they miss, in Chinese: `相差至少 2.36 万元`.
    pub gap: String,
}

/// One statement of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofTerm {
    /// Multiplier of the statement in the certificate, an exact integer as text.
    pub weight: String,
    /// The statement in Chinese: a printed figure with its interval, or a relation (勾稽关系) by name.
    pub text: String,
    /// Where it is printed; none for a relation.
    #[serde(skip)]
    pub place: Option<Place>,
    /// The page of that place.
    pub page: Option<u32>,
}

/// Everything that `check` says of one document.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the document is.
    pub outline: juesuan_form::Outline,
    /// Every numeral with a unit, and whether it was understood.
    pub coverage: Coverage,
    /// Findings in the order of their first place.
    pub findings: Vec<Finding>,
    /// Every figure that was understood, if the options ask for it.
    pub figures: Vec<FigureSummary>,
    /// Time to understand and to prove, in milliseconds.
    pub understand_ms: f64,
    /// See `understand_ms`.
    pub prove_ms: f64,
}

/// How much of a document was understood.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Numerals with a unit.
    pub numerals: usize,
    /// Those bound to subject, measure, period and unit.
    pub understood: usize,
    /// The others.
    pub not_understood: Vec<Place>,
}

/// A printed figure as it was understood, for extraction and for the report page.
#[derive(Clone, Debug)]
pub struct FigureSummary {
    /// Where it is printed.
    pub place: Place,
    /// As printed, with its unit.
    pub printed: String,
    /// Table or section in Chinese: `公开03表 支出决算表`, `第二节 收入决算情况说明`.
    pub area: String,
    /// What the figure is about: `一般公共服务支出`.
    pub subject: String,
    /// Which measure of it: `决算数`, `年初预算数`, `占比`, `增减额`, ….
    pub measure: String,
    /// The fiscal year it belongs to, if known.
    pub year: Option<u16>,
    /// Unit: `万元`, `%`, `辆`, ….
    pub unit: String,
    /// Whether it takes part in any relation that was checked.
    pub related: bool,
    /// Indices of figures that share a relation with it.
    pub neighbours: Vec<usize>,
}
