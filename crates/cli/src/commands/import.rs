use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use juesuan_store::{ImportOptions, Imported};

use crate::{
    args::ImportArgs,
    books::{Session, actor},
    failure::Failure,
};

/// Imports files into the books.
///
/// # Errors
/// All problems of the files; then nothing was changed.
pub fn run(args: &ImportArgs) -> Result<u8, Failure> {
    let year = match args.year {
        Some(year) => year,
        None => year_in(&args.paths)?,
    };
    let last_year = args.last_year.as_deref().map(|file| super::last_year::read(file, year)).transpose()?;
    let mut session = Session::open_or_create(&args.database.db)?;
    if !args.paths.is_empty()
        && let Err(failure) = bring_in(&mut session, args, year, args.paths.clone())
    {
        session.abandon();
        return Err(failure);
    }
    if let Some(last_year) = last_year {
        let units = session.wait(|store| store.units(year))?;
        let kept = last_year.kept(&last_year.publisher(&units, args.unit.as_deref())?)?;
        bring_in(&mut session, args, year, vec![kept.path().to_owned()])?;
    }
    session.close()?;
    Ok(0)
}

/// Imports files and tells what came of it.
fn bring_in(session: &mut Session, args: &ImportArgs, year: u16, paths: Vec<PathBuf>) -> Result<(), Failure> {
    let options = ImportOptions { year, paths, actor: actor(args.actor.as_deref()) };
    let imported = import(session, &options)?;
    tell(&imported, year, &args.database.db);
    Ok(())
}

/// Whether all that was given had been imported before: the files, which are not read again then, or their records.
fn known_before(imported: &Imported) -> bool {
    let summary = &imported.summary;
    let unread = summary.files > 0 && summary.counts.is_empty();
    unread || summary.counts.values().any(|count| count.repeated > 0)
}

/// Imports with a counter on the terminal.
///
/// # Errors
/// All problems of the files; then nothing was changed.
pub fn import(session: &mut Session, options: &ImportOptions) -> Result<Imported, Failure> {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} 导入 {human_pos} 条（{elapsed}）") {
        bar.set_style(style);
    }
    let mut progress = |records: u64| bar.set_position(records);
    let imported = session.wait(async |store: &mut juesuan_store::Store| store.import(options, &mut progress).await);
    bar.finish_and_clear();
    imported
}

fn tell(imported: &Imported, year: u16, db: &str) {
    match &imported.entry {
        None if known_before(imported) => println!("这些文件都已导入过，未作改动。"),
        None => println!("没有读到任何记录，未作改动。请检查文件夹里有没有账的文件，表格填了没有。"),
        Some(entry) => {
            for (kind, count) in &imported.summary.counts {
                if count.new + count.repeated > 0 {
                    println!("  {}：新增 {} 条，已有 {} 条", kind.name(), count.new, count.repeated);
                }
            }
            println!("已导入 {year} 年度账簿 {db}（日志第 {} 条）。", entry.number);
        }
    }
    if !imported.summary.ignored.is_empty() {
        println!(
            "没有列标题、未导入的：{}。若其中有账，请按模板补上列标题再导入。",
            imported.summary.ignored.join("、")
        );
    }
}

/// The year that stands in the names of the files and their folders.
fn year_in(paths: &[impl AsRef<Path>]) -> Result<u16, Failure> {
    let digits = |path: &Path| -> Vec<u16> {
        let text = path.to_string_lossy().into_owned();
        let runs = text.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| run.len() == 4)
            .filter_map(|run| run.parse().ok())
            .filter(|y| (2000..2100).contains(y))
            .collect()
    };
    let mut years: Vec<u16> = paths.iter().flat_map(|path| digits(path.as_ref())).collect();
    years.sort_unstable();
    years.dedup();
    match years.as_slice() {
        [year] => Ok(*year),
        _ => Err(Failure::new("看不出是哪一年度的账。请用 --year 指明，例如 --year 2024")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_may_stand_in_the_path() {
        assert_eq!(year_in(&["examples/huaihua-2024/payments.csv"]).ok(), Some(2024));
        assert!(year_in(&["a/2023", "a/2024"]).is_err());
        assert!(year_in(&["payments.csv"]).is_err());
    }
}
