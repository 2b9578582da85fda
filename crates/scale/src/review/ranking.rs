//! 排名: which units and which rules a review is about, and what came back from last year.

use std::path::Path;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::prelude::{ParquetReadOptions, SessionContext};

use super::rows::Table;
use crate::{Error, Result};

/// A table to read: headings and rows of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Name of the table.
    pub name: &'static str,
    /// Its headings.
    pub headings: &'static [&'static str],
    /// Its rows, what needs somebody first.
    pub rows: Vec<Vec<String>>,
}

/// A document's unit by the name that it prints; files that name none are told apart by their path.
const UNITS: &str = "SELECT coalesce(unit_name, path) AS unit, path, fiscal_year, kind, errors, warnings, infos, numerals, \
                     understood, problem FROM documents";

const BY_UNIT: &str = "SELECT unit, fiscal_year, kind, errors, warnings, infos, \
                       CASE WHEN numerals > 0 THEN round(100.0 * understood / numerals, 1) END, path \
                       FROM (UNITS) WHERE problem IS NULL ORDER BY errors DESC, warnings DESC, infos DESC, path";

const BY_RULE: &str = "SELECT code, rule, severity, count(DISTINCT path) AS documents, count(*) AS findings \
                       FROM findings GROUP BY code, rule, severity ORDER BY severity = '错误' DESC, severity = '警告' DESC, \
                       documents DESC, findings DESC, code";

const UNREADABLE: &str = "SELECT path, problem FROM documents WHERE problem IS NOT NULL ORDER BY path";

/// The same mistake has the same key in both years.
const AGAINST_LAST: &str = "WITH now AS (SELECT DISTINCT d.unit, f.key FROM findings f JOIN (UNITS) d ON d.path = f.path), \
     before AS (SELECT DISTINCT d.unit, f.key FROM last_findings f JOIN (LAST_UNITS) d ON d.path = f.path) \
     SELECT coalesce(now.unit, before.unit) AS unit, \
     count(*) FILTER (WHERE now.key IS NOT NULL AND before.key IS NOT NULL) AS again, \
     count(*) FILTER (WHERE before.key IS NULL) AS new, count(*) FILTER (WHERE now.key IS NULL) AS gone \
     FROM now FULL JOIN before ON now.unit = before.unit AND now.key = before.key \
     GROUP BY 1 ORDER BY again DESC, new DESC, unit";

/// Ranks the units and rules of a review in a folder; with last year's review, says of each unit what came back.
///
/// # Errors
/// When a folder holds no review, or its tables cannot be read.
pub async fn rank(session: &SessionContext, review: &Path, last: Option<&Path>) -> Result<Vec<Ranking>> {
    offer(session, review, "").await?;
    let mut rankings = vec![
        Ranking {
            name: "单位排名",
            headings: &["单位", "年度", "文件种类", "错误", "警告", "提示", "数字理解率（%）", "文件"],
            rows: rows(session, BY_UNIT).await?,
        },
        Ranking {
            name: "规则排名",
            headings: &["规则", "名称", "程度", "文件数", "发现数"],
            rows: rows(session, BY_RULE).await?,
        },
        Ranking { name: "读不了的文件", headings: &["文件", "原因"], rows: rows(session, UNREADABLE).await? },
    ];
    if let Some(last) = last {
        offer(session, last, "last_").await?;
        rankings.push(Ranking {
            name: "与上年比较",
            headings: &["单位", "上年已有、本年又出现", "本年新出现", "上年有、本年已无"],
            rows: rows(session, AGAINST_LAST).await?,
        });
    }
    Ok(rankings)
}

/// Makes the tables of a review known to queries, under their names behind a prefix.
async fn offer(session: &SessionContext, review: &Path, prefix: &str) -> Result<()> {
    for table in [Table::Documents, Table::Findings] {
        let path = review.join(format!("{}.parquet", table.name()));
        if !path.is_file() {
            return Err(Error::NoReview(review.to_owned()));
        }
        let name = format!("{prefix}{}", table.name());
        session.deregister_table(name.as_str())?;
        session.register_parquet(name, path.to_string_lossy(), ParquetReadOptions::default()).await?;
    }
    Ok(())
}

async fn rows(session: &SessionContext, query: &str) -> Result<Vec<Vec<String>>> {
    let last = UNITS.replace("FROM documents", "FROM last_documents");
    let query = query.replace("LAST_UNITS", &last).replace("UNITS", UNITS);
    let batches = session.sql(&query).await?.collect().await?;
    let mut rows = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            rows.push(texts(batch, row)?);
        }
    }
    Ok(rows)
}

fn texts(batch: &RecordBatch, row: usize) -> Result<Vec<String>> {
    batch.columns().iter().map(|column| Ok(array_value_to_string(column, row)?)).collect()
}
