use sqlx::AssertSqlSafe;

use super::publication::{self, FileLabel, Publication, PublicationState, PublishedFigure, PublishedFile, Standing};
use super::scope::Scope;
use super::{Refused, limits};
use crate::db::{self, Connection};
use crate::work::Fault;
use crate::{Result, Store, log};

/// More figures than any disclosure has.
const FIGURES: usize = 100_000;

/// What is to be frozen.
#[derive(Clone, Copy, Debug)]
pub struct Freeze<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// Name of the unit.
    pub unit_name: &'a str,
    /// Fiscal year.
    pub year: u16,
    /// The form after which it was made.
    pub form: &'a str,
    /// Title, as the public is to read it.
    pub title: &'a str,
    /// The number of the log's last entry ([`Store::head`]) when the books were read for it.
    pub head: i64,
    /// The rendered files, of at most 128 MB together.
    pub files: &'a [PublishedFile],
    /// The figures, for comparing.
    pub figures: &'a [PublishedFigure],
    /// Who freezes it.
    pub by: &'a str,
}

impl Store {
    /// Freezes a version of a disclosure (冻结), which from now on cannot change. It becomes public when a submission of it
    /// is approved.
    ///
    /// # Errors
    /// When records of the unit came or went since the books were read for it, a name or limit is not kept to, or the
    /// database cannot take it; then nothing was changed.
    pub async fn freeze(&mut self, freeze: Freeze<'_>) -> Result<Publication> {
        check(&freeze)?;
        let mut work = self.begin().await?;
        let done = within(work.connection(), &freeze).await;
        work.end(done).await
    }
}

/// What can be seen without the books.
fn check(freeze: &Freeze<'_>) -> Result<(), Refused> {
    limits::actor(freeze.by)?;
    let texts =
        [("单位代码", freeze.unit), ("单位名称", freeze.unit_name), ("套表", freeze.form), ("标题", freeze.title)];
    for (what, text) in texts {
        limits::text(what, text, limits::NAME)?;
    }
    limits::files(freeze.files.iter().map(|file| (file.name.as_str(), &*file.content)))?;
    freeze.files.iter().try_for_each(|file| limits::media(&file.media))?;
    if freeze.figures.len() > FIGURES {
        return Err(Refused::LongText { what: "公开数", most: FIGURES });
    }
    for figure in freeze.figures {
        limits::text("公开数的编号", &figure.figure, limits::NAME)?;
        limits::text("公开数的名称", &figure.label, limits::NAME)?;
    }
    Ok(())
}

async fn within(connection: &mut Connection, freeze: &Freeze<'_>) -> Result<Publication, Fault> {
    not_stale(&mut *connection, freeze).await?;
    let mut files: Vec<FileLabel> = freeze.files.iter().map(FileLabel::of).collect();
    // By bytes, as the database sorts them.
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let figures = sorted(freeze.figures)?;
    let mut version = drafted(&mut *connection, freeze, &files).await?;
    let told = version.told(&files, &publication::figures_digest(&figures));
    let entry = told.log(&mut *connection, freeze.by).await?;
    version.number = entry.number;
    version.at.clone_from(&entry.at);
    version.standing.at = entry.at;
    write(&mut *connection, &version).await?;
    for file in freeze.files {
        write_file(&mut *connection, version.number, file).await?;
    }
    for figure in &figures {
        write_figure(&mut *connection, version.number, figure).await?;
    }
    Ok(version)
}

/// Refuses when records of the unit were entered or withdrawn after its books were read.
async fn not_stale(connection: &mut Connection, freeze: &Freeze<'_>) -> Result<(), Fault> {
    let last = log::last(&mut *connection).await?.map_or(0, |entry| entry.number);
    if freeze.head < 1 || freeze.head > last {
        return Err(Refused::NoHead(freeze.head).into());
    }
    let greatest = connection.words().greatest;
    let sql = format!(
        "SELECT DISTINCT account.unit, {greatest}(segment.entry, coalesce(withdrawal.log_entry, 0)) FROM segment \
               JOIN account ON account.id = segment.account \
               LEFT JOIN withdrawal ON withdrawal.entry = segment.entry \
               WHERE (segment.entry > $1 OR withdrawal.log_entry > $1) AND account.year = $2"
    );
    let since = db::query_as(AssertSqlSafe(sql)).bind(freeze.head).bind(freeze.year).fetch_all(&mut *connection);
    let since: Vec<(String, i64)> = since.await?;
    if since.is_empty() {
        return Ok(());
    }
    let scope = Scope::of(connection, freeze.unit, freeze.year).await?;
    match since.into_iter().find(|(unit, _)| unit.is_empty() || scope.has(unit)) {
        Some((_, entry)) => Err(Refused::Stale(entry).into()),
        None => Ok(()),
    }
}

/// The figures in the order of their ids.
fn sorted(figures: &[PublishedFigure]) -> Result<Vec<PublishedFigure>, Refused> {
    let mut figures = figures.to_vec();
    figures.sort_by(|a, b| a.figure.cmp(&b.figure));
    match figures.windows(2).find(|pair| pair[0].figure == pair[1].figure) {
        Some(pair) => Err(Refused::Figure(pair[0].figure.clone())),
        None => Ok(figures),
    }
}

/// The version before it has its number.
async fn drafted(connection: &mut Connection, freeze: &Freeze<'_>, files: &[FileLabel]) -> sqlx::Result<Publication> {
    let sql = "SELECT coalesce(max(version), 0) + 1 FROM publication WHERE unit = $1 AND year = $2 AND form = $3";
    let version = db::query_scalar(sql).bind(freeze.unit).bind(freeze.year).bind(freeze.form);
    let version = version.fetch_one(connection).await?;
    let (state, reason, by) = (PublicationState::Frozen, String::new(), freeze.by.to_owned());
    Ok(Publication {
        number: 0,
        unit: freeze.unit.to_owned(),
        unit_name: freeze.unit_name.to_owned(),
        year: freeze.year,
        form: freeze.form.to_owned(),
        title: freeze.title.to_owned(),
        version,
        head: freeze.head,
        digest: publication::files_digest(files),
        by: by.clone(),
        at: String::new(),
        standing: Standing { state, reason, by, at: String::new() },
    })
}

async fn write(connection: &mut Connection, version: &Publication) -> sqlx::Result<()> {
    db::query("INSERT INTO publication VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(version.number)
        .bind(&version.unit)
        .bind(&version.unit_name)
        .bind(version.year)
        .bind(&version.form)
        .bind(&version.title)
        .bind(version.version)
        .bind(version.head)
        .bind(&version.digest)
        .execute(connection)
        .await?;
    Ok(())
}

async fn write_file(connection: &mut Connection, number: i64, file: &PublishedFile) -> sqlx::Result<()> {
    let label = FileLabel::of(file);
    db::query("INSERT INTO publication_file VALUES ($1, $2, $3, $4, $5)")
        .bind(number)
        .bind(label.name)
        .bind(label.media)
        .bind(label.digest)
        .bind(&*file.content)
        .execute(connection)
        .await?;
    Ok(())
}

async fn write_figure(connection: &mut Connection, number: i64, figure: &PublishedFigure) -> sqlx::Result<()> {
    db::query("INSERT INTO publication_figure VALUES ($1, $2, $3, $4, $5)")
        .bind(number)
        .bind(&figure.figure)
        .bind(&figure.label)
        .bind(figure.measure.id())
        .bind(figure.amount)
        .execute(connection)
        .await?;
    Ok(())
}
