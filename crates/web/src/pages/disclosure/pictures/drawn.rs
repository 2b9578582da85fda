//! Each picture with its sentence and its table.

use juesuan_amount::Fen;
use juesuan_charts::{
    Bar, Bars, Branch, DayAmount, Draw, Execution, Flow, FlowPath, NARROW, Series, Treemap, Trend, WIDE, YearBars,
    YearRow,
};
use juesuan_desk::views;
use juesuan_report::Report;

use super::table::Table;
use crate::pages::disclosure::tables::choice::Choice;
use crate::show;

/// A picture on the page.
pub struct Plate {
    /// Where links to it lead.
    pub id: &'static str,
    pub title: String,
    /// What it says.
    pub message: String,
    /// The picture for wide and for narrow windows.
    pub svg: String,
    pub table: Table,
}

fn plate(id: &'static str, title: &str, picture: &dyn Draw, table: Table) -> Plate {
    let (wide, narrow) = (picture.draw(WIDE), picture.draw(NARROW));
    Plate { id, title: title.to_owned(), message: wide.message, svg: wide.svg + &narrow.svg, table }
}

/// 预算执行进度
pub fn execution(year: u16, day: u16, curve: &[views::ExecutionPoint]) -> Plate {
    const TITLE: &str = "预算执行进度";
    let steps = curve.windows(2).map(|pair| (pair[1].day, pair[1].paid - pair[0].paid));
    let first = curve.first().map(|point| (point.day, point.paid));
    let payments = first.into_iter().chain(steps).filter(|(_, amount)| !amount.is_zero());
    let payments = payments.map(|(day, amount)| DayAmount { day: day.day_of_year(), amount }).collect();
    let budget = curve.last().map(|point| point.budget).unwrap_or_default();
    let days = curve.first().map_or(365, |point| point.day.days_of_year());
    let picture = Execution {
        title: TITLE.to_owned(),
        year: year.into(),
        budget,
        payments,
        plan: Vec::new(),
        today: (day < days).then_some(day),
    };
    let mut table = Table::new("各月末累计，金额单位：万元", &["月末", "全年预算", "累计支付", "执行率", "时间进度"]);
    for month in 1..=12 {
        let Some(point) = curve.iter().rev().find(|point| point.day.month() == month) else { break };
        let elapsed = Fen(i64::from(point.day.day_of_year()));
        let rates = [show::percent(&point.paid, &point.budget), show::percent(&elapsed, &Fen(i64::from(days)))];
        let [rate, elapsed] = rates;
        table.row(&format!("{month}月"), 0).wan(point.budget).wan(point.paid).text(rate).text(elapsed);
    }
    plate("execution", TITLE, &picture, table)
}

/// 支出按类款项
pub fn spending(tree: &[views::SpendingNode], report: &Report, traces: &str) -> Plate {
    const TITLE: &str = "支出按功能分类（类、款）";
    let picture = Treemap { title: TITLE.to_owned(), branches: tree.iter().map(branch).collect() };
    let mut table = Table::new("支出功能分类类、款、项，金额单位：万元", &["科目", "全年预算", "本年支出", "执行率"]);
    let mut rows = |node: &views::SpendingNode, depth| {
        let id = format!("T3/{}/total", node.code);
        let link = report.figures.contains_key(&id).then(|| Choice::default().trace(traces, &id));
        table
            .row(&named(node), depth)
            .wan(node.budget)
            .linked(node.spent, link)
            .text(show::percent(&node.spent, &node.budget));
    };
    for class in tree {
        rows(class, 0);
        for kind in &class.children {
            rows(kind, 1);
            kind.children.iter().for_each(|item| rows(item, 2));
        }
    }
    plate("spending", TITLE, &picture, table)
}

/// 各类支出
pub fn classes(tree: &[views::SpendingNode]) -> Plate {
    const TITLE: &str = "各类支出由大到小";
    let mut classes: Vec<&views::SpendingNode> = tree.iter().collect();
    classes.sort_by_key(|class| std::cmp::Reverse(class.spent));
    let bars = classes.iter().map(|class| Bar { name: named(class), amount: class.spent }).collect();
    let spent: Fen = tree.iter().map(|class| class.spent).sum();
    let mut table = Table::new("各类支出及占比，金额单位：万元", &["类", "本年支出", "占比"]);
    for class in classes {
        table.row(&named(class), 0).wan(class.spent).text(show::percent(&class.spent, &spent));
    }
    plate("classes", TITLE, &Bars { title: TITLE.to_owned(), bars }, table)
}

fn branch(node: &views::SpendingNode) -> Branch {
    let code = if node.code == 0 { String::new() } else { node.code.to_string() };
    Branch { code, name: name(node), amount: node.spent, children: node.children.iter().map(branch).collect() }
}

fn named(node: &views::SpendingNode) -> String {
    if node.code == 0 { name(node) } else { format!("{} {}", node.code, name(node)) }
}

fn name(node: &views::SpendingNode) -> String {
    if node.name.is_empty() { "未列科目".to_owned() } else { node.name.clone() }
}

/// 资金流向
pub fn flow(flow: &views::Flow) -> Plate {
    const TITLE: &str = "资金流向";
    const LAYERS: [&str; 4] = ["资金性质", "功能分类", "项目", "绩效目标"];
    let name = |node: usize| flow.nodes.get(node).map_or("", |node| node.name.as_str()).to_owned();
    let path = |route: &views::FlowRoute| FlowPath { stops: route.nodes.map(name).to_vec(), amount: route.money.paid };
    let mut routes: Vec<&views::FlowRoute> = flow.routes.iter().collect();
    routes.sort_by_key(|route| std::cmp::Reverse(route.money.paid));
    let mut table =
        Table::new("每一路资金，金额单位：万元", &["资金性质", "功能分类", "项目", "绩效目标", "预算", "支付"]);
    for route in &routes {
        let [fund, function, project, goal] = route.nodes.map(name);
        table.row(&fund, 0).words(function).words(project).words(goal).wan(route.money.budget).wan(route.money.paid);
    }
    let layers = LAYERS.map(str::to_owned).to_vec();
    let picture = Flow { title: TITLE.to_owned(), layers, paths: routes.into_iter().map(path).collect() };
    plate("flow", TITLE, &picture, table)
}

/// Figures year on year.
pub fn years(title: &str, id: &'static str, by_year: &views::ByYear, traces: &str) -> Plate {
    let years: Vec<i32> = by_year.years.iter().map(|&year| year.into()).collect();
    let row = |line: &views::YearLine| YearRow { name: line.name.clone(), amounts: line.amounts.clone() };
    let rows = by_year.lines.iter().map(row).collect();
    let picture = YearBars { title: title.to_owned(), years, rows };
    plate(id, title, &picture, years_table(by_year, traces))
}

fn years_table(by_year: &views::ByYear, traces: &str) -> Table {
    let mut heads = vec!["项目".to_owned()];
    heads.extend(by_year.years.iter().map(|year| format!("{year}年")));
    heads.push("比上年".to_owned());
    let mut table = Table::with("金额单位：万元", heads);
    for line in &by_year.lines {
        let mut row = table.row(&line.name, 0);
        let last = line.amounts.len().saturating_sub(1);
        for (at, amount) in line.amounts.iter().enumerate() {
            row = match amount {
                Some(amount) if at == last => row.linked(*amount, Some(Choice::default().trace(traces, &line.figure))),
                Some(amount) => row.wan(*amount),
                None => row.text("—".to_owned()),
            };
        }
        let change = match line.amounts.as_slice() {
            [.., Some(before), Some(now)] if before.0 > 0 => show::percent(&(*now - *before), before),
            _ => "—".to_owned(),
        };
        row.text(change);
    }
    table
}

/// “三公”经费
pub fn fees(fees: &[views::Fee], by_year: &views::ByYear, traces: &str) -> Plate {
    const TITLE: &str = "“三公”经费";
    /// With fewer years a line says nothing.
    const TREND: usize = 3;
    let mut plate = years(TITLE, "fees", by_year, traces);
    if by_year.years.len() >= TREND {
        let years = by_year.years.iter().map(|&year| year.into()).collect();
        let series = by_year.lines.iter().map(|line| Series { name: line.name.clone(), values: line.amounts.clone() });
        let trend = Trend { title: TITLE.to_owned(), years, series: series.collect() };
        let (wide, narrow) = (trend.draw(WIDE), trend.draw(NARROW));
        (plate.message, plate.svg) = (wide.message, wide.svg + &narrow.svg);
    }
    if let Some(total) = fees.iter().find(|fee| fee.id == "total") {
        plate.message = format!(
            "{}。预算 {} 万元，决算 {} 万元，完成 {}。",
            plate.message.trim_end_matches('。'),
            show::wan(&total.budget),
            show::wan(&total.actual),
            show::percent(&total.actual, &total.budget)
        );
    }
    plate
}
