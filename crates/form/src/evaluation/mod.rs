//! 绩效自评表: the money block, the indicators with their scores, and the total, wherever such tables stand.

mod document;
mod draft;
mod fields;
mod funds;
mod header;
mod indicators;
mod words;

use std::ops::Range;

use juesuan_amount::MoneyUnit;
use juesuan_read::{Block, Document, Format};

pub(crate) use self::document::{as_self_evaluation, is_self_evaluation};
use self::{draft::Draft, words::WORDS};
use crate::{TableMatch, grid::Grid, table_match::stated_unit};

/// Area of the figures of the first self-evaluation table of a document; the second one's is `evaluation@2`.
pub const EVALUATION: &str = "evaluation";
/// Row of the whole evaluation: its full score, its score.
pub const TOTAL: &str = "total";
/// Row of all money of the evaluated project or department (年度资金总额), and of the execution rate's score.
pub const FUNDS: &str = "funds";

/// One self-evaluation table (绩效自评表), which may stand in more than one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// Area of its figures, unique in the document.
    pub area: String,
    /// Title as printed; empty if there is none.
    pub title: String,
    /// 项目名称, if it is about one project.
    pub project: Option<String>,
    /// The unit that evaluates itself, without its code.
    pub unit_name: Option<String>,
    /// The unit of money of its figures.
    pub money: MoneyUnit,
    /// Blocks of its tables.
    pub blocks: Vec<usize>,
    /// The cells that say something, in document order.
    pub cells: Vec<EvaluationCell>,
    /// Indicators and groups of indicators, from the top of the table to its end.
    pub indicators: Vec<EvaluationIndicator>,
    /// Rows of the money block, [`FUNDS`] among them.
    pub funds: Vec<Fund>,
    /// Whether groups and what stands under them are told apart for sure; where not, indicators have no parents.
    pub grouped: bool,
    /// Whether groups are told apart by what is left blank below their names, or by where a page prints them: likely so, but
    /// not sure.
    pub implied: bool,
    /// Whether some scores are added or taken off beside the sum (加分项).
    pub bonus: bool,
    /// Whether 执行率 is said to be the executed by the adjusted budget (B/A).
    pub rate_defined: bool,
}

/// A cell of a self-evaluation table, or a stretch of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationCell {
    /// Block of the table.
    pub block: usize,
    /// Index into the table's cells.
    pub cell: usize,
    /// Bytes of the cell's text.
    pub range: Range<usize>,
    /// Row: that of an indicator, of a [`Fund`], or [`TOTAL`].
    pub row: String,
    /// What the cell says of it.
    pub role: Role,
    /// The row's name as printed.
    pub subject: String,
}

/// What a cell of a self-evaluation table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 年初预算数
    Initial,
    /// 全年预算数
    Adjusted,
    /// 全年执行数
    Executed,
    /// 执行率
    Rate,
    /// 分值
    Weight,
    /// 得分
    Score,
    /// 扣分
    Deduction,
    /// 年度指标值
    Target,
    /// 指标性质: ≥, ≤, = beside a target without it
    Operator,
    /// 度量单位 beside a target without it
    Unit,
    /// 实际完成值
    Actual,
    /// 偏差原因分析及改进措施
    Reason,
    /// 自评等级
    Grade,
}

/// An indicator, or a group of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationIndicator {
    /// Row of its cells.
    pub row: String,
    /// Name as printed, without a weight behind it.
    pub name: String,
    /// Row of the group in which it stands; none for the first level.
    pub parent: Option<String>,
    /// Names of the groups around it, outermost first.
    pub path: Vec<String>,
    /// Whether it is one that is scored itself.
    pub leaf: bool,
}

/// A row of the money block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// Row of its cells.
    pub row: String,
    /// Which one of those that every form has.
    pub kind: FundKind,
}

/// A row of the money block that every form has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FundKind {
    /// 年度资金总额
    Total,
    /// 当年财政拨款
    Current,
    /// 上年结转资金
    Carried,
    /// 其他资金
    Other,
    /// A row that not every form has.
    Named,
}

impl Evaluation {
    /// The cells of a row that say one thing.
    pub fn cells_of<'a>(&'a self, row: &'a str, role: Role) -> impl Iterator<Item = &'a EvaluationCell> {
        self.cells.iter().filter(move |cell| cell.role == role && cell.row == row)
    }

    /// Whether it has scores, and not only goals or money.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.cells.iter().any(|cell| cell.role == Role::Score)
    }

    /// Whether it is about a department's whole expenditure (整体支出).
    #[must_use]
    pub fn is_overall(&self) -> bool {
        self.title.contains("整体")
    }
}

/// Whether an area is that of a self-evaluation table.
#[must_use]
pub fn is_evaluation(area: &str) -> bool {
    area.strip_prefix(EVALUATION).is_some_and(|rest| rest.is_empty() || rest.starts_with('@'))
}

/// Finds the self-evaluation tables of a document, in order, among the tables that are none of the official ones.
pub(crate) fn evaluations(document: &Document, official: &[TableMatch]) -> Vec<Evaluation> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        if official.iter().any(|found| found.block == block) {
            continue;
        }
        let may_be_one =
            |text: &str| ["得分", "评分", "自评", "执行数", "执行率", "打分"].iter().any(|w| text.contains(w));
        if !table.cells.iter().any(|cell| may_be_one(&cell.text.replace(char::is_whitespace, ""))) {
            continue;
        }
        let Some(grid) = Grid::new(table) else { continue };
        for mut draft in draft::read(&grid, block) {
            draft.implied |= document.format == Format::Pdf;
            let last = drafts.last_mut().filter(|last| last.goes_on(&draft) && are_near(document, last, block));
            match last {
                Some(last) => last.join(draft),
                None => drafts.push(draft),
            }
        }
    }
    drafts.retain(Draft::is_evaluation);
    (1..).zip(drafts).map(|(number, draft)| finish(document, draft, number)).collect()
}

/// Whether nothing but a few short lines stands between an evaluation and a table.
fn are_near(document: &Document, last: &Draft, block: usize) -> bool {
    let from = last.blocks.last().map_or(0, |last| last + 1);
    from <= block
        && block - from <= 4
        && document.blocks[from..block].iter().all(|between| match between {
            Block::Paragraph(paragraph) => {
                paragraph.text.chars().count() <= 40 && !WORDS.is_table_title(&paragraph.text)
            }
            Block::Table(_) => false,
        })
}

fn finish(document: &Document, draft: Draft, number: usize) -> Evaluation {
    let area = if number == 1 { EVALUATION.to_owned() } else { format!("{EVALUATION}@{number}") };
    let title = draft.title.clone().or_else(|| title_before(document, &draft)).unwrap_or_default();
    let money = draft.money.or_else(|| unit_before(document, &draft)).unwrap_or(MoneyUnit::Wan);
    let Draft { project, unit_name, blocks, cells, indicators, funds, grouped, implied, bonus, rate_defined, .. } =
        draft;
    Evaluation {
        area,
        title,
        project,
        unit_name,
        money,
        blocks,
        cells,
        indicators,
        funds,
        grouped,
        implied,
        bonus,
        rate_defined,
    }
}

/// How many paragraphs before a table may hold its title.
const TITLE_REACH: usize = 6;

fn paragraphs_before<'d>(document: &'d Document, draft: &Draft) -> impl Iterator<Item = &'d str> {
    let first = draft.blocks.first().copied().unwrap_or(0);
    document.blocks[first.saturating_sub(TITLE_REACH)..first].iter().rev().map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.trim()),
        Block::Table(_) => None,
    })
}

fn title_before(document: &Document, draft: &Draft) -> Option<String> {
    let fits = |text: &&str| text.chars().count() <= 60 && !text.ends_with('。') && WORDS.is_table_title(text);
    paragraphs_before(document, draft).find(fits).map(str::to_owned)
}

fn unit_before(document: &Document, draft: &Draft) -> Option<MoneyUnit> {
    paragraphs_before(document, draft).take(3).find_map(stated_unit)
}
