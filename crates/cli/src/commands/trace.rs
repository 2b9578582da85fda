use std::io::{self, Write};

use juesuan_amount::Fen;
use juesuan_books::Books;
use juesuan_desk::{Behind, Share, moved_by};
use juesuan_report::{Figure, Formula, Report, Value};
use juesuan_store::{Entries, Entry, Page, Store};

use crate::{
    args::TraceArgs,
    books::{Session, disclose::filled},
    failure::Failure,
};

/// How many figures are named when several could be meant.
const NAMED: usize = 40;

/// Traces a figure to its vouchers, or a voucher to the figures that it moved.
///
/// # Errors
/// When nothing of that name is found, or the books cannot be read.
pub fn run(args: &TraceArgs) -> Result<u8, Failure> {
    let wanted = args.figure.join(" ");
    if wanted.trim().is_empty() {
        return Err(Failure::new("没有写要查什么。请写数字编号、名称里的字、印出的数或凭证号"));
    }
    let mut session = Session::open(&args.database.db)?;
    let books = session.load(&args.which)?;
    let report = filled(&books, &args.how)?;
    let mut out = io::stdout().lock();
    let vouchers = session.wait(async |store: &mut Store| store.voucher(&books, &wanted).await)?;
    if !vouchers.is_empty() {
        return voucher(&mut out, &books, &report, &wanted, &vouchers);
    }
    match report.find(&wanted).as_slice() {
        [] => Err(Failure::new(format!(
            "没有找到“{wanted}”。可以写数字编号（如 T1/income-total/amount）、名称里的字（几个字用空格隔开）、印出的数或凭证号"
        ))),
        [(id, figure)] => trace(&mut out, &mut session, args, &books, &report, (id, figure)),
        several => {
            writeln!(out, "“{wanted}”可能指下面 {} 个数，请用编号指明：", several.len())?;
            for (id, figure) in several.iter().take(NAMED) {
                writeln!(out, "  {id}　{}　{}", figure.label, figure.with_unit())?;
            }
            if several.len() > NAMED {
                writeln!(out, "  …还有 {} 个，请多写几个字", several.len() - NAMED)?;
            }
            Ok(0)
        }
    }
}

fn trace(
    out: &mut impl Write,
    session: &mut Session,
    args: &TraceArgs,
    books: &Books,
    report: &Report,
    (id, figure): (&str, &Figure),
) -> Result<u8, Failure> {
    writeln!(out, "{}（{id}）\n  印作 {}{}", figure.label, figure.with_unit(), exact(figure))?;
    formula(out, report, &figure.formula)?;
    let behind = Behind::new(books, report, id);
    for share in behind.shares() {
        let page = Page { offset: args.offset, limit: args.limit };
        let entries = session.wait(async |store: &mut Store| behind.entries(store, share, page).await)?;
        list(out, share, &entries, args)?;
    }
    Ok(0)
}

fn exact(figure: &Figure) -> String {
    match figure.value {
        Value::Money(amount) => format!("，精确为 {amount} 元"),
        Value::Percent(_) | Value::Count(_) | Value::Quantity(_) => String::new(),
    }
}

fn formula(out: &mut impl Write, report: &Report, formula: &Formula) -> io::Result<()> {
    let name = |id: &str| {
        let figure = report.figures.get(id);
        figure.map_or_else(String::new, |figure| format!("{}　{}", figure.label, figure.with_unit()))
    };
    match formula {
        Formula::Books(selector) => writeln!(out, "  取自账簿：{}", selector.words()),
        Formula::Sum(terms) => {
            writeln!(out, "  等于各项相加：")?;
            for (sign, id) in terms {
                writeln!(out, "    {} {}（{id}）", if *sign < 0 { "－" } else { "＋" }, name(id))?;
            }
            Ok(())
        }
        Formula::Percentage { part, whole } => {
            writeln!(out, "  等于 {}（{part}）\n    ÷ {}（{whole}）", name(part), name(whole))
        }
        Formula::Fact(source) => writeln!(out, "  取自{source}"),
        Formula::LastYear => writeln!(out, "  取自上年度决算公开"),
    }
}

fn list(out: &mut impl Write, share: Share, entries: &Entries, args: &TraceArgs) -> io::Result<()> {
    let sign = if share.times < 0 { "减：" } else { "" };
    writeln!(out, "\n{sign}{}：{} 笔，合计 {} 元", share.name(), entries.count, entries.sum)?;
    for entry in &entries.page {
        writeln!(out, "  {}", row(entry))?;
    }
    let shown = args.offset + entries.page.len() as u64;
    if shown < entries.count {
        writeln!(out, "  …还有 {} 笔，用 --offset {shown} 接着看", entries.count - shown)?;
    }
    Ok(())
}

/// The cells of a record that have something, and its amount.
fn row(entry: &Entry) -> String {
    let cells = entry.cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str);
    cells.collect::<Vec<_>>().join("　")
}

/// A voucher's rows and the figures that they moved.
fn voucher(
    out: &mut impl Write,
    books: &Books,
    report: &Report,
    number: &str,
    entries: &[Entry],
) -> Result<u8, Failure> {
    let sum: Fen = entries.iter().map(|entry| entry.amount).sum();
    writeln!(out, "凭证 {number}：{} 行，合计 {sum} 元", entries.len())?;
    for entry in entries {
        writeln!(out, "  {}", row(entry))?;
    }
    let ids = moved_by(report, books, entries);
    writeln!(out, "它影响 {} 个数：", ids.len())?;
    for id in &ids {
        if let Some(figure) = report.figures.get(id.as_str()) {
            writeln!(out, "  {id}　{}　{}", figure.label, figure.with_unit())?;
        }
    }
    Ok(0)
}
