//! `examples/huaihua-2024/`: the vouchers and registers of the example department. What the year came to stands in the tables
//! that people wrote (budget, plan of payments, plan of evidence); here every line of a plan becomes vouchers or items of
//! registers with days and amounts.

mod calendar;
mod deal;
mod evidence;
mod plan;
mod schedule;
mod vouchers;

#[cfg(test)]
mod tests;

use std::{fs, path::Path};

use evidence::Item;
use vouchers::{Payment, Receipt, Reception};

/// Where the example's tables are.
const BOOKS: &str = "examples/huaihua-2024";
/// The plan of payments: a line for each kind of payment with its yearly sum.
const PLAN: &str = "xtask/data/huaihua-2024-payments.csv";
/// The plan of evidence: a line for each kind of item with its yearly sum.
const REGISTERS: &str = "xtask/data/huaihua-2024-evidence.csv";

/// Writes payments, receipts, receptions and evidence.
///
/// # Errors
/// When a table cannot be read or written, or the plan exceeds the budget.
pub fn write(root: &Path) -> Result<String, String> {
    let files = files(root)?;
    for (name, text) in &files {
        fs::write(root.join(name), text).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(format!("{} files in {BOOKS}", files.len()))
}

/// Says whether the files are those that [`write`] would write.
///
/// # Errors
/// When one of them is not, or a table cannot be read.
pub fn check(root: &Path) -> Result<String, String> {
    for (name, text) in files(root)? {
        if fs::read_to_string(root.join(&name)).unwrap_or_default() != text {
            return Err(format!("{name} is stale: run cargo xtask example"));
        }
    }
    Ok(format!("{BOOKS} is up to date"))
}

/// The generated files with their contents.
fn files(root: &Path) -> Result<[(String, String); 4], String> {
    let series = plan::read(&root.join(PLAN), &root.join(BOOKS).join("budget.csv"))?;
    let payments = vouchers::payments(&series)?;
    let (receipts, receptions) = (vouchers::receipts(&payments), vouchers::receptions(&payments));
    let items = evidence::items(&root.join(REGISTERS))?;
    Ok([
        (format!("{BOOKS}/evidence.csv"), table(&Item::HEADINGS, items.iter().map(Item::cells))?),
        (format!("{BOOKS}/payments.csv"), table(&Payment::HEADINGS, payments.iter().map(Payment::cells))?),
        (format!("{BOOKS}/receipts.csv"), table(&Receipt::HEADINGS, receipts.iter().map(Receipt::cells))?),
        (format!("{BOOKS}/receptions.csv"), table(&Reception::HEADINGS, receptions.iter().map(Reception::cells))?),
    ])
}

/// A table as CSV. It begins with the mark by which spreadsheet programs know UTF-8.
fn table<const N: usize>(headings: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headings).map_err(|e| e.to_string())?;
    for row in rows {
        writer.write_record(&row).map_err(|e| e.to_string())?;
    }
    String::from_utf8(writer.into_inner().map_err(|e| e.to_string())?).map_err(|e| e.to_string())
}
