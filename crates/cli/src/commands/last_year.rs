//! Last year's figures, from last year's published disclosure.

use std::{
    fs,
    path::{Path, PathBuf},
};

use juesuan_amount::Fen;
use juesuan_audit::published;
use juesuan_books::{Comparative, Kind, Record, write_csv};

use crate::failure::Failure;

/// A file of comparatives that lives until it was imported.
pub struct Kept(PathBuf);

impl Kept {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // What is left in the system's folder for such files does no harm.
        let _ = fs::remove_file(&self.0);
    }
}

/// What a disclosure of the year before `year` publishes, as a file that can be imported.
///
/// # Errors
/// When it cannot be read, or is no disclosure of that year.
pub fn comparatives(file: &Path, year: u16) -> Result<Kept, Failure> {
    let name = file.display();
    let document = juesuan_read::read(file).map_err(|error| Failure::new(format!("读不出 {name}：{error}")))?;
    let published = published(&document);
    let last = year.saturating_sub(1);
    if !published.outline.kind.is_final_accounts() {
        return Err(Failure::new(format!("{name} 看来不是决算公开。请换成{last}年度的部门（单位）决算公开")));
    }
    match published.outline.fiscal_year {
        Some(found) if found == last => {}
        Some(found) => return Err(Failure::new(format!("{name} 是{found}年度的决算，上年应为{last}年度。请换一份"))),
        None => return Err(Failure::new(format!("{name} 看不出是哪一年度的决算。请换成{last}年度的决算公开"))),
    }
    let amounts: Vec<(String, Fen)> =
        published.amounts.into_iter().filter_map(|(id, fen)| Some((id, Fen(i64::try_from(fen).ok()?)))).collect();
    let records =
        amounts.iter().map(|(figure, amount)| Record::Comparative(Comparative { figure, amount: *amount, unit: "" }));
    let mut content = Vec::new();
    write_csv(&mut content, Kind::Comparatives, records)
        .map_err(|error| Failure::new(format!("整理 {name} 的数时出错：{error}")))?;
    let path = std::env::temp_dir().join(format!("juesuan-{}-上年数.csv", std::process::id()));
    fs::write(&path, content).map_err(|error| Failure::new(format!("写不了 {}：{error}", path.display())))?;
    Ok(Kept(path))
}
