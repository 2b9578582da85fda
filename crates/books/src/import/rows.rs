use csv::StringRecord;

/// The rows of a table, whatever file it is in.
pub(crate) trait Rows {
    /// The next row into `record`, and its number, from 1; none after the last.
    ///
    /// # Errors
    /// What is wrong, and whether reading may go on.
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, RowError>;
}

/// A row that could not be read, or a file that could not be read further.
pub(crate) struct RowError {
    pub row: u64,
    pub wrong: String,
    pub remedy: String,
    /// Whether nothing more can be read.
    pub fatal: bool,
}
