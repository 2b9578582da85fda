//! Last year's figures, from last year's published disclosure.

use std::{
    fs,
    path::{Path, PathBuf},
};

use juesuan_amount::Fen;
use juesuan_audit::published;
use juesuan_books::{Comparative, Kind, Record, Unit, write_csv};

use crate::failure::{Failure, io_reason};

/// What last year's disclosure of a unit publishes.
pub struct LastYear {
    file: PathBuf,
    unit: Option<String>,
    amounts: Vec<(String, Fen)>,
}

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

/// What a disclosure of the year before `year` publishes.
///
/// # Errors
/// When it cannot be read, or is no disclosure of that year.
pub fn read(file: &Path, year: u16) -> Result<LastYear, Failure> {
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
    let amounts =
        published.amounts.into_iter().filter_map(|(id, fen)| Some((id, Fen(i64::try_from(fen).ok()?)))).collect();
    Ok(LastYear { file: file.to_owned(), unit: published.outline.unit_name, amounts })
}

impl LastYear {
    /// The code of the unit among these that published it. Compared with another unit's figures, everything would have
    /// changed; so a name that no unit has is refused, unless the accountant says by code whose document it is.
    ///
    /// # Errors
    /// When no unit can be told.
    pub fn publisher(&self, units: &[Unit], given: Option<&str>) -> Result<String, Failure> {
        let name = |unit: &Unit| format!("{} {}", unit.code, unit.name);
        let known = || units.iter().take(10).map(name).collect::<Vec<_>>().join("、");
        if let Some(code) = given {
            let found = units.iter().find(|unit| unit.code == code);
            return found
                .map(|unit| unit.code.clone())
                .ok_or_else(|| Failure::new(format!("账簿里没有单位“{code}”（有：{}）。请检查 --unit", known())));
        }
        match (&self.unit, units) {
            (None, [unit]) => Ok(unit.code.clone()),
            (published, _) => {
                let found = units.iter().find(|unit| published.as_ref() == Some(&unit.name));
                found.map(|unit| unit.code.clone()).ok_or_else(|| {
                    Failure::new(format!(
                        "上年数没有取：{} 是“{}”的决算，账簿里没有这个名称的单位（有：{}）。拿错了请换一份；单位改过名称的，用 --unit 指明单位代码",
                        self.file.display(),
                        published.as_deref().unwrap_or("看不出哪个单位"),
                        known()
                    ))
                })
            }
        }
    }

    /// The figures of a unit as a file that can be imported.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn kept(&self, unit: &str) -> Result<Kept, Failure> {
        let records = self
            .amounts
            .iter()
            .map(|(figure, amount)| Record::Comparative(Comparative { figure, amount: *amount, unit }));
        let mut content = Vec::new();
        write_csv(&mut content, Kind::Comparatives, records)
            .map_err(|error| Failure::new(format!("整理 {} 的数时出错：{error}", self.file.display())))?;
        let path = std::env::temp_dir().join(format!("juesuan-{}-上年数.csv", std::process::id()));
        fs::write(&path, content)
            .map_err(|error| Failure::new(format!("写不了 {}：{}", path.display(), io_reason(&error))))?;
        Ok(Kept(path))
    }
}

#[cfg(test)]
mod tests {
    use juesuan_books::UnitKind;

    use super::*;

    #[test]
    fn last_year_belongs_to_the_unit_of_that_name() {
        let unit = |code: &str, name: &str| Unit {
            code: code.into(),
            name: name.into(),
            parent: None,
            kind: UnitKind::Administrative,
        };
        let units = [unit("1", "甲县文化局"), unit("2", "甲县图书馆")];
        let of = |name: Option<&str>| LastYear {
            file: "上年.docx".into(),
            unit: name.map(str::to_owned),
            amounts: Vec::new(),
        };
        assert_eq!(of(Some("甲县图书馆")).publisher(&units, None).ok().as_deref(), Some("2"));
        assert!(of(Some("乙县文化局")).publisher(&units, None).is_err());
        assert!(of(None).publisher(&units, None).is_err());
        assert_eq!(of(Some("甲县旅游局")).publisher(&units, Some("1")).ok().as_deref(), Some("1"));
        assert!(of(None).publisher(&units, Some("9")).is_err());
        assert_eq!(of(None).publisher(&units[..1], None).ok().as_deref(), Some("1"));
    }
}
