use std::ops::ControlFlow;

use juesuan_books::{Kind, Passage, Record, Section};

use crate::db::Connection;
use crate::log::Deed;
use crate::work::Fault;
use crate::{LogEntry, Result, Store, append, scan};

impl Store {
    /// Writes the passages of a section (文字材料) of a unit by hand, in place of all that stood there; none takes them
    /// back. Nothing happens, and none is given, when it says so already. Blank passages are left out.
    ///
    /// # Errors
    /// When the database cannot take it.
    pub async fn set_passages(
        &mut self,
        year: u16,
        unit: &str,
        section: Section,
        texts: &[&str],
        actor: &str,
    ) -> Result<Option<LogEntry>> {
        let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let mut work = self.begin().await?;
        let done = within(work.connection(), year, (unit, section), &texts, actor).await;
        work.end(done).await
    }
}

async fn within(
    connection: &mut Connection,
    year: u16,
    (unit, section): (&str, Section),
    texts: &[&str],
    actor: &str,
) -> Result<Option<LogEntry>, Fault> {
    let before = current(&mut *connection, year, unit, section).await?;
    if before == texts {
        return Ok(None);
    }
    let passage = |text| Record::Passage(Passage { unit, section, text });
    // The first one, without words, takes back what stood there; it would not pass the door.
    let records: Vec<Record<'_>> = [""].iter().chain(texts).copied().map(passage).collect();
    let name = records[0].cells().swap_remove(1);
    let subject = format!("{year} {unit} {name}");
    let (before, after) = (before.join("\n"), texts.join("\n"));
    let deed =
        Deed {
            actor, action: "修改文字", subject: &subject, before: Some(&before), after: Some(&after), digest: None
        };
    let ledger = append::ledger(&mut *connection, year).await?;
    Ok(Some(append::write(connection, year, ledger, &records, deed).await?))
}

/// The passages that stand now.
async fn current(connection: &mut Connection, year: u16, unit: &str, section: Section) -> sqlx::Result<Vec<String>> {
    let accounts = scan::accounts(&mut *connection, year).await?;
    let span = scan::span(accounts.iter().map(|account| account.id));
    let mut found: Vec<String> = Vec::new();
    scan::rows(connection, Kind::Passages, span, &mut |raw| {
        if let Some(account) = accounts.iter().find(|account| account.id == raw.account) {
            scan::with_record(Kind::Passages, account, &raw.cells, |record| match record {
                Record::Passage(it) if (it.unit, it.section) != (unit, section) => {}
                Record::Passage(it) if it.text.is_empty() => found.clear(),
                Record::Passage(it) => found.push(it.text.to_owned()),
                _ => {}
            });
        }
        ControlFlow::Continue(())
    })
    .await?;
    Ok(found)
}
