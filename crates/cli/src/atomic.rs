use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, io_reason};

/// Writes a file so that it is either whole or not there: into a neighbour first, then renamed over the target.
///
/// # Errors
/// With the path and the remedy when the folder cannot be made or written to.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let explain = |error: std::io::Error| {
        let why = io_reason(&error);
        Failure::new(format!("写不了 {}：{why}。请检查文件夹权限、磁盘空间，或文件是否正被打开", path.display()))
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(explain)?;
    }
    let neighbour = neighbour_of(path);
    let written = fs::File::create(&neighbour)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&neighbour, path));
    if written.is_err() {
        // What is left of a failed attempt is of no use; that it may not exist is no news.
        let _ = fs::remove_file(&neighbour);
    }
    written.map_err(explain)
}

/// A hidden name in the same folder (renaming works only within one file system), unique to this process.
fn neighbour_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Hands out file names in a folder that no two documents share, even when their own names are equal.
#[derive(Default)]
pub struct Names {
    taken: std::collections::HashSet<String>,
}

impl Names {
    /// `stem` + `suffix`, with a number in between from the second document of the same name on.
    pub fn unique(&mut self, stem: &str, suffix: &str) -> String {
        let mut name = format!("{stem}{suffix}");
        let mut number = 2;
        // Some file systems do not tell case apart.
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}{suffix}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_get_numbers() {
        let mut names = Names::default();
        assert_eq!(names.unique("决算", ".html"), "决算.html");
        assert_eq!(names.unique("决算", ".html"), "决算-2.html");
        assert_eq!(names.unique("A", ".html"), "A.html");
        assert_eq!(names.unique("a", ".html"), "a-2.html");
    }
}
