use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::{BudgetChange, ChangeKind, Date, Fund, Nature, Record};

/// Budget lines as their records describe them, so that further changes of them can be made.
#[derive(Clone, Debug, Default)]
pub struct Lines(BTreeMap<(String, String), LineState>);

/// A budget line (预算指标) and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineState {
    /// 单位代码
    pub unit: String,
    /// 指标编号
    pub code: String,
    /// The money's source.
    pub fund: Fund,
    /// 支出功能分类 code.
    pub function: u32,
    /// 支出性质
    pub nature: Nature,
    /// 项目代码; may be empty.
    pub project: String,
    /// 项目名称; may be empty.
    pub project_name: String,
    /// 部门预算支出经济分类 code that all its records name; 0 when they differ or name none.
    pub economic: u32,
    /// 全年预算: the sum of its changes.
    pub budget: Fen,
}

/// A change of a budget line that a correction makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line before the change.
    pub line: LineState,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// Its effect on the line: negative when money is taken away.
    pub amount: Fen,
    /// From when it counts.
    pub date: Date,
    /// 指标文号: which correction it comes from.
    pub document: String,
    /// 指标说明
    pub purpose: String,
}

impl Lines {
    /// Adds a record; only those of the budget count.
    pub fn add(&mut self, record: &Record<'_>) {
        let Record::Budget(change) = record else { return };
        let key = (change.unit.to_owned(), change.line.to_owned());
        let line = self.0.entry(key).or_insert_with(|| LineState {
            unit: change.unit.to_owned(),
            code: change.line.to_owned(),
            fund: change.fund,
            function: change.function,
            nature: change.nature,
            project: change.project.to_owned(),
            project_name: change.project_name.to_owned(),
            economic: change.economic,
            budget: Fen::ZERO,
        });
        line.budget += change.amount;
        if line.economic != change.economic {
            line.economic = 0;
        }
        if line.project.is_empty() {
            change.project.clone_into(&mut line.project);
            change.project_name.clone_into(&mut line.project_name);
        }
    }

    /// The line of a unit and a code.
    #[must_use]
    pub fn get(&self, unit: &str, code: &str) -> Option<&LineState> {
        self.0.get(&(unit.to_owned(), code.to_owned()))
    }
}

impl Change {
    /// The record that enters it into the books.
    #[must_use]
    pub fn record(&self) -> BudgetChange<'_> {
        let LineState { unit, code, fund, function, nature, project, project_name, economic, .. } = &self.line;
        BudgetChange {
            line: code,
            unit,
            fund: *fund,
            function: *function,
            nature: *nature,
            project,
            project_name,
            economic: *economic,
            change: self.kind,
            amount: self.amount,
            date: Some(self.date),
            document: &self.document,
            purpose: &self.purpose,
        }
    }
}
