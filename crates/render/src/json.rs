//! The report as JSON for programs. `docs/report-json.md` describes it; keys are stable.

use std::collections::BTreeMap;

use juesuan_books::Nature;
use juesuan_report::{Align, Block, Cell, Figure, Formula, Measure, Report, ReportKind, Run, Selector, Table, Value};
use serde::Serialize;

use crate::{RenderError, header, money};

/// Version of the format: a change that could break a reader makes it larger.
const VERSION: u32 = 1;

/// Writes the report as one JSON object, ending in a line break.
///
/// # Errors
/// None in practice: everything in a report can be written as JSON.
pub fn json(report: &Report) -> Result<String, RenderError> {
    Ok(serde_json::to_string_pretty(&Document::from(report))? + "\n")
}

fn kind(report: &Report) -> &'static str {
    match (report.kind, report.department) {
        (ReportKind::Disclosure, true) => "department-final-accounts",
        (ReportKind::Disclosure, false) => "unit-final-accounts",
        (ReportKind::SelfEvaluation, _) => "performance-self-evaluation",
    }
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    form: &'a str,
    unit: &'a str,
    kind: &'static str,
    fiscal_year: u16,
    title: &'a str,
    notices: &'a [String],
    blocks: Vec<BlockOut<'a>>,
    tables: Vec<TableOut<'a>>,
    figures: BTreeMap<&'a str, FigureOut<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum BlockOut<'a> {
    Part { text: &'a str },
    Heading { level: u8, runs: Vec<RunOut<'a>> },
    Paragraph { runs: Vec<RunOut<'a>> },
    Table { table: usize },
}

#[derive(Serialize)]
struct RunOut<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
}

#[derive(Serialize)]
struct TableOut<'a> {
    id: &'a str,
    number: &'a str,
    title: &'a str,
    unit_line: &'a str,
    money_line: &'a str,
    columns: Vec<ColumnOut<'a>>,
    rows: Vec<RowOut<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct ColumnOut<'a> {
    id: &'a str,
    header: Vec<&'a str>,
    align: &'static str,
}

#[derive(Serialize)]
struct RowOut<'a> {
    total: bool,
    cells: Vec<CellOut<'a>>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    label: &'a str,
    printed: &'a str,
    value: ValueOut,
    formula: FormulaOut<'a>,
}

/// Amounts are strings: a number of JSON is floating point in most readers.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum ValueOut {
    Money { yuan: String },
    Count { count: i64 },
    Quantity { quantity: String },
    Percent { percent: Option<String> },
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum FormulaOut<'a> {
    Books { text: String, selector: SelectorOut<'a> },
    Sum { terms: Vec<Term<'a>> },
    Percentage { part: &'a str, whole: &'a str },
    Fact { fact: &'a str },
    LastYear,
}

#[derive(Serialize)]
struct Term<'a> {
    sign: i8,
    figure: &'a str,
}

#[derive(Serialize)]
struct SelectorOut<'a> {
    measure: &'static str,
    funds: Vec<&'static str>,
    function: Option<u32>,
    natures: Vec<&'static str>,
    economic: &'a [u32],
    agencies_only: bool,
}

impl<'a> From<&'a Report> for Document<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            format: "juesuan-report",
            version: VERSION,
            form: &report.form,
            unit: &report.unit,
            kind: kind(report),
            fiscal_year: report.year,
            title: &report.title,
            notices: &report.notices,
            blocks: report.blocks.iter().map(BlockOut::from).collect(),
            tables: report.tables.iter().map(TableOut::from).collect(),
            figures: report.figures.iter().map(|(id, figure)| (id.as_str(), FigureOut::from(figure))).collect(),
        }
    }
}

impl<'a> From<&'a Block> for BlockOut<'a> {
    fn from(block: &'a Block) -> Self {
        let run = |run: &'a Run| RunOut { text: &run.text, figure: run.figure.as_deref() };
        match block {
            Block::Part(text) => Self::Part { text },
            Block::Heading(level, runs) => Self::Heading { level: *level, runs: runs.iter().map(run).collect() },
            Block::Paragraph(runs) => Self::Paragraph { runs: runs.iter().map(run).collect() },
            Block::Table(table) => Self::Table { table: *table },
        }
    }
}

impl<'a> From<&'a Table> for TableOut<'a> {
    fn from(table: &'a Table) -> Self {
        let align = |align| match align {
            Align::Left => "left",
            Align::Centre => "centre",
            Align::Right => "right",
        };
        let columns = table.columns.iter().enumerate().map(|(at, column)| ColumnOut {
            id: &column.id,
            header: header::path(table, at),
            align: align(column.align),
        });
        let cell = |cell: &'a Cell| CellOut { text: &cell.text, figure: cell.figure.as_deref() };
        let rows = table.rows.iter();
        let rows = rows.map(|row| RowOut { total: row.total, cells: row.cells.iter().map(cell).collect() });
        Self {
            id: &table.id,
            number: &table.number,
            title: &table.title,
            unit_line: &table.unit_line,
            money_line: &table.money_line,
            columns: columns.collect(),
            rows: rows.collect(),
            notes: &table.notes,
        }
    }
}

impl<'a> From<&'a Figure> for FigureOut<'a> {
    fn from(figure: &'a Figure) -> Self {
        let value = match figure.value {
            Value::Money(amount) => ValueOut::Money { yuan: money::yuan(amount) },
            Value::Count(count) => ValueOut::Count { count },
            Value::Quantity(quantity) => ValueOut::Quantity { quantity: quantity.to_string() },
            Value::Percent(percent) => ValueOut::Percent { percent: percent.map(|percent| percent.0.to_string()) },
        };
        Self { label: &figure.label, printed: &figure.printed, value, formula: FormulaOut::from(&figure.formula) }
    }
}

impl<'a> From<&'a Formula> for FormulaOut<'a> {
    fn from(formula: &'a Formula) -> Self {
        match formula {
            Formula::Books(selector) => Self::Books { text: selector.words(), selector: SelectorOut::from(selector) },
            Formula::Sum(terms) => {
                Self::Sum { terms: terms.iter().map(|(sign, figure)| Term { sign: *sign, figure }).collect() }
            }
            Formula::Percentage { part, whole } => Self::Percentage { part, whole },
            Formula::Fact(fact) => Self::Fact { fact },
            Formula::LastYear => Self::LastYear,
        }
    }
}

impl<'a> From<&'a Selector> for SelectorOut<'a> {
    fn from(selector: &'a Selector) -> Self {
        Self {
            measure: match selector.measure {
                Measure::Opening => "opening",
                Measure::Received => "received",
                Measure::Spent => "spent",
                Measure::Initial => "initial",
                Measure::Adjusted => "adjusted",
                Measure::SurplusUsed => "surplus-used",
                Measure::Distributed => "distributed",
                Measure::Closing => "closing",
            },
            funds: selector.funds.iter().map(|fund| fund.id()).collect(),
            function: selector.function,
            natures: selector.natures.iter().map(|nature| nature_id(*nature)).collect(),
            economic: &selector.economic,
            agencies_only: selector.agencies_only,
        }
    }
}

const fn nature_id(nature: Nature) -> &'static str {
    match nature {
        Nature::Staff => "staff",
        Nature::Office => "office",
        Nature::Project => "project",
        Nature::ToSuperior => "to-superior",
        Nature::Operating => "operating",
        Nature::Affiliated => "affiliated",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::json;
    use crate::sample;

    #[test]
    fn figures_are_exact_and_refer_to_each_other() {
        let text = json(&sample::report()).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["figures"]["T3/201/project"]["value"]["yuan"], "30150.00");
        assert_eq!(value["figures"]["T3/total/total"]["formula"]["terms"][1]["figure"], "T3/total/project");
        assert_eq!(value["tables"][0]["columns"][3]["header"][0], "基本支出");
        assert_eq!(value["tables"][0]["rows"][0]["cells"][2]["figure"], "T3/total/total");
        assert_eq!(value["figures"]["general/share"]["value"]["percent"], Value::Null);
    }
}
