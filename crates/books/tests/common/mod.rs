//! What the tests of the importer share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::{Path, PathBuf};

use juesuan_books::{Books, BooksBuilder, Import, Problems, Summary};

/// A folder of its own for a test, removed when it ends.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder; `name` is unique among the tests.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("the folder of temporary files can be written");
        Self(path)
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("the folder of temporary files can be written");
        path
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Imports a folder into empty books of 2024.
pub fn try_import(path: &Path) -> Result<(Books, Summary), Problems> {
    let mut builder = BooksBuilder::new(2024);
    let mut import = Import::new(2024);
    match import.read(path, &mut builder) {
        Ok(()) => {}
        Err(never) => match never {},
    }
    let summary = import.finish()?;
    Ok((builder.finish(), summary))
}

/// Imports a folder in which nothing is wrong.
pub fn import(folder: &Folder) -> (Books, Summary) {
    try_import(folder.path()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is wrong with a folder, as people see it.
pub fn problems(folder: &Folder) -> String {
    try_import(folder.path()).map_or_else(|problems| problems.to_string(), |_| "没有问题".to_owned())
}
