use std::ops::ControlFlow;

use juesuan_books::{Kind, Reason, Record};

use crate::db::Connection;
use crate::log::Deed;
use crate::scan::{self, Raw};
use crate::shape::Cell;
use crate::{Error, LogEntry, Result, Store, append, dialect};

impl Store {
    /// Writes a reason or use (原因、用途) by hand, in place of the one before; an empty text takes it back. None when it
    /// says so already.
    ///
    /// # Errors
    /// When the database cannot take it.
    pub async fn set_reason(&mut self, year: u16, reason: Reason<'_>, actor: &str) -> Result<Option<LogEntry>> {
        let home = self.home.clone();
        let sql = |error| Error::from_sqlx(&home, error);
        let mut transaction = dialect::begin_writing(&mut self.connection).await.map_err(sql)?;
        let before = current(&mut transaction, year, &reason).await.map_err(sql)?;
        if before.as_deref().unwrap_or_default() == reason.text {
            return Ok(None);
        }
        let subject = format!("{year} {} {}", reason.unit, reason.figure);
        let (before, after) = (before.as_deref(), Some(reason.text));
        let deed = Deed { actor, action: "修改原因", subject: &subject, before, after, digest: None };
        // An empty text, which takes a reason back, would not pass the door.
        let ledger = append::ledger(&mut transaction, year).await.map_err(sql)?;
        let record = [Record::Reason(reason)];
        let entry = append::write(&mut transaction, year, ledger, &record, deed).await.map_err(sql)?;
        transaction.commit().await.map_err(sql)?;
        Ok(Some(entry))
    }
}

/// Unit, figure and text of a row of reasons.
fn parts<'r>(raw: &Raw<'r>) -> Option<(&'r str, &'r str, &'r str)> {
    let text = |cell: &Cell<'r>| match *cell {
        Cell::Text(text) => text,
        _ => "",
    };
    match raw.cells.as_slice() {
        [figure, reason, unit] => Some((text(unit), text(figure), text(reason))),
        _ => None,
    }
}

/// The text that stands now: the unit's own, else one that names no unit.
async fn current(connection: &mut Connection, year: u16, reason: &Reason<'_>) -> sqlx::Result<Option<String>> {
    let accounts = scan::accounts(&mut *connection, year).await?;
    let span = scan::span(accounts.iter().map(|account| account.id));
    let of_year = |id: u32| accounts.iter().any(|account| account.id == id);
    let (mut found, mut of_any) = (None, None);
    scan::rows(connection, Kind::Reasons, span, &mut |raw| {
        let of_figure = |&(_, figure, _): &(&str, &str, &str)| figure == reason.figure;
        if let Some((unit, _, text)) = parts(&raw).filter(of_figure).filter(|_| of_year(raw.account)) {
            match unit {
                unit if unit == reason.unit => found = Some(text.to_owned()),
                "" => of_any = Some(text.to_owned()),
                _ => {}
            }
        }
        ControlFlow::Continue(())
    })
    .await?;
    Ok(found.or(of_any))
}
