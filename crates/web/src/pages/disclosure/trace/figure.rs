//! What a figure's formula says, and where the figure stands.

use juesuan_report::{Figure, FigureId, Formula, Report, Value};

/// A line of a formula drawn as a tree.
pub struct Part<'a> {
    /// How deep it hangs, from 1.
    pub depth: usize,
    /// `＋`, `－`, `÷`; nothing before a single one.
    pub sign: &'static str,
    pub id: &'a str,
    pub figure: &'a Figure,
    /// What it reads from the books or from where it was taken; empty where its parts follow.
    pub source: String,
}

impl Part<'_> {
    /// Whether it adds nothing, so that it can stand aside.
    pub fn is_zero(&self) -> bool {
        matches!(self.figure.value, Value::Money(amount) if amount.is_zero())
    }
}

/// A place of a table where a figure is printed.
pub struct Place {
    /// Number of the table, from 1.
    pub number: usize,
    pub title: String,
}

/// How deep a formula is drawn; what is deeper is a step away.
const DEPTH: usize = 3;
/// How many lines of a formula are drawn.
const LINES: usize = 150;
/// How many figures are named that a figure goes into.
const USES: usize = 30;

/// Where a figure comes from.
pub fn source(formula: &Formula) -> String {
    match formula {
        Formula::Books(selector) => format!("取自账簿：{}", selector.words()),
        Formula::Sum(_) => "由下列各项相加减".to_owned(),
        Formula::Percentage { .. } => "前一个数占后一个数的百分比".to_owned(),
        Formula::Fact(source) => format!("取自{source}"),
        Formula::LastYear => "取自上年度决算公开".to_owned(),
    }
}

/// A figure's formula from the top down, and how many of its lines are left out.
pub fn tree<'a>(report: &'a Report, id: &str) -> (Vec<Part<'a>>, usize) {
    let mut tree = Tree { report, parts: Vec::new(), left_out: 0 };
    if let Some(figure) = report.figures.get(id) {
        tree.add(figure, 1);
    }
    (tree.parts, tree.left_out)
}

struct Tree<'a> {
    report: &'a Report,
    parts: Vec<Part<'a>>,
    left_out: usize,
}

impl<'a> Tree<'a> {
    fn add(&mut self, figure: &'a Figure, depth: usize) {
        for (sign, id) in signed(&figure.formula) {
            let Some(part) = self.report.figures.get(id) else { continue };
            if self.parts.len() >= LINES {
                self.left_out += 1;
                continue;
            }
            let ends = !matches!(part.formula, Formula::Sum(_) | Formula::Percentage { .. });
            let source = if ends { source(&part.formula) } else { String::new() };
            self.parts.push(Part { depth, sign, id, figure: part, source });
            if depth < DEPTH {
                self.add(part, depth + 1);
            }
        }
    }
}

fn signed(formula: &Formula) -> Vec<(&'static str, &FigureId)> {
    match formula {
        Formula::Sum(terms) => terms.iter().map(|(sign, id)| (if *sign < 0 { "－" } else { "＋" }, id)).collect(),
        Formula::Percentage { part, whole } => vec![("", part), ("÷", whole)],
        Formula::Books(_) | Formula::Fact(_) | Formula::LastYear => Vec::new(),
    }
}

/// The tables that print a figure.
pub fn places(report: &Report, id: &str) -> Vec<Place> {
    let prints = |table: &juesuan_report::Table| {
        table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.figure.as_deref() == Some(id))
    };
    let tables = (1..).zip(&report.tables).filter(|(_, table)| prints(table));
    tables.map(|(number, table)| Place { number, title: table.title.clone() }).collect()
}

/// The figures whose formula names a figure; the first ones.
pub fn used_in<'a>(report: &'a Report, id: &str) -> Vec<(&'a FigureId, &'a Figure)> {
    let uses = |figure: &Figure| signed(&figure.formula).iter().any(|(_, part)| *part == id);
    report.figures.iter().filter(|(_, figure)| uses(figure)).take(USES).collect()
}
