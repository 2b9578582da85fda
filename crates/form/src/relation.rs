//! The language of relations (勾稽关系).
//!
//! A relation in the data files is
//!
//! ```toml
//! [[relation]]
//! id = "G6"                                   # number of the relation
//! rule = "JS0101"                             # rule under which a violation is reported
//! text = "本年收入合计 = 各项收入之和"
//! each = "T2[$r]"                             # once for every printed row (and column, with `.$c`); optional
//! claim = "T2[$r].total = T2[$r].fiscal + T2[$r].superior?"
//! unless = "T1[fiscal].amount"                # not where this is printed; optional
//! either = "N3"                               # one of those with this word must hold, whichever fits; optional
//! alone = true                                # judged by itself: it tells a confusion that no one figure explains; optional
//! closed = "columns"                          # not where unknown columns (`rows`) hold figures; optional
//! complete = ["shares", "T5"]                 # how the parts are known to be all there are, if a text lists them; optional
//! ```
//!
//! A claim is `sum = sum`, `sum <= sum` or `sum >= sum`, or `percentage = sum / sum` (a sum of several terms in
//! parentheses). A term is a reference, or an integer `*` a reference. A reference is `area[row].measure`:
//!
//! - `row` is an id or code, `$r`, or `children($r)` / `children(total)`: the printed codes one level down, which stand
//!   for their sum, written `sum(T3[children($r)].total)`;
//! - `measure` is the id of a column for the tables `T1` … `T9`, else a word such as `actual` or `count(辆)`, or `$c`;
//!   `.prior` after it means the year before.
//! - `?` behind a reference: zero if the area has no such figure; `!`: the amount need not be printed. Figures of last
//!   year need not be printed either. A relation is stated only where everything else is printed.

use std::sync::LazyLock;

use serde::Deserialize;

/// A relation as the form data states it.
#[derive(Debug, PartialEq, Eq)]
pub struct RelationSpec {
    /// Number, `G6`.
    pub id: String,
    /// Code of the rule, `JS0101`.
    pub rule: String,
    /// The relation in Chinese.
    pub text: String,
    /// What it is stated for, if not once.
    pub each: Option<Reference>,
    /// What must hold.
    pub claim: ClaimSpec,
    /// Where this is printed the relation does not apply.
    pub unless: Option<Reference>,
    /// Relations of the same word are readings of one sentence: one of them must hold.
    pub either: Option<String>,
    /// Whether a violation is judged by itself: it tells a confusion (of scope, say) that no one figure explains.
    pub alone: bool,
    /// What must not hold figures that the form does not know.
    pub closed: Option<Closed>,
    /// What tells that the parts are all there are, any of these; if empty, they are by form.
    pub complete: Vec<Complete>,
}

/// What tells that a text lists all parts of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complete {
    /// Their printed shares make up the whole.
    Shares,
    /// They are all rows of this table that have amounts.
    Table(String),
    /// This figure is printed, which closes the list.
    Printed(Reference),
}

/// What must not hold figures that the form does not know, because the relation adds all of it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    /// The rows of the areas.
    Rows,
    /// The columns of the row.
    Columns,
}

/// What a relation claims.
#[derive(Debug, PartialEq, Eq)]
pub enum ClaimSpec {
    /// `Σ coefficient × reference  <order>  0`
    Linear {
        /// References with their coefficients.
        terms: Vec<(i128, Reference)>,
        /// How the sum compares with zero.
        order: Order,
    },
    /// `percent = Σ part / Σ whole`
    Ratio {
        /// The percentage.
        percent: Reference,
        /// Numerator.
        part: Vec<(i128, Reference)>,
        /// Denominator.
        whole: Vec<(i128, Reference)>,
    },
}

/// How a sum compares with zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `= 0`
    Equal,
    /// `≤ 0`
    AtMost,
    /// `≥ 0`
    AtLeast,
}

/// Names a quantity, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Table or section.
    pub area: String,
    /// Row or subject.
    pub row: RowRef,
    /// Measure; only `each` may leave it out.
    pub measure: Option<MeasureRef>,
    /// Whether last year's figure is meant.
    pub prior: bool,
    /// Whether it must be printed.
    pub need: Need,
}

/// Names rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowRef {
    /// A row by id or code.
    Id(String),
    /// The row for which the relation is stated.
    Each,
    /// The printed codes one level below a row by id or code.
    ChildrenOf(String),
    /// The printed codes one level below the row for which the relation is stated.
    ChildrenOfEach,
}

/// Names a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureRef {
    /// A column of an official table.
    Column(String),
    /// A measure of the narrative, one of [`MEASURES`].
    Word(&'static str),
    /// Number of things.
    Count(String),
    /// The column for which the relation is stated.
    Each,
}

/// Whether a quantity must be printed for a relation to be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Printed,
    /// If it is not, it is zero, as long as the area is there.
    Optional,
    /// It need not.
    Hidden,
}

/// The measures of the narrative by word.
pub const MEASURES: [&str; 9] =
    ["actual", "budget", "share", "completion", "change", "change_rate", "score_full", "score", "deduction"];

/// The data files.
const FILES: &[&str] = &[include_str!("../data/relations-narrative.toml"), include_str!("../data/relations.toml")];

/// All relations of the form data.
#[must_use]
pub fn relations() -> &'static [RelationSpec] {
    /// The data is part of the program and read by a test, so it cannot be wrong at run time.
    static RELATIONS: LazyLock<Vec<RelationSpec>> = LazyLock::new(|| {
        FILES.iter().flat_map(|file| read_relations(file).expect("the data files are tested")).collect()
    });
    &RELATIONS
}

#[derive(Deserialize)]
struct Raw {
    relation: Vec<RawRelation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRelation {
    id: String,
    rule: String,
    text: String,
    each: Option<String>,
    claim: String,
    unless: Option<String>,
    #[serde(default)]
    alone: bool,
    either: Option<String>,
    closed: Option<Closed>,
    #[serde(default)]
    complete: Vec<String>,
}

/// Reads relations.
///
/// # Errors
/// The id of the first relation that cannot be read, with the reason and what stands there.
pub fn read_relations(toml: &str) -> Result<Vec<RelationSpec>, String> {
    let raw: Raw = toml::from_str(toml).map_err(|error| error.to_string())?;
    raw.relation.into_iter().map(RawRelation::finish).collect()
}

impl RawRelation {
    fn finish(self) -> Result<RelationSpec, String> {
        let at = |error: String| format!("{}: {error}", self.id);
        let reference = |text: &Option<String>| text.as_deref().map(Parser::whole_reference).transpose();
        let each = reference(&self.each).map_err(at)?;
        let claim = Parser::claim(&self.claim).map_err(at)?;
        let unless = reference(&self.unless).map_err(at)?;
        let uses_each = |reference: &Reference| {
            matches!(reference.row, RowRef::Each | RowRef::ChildrenOfEach)
                || reference.measure == Some(MeasureRef::Each)
        };
        if each.is_none() && claim.references().any(uses_each) {
            return Err(at("$r or $c without each".to_owned()));
        }
        if claim.references().any(|reference| reference.measure.is_none()) {
            return Err(at("a reference without measure".to_owned()));
        }
        let complete: Vec<Complete> =
            self.complete.iter().map(|word| Complete::read(word)).collect::<Result<_, _>>().map_err(at)?;
        if !complete.is_empty() && !matches!(claim, ClaimSpec::Linear { order: Order::Equal, .. }) {
            return Err(at("complete without a sum that equals another".to_owned()));
        }
        let Self { id, rule, text, either, alone, closed, .. } = self;
        Ok(RelationSpec { id, rule, text, each, claim, unless, either, alone, closed, complete })
    }
}

impl Complete {
    fn read(word: &str) -> Result<Self, String> {
        Ok(match word {
            "shares" => Self::Shares,
            table if crate::table_form(table).is_some() => Self::Table(table.to_owned()),
            figure => Self::Printed(Parser::whole_reference(figure)?),
        })
    }
}

impl ClaimSpec {
    /// All references.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let (percent, first, second): (_, &[_], &[_]) = match self {
            Self::Linear { terms, .. } => (None, terms, &[]),
            Self::Ratio { percent, part, whole } => (Some(percent), part, whole),
        };
        percent.into_iter().chain(first.iter().chain(second).map(|(_, reference)| reference))
    }
}

/// A recursive descent parser over the text of a claim.
struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
}

type Terms = Vec<(i128, Reference)>;

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, rest: text.trim_start() }
    }

    fn claim(text: &str) -> Result<ClaimSpec, String> {
        let mut parser = Parser::new(text);
        let left = parser.sum()?;
        let order = [("<=", Order::AtMost), (">=", Order::AtLeast), ("=", Order::Equal)];
        let Some((_, order)) = order.into_iter().find(|(sign, _)| parser.take(sign)) else {
            return Err(parser.expected("=, <= or >="));
        };
        let right = parser.group()?;
        if parser.take("/") {
            let whole = parser.group()?;
            parser.end()?;
            return match (order, <[_; 1]>::try_from(left)) {
                (Order::Equal, Ok([(1, percent)])) => Ok(ClaimSpec::Ratio { percent, part: right, whole }),
                _ => Err(format!("a ratio needs one percentage and = before it: {text}")),
            };
        }
        let more = parser.more_terms()?;
        parser.end()?;
        let negated = right.into_iter().chain(more).map(|(factor, reference)| (-factor, reference));
        Ok(ClaimSpec::Linear { terms: left.into_iter().chain(negated).collect(), order })
    }

    fn whole_reference(text: &str) -> Result<Reference, String> {
        let mut parser = Parser::new(text);
        let reference = parser.reference()?;
        parser.end()?;
        Ok(reference)
    }

    /// A term, or a sum in parentheses.
    fn group(&mut self) -> Result<Terms, String> {
        if !self.take("(") {
            return Ok(vec![self.term()?]);
        }
        let terms = self.sum()?;
        self.need(")")?;
        Ok(terms)
    }

    fn sum(&mut self) -> Result<Terms, String> {
        let mut terms = vec![self.term()?];
        terms.extend(self.more_terms()?);
        Ok(terms)
    }

    fn more_terms(&mut self) -> Result<Terms, String> {
        let mut terms = Vec::new();
        loop {
            let sign = if self.take("+") {
                1
            } else if self.take("-") {
                -1
            } else {
                return Ok(terms);
            };
            let (factor, reference) = self.term()?;
            terms.push((sign * factor, reference));
        }
    }

    fn term(&mut self) -> Result<(i128, Reference), String> {
        let digits = self.rest.len() - self.rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mut factor = 1;
        if digits > 0 {
            factor = self.rest[..digits].parse().map_err(|_| self.expected("a smaller integer"))?;
            self.advance(digits);
            self.need("*")?;
        }
        let summed = self.take("sum(");
        let reference = self.reference()?;
        if summed {
            self.need(")")?;
        }
        if summed != matches!(reference.row, RowRef::ChildrenOf(_) | RowRef::ChildrenOfEach) {
            return Err(self.expected("sum(…) around children(…), and only there"));
        }
        Ok((factor, reference))
    }

    fn reference(&mut self) -> Result<Reference, String> {
        let area = self.word()?.to_owned();
        self.need("[")?;
        let row = self.row()?;
        self.need("]")?;
        let mut measure = None;
        let mut prior = false;
        while self.take(".") {
            let word = self.word()?;
            match (&measure, word) {
                (Some(_), "prior") if !prior => prior = true,
                (None, _) => measure = Some(self.measure(&area, word)?),
                _ => return Err(self.expected("one measure and at most .prior")),
            }
        }
        let need = if self.take("?") {
            Need::Optional
        } else if self.take("!") || prior {
            Need::Hidden
        } else {
            Need::Printed
        };
        Ok(Reference { area, row, measure, prior, need })
    }

    fn row(&mut self) -> Result<RowRef, String> {
        if self.take("children(") {
            let row = self.word()?;
            self.need(")")?;
            return Ok(if row == "$r" { RowRef::ChildrenOfEach } else { RowRef::ChildrenOf(row.to_owned()) });
        }
        let row = self.word()?;
        Ok(if row == "$r" { RowRef::Each } else { RowRef::Id(row.to_owned()) })
    }

    fn measure(&mut self, area: &str, word: &str) -> Result<MeasureRef, String> {
        if word == "$c" {
            return Ok(MeasureRef::Each);
        }
        if crate::table_form(area).is_some() {
            return Ok(MeasureRef::Column(word.to_owned()));
        }
        if word == "count" {
            self.need("(")?;
            let counted = self.word()?.to_owned();
            self.need(")")?;
            return Ok(MeasureRef::Count(counted));
        }
        let known = MEASURES.iter().find(|measure| **measure == word);
        known.map(|word| MeasureRef::Word(word)).ok_or_else(|| format!("unknown measure {word} in {}", self.text))
    }

    /// Letters, digits, `-`, `_`, `$`; Chinese counts as letters.
    fn word(&mut self) -> Result<&'a str, String> {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '$'));
        let word = &self.rest[..end.unwrap_or(self.rest.len())];
        if word.is_empty() {
            return Err(self.expected("a word"));
        }
        self.advance(word.len());
        Ok(word)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest.starts_with(sign);
        if found {
            self.advance(sign.len());
        }
        found
    }

    fn need(&mut self, sign: &str) -> Result<(), String> {
        if self.take(sign) { Ok(()) } else { Err(self.expected(sign)) }
    }

    fn end(&self) -> Result<(), String> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.expected("the end")) }
    }

    fn advance(&mut self, len: usize) {
        self.rest = self.rest[len..].trim_start();
    }

    fn expected(&self, what: &str) -> String {
        format!("expected {what} at “{}” in “{}”", self.rest, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_can_be_read_and_names_columns_and_rows_of_the_form() {
        assert!(relations().len() > 30);
        for spec in relations() {
            for reference in spec.claim.references().chain(&spec.each).chain(&spec.unless) {
                let Some(form) = crate::table_form(&reference.area) else { continue };
                if let Some(MeasureRef::Column(column)) = &reference.measure {
                    assert!(form.column(column).is_some(), "{}: no column {column}", spec.id);
                }
                if let RowRef::Id(row) = &reference.row {
                    let is_listed =
                        form.labels != crate::Labels::Sides && (row == "total" || row.parse::<u32>().is_ok());
                    assert!(is_listed || form.row(row).is_some(), "{}: no row {row}", spec.id);
                }
            }
        }
    }

    #[test]
    fn claims_are_read() {
        let ClaimSpec::Linear { terms, order } =
            Parser::claim("T2[$r].total = 2*T2[$r].fiscal + T2[$r].other?").unwrap()
        else {
            panic!("linear")
        };
        assert_eq!(order, Order::Equal);
        assert_eq!(terms.iter().map(|(factor, _)| *factor).collect::<Vec<_>>(), [1, -2, -1]);
        assert_eq!(terms[2].1.need, Need::Optional);
        assert_eq!(terms[1].1.measure, Some(MeasureRef::Column("fiscal".into())));
        let ratio =
            Parser::claim("income[a].share = (income[a].actual - income[b].actual.prior) / income[total].actual");
        let ClaimSpec::Ratio { part, .. } = ratio.unwrap() else { panic!("ratio") };
        assert!(part[1].0 == -1 && part[1].1.prior && part[1].1.need == Need::Hidden);
        let sum = Parser::claim("T3[$r].$c >= sum(T3[children($r)].$c)").unwrap();
        assert!(matches!(sum, ClaimSpec::Linear { order: Order::AtLeast, .. }));
    }

    #[test]
    fn errors_say_what_was_expected() {
        for (claim, words) in [
            ("T2[a].total", "expected =, <= or >="),
            ("T2[a.total = T2[b].total", "expected ]"),
            ("T2[a].total = T3[children(total)].total", "sum(…) around children(…)"),
            ("T2[a].total + T2[b].total = T2[c].total / T2[d].total", "one percentage"),
            ("income[a].colour = income[b].actual", "unknown measure colour"),
            ("T2[a].total = T2[b].total T2[c].total", "expected the end"),
            ("99999999999999999999999999999999999999999*T2[a].total = T2[b].total", "a smaller integer"),
        ] {
            let error = Parser::claim(claim).unwrap_err();
            assert!(error.contains(words), "{claim}: {error}");
        }
        let toml = "[[relation]]\nid = \"X\"\nrule = \"JS0101\"\ntext = \"\"\nclaim = \"T2[$r].total = T2[a].total\"";
        assert!(read_relations(toml).unwrap_err().contains("without each"));
    }
}
