use std::fs;
use std::path::Path;

use juesuan_amount::Fen;
use juesuan_report::Value;
use juesuan_scale::{Consolidated, Error, Peers, Ranking, Result};

/// Writes the tables, what was eliminated, and the comparison with last year into a folder.
pub fn write(folder: &Path, consolidated: &Consolidated) -> Result<()> {
    put(folder, "决算表.xlsx", &juesuan_render::xlsx(&consolidated.report)?)?;
    put(folder, "决算表.json", juesuan_render::json(&consolidated.report)?.as_bytes())?;
    if let Some(elimination) = &consolidated.elimination {
        put(folder, "抵销.json", &serde_json::to_vec_pretty(elimination)?)?;
    }
    put(folder, "同比.csv", &year_on_year(consolidated)?)
}

/// Every figure of money of the tables beside last year's.
fn year_on_year(consolidated: &Consolidated) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(mark());
    table.write_record(["数字编号", "名称", "本年（元）", "上年（元）", "增减（元）"])?;
    for (id, figure) in consolidated.report.figures.iter().filter(|(id, _)| id.starts_with('T')) {
        let Value::Money(amount) = figure.value else { continue };
        let last = consolidated.comparatives.get(id);
        let words = |amount: Option<Fen>| amount.map(|amount| amount.to_string()).unwrap_or_default();
        let change = last.map(|last| amount - *last);
        let row = [id.clone(), figure.label.clone(), amount.to_string(), words(last.copied()), words(change)];
        table.write_record(row)?;
    }
    Ok(table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?)
}

/// Writes what is usual and what is not into a folder, as tables.
pub fn write_peers(folder: &Path, peers: &Peers) -> Result<()> {
    let mut usual = csv::Writer::from_writer(mark());
    usual.write_record(["级次", "单位类型", "指标", "单位数", "中位数", "离散度（MAD）"])?;
    for standard in &peers.standards {
        let (group, of) = (&standard.group, &standard.usual);
        let numbers = [of.count.to_string(), Fen(of.median).to_string(), Fen(of.spread).to_string()];
        let words = [group.level, &group.kind, standard.measure.name()].map(str::to_owned);
        usual.write_record(words.into_iter().chain(numbers))?;
    }
    let mut unusual = csv::Writer::from_writer(mark());
    unusual.write_record(["单位代码", "单位名称", "级次", "单位类型", "指标", "数值", "中位数", "偏离（修正Z值）"])?;
    for outlier in &peers.outliers {
        let words =
            [outlier.unit.as_str(), &outlier.name, outlier.group.level, &outlier.group.kind, outlier.measure.name()];
        let numbers =
            [outlier.value, outlier.usual.median, outlier.usual.score(outlier.value)].map(|n| Fen(n).to_string());
        unusual.write_record(words.into_iter().map(str::to_owned).chain(numbers))?;
    }
    for (name, table) in [("同类标准.csv", usual), ("离群单位.csv", unusual)] {
        let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        put(folder, name, &bytes)?;
    }
    Ok(())
}

/// Writes the rankings of a review into a folder, as tables.
pub fn write_rankings(folder: &Path, rankings: &[Ranking]) -> Result<()> {
    for ranking in rankings {
        let mut table = csv::Writer::from_writer(mark());
        table.write_record(ranking.headings)?;
        for row in &ranking.rows {
            table.write_record(row)?;
        }
        let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        put(folder, &format!("{}.csv", ranking.name), &bytes)?;
    }
    Ok(())
}

/// The mark by which spreadsheets know UTF-8.
fn mark() -> Vec<u8> {
    "\u{FEFF}".as_bytes().to_vec()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let at = |path: &Path, source| Error::Io { path: path.to_owned(), source };
    fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
    let path = folder.join(name);
    fs::write(&path, bytes).map_err(|error| at(&path, error))
}
