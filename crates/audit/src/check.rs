use std::time::Instant;

use juesuan_form::Kind;
use juesuan_read::Document;
use rustc_hash::FxHashMap as HashMap;

use crate::{
    Context, Coverage, FigureSummary, Finding, Relation, Report,
    describe::Describer,
    model::{Model, Printed},
    precision::Precision,
    prior::Prior,
    proof::{self, Statement},
    relate,
    rules::{RULES, text::Texts},
    tell::Teller,
    understand::{Facts, Figure, Period, Value, understand},
};

/// What the user asks beyond the document itself.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Last year's document of the same unit.
    pub prior: Option<&'a Document>,
    /// Audit as this kind whatever the document looks like (for fragments).
    pub assume_kind: Option<Kind>,
    /// Also give every figure that was understood ([`Report::figures`]), which only some outputs show.
    pub figures: bool,
}

/// Audits a document. One that is neither final accounts nor a self-evaluation of performance is only named as what it is.
#[must_use]
pub fn check(document: &Document, options: &Options<'_>) -> Report {
    let started = Instant::now();
    let mut outline = juesuan_form::recognize(document);
    outline.kind = options.assume_kind.unwrap_or(outline.kind);
    if !outline.kind.is_audited() {
        let understand_ms = milliseconds(started);
        let coverage = Coverage::default();
        return Report { outline, coverage, findings: vec![], figures: vec![], understand_ms, prove_ms: 0.0 };
    }
    let facts = understand(document, &outline);
    let precision = Precision::of(&facts);
    let prior = options.prior.filter(|_| outline.kind.is_final_accounts());
    let prior = prior.map(|prior| Prior::read(prior, &outline, options.assume_kind));
    let prior = prior.as_ref();
    let understand_ms = milliseconds(started);

    let started = Instant::now();
    let mut relations = relate::relations(&facts, &precision);
    relations.extend(relate::evaluation(&facts, &outline.evaluations, &precision));
    let joined = prior.filter(|prior| prior.refusal.is_none()).map(|prior| prior.joined(&facts));
    relations.extend(joined.iter().flat_map(relate::carried));
    let texts = Texts::of(document, &outline);
    let context = Context {
        document,
        outline: &outline,
        facts: &facts,
        relations: &relations,
        precision: &precision,
        prior,
        texts: &texts,
    };
    let proving = joined.as_ref().unwrap_or(&facts);
    let printed = Printed::of(proving);
    let mut model = Model::new(&printed, &relations, &precision);
    model.trust_from(facts.figures.len());
    let mut findings = proven(&context, &printed, &relations, &model);
    let concerned = RULES.iter().filter(|rule| rule.concerns(context.outline.kind));
    for check in concerned.filter_map(|rule| rule.check) {
        check(&context, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.places[0], finding.code));
    let prove_ms = milliseconds(started);
    let figures = if options.figures { summaries(&context, &model) } else { Vec::new() };
    Report { coverage: coverage(&facts), figures, findings, understand_ms, prove_ms, outline }
}

/// The findings of the proof engine, from the document's figures and perhaps last year's: of all relations together, then of those that are judged by themselves.
fn proven(context: &Context<'_>, printed: &Printed<'_>, relations: &[Relation], model: &Model) -> Vec<Finding> {
    let findings = |model: &Model| -> Vec<Finding> {
        let (document, own, describer) = (context.document, context.facts.figures.len(), context.describer());
        let teller = Teller { document, facts: printed.facts, own, relations, model, describer };
        proof::prove(&model.problem).iter().filter_map(|conflict| teller.finding(conflict)).collect()
    };
    let alone = (0..relations.len()).filter(|&index| relations[index].alone);
    let alone = alone.flat_map(|index| findings(&Model::alone(printed, relations, index, context.precision)));
    findings(model).into_iter().chain(alone).collect()
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// Numerals printed with a unit; blank cells and words are none.
fn is_numeral(figure: &Figure) -> bool {
    !figure.unit.is_empty() && figure.value != Value::Blank
}

fn coverage(facts: &Facts) -> Coverage {
    let numerals = facts.figures.iter().filter(|figure| is_numeral(figure));
    let not_understood: Vec<_> = numerals.clone().filter(|f| f.key.is_none()).map(|f| f.place).collect();
    let numerals = numerals.count();
    Coverage { numerals, understood: numerals - not_understood.len(), not_understood }
}

fn summaries(context: &Context<'_>, model: &Model) -> Vec<FigureSummary> {
    let describer: Describer<'_> = context.describer();
    let mut index_of = HashMap::default();
    let mut summaries = Vec::new();
    for (index, figure) in context.facts.figures.iter().enumerate() {
        let Some(key) = figure.key.as_ref().filter(|_| is_numeral(figure)) else { continue };
        index_of.insert(index, summaries.len());
        let year = context.outline.fiscal_year;
        summaries.push(FigureSummary {
            place: figure.place,
            printed: describer.printed(figure),
            area: describer.area(&key.area),
            subject: figure.subject.clone(),
            measure: describer.measure(&key.area, &key.measure),
            year: match key.period {
                Period::Current => year,
                Period::Prior => year.map(|year| year - 1),
                Period::Year(year) => Some(year),
            },
            unit: figure.unit.clone(),
            related: false,
            neighbours: Vec::new(),
        });
    }
    connect(&mut summaries, &index_of, model);
    summaries
}

/// Notes for each figure which others stand in a relation with it.
fn connect(summaries: &mut [FigureSummary], index_of: &HashMap<usize, usize>, model: &Model) {
    let mut prints: HashMap<usize, Vec<usize>> = HashMap::default();
    for (observation, figures) in model.problem.observations.iter().zip(&model.observed) {
        if let proof::Observation::Quantity { quantity, .. } = observation {
            prints.entry(*quantity).or_default().extend(figures.iter().filter_map(|f| index_of.get(f)));
        }
    }
    for statement in &model.problem.statements {
        let mut together: Vec<usize> = Vec::new();
        let mut add = |terms: &[(usize, i128)]| {
            together.extend(terms.iter().filter_map(|(quantity, _)| prints.get(quantity)?.first()));
        };
        match statement {
            Statement::Linear { terms, .. } => add(terms),
            Statement::Ratio { part, whole, percentage } => {
                add(part);
                add(whole);
                together.extend(model.observed[*percentage].iter().filter_map(|f| index_of.get(f)));
            }
        }
        for &figure in &together {
            let others = together.iter().filter(|&&other| other != figure);
            summaries[figure].neighbours.extend(others);
        }
    }
    for summary in summaries {
        summary.neighbours.sort_unstable();
        summary.neighbours.dedup();
        summary.related = !summary.neighbours.is_empty();
    }
}
