//! Tables among the text: execution of the budget, and what is proposed for next year.

use juesuan_report::{Align, Cell, Column, FigureSet, HeaderCell, Page, Row, Table, grouped};

use crate::{apply::Proposal, evaluate::EvaluationSettings};

/// A cell of words.
pub(super) fn words(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), ..Cell::default() }
}

/// A cell that prints a figure; money with separators between thousands, percentages with their sign.
pub(super) fn figure(figures: &FigureSet, id: &str) -> Cell {
    let Some(figure) = figures.get(id) else { return Cell::default() };
    let text = match figure.value {
        juesuan_report::Value::Money(_) => grouped(&figure.printed),
        juesuan_report::Value::Percent(Some(_)) => format!("{}%", figure.printed),
        _ => figure.printed.clone(),
    };
    Cell { text, figure: Some(id.to_owned()), ..Cell::default() }
}

pub(super) fn column(id: &str, width: u16, align: Align) -> Column {
    Column { id: id.to_owned(), width, align }
}

/// A table among the text with one row of headings.
fn among_text(id: &str, title: &str, columns: &[(&str, &str, u16, Align)], rows: Vec<Row>) -> Table {
    let head = |(at, column): (usize, &(&str, &str, u16, Align))| HeaderCell {
        text: column.1.to_owned(),
        column: at,
        columns: 1,
        rows: 1,
    };
    Table {
        id: id.to_owned(),
        number: String::new(),
        title: title.to_owned(),
        unit_line: String::new(),
        money_line: "金额单位：万元".to_owned(),
        columns: columns.iter().map(|&(id, _, width, align)| column(id, width, align)).collect(),
        header: vec![columns.iter().enumerate().map(head).collect()],
        rows,
        notes: Vec::new(),
        page: Page::Text,
    }
}

/// 预算执行情况
pub(super) fn money(figures: &FigureSet) -> Table {
    let columns = [
        ("name", "支出类型", 8, Align::Left),
        ("initial", "年初预算数", 8, Align::Right),
        ("budget", "全年预算数", 8, Align::Right),
        ("paid", "全年执行数", 8, Align::Right),
        ("rate", "执行率", 6, Align::Right),
    ];
    let row = |(prefix, name, total): (&str, &str, bool)| {
        let amounts = ["initial", "budget", "paid", "rate"].map(|what| figure(figures, &format!("{prefix}/{what}")));
        Row { cells: std::iter::once(words(name)).chain(amounts).collect(), total }
    };
    let rows = [("basic", "基本支出", false), ("projects", "项目支出", false), ("whole", "合计", true)].map(row);
    among_text("money", "预算执行情况表", &columns, rows.into())
}

/// 评价结果应用建议
pub(super) fn proposal(figures: &FigureSet, proposal: &Proposal, settings: &EvaluationSettings) -> Table {
    let columns = [
        ("name", "项目名称", 9, Align::Left),
        ("budget", "全年预算数", 5, Align::Right),
        ("paid", "全年执行数", 5, Align::Right),
        ("score", "得分", 3, Align::Right),
        ("grade", "等级", 2, Align::Centre),
        ("rule", "应用方式", 5, Align::Left),
        ("proposed", "下年建议数", 5, Align::Right),
        ("difference", "比本年增减", 5, Align::Right),
    ];
    let mut rows: Vec<Row> = Vec::new();
    for line in &proposal.lines {
        let own = |what: &str| figure(figures, &format!("{}/{what}", line.code));
        let proposed = |what: &str| figure(figures, &format!("proposal/{}/{what}", line.code));
        let name = if line.name.is_empty() { &line.code } else { &line.name };
        let grade = line.grade.map_or("", |grade| settings.name_of(grade));
        let cells = vec![
            words(name),
            own("budget"),
            own("paid"),
            own("score"),
            words(grade),
            words(line.rule.name()),
            proposed("proposed"),
            proposed("difference"),
        ];
        rows.push(Row { cells, total: false });
    }
    let total = |what: &str| figure(figures, &format!("proposal/{what}"));
    let blank = Cell::default;
    let cells = vec![
        words("合计"),
        total("budget"),
        total("paid"),
        blank(),
        blank(),
        blank(),
        total("proposed"),
        total("difference"),
    ];
    rows.push(Row { cells, total: true });
    among_text("proposal", "评价结果应用建议表", &columns, rows)
}
