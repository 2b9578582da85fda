use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::digest::{self, Hash};
use crate::upload::Upload;
use crate::{Error, Result};

/// A file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceFile {
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// How many bytes it has.
    pub size: u64,
}

impl SourceFile {
    /// One that is in memory.
    pub fn of_upload(upload: &Upload) -> Self {
        Self { name: upload.name.clone(), digest: digest::of(&upload.content), size: upload.content.len() as u64 }
    }
}

/// The files that importing these paths reads, folders opened. What cannot be read is left to the import, which says so
/// together with all other problems.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|source| Error::Io { file: path.clone(), source })?;
            let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
            inside.retain(|path| path.is_file() && !name_of(path).starts_with(['.', '~']));
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    let read = |path: &PathBuf| {
        let (digest, size) = digest(path).ok()?;
        Some(SourceFile { name: name_of(path), digest, size })
    };
    Ok(files.iter().filter_map(read).collect())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The digest of a file's bytes, and how many it has.
fn digest(path: &Path) -> std::io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hash = Hash::default();
    let mut size = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((hash.finish(), size)),
            read => {
                hash.bytes(&buffer[..read]);
                size += read as u64;
            }
        }
    }
}
