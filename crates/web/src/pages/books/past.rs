//! The imports of a unit so far, as the page of imports lists them.

use juesuan_store::{Page, PastImport};

use crate::{App, WebError, beijing};

/// Imports of a page.
pub const ROWS: u32 = 20;

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its entry of the log.
    pub entry: i64,
    /// When, in Beijing.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Its files.
    pub files: String,
    /// How many records of which kind.
    pub brought: String,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
}

/// The imports of a unit after so many later ones, and whether there are more.
///
/// # Errors
/// When the books cannot be read.
pub async fn imports(app: &App, unit: &str, year: u16, offset: u64) -> Result<(Vec<Past>, bool), WebError> {
    let page = Page { offset, limit: ROWS + 1 };
    let mut found = app.shelf.read().await?.imports(unit, year, page).await?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    Ok((found.iter().map(Past::new).collect(), more))
}

impl Past {
    fn new(import: &PastImport) -> Self {
        const NAMED: usize = 5;
        let files = import.files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
        let more = import.files.len().saturating_sub(NAMED);
        let brought = import.brought.iter().map(|(kind, (count, _))| format!("{} {count} 条", kind.name()));
        Self {
            entry: import.entry,
            at: beijing::of_utc(&import.at),
            actor: import.actor.clone(),
            files: if more > 0 { format!("{files} 等 {} 个", import.files.len()) } else { files },
            brought: brought.collect::<Vec<_>>().join("，"),
            withdrawn: import.withdrawn.is_some(),
        }
    }
}
