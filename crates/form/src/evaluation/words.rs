//! The words by which a self-evaluation table is known, from the form data.

use std::sync::LazyLock;

use serde::Deserialize;

use super::FundKind;
use crate::{names::plain, pattern::Pattern};

/// What the header of a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Column {
    /// 一级指标, 二级指标, …
    Level,
    /// A name of indicators where there are no levels, or beside them
    Name,
    Initial,
    Adjusted,
    Executed,
    Rate,
    Weight,
    Score,
    Deduction,
    Reason,
    Operator,
    Unit,
    Actual,
    Target,
}

/// All patterns of `evaluation.toml`.
pub(super) struct Words {
    columns: Vec<(Column, Pattern, Option<Pattern>)>,
    funds: [(FundKind, Pattern); 4],
    funds_end: Pattern,
    total: Pattern,
    subtotal: Pattern,
    ends: Pattern,
    bonus: Pattern,
    /// 项目名称
    pub(super) project: Pattern,
    /// The unit that evaluates itself
    pub(super) unit: Pattern,
    /// 主管部门
    pub(super) authority: Pattern,
    /// 自评得分, beside the blocks
    pub(super) score: Pattern,
    /// 自评等级
    pub(super) grade: Pattern,
    title: Pattern,
    other_title: Pattern,
    table_title: Pattern,
    scored: Pattern,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let raw: Raw = toml::from_str(include_str!("../../data/evaluation.toml")).expect("embedded form data is valid");
    raw.finish()
});

impl Words {
    /// What a header says.
    pub(super) fn column(&self, header: &str) -> Option<Column> {
        let fits = |(_, is, not): &&(Column, Pattern, Option<Pattern>)| {
            is.is_match(header) && !not.as_ref().is_some_and(|not| not.is_match(header))
        };
        self.columns.iter().find(fits).map(|(column, ..)| *column)
    }

    /// Which row of the money block a label names.
    pub(super) fn fund(&self, label: &str) -> FundKind {
        let found = self.funds.iter().find(|(_, is)| is.is_match(label));
        found.map_or(FundKind::Named, |(kind, _)| *kind)
    }

    pub(super) fn ends_funds(&self, label: &str) -> bool {
        self.funds_end.is_match(label)
    }

    pub(super) fn is_total(&self, label: &str) -> bool {
        self.total.is_match(label)
    }

    pub(super) fn is_subtotal(&self, label: &str) -> bool {
        self.subtotal.is_match(label)
    }

    pub(super) fn ends_indicators(&self, label: &str) -> bool {
        self.ends.is_match(label)
    }

    pub(super) fn is_bonus(&self, name: &str) -> bool {
        self.bonus.is_match(name)
    }

    /// Whether a text is, or ends with, the title of a self-evaluation table.
    pub(super) fn is_table_title(&self, text: &str) -> bool {
        let words = plain(text);
        self.table_title.is_match(&words) && !self.other_title.is_match(&words)
    }

    /// Whether a line is the title of a self-evaluation document.
    pub(super) fn is_title(&self, line: &str) -> bool {
        let words = plain(line);
        self.title.is_match(&words) && !self.other_title.is_match(&words)
    }

    /// Whether a paragraph states a score.
    pub(super) fn states_score(&self, text: &str) -> bool {
        text.contains('分') && self.scored.is_match(&text.replace(char::is_whitespace, ""))
    }
}

#[derive(Deserialize)]
struct Raw {
    column: Vec<RawColumn>,
    fund: RawFund,
    row: RawRow,
    field: RawField,
    document: RawDocument,
}

#[derive(Deserialize)]
struct RawColumn {
    role: Column,
    is: String,
    not: Option<String>,
}

#[derive(Deserialize)]
struct RawFund {
    total: String,
    current: String,
    carried: String,
    other: String,
    ends: String,
}

#[derive(Deserialize)]
struct RawRow {
    total: String,
    subtotal: String,
    ends: String,
    bonus: String,
}

#[derive(Deserialize)]
struct RawField {
    project: String,
    unit: String,
    authority: String,
    score: String,
    grade: String,
}

#[derive(Deserialize)]
struct RawDocument {
    title: String,
    other: String,
    table: String,
    score: String,
}

impl Raw {
    fn finish(self) -> Words {
        let Self { column, fund, row, field, document } = self;
        let new = |source: &String| Pattern::new(source);
        let columns = column.iter().map(|c| (c.role, new(&c.is), c.not.as_ref().map(new))).collect();
        Words {
            columns,
            funds: [
                (FundKind::Total, new(&fund.total)),
                (FundKind::Carried, new(&fund.carried)),
                (FundKind::Other, new(&fund.other)),
                (FundKind::Current, new(&fund.current)),
            ],
            funds_end: new(&fund.ends),
            total: new(&row.total),
            subtotal: new(&row.subtotal),
            ends: new(&row.ends),
            bonus: new(&row.bonus),
            project: new(&field.project),
            unit: new(&field.unit),
            authority: new(&field.authority),
            score: new(&field.score),
            grade: new(&field.grade),
            title: new(&document.title),
            other_title: new(&document.other),
            table_title: new(&document.table),
            scored: new(&document.score),
        }
    }
}
