use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Int32Builder, Int64Builder, RecordBatch, StringBuilder,
};
use datafusion::arrow::compute::{SortColumn, lexsort_to_indices, take_record_batch};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use juesuan_amount::Fen;
use juesuan_books::Date;

use crate::dataset::MONEY;
use crate::{LineKey, Result};

/// Rows of a table that is being written, column by column.
pub(crate) struct Sheet {
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
}

/// A value of a row.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'a> {
    Text(&'a str),
    Line(LineKey),
    Money(Fen),
    Day(Date),
    Count(u32),
    Flag(bool),
    Blank,
}

impl<'a> Cell<'a> {
    /// A text, or nothing.
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Blank, Self::Text)
    }
}

enum Column {
    Text(StringBuilder),
    Line(Int64Builder),
    Money(Decimal128Builder),
    Day(Date32Builder),
    Count(Int32Builder),
    Flag(BooleanBuilder),
}

impl Sheet {
    /// An empty sheet of a table's columns.
    pub fn new(schema: SchemaRef) -> Self {
        let columns = schema.fields().iter().map(|field| Column::of(field.data_type())).collect();
        Self { schema, columns, rows: 0 }
    }

    /// Adds a row: a cell for each column in order. A cell that does not fit its column stays blank, which
    /// [`Sheet::finish`] refuses wherever a value must be.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.push(cells.get(index).copied().unwrap_or(Cell::Blank));
        }
        self.rows += 1;
    }

    /// The rows, in the order of the line if there is one; rows of one line stay as they came.
    pub fn finish(mut self) -> Result<Option<RecordBatch>> {
        if self.rows == 0 {
            return Ok(None);
        }
        let columns = self.columns.iter_mut().map(Column::finish).collect();
        let batch = RecordBatch::try_new(self.schema, columns)?;
        let Some(line) = batch.column_by_name("line") else { return Ok(Some(batch)) };
        let rows: ArrayRef = Arc::new(datafusion::arrow::array::UInt32Array::from_iter_values(
            0..u32::try_from(batch.num_rows()).unwrap_or(u32::MAX),
        ));
        let by = [line, &rows].map(|values| SortColumn { values: Arc::clone(values), options: None });
        Ok(Some(take_record_batch(&batch, &lexsort_to_indices(&by, None)?)?))
    }
}

impl Column {
    fn of(data_type: &DataType) -> Self {
        match data_type {
            DataType::Int64 => Self::Line(Int64Builder::new()),
            DataType::Decimal128(..) => Self::Money(Decimal128Builder::new().with_data_type(MONEY)),
            DataType::Date32 => Self::Day(Date32Builder::new()),
            DataType::Int32 => Self::Count(Int32Builder::new()),
            DataType::Boolean => Self::Flag(BooleanBuilder::new()),
            _ => Self::Text(StringBuilder::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(to), Cell::Text(text)) => to.append_value(text),
            (Self::Line(to), Cell::Line(line)) => to.append_value(line.0),
            (Self::Money(to), Cell::Money(amount)) => to.append_value(i128::from(amount.0)),
            (Self::Day(to), Cell::Day(date)) => to.append_option(days(date)),
            (Self::Count(to), Cell::Count(count)) => to.append_option(i32::try_from(count).ok()),
            (Self::Flag(to), Cell::Flag(flag)) => to.append_value(flag),
            (Self::Text(to), _) => to.append_null(),
            (Self::Line(to), _) => to.append_null(),
            (Self::Money(to), _) => to.append_null(),
            (Self::Day(to), _) => to.append_null(),
            (Self::Count(to), _) => to.append_null(),
            (Self::Flag(to), _) => to.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Line(builder) => Arc::new(builder.finish()),
            Self::Money(builder) => Arc::new(builder.finish()),
            Self::Day(builder) => Arc::new(builder.finish()),
            Self::Count(builder) => Arc::new(builder.finish()),
            Self::Flag(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Days since 1970-01-01.
fn days(date: Date) -> Option<i32> {
    Some(date.days_since(Date::new(1970, 1, 1)?))
}
