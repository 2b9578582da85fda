//! A self-evaluation table while its rows are read from top to bottom.

use juesuan_amount::MoneyUnit;

use super::{EvaluationCell, EvaluationIndicator, Fund, FundKind, Role, TOTAL, fields, funds, header, indicators};
use crate::grid::Grid;

/// What has been read of an evaluation so far.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) title: Option<String>,
    pub(super) project: Option<String>,
    pub(super) unit_name: Option<String>,
    pub(super) money: Option<MoneyUnit>,
    pub(super) blocks: Vec<usize>,
    pub(super) cells: Vec<EvaluationCell>,
    pub(super) indicators: Vec<EvaluationIndicator>,
    pub(super) funds: Vec<Fund>,
    pub(super) grouped: bool,
    pub(super) implied: bool,
    pub(super) bonus: bool,
    pub(super) rate_defined: bool,
    /// Whether the row that sums up has been read: what follows is another evaluation or no part of it.
    pub(super) summed: bool,
}

impl Draft {
    fn new(block: usize) -> Self {
        Self { blocks: vec![block], grouped: true, ..Self::default() }
    }

    /// Whether it has what makes a table one of self-evaluation: scored indicators, or the money of a project with its
    /// rate of execution.
    pub(super) fn is_evaluation(&self) -> bool {
        let scored = self.has(Role::Score) && self.indicators.iter().any(|indicator| indicator.leaf);
        let funded = self.funds.iter().any(|fund| fund.kind == FundKind::Total) && self.has(Role::Rate);
        scored || funded
    }

    fn has(&self, role: Role) -> bool {
        self.cells.iter().any(|cell| cell.role == role)
    }

    /// Whether another table, read after this one, is the rest of it: it has the indicators that are missing here, or goes
    /// on with them.
    pub(super) fn goes_on(&self, other: &Self) -> bool {
        let names_another = other.project.is_some() || !other.funds.is_empty() || other.title.is_some();
        !self.summed && !names_another && (!other.indicators.is_empty() || !other.cells.is_empty())
    }

    /// Takes in the rest of the evaluation.
    pub(super) fn join(&mut self, mut rest: Self) {
        let first = self.indicators.len();
        let renamed = |row: &str| match row.strip_prefix('i').and_then(|number| number.parse::<usize>().ok()) {
            Some(number) => format!("i{}", number + first),
            None => row.to_owned(),
        };
        for cell in &mut rest.cells {
            cell.row = renamed(&cell.row);
        }
        for indicator in &mut rest.indicators {
            indicator.row = renamed(&indicator.row);
            indicator.parent = indicator.parent.as_deref().map(renamed);
        }
        self.blocks.extend(rest.blocks);
        self.cells.extend(rest.cells);
        self.indicators.extend(rest.indicators);
        self.grouped &= rest.grouped;
        self.implied |= rest.implied;
        self.bonus |= rest.bonus;
        self.summed |= rest.summed;
        self.money = self.money.or(rest.money);
        self.unit_name = self.unit_name.take().or(rest.unit_name);
    }

    /// Row of the next indicator.
    pub(super) fn next_row(&self) -> String {
        format!("i{}", self.indicators.len() + 1)
    }

    /// Keeps what a cell says, the white space around it left out.
    pub(super) fn say(&mut self, grid: &Grid<'_>, cell: usize, row: &str, role: Role, subject: &str) {
        let text = grid.at(cell).text.as_str();
        let start = text.len() - text.trim_start().len();
        let range = start..start + text.trim().len();
        let block = self.blocks.last().copied().unwrap_or_default();
        if !range.is_empty() {
            let (row, subject) = (row.to_owned(), subject.to_owned());
            self.cells.push(EvaluationCell { block, cell, range, row, role, subject });
        }
    }
}

/// Reads the evaluations of a table.
pub(super) fn read(grid: &Grid<'_>, block: usize) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut draft = Draft::new(block);
    let mut row = 0;
    while row < grid.rows {
        if let Some(header) = header::funds(grid, row) {
            if !draft.funds.is_empty() || draft.summed {
                drafts.push(std::mem::replace(&mut draft, Draft::new(block)));
            }
            row = funds::read(&mut draft, grid, &header, row);
        } else if let Some(header) = header::indicators(grid, row) {
            if draft.summed && draft.has(Role::Score) && !draft.indicators.is_empty() {
                drafts.push(std::mem::replace(&mut draft, Draft::new(block)));
            }
            row = indicators::read(&mut draft, grid, &header, row);
        } else {
            if fields::opens(grid, row) && (draft.summed || !draft.indicators.is_empty()) {
                drafts.push(std::mem::replace(&mut draft, Draft::new(block)));
            }
            fields::read(&mut draft, grid, row);
            row += 1;
        }
    }
    drafts.push(draft);
    for draft in &mut drafts {
        draft.cells.sort_by_key(|cell| (cell.cell, cell.range.start));
        draft.summed |= draft.cells.iter().any(|cell| cell.row == TOTAL && cell.role == Role::Weight);
    }
    drafts
}
