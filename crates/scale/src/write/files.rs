use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, Encoding, ZstdLevel};
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use datafusion::parquet::schema::types::ColumnPath;

use super::UnitRecords;
use crate::error::at;
use crate::{Dataset, Region, Result};

/// Rows of a row group: what a query of one unit reads at least, and small enough that a thousand writers fit in memory.
const ROW_GROUP: usize = 128 << 10;

/// One file of each table for one region and year. They are written beside their places and put there by
/// [`UnitFiles::finish`], the totals last: whatever happens before leaves the store as it was.
pub struct UnitFiles {
    tables: Vec<Table>,
}

struct Table {
    dataset: Dataset,
    path: PathBuf,
    draft: PathBuf,
    writer: ArrowWriter<BufWriter<File>>,
}

impl UnitFiles {
    /// Files of this name (without `.parquet`) in a store.
    ///
    /// # Errors
    /// When a folder or file cannot be made.
    pub fn create(store: &Path, year: u16, region: &Region, name: &str) -> Result<Self> {
        let open = |dataset: Dataset| {
            let folder = store.join(dataset.name()).join(format!("year={year}")).join(format!("region={region}"));
            fs::create_dir_all(&folder).map_err(at(&folder))?;
            let draft = folder.join(format!(".{name}.{}.draft", std::process::id()));
            let file = File::create(&draft).map_err(at(&draft))?;
            let writer = ArrowWriter::try_new(BufWriter::new(file), dataset.schema(), Some(properties(dataset)))?;
            Ok(Table { dataset, path: folder.join(format!("{name}.parquet")), draft, writer })
        };
        Ok(Self { tables: Dataset::ALL.into_iter().map(open).collect::<Result<_>>()? })
    }

    /// Writes a unit. Units must come in the order of their codes.
    ///
    /// # Errors
    /// When the disk is full, or a value is missing.
    pub fn write(&mut self, unit: UnitRecords) -> Result<()> {
        for (dataset, rows) in unit.finish()? {
            if let Some(table) = self.tables.iter_mut().find(|table| table.dataset == dataset) {
                table.writer.write(&rows)?;
            }
        }
        Ok(())
    }

    /// Puts the files in their places.
    ///
    /// # Errors
    /// When the disk is full, or a file cannot be renamed.
    pub fn finish(self) -> Result<()> {
        let mut places = Vec::with_capacity(self.tables.len());
        for table in self.tables {
            table.writer.into_inner()?.into_inner().map_err(|error| at(&table.draft)(error.into_error()))?;
            places.push((table.draft, table.path));
        }
        for (draft, path) in places {
            fs::rename(&draft, &path).map_err(at(&path))?;
        }
        Ok(())
    }
}

/// How a table is encoded. What every consolidation reads (line, amounts) is packed but not compressed, so that reading
/// costs no more than unpacking bits; what is only looked up is compressed.
fn properties(dataset: Dataset) -> WriterProperties {
    let schema = dataset.schema();
    let mut properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_2_0)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk);
    for field in schema.fields() {
        let column = ColumnPath::from(field.name().as_str());
        match field.name().as_str() {
            "line" | "unit" => {
                properties = properties
                    .set_column_compression(column.clone(), Compression::UNCOMPRESSED)
                    .set_column_statistics_enabled(column, EnabledStatistics::Page);
            }
            "voucher" | "number" => {
                properties = properties
                    .set_column_dictionary_enabled(column.clone(), false)
                    .set_column_encoding(column, Encoding::DELTA_BYTE_ARRAY);
            }
            _ if *field.data_type() == crate::dataset::MONEY => {
                properties = properties
                    .set_column_dictionary_enabled(column.clone(), false)
                    .set_column_compression(column.clone(), Compression::UNCOMPRESSED)
                    .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
            }
            _ => {}
        }
    }
    properties.build()
}
