//! A small report for tests: two tables and a page of words, with amounts that do not add up once they are rounded.

use juesuan_amount::{Decimal, Fen, Money, MoneyUnit};
use juesuan_report::{
    Align, Block, Cell, Column, Figure, FigureId, Figures, Formula, HeaderCell, Measure, Page, Report, ReportKind, Row,
    Run, Selector, Table, Value,
};

const ITEMS: [(&str, &str); 3] =
    [("2010301", "行政运行"), ("2010302", "一般行政管理事务"), ("2010399", "其他<政务>&服务")];

/// Honest rounding: three parts of 1.005 万元 are printed 1.01, their total 3.02.
pub(crate) fn report() -> Report {
    let mut figures = Figures::new();
    for (index, (code, _)) in (1i64..).zip(ITEMS) {
        add(&mut figures, &format!("T3/{code}/basic"), 1_234_567_890 * index, books());
        add(&mut figures, &format!("T3/{code}/project"), 1_005_000, books());
        sum(&mut figures, &format!("T3/{code}/total"), &[&format!("T3/{code}/basic"), &format!("T3/{code}/project")]);
    }
    for column in ["basic", "project", "total"] {
        let parts = ITEMS.map(|(code, _)| format!("T3/{code}/{column}"));
        sum(&mut figures, &format!("T3/201/{column}"), &parts.each_ref().map(String::as_str));
    }
    sum(&mut figures, "T3/total/basic", &["T3/201/basic"]);
    sum(&mut figures, "T3/total/project", &["T3/201/project"]);
    sum(&mut figures, "T3/total/total", &["T3/total/basic", "T3/total/project"]);
    let minus = Formula::Sum(vec![(1, "T3/201/total".into()), (-1, "T3/2010399/total".into())]);
    let value = amount(&figures, "T3/201/total") - amount(&figures, "T3/2010399/total");
    add(&mut figures, "T5/201/total", value, minus);
    add(&mut figures, "T5/229/total", 0, books());
    let share = Figure {
        label: "项目支出占比".into(),
        value: Value::Percent(None),
        printed: "0.04".into(),
        formula: Formula::Percentage { part: "T3/total/project".into(), whole: "T3/total/total".into() },
    };
    figures.insert("general/share".into(), share);
    let tables = vec![spending(&figures), general(&figures)];
    Report {
        kind: ReportKind::Disclosure,
        form: "national".into(),
        unit: "青禾市财政局".into(),
        department: true,
        year: 2024,
        title: "青禾市财政局2024年度部门决算".into(),
        blocks: blocks(&figures),
        tables,
        figures,
        notices: Vec::new(),
        lacking: Vec::new(),
    }
}

/// Evened rounding: one part is printed 1.00, so that the printed parts add up.
pub(crate) fn evened() -> Report {
    let mut report = report();
    for id in ["T3/2010301/project", "T3/2010301/total"] {
        let figure = report.figures.get_mut(id).unwrap();
        let last = figure.printed.pop().unwrap().to_digit(10).unwrap() - 1;
        figure.printed.push(char::from_digit(last, 10).unwrap());
    }
    report.tables = vec![spending(&report.figures), general(&report.figures)];
    report
}

fn books() -> Formula {
    Formula::Books(Selector::all(Measure::Spent))
}

fn amount(figures: &Figures, id: &str) -> i64 {
    if let Value::Money(Fen(amount)) = figures[id].value { amount } else { 0 }
}

fn sum(figures: &mut Figures, id: &str, parts: &[&str]) {
    let total = parts.iter().map(|part| amount(figures, part)).sum();
    add(figures, id, total, Formula::Sum(parts.iter().map(|part| (1, FigureId::from(*part))).collect()));
}

fn add(figures: &mut Figures, id: &str, fen: i64, formula: Formula) {
    let rounded = Money::round(i128::from(fen), MoneyUnit::Wan, 2).value;
    let printed = if fen == 0 { String::new() } else { grouped(rounded) };
    let figure = Figure { label: format!("表 {id}"), value: Value::Money(Fen(fen)), printed, formula };
    figures.insert(id.to_owned(), figure);
}

fn grouped(value: Decimal) -> String {
    let plain = value.to_string();
    let (whole, fraction) = plain.split_once('.').unwrap();
    let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).unwrap()).collect();
    format!("{}.{fraction}", groups.join(","))
}

fn column(id: &str, width: u16, align: Align) -> Column {
    Column { id: id.into(), width, align }
}

fn head(text: &str, column: usize, columns: usize, rows: usize) -> HeaderCell {
    HeaderCell { text: text.into(), column, columns, rows }
}

fn words(text: &str) -> Cell {
    Cell { text: text.into(), ..Cell::default() }
}

fn figure(figures: &Figures, id: String) -> Cell {
    Cell { text: figures[&id].printed.clone(), figure: Some(id), ..Cell::default() }
}

fn spending(figures: &Figures) -> Table {
    let measures = ["total", "basic", "project"];
    let amounts = |row: &str| measures.map(|measure| figure(figures, format!("T3/{row}/{measure}"))).to_vec();
    let row = |code: &str, name: &str, indent: u8| {
        let mut cells = vec![words(code), Cell { indent, ..words(name) }];
        cells.extend(amounts(code));
        Row { cells, total: false }
    };
    let mut total = vec![Cell { covers: 1, ..words("合计") }, Cell::default()];
    total.extend(amounts("total"));
    let mut rows = vec![Row { cells: total, total: true }, row("201", "一般公共服务支出", 0)];
    rows.extend(ITEMS.map(|(code, name)| row(code, name, 2)));
    let mut columns = vec![column("code", 6, Align::Centre), column("name", 14, Align::Left)];
    columns.extend(measures.map(|id| column(id, 8, Align::Right)));
    Table {
        id: "T3".into(),
        number: "公开03表".into(),
        title: "支出决算表".into(),
        unit_line: "部门：青禾市财政局".into(),
        money_line: "金额单位：万元".into(),
        columns,
        header: vec![
            vec![
                head("项目", 0, 2, 1),
                head("本年支出合计", 2, 1, 2),
                head("基本支出", 3, 1, 2),
                head("项目支出", 4, 1, 2),
            ],
            vec![head("科目编码", 0, 1, 1), head("科目名称", 1, 1, 1)],
            vec![head("栏次", 0, 2, 1), head("1", 2, 1, 1), head("2", 3, 1, 1), head("3", 4, 1, 1)],
        ],
        rows,
        notes: vec!["注：本表反映部门本年度各项支出情况。".into()],
        page: Page::Landscape,
    }
}

fn general(figures: &Figures) -> Table {
    let row = |code: &str, name: &str| {
        let cells = vec![words(code), words(name), figure(figures, format!("T5/{code}/total"))];
        Row { cells, total: false }
    };
    Table {
        id: "T5".into(),
        number: "公开05表".into(),
        title: "一般公共预算财政拨款支出决算表".into(),
        columns: vec![
            column("code", 6, Align::Centre),
            column("name", 14, Align::Left),
            column("total", 8, Align::Right),
        ],
        header: vec![vec![head("科目编码", 0, 1, 1), head("科目名称", 1, 1, 1), head("小计", 2, 1, 1)]],
        rows: vec![row("201", "一般公共服务支出"), row("229", "其他支出")],
        ..spending(figures)
    }
}

fn blocks(figures: &Figures) -> Vec<Block> {
    let run = |text: &str| Run { text: text.into(), ..Run::default() };
    let of = |id: &str| Run { text: figures[id].printed.clone(), figure: Some(id.into()), ..Run::default() };
    vec![
        Block::Part("第一部分 青禾市财政局概况".into()),
        Block::Heading(1, vec![run("一、部门职责")]),
        Block::Paragraph(vec![run("负责本市“财政”收支管理，见<附件>&说明。")]),
        Block::Part("第二部分 2024年度部门决算表".into()),
        Block::Table(0),
        Block::Table(1),
        Block::Part("第三部分 2024年度部门决算情况说明".into()),
        Block::Heading(1, vec![run("一、支出决算情况说明")]),
        Block::Heading(2, vec![run("（一）总体情况")]),
        Block::Paragraph(vec![
            run("本年支出合计"),
            of("T3/total/total"),
            run("万元，其中项目支出"),
            of("T3/total/project"),
            run("万元，占"),
            of("general/share"),
            run("%。"),
        ]),
    ]
}
