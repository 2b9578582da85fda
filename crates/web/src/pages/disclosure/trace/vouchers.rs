//! The records behind a figure, and the figures behind a voucher.

use juesuan_amount::Fen;
use juesuan_books::Kind;
use juesuan_desk::{Behind, Share, moved_by};
use juesuan_report::{Figure, Report, Value};
use juesuan_store::{Entries, Entry, Page};

use crate::{App, WebError, reports::Filled, show};

/// How many records of a group are shown before it is opened, and then on a page.
const FEW: u32 = 10;
const MANY: u32 = 50;

/// Records of one kind behind a figure.
pub struct Group {
    /// Its place among the figure's groups, for the address of its pages.
    pub number: usize,
    pub share: Share,
    pub entries: Entries,
    pub list: List,
    /// Its page, from 1, and how many there are; none where only the first ones are shown.
    pub page: Option<(u64, u64)>,
}

/// Records as a table.
pub struct List {
    pub headings: Vec<&'static str>,
    pub rows: Vec<Vec<Shown>>,
}

/// A cell of a record.
pub enum Shown {
    /// A voucher's number, which leads to the voucher.
    Voucher(String),
    Amount(String),
    Words(String),
}

/// A voucher and the figures that it moved.
pub struct Found<'a> {
    pub lists: Vec<List>,
    pub rows: usize,
    pub sum: Fen,
    pub moved: Vec<(&'a String, &'a Figure)>,
}

/// The records behind a figure: all groups with their first ones, or one of them with a page of its own.
///
/// # Errors
/// When the books cannot be read.
pub async fn groups(
    app: &App,
    filled: &Filled,
    id: &str,
    (opened, page): (Option<usize>, u64),
) -> Result<Vec<Group>, WebError> {
    let behind = Behind::new(&filled.books, &filled.report, id);
    let shares = behind.shares();
    if shares.is_empty() {
        return Ok(Vec::new());
    }
    let mut store = app.shelf.read().await?;
    let mut groups = Vec::with_capacity(shares.len());
    for (number, share) in shares.into_iter().enumerate() {
        let open = opened == Some(number);
        let limit = if open { MANY } else { FEW };
        let page = page.clamp(1, 1 << 32);
        let offset = if open { (page - 1) * u64::from(MANY) } else { 0 };
        let entries = behind.entries(&mut store, share, Page { offset, limit }).await?;
        let pages = entries.count.div_ceil(u64::from(MANY)).max(1);
        let list = List::new(&entries.page);
        groups.push(Group { number, share, entries, list, page: open.then_some((page, pages)) });
    }
    Ok(groups)
}

/// What the vouchers behind a figure come to, where that is not its exact value.
pub fn rounded(report: &Report, id: &str, groups: &[Group]) -> Option<String> {
    let Value::Money(exact) = report.figures.get(id)?.value else { return None };
    let of = |group: &Group| i128::from(group.entries.sum.0) * i128::from(group.share.times);
    let sum: i128 = groups.iter().map(of).sum();
    let stated = i128::from(report.stated(id).0);
    let differs = !groups.is_empty() && sum + stated != i128::from(exact.0);
    differs.then(|| i64::try_from(sum).map_or_else(|_| String::new(), |sum| show::yuan(&Fen(sum))))
}

/// The payments and receipts of a voucher number; none where there is no such voucher.
///
/// # Errors
/// When the books cannot be read.
pub async fn found<'a>(app: &App, filled: &'a Filled, number: &str) -> Result<Option<Found<'a>>, WebError> {
    if number.is_empty() {
        return Ok(None);
    }
    let entries = app.shelf.read().await?.voucher(&filled.books, number).await?;
    if entries.is_empty() {
        return Ok(None);
    }
    let moved = moved_by(&filled.report, &filled.books, &entries);
    let lists = entries.chunk_by(|a, b| a.kind == b.kind).map(List::new).collect();
    Ok(Some(Found {
        lists,
        rows: entries.len(),
        sum: entries.iter().map(|entry| entry.amount).sum(),
        moved: moved.into_iter().filter_map(|id| filled.report.figures.get_key_value(id)).collect(),
    }))
}

impl List {
    /// Records of one kind, without the columns in which none has anything.
    fn new(entries: &[Entry]) -> Self {
        let Some(kind) = entries.first().map(|entry| entry.kind) else {
            return Self { headings: Vec::new(), rows: Vec::new() };
        };
        let cell = |entry: &Entry, at: usize| entry.cells.get(at).cloned().unwrap_or_default();
        let headings = kind.headings().into_iter().enumerate();
        let used: Vec<(usize, &'static str)> =
            headings.filter(|&(at, _)| entries.iter().any(|entry| !cell(entry, at).is_empty())).collect();
        let row = |entry: &Entry| used.iter().map(|&(at, heading)| shown(kind, at, heading, cell(entry, at))).collect();
        Self { rows: entries.iter().map(row).collect(), headings: used.iter().map(|&(_, heading)| heading).collect() }
    }

    /// Whether a column holds amounts.
    pub fn is_amount(heading: &str) -> bool {
        heading.contains("金额")
    }
}

fn shown(kind: Kind, at: usize, heading: &str, text: String) -> Shown {
    let has_vouchers = matches!(kind, Kind::Payments | Kind::Receipts);
    if has_vouchers && at == 0 {
        Shown::Voucher(text)
    } else if List::is_amount(heading) {
        Shown::Amount(juesuan_report::grouped(&text))
    } else {
        Shown::Words(text)
    }
}
