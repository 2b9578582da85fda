use datafusion::arrow::array::{Array, AsArray, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;

use crate::Result;

/// A column of texts of an answer, however the engine holds them.
pub(crate) struct Texts(StringArray);

impl Texts {
    /// The n-th column.
    ///
    /// # Errors
    /// When it holds no texts.
    pub fn of(batch: &RecordBatch, column: usize) -> Result<Self> {
        Ok(Self(cast(batch.column(column), &DataType::Utf8)?.as_string::<i32>().clone()))
    }

    /// The text of a row; none where there is none.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.0.is_valid(row).then(|| self.0.value(row))
    }
}
