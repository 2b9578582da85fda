//! Writing the tables of a review.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

use super::rows::{Rows, Table};
use crate::Result;
use crate::error::at;

/// The tables on their way into a folder. They are written beside their places and put there by [`Tables::finish`], the
/// documents last.
pub(super) struct Tables(Vec<Draft>);

struct Draft {
    path: PathBuf,
    draft: PathBuf,
    writer: ArrowWriter<BufWriter<File>>,
}

impl Tables {
    /// Empty tables.
    ///
    /// # Errors
    /// When the folder or a file cannot be made.
    pub fn create(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        let open = |table: Table| {
            let draft = folder.join(format!(".{}.{}.draft", table.name(), std::process::id()));
            let file = File::create(&draft).map_err(at(&draft))?;
            let packed = Compression::ZSTD(ZstdLevel::default());
            let properties = WriterProperties::builder().set_compression(packed).build();
            let writer = ArrowWriter::try_new(BufWriter::new(file), table.schema(), Some(properties))?;
            Ok(Draft { path: folder.join(format!("{}.parquet", table.name())), draft, writer })
        };
        Ok(Self(Table::ALL.into_iter().map(open).collect::<Result<_>>()?))
    }

    /// Adds the rows of a file.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn write(&mut self, rows: Rows) -> Result<()> {
        for (table, sheet) in self.0.iter_mut().zip(rows.sheets) {
            if let Some(rows) = sheet.finish()? {
                table.writer.write(&rows)?;
            }
        }
        Ok(())
    }

    /// Puts the tables in their places.
    ///
    /// # Errors
    /// When the disk is full, or a file cannot be renamed.
    pub fn finish(self) -> Result<()> {
        let mut places = Vec::with_capacity(self.0.len());
        for table in self.0 {
            table.writer.into_inner()?.into_inner().map_err(|error| at(&table.draft)(error.into_error()))?;
            places.push((table.draft, table.path));
        }
        for (draft, path) in places {
            fs::rename(&draft, &path).map_err(at(&path))?;
        }
        Ok(())
    }
}
