//! What the rules on self-evaluation tables share: the cells and figures of a row.

use juesuan_amount::Decimal;
use juesuan_form::{Evaluation, EvaluationCell, Role};
use juesuan_read::{Block, Place};

use crate::{
    Context,
    understand::{Figure, Key, Measure, Period, Value},
};

/// A self-evaluation table of the document under audit.
#[derive(Clone, Copy)]
pub(super) struct Evaluated<'a> {
    pub(super) table: &'a Evaluation,
    context: &'a Context<'a>,
}

/// All self-evaluation tables of the document.
pub(super) fn evaluated<'a>(context: &'a Context<'a>) -> impl Iterator<Item = Evaluated<'a>> {
    context.outline.evaluations.iter().map(move |table| Evaluated { table, context })
}

impl<'a> Evaluated<'a> {
    /// The first figure printed for a row.
    pub(super) fn figure(&self, row: &str, measure: Measure) -> Option<&'a Figure> {
        let key = Key { area: self.table.area.as_str().into(), row: row.into(), measure, period: Period::Current };
        self.context.facts.at(&key).next()
    }

    /// The points printed for a row, with their figure.
    pub(super) fn points(&self, row: &str, measure: Measure) -> Option<(Decimal, &'a Figure)> {
        let figure = self.figure(row, measure)?;
        match figure.value {
            Value::Number(points) => Some((points, figure)),
            _ => None,
        }
    }

    /// The words of a row in a column, without white space around them.
    pub(super) fn words(&self, row: &str, role: Role) -> Option<(&'a str, Place)> {
        let cell = self.table.cells.iter().find(|cell| cell.role == role && cell.row == row)?;
        Some((self.text(cell)?, place(cell)))
    }

    /// Whether any row has a cell of a column: only then does the table have that column, filled in.
    pub(super) fn has(&self, role: Role) -> bool {
        self.table.cells.iter().any(|cell| cell.role == role)
    }

    fn text(&self, cell: &EvaluationCell) -> Option<&'a str> {
        match self.context.document.blocks.get(cell.block)? {
            Block::Table(table) => table.cells.get(cell.cell)?.text.get(cell.range.clone()),
            Block::Paragraph(_) => None,
        }
    }
}

fn place(cell: &EvaluationCell) -> Place {
    Place { block: cell.block, cell: Some(cell.cell), start: cell.range.start, end: cell.range.end }
}

/// Two decimals as whole numbers of the same unit.
pub(super) fn aligned(a: Decimal, b: Decimal) -> Option<(i128, i128)> {
    let scale = a.scale.max(b.scale);
    a.mantissa_at(scale).zip(b.mantissa_at(scale))
}
