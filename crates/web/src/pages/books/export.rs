//! What a search finds, as a file that can be imported again.

use axum::{
    body::Body,
    extract::{Path, Query as Fields, State},
    http::header,
    response::IntoResponse,
};
use futures_util::stream;
use juesuan_store::{Cursor, Filter};

use super::{lists::List, query::Query};
use crate::{
    App, WebError,
    pages::{Page, scope},
    show,
};

/// How many records are read and sent at a time.
const PIECE: u32 = 2_000;

/// What remains to be sent.
enum Rest {
    /// The headings, and all records.
    All,
    /// The records after a place.
    After(Cursor),
    /// Nothing.
    Nothing,
}

/// A search on its way out, piece by piece, so that no more of it is in memory.
struct Export {
    app: App,
    year: u16,
    unit: String,
    list: List,
    filter: Filter,
    rest: Rest,
}

/// Sends the records of a search as CSV.
pub async fn export(
    State(app): State<App>,
    Path((year, unit)): Path<(u16, String)>,
    Fields(query): Fields<Query>,
) -> Page {
    let list = List::of(&query.kind).ok_or_else(|| WebError::NotFound("这种账。请从列表页导出".to_owned()))?;
    let wanted = query.wanted().map_err(|problems| WebError::Unusable(problems.join("；")))?;
    let scope = scope(&app, year, &unit).await?;
    let name = format!("{}-{year}-{}.csv", list.name, scope.unit);
    let disposition =
        format!("attachment; filename=\"{}-{year}.csv\"; filename*=UTF-8''{}", list.kind.id(), show::path_part(&name));
    let mut export = Export { app, year, unit, list, filter: wanted.filter, rest: Rest::All };
    // What is wrong from the start is told on a page; later it can only break the download off.
    let first = export.piece().await?;
    let rest = stream::try_unfold(export, |mut export| async move {
        if matches!(export.rest, Rest::Nothing) {
            return Ok(None);
        }
        export.piece().await.map(|piece| Some((piece, export)))
    });
    let pieces = stream::StreamExt::chain(stream::iter([Ok::<_, WebError>(first)]), rest);
    let head =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((head, Body::from_stream(pieces)).into_response())
}

impl Export {
    /// The next piece of the file.
    async fn piece(&mut self) -> Result<Vec<u8>, WebError> {
        let Self { app, year, unit, list, filter, rest } = self;
        let mut piece = Vec::new();
        let after = match rest {
            Rest::All => {
                juesuan_books::write_csv_head(&mut piece, list.kind).map_err(unwritten)?;
                None
            }
            Rest::After(cursor) => Some(&*cursor),
            Rest::Nothing => return Ok(piece),
        };
        let found = app.shelf.read().await?.search(unit, *year, list.kind, filter, after, PIECE).await?;
        *rest = found.next.map_or(Rest::Nothing, Rest::After);
        juesuan_books::write_csv_rows(&mut piece, found.hits.into_iter().map(|hit| hit.cells)).map_err(unwritten)?;
        Ok(piece)
    }
}

fn unwritten(error: impl std::fmt::Display) -> WebError {
    WebError::Unusable(format!("写不出文件：{error}"))
}
