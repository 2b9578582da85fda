//! The official tables: 部门整体支出绩效自评表 and 项目支出绩效自评表.

use juesuan_books::Dimension;
use juesuan_report::{Align, Cell, Column, FigureSet, Page, Row, Table};

use super::{
    SelfEvaluation, code, name, notes,
    tables::{column, figure, words},
};
use crate::evaluate::{Evaluated, Evaluation, ScoredTarget};

/// Columns of both tables: the name of the block, three levels, aim, actual, weight, score, reason.
const COLUMNS: usize = 9;

/// What the tables are filled from.
pub(super) struct Form<'a> {
    pub of: &'a SelfEvaluation<'a>,
    pub figures: &'a FigureSet,
    /// The unit that reports.
    pub unit: &'a str,
    /// 部门 or 单位.
    pub kind: &'a str,
}

/// Rows that are being filled from left to right.
#[derive(Default)]
struct Grid(Vec<Row>);

impl Grid {
    /// Begins a row.
    fn row(&mut self, total: bool) {
        self.0.push(Row { cells: Vec::with_capacity(COLUMNS), total });
    }

    /// Adds a cell over so many columns to the row.
    fn cell(&mut self, cell: Cell, columns: u8) {
        if let Some(row) = self.0.last_mut() {
            let covers = columns.saturating_sub(1);
            row.cells.push(Cell { covers, ..cell });
            row.cells.extend((0..covers).map(|_| Cell::default()));
        }
    }

    /// Adds a place that a cell above covers.
    fn covered(&mut self) {
        self.cell(Cell::default(), 1);
    }
}

impl Form<'_> {
    /// 部门整体支出绩效自评表
    pub(super) fn whole(&self) -> Table {
        let mut grid = Grid::default();
        grid.row(false);
        grid.cell(words(format!("{}名称", self.kind)), 3);
        grid.cell(left(self.unit), 6);
        let parts = [("basic", "其中：基本支出"), ("projects", "项目支出")];
        self.evaluation(&mut grid, self.of.whole, &parts);
        self.table("附件1", format!("{}整体支出绩效自评表", self.kind), self.of.whole, grid)
    }

    /// 项目支出绩效自评表
    pub(super) fn project(&self, number: usize, project: &Evaluation) -> Table {
        let mut grid = Grid::default();
        grid.row(false);
        grid.cell(words("项目名称"), 3);
        grid.cell(left(name(project)), 6);
        grid.row(false);
        grid.cell(words("主管部门"), 3);
        grid.cell(left(self.unit), 2);
        grid.cell(words("实施单位"), 2);
        grid.cell(left(self.implementers(project)), 2);
        self.evaluation(&mut grid, project, &[]);
        self.table(&format!("附件{number}"), format!("项目支出绩效自评表（{}）", name(project)), project, grid)
    }

    fn table(&self, number: &str, title: String, evaluation: &Evaluation, grid: Grid) -> Table {
        Table {
            id: code(evaluation).to_owned(),
            number: number.to_owned(),
            title,
            unit_line: format!("{}年度", self.of.books.year),
            money_line: "金额单位：万元".to_owned(),
            columns: columns(),
            header: Vec::new(),
            rows: grid.0,
            notes: evaluation.notices.iter().map(|notice| format!("注：{notice}。")).collect(),
            page: Page::Upright,
        }
    }

    /// Names of the units that implement a project.
    fn implementers(&self, project: &Evaluation) -> String {
        let Evaluated::Project { projects, .. } = &project.subject else { return String::new() };
        let named = |&index: &usize| {
            let code = &self.of.plan.projects[index].unit;
            let unit = self.of.books.units.iter().find(|unit| unit.code == *code);
            unit.map_or(code.as_str(), |unit| unit.name.as_str())
        };
        projects.iter().map(named).collect::<Vec<_>>().join("、")
    }

    /// Money, goals, indicators and the total.
    fn evaluation(&self, grid: &mut Grid, evaluation: &Evaluation, parts: &[(&str, &str)]) {
        let execution = evaluation.lines.iter().position(|line| line.dimension == Dimension::Execution);
        self.money(grid, evaluation, execution, parts);
        self.goals(grid, evaluation);
        self.indicators(grid, evaluation, execution);
        let prefix = code(evaluation);
        grid.row(true);
        grid.cell(words("总分"), 6);
        grid.cell(figure(self.figures, &format!("{prefix}/weight")), 1);
        grid.cell(figure(self.figures, &format!("{prefix}/score")), 1);
        let grade = evaluation.grade.map_or_else(String::new, |g| format!("评价等级：{}", self.of.settings.name_of(g)));
        grid.cell(words(grade), 1);
    }

    fn money(&self, grid: &mut Grid, evaluation: &Evaluation, execution: Option<usize>, parts: &[(&str, &str)]) {
        let prefix = code(evaluation);
        grid.row(true);
        let below = u16::try_from(1 + parts.len()).unwrap_or(u16::MAX);
        grid.cell(centred(Cell { below, ..words("预算执行情况") }), 1);
        grid.cell(Cell::default(), 2);
        for head in ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"] {
            grid.cell(centred(words(head)), 1);
        }
        for (prefix, name) in [(prefix, "年度资金总额")].iter().chain(parts) {
            grid.row(false);
            grid.covered();
            // What stands below `其中：` is set in as far as that is.
            let indent = if *prefix == "projects" { 3 } else { 0 };
            grid.cell(Cell { indent, ..left(*name) }, 2);
            for what in ["initial", "budget", "paid"] {
                grid.cell(right(figure(self.figures, &format!("{prefix}/{what}"))), 1);
            }
            let score = |what: &str| match execution {
                Some(number) if *prefix == code(evaluation) => {
                    figure(self.figures, &format!("{prefix}/{number}/{what}"))
                }
                _ => words("—"),
            };
            grid.cell(centred(score("weight")), 1);
            grid.cell(right(figure(self.figures, &format!("{prefix}/rate"))), 1);
            grid.cell(centred(score("score")), 1);
        }
    }

    fn goals(&self, grid: &mut Grid, evaluation: &Evaluation) {
        grid.row(true);
        grid.cell(centred(Cell { below: 1, ..words("年度总体目标") }), 1);
        grid.cell(words("预期目标"), 4);
        grid.cell(words("实际完成情况"), 4);
        grid.row(false);
        grid.covered();
        grid.cell(left(notes::goals(self.of.plan, evaluation)), 4);
        grid.cell(left(notes::attained(evaluation)), 4);
    }

    fn indicators(&self, grid: &mut Grid, evaluation: &Evaluation, execution: Option<usize>) {
        let shown = |number: &usize| Some(*number) != execution;
        let rows = (0..evaluation.lines.len()).filter(shown).count();
        grid.row(true);
        grid.cell(merged("绩效指标", rows + 1), 1);
        let heads =
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
        for head in heads {
            grid.cell(centred(words(head)), 1);
        }
        for sum in evaluation.sums() {
            let in_first = sum.parts.iter().flat_map(|part| part.lines.clone()).filter(shown).count();
            let mut first = Some(merged(sum.level.name(), in_first));
            for part in &sum.parts {
                let numbers: Vec<usize> = part.lines.clone().filter(shown).collect();
                let mut second = Some(merged(part.dimension.name(), numbers.len()));
                for number in numbers {
                    grid.row(false);
                    grid.covered();
                    grid.cell(first.take().unwrap_or_default(), 1);
                    grid.cell(second.take().unwrap_or_default(), 1);
                    self.indicator(grid, evaluation, number);
                }
            }
        }
    }

    fn indicator(&self, grid: &mut Grid, evaluation: &Evaluation, number: usize) {
        let line: &ScoredTarget = &evaluation.lines[number];
        let id = |what: &str| format!("{}/{number}/{what}", code(evaluation));
        let or = |what: &str, text: &str| match self.figures.get(&id(what)) {
            Some(_) => figure(self.figures, &id(what)),
            None => words(text),
        };
        grid.cell(words(&line.name), 1);
        grid.cell(or("aim", &line.aim), 1);
        grid.cell(or("actual", if line.reached.is_empty() { "无" } else { &line.reached }), 1);
        grid.cell(figure(self.figures, &id("weight")), 1);
        grid.cell(figure(self.figures, &id("score")), 1);
        grid.cell(words(notes::explained(self.of, line)), 1);
    }
}

/// A name of a level over so many rows.
fn merged(name: &str, rows: usize) -> Cell {
    centred(Cell { below: u16::try_from(rows.saturating_sub(1)).unwrap_or(u16::MAX), ..words(name) })
}

fn left(text: impl Into<String>) -> Cell {
    Cell { align: Some(Align::Left), ..words(text) }
}

fn centred(cell: Cell) -> Cell {
    Cell { align: Some(Align::Centre), ..cell }
}

fn right(cell: Cell) -> Cell {
    Cell { align: Some(Align::Right), ..cell }
}

/// Names of blocks and levels may take several lines, so that the other columns have room.
fn columns() -> Vec<Column> {
    vec![
        column("block", 2, Align::Left),
        column("first", 2, Align::Left),
        column("second", 4, Align::Left),
        column("third", 8, Align::Left),
        column("aim", 6, Align::Left),
        column("actual", 6, Align::Left),
        column("weight", 3, Align::Centre),
        column("score", 3, Align::Centre),
        column("reason", 11, Align::Left),
    ]
}
