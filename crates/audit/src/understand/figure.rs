use juesuan_amount::{Decimal, Money, Percent};
use juesuan_read::Place;
use smol_str::SmolStr;

/// The table or the section to which a figure belongs: `T1` … `T9` for tables, the statement id of the form data
/// (`income`, `expenditure`, `three-public`, …) for the narrative. Like all of a [`Key`], it is copied very often.
pub type Area = SmolStr;

/// First character of a row that the form does not list: the subject stands beside those of the form.
pub const STATED: char = '=';
/// First character of a row that the form does not list: the subject belongs to a reason or a use.
pub const TOLD: char = '~';

/// What exactly a figure states: which row of which area, which measure of it, for which period.
///
/// For tables `row` is the classification code (`2010601`, `total` for 合计) or the row id of the form data, `measure` is
/// [`Measure::Column`]. For the narrative `row` is the subject id of the form data, a classification code, or a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Table or section.
    pub area: Area,
    /// Row or subject.
    pub row: SmolStr,
    /// Column or measure.
    pub measure: Measure,
    /// Year relative to the document's fiscal year.
    pub period: Period,
}

impl Key {
    /// Whether the form has this row.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        !self.row.starts_with([STATED, TOLD])
    }

    /// Whether this is a figure of a self-evaluation table (绩效自评表).
    #[must_use]
    pub fn is_evaluation(&self) -> bool {
        juesuan_form::is_evaluation(&self.area)
    }
}

/// Which measure of a subject a figure states.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// A column of an official table, by its id in the form data.
    Column(SmolStr),
    /// 决算数, or simply the amount.
    Actual,
    /// 年初预算数, or the budget with which the sentence compares.
    Budget,
    /// 全年预算数, the budget after its changes, where the document tells it from the one of the beginning.
    AdjustedBudget,
    /// 占比, of the total of its section.
    Share,
    /// 占比, of another subject of the section, by its id, or of a whole that is named by `area/row`.
    ShareOf(SmolStr),
    /// 完成预算的百分比
    Completion,
    /// 完成全年预算的百分比
    AdjustedCompletion,
    /// 比上年增减额, signed
    Change,
    /// 比上年增减百分比, signed
    ChangeRate,
    /// 比预算增减额, signed
    BudgetChange,
    /// 比预算增减百分比, signed
    BudgetChangeRate,
    /// 预决算差异率; some print it without its sign
    BudgetDifferenceRate,
    /// Number of things: 团组, 人次, 批次, 辆, 台（套）, 个 …, by what is counted.
    Count(SmolStr),
    /// 分值, the score an indicator can reach.
    ScoreFull,
    /// 得分
    Score,
    /// 扣分
    Deduction,
    /// A target value of an indicator.
    Target,
    /// 实际完成值 of an indicator.
    Attained,
    /// Any other fact; the words before the numeral are the row.
    Fact,
}

/// The period of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// The fiscal year of the document.
    Current,
    /// The year before.
    Prior,
    /// Another year, named in the text.
    Year(u16),
}

/// The printed value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Money in its unit.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A number of things or points.
    Number(Decimal),
    /// A blank cell in a table, which the form reads as zero.
    Blank,
}

/// A printed figure with its place and, if understood, its meaning.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where the numeral (with its unit) stands.
    pub place: Place,
    /// What is printed.
    pub value: Value,
    /// The unit as printed: `万元`, `%`, `辆`; the table's unit for cells; empty for what words state without a numeral
    /// (持平).
    pub unit: String,
    /// What it states; none if it was not understood.
    pub key: Option<Key>,
    /// The Chinese name of the row or subject, as the document says it.
    pub subject: String,
}

/// A comparison in words: 决算数大于预算数, 与上年持平.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Where the words stand.
    pub place: Place,
    /// Section.
    pub area: Area,
    /// What is compared, as in [`Key::row`].
    pub row: SmolStr,
    /// Its name as the document says it.
    pub subject: String,
    /// With what it is compared.
    pub base: Base,
    /// The claim: how the actual amount (决算数) stands to the base.
    pub ordering: std::cmp::Ordering,
    /// Whether the words leave room: 基本持平.
    pub approximate: bool,
}

/// What an actual amount is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// 上年决算数
    Prior,
    /// 预算数
    Budget,
    /// A year before that, of which the document says no more.
    Other,
}

/// An item of a list of functional classifications: `1、X（类）Y（款）Z（项）`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where the three names stand.
    pub place: Place,
    /// Section.
    pub area: Area,
    /// The number before it, if printed.
    pub number: Option<u32>,
    /// 类, 款 and 项 as printed, without the marks.
    pub names: [String; 3],
    /// Row of its figures: the code if the names denote one, else the names.
    pub row: SmolStr,
    /// The code, if the names denote just one; `exact` says whether they are the official path.
    pub code: Option<&'static str>,
    /// Whether 类, 款 and 项 are an official path of that year.
    pub exact: bool,
}
