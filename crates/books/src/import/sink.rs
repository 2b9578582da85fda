use super::Place;
use crate::Record;

/// What takes the records of an import, one at a time, each once and in the order of the files.
///
/// Records come while later ones are still unread, so a sink that keeps them does so provisionally (in a transaction):
/// they count only if [`super::Import::finish`] finds no problem. After the first problem no more records come.
pub trait Sink {
    /// What can go wrong in it.
    type Error;

    /// Takes a record. Its texts are gone when this returns.
    ///
    /// # Errors
    /// Whatever keeps the sink from taking it; the import stops.
    fn take(&mut self, record: &Record<'_>, place: Place<'_>) -> Result<(), Self::Error>;
}
