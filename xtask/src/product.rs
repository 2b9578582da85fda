//! The binary that people use, and the real documents it is tried on.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Builds the product in release and gives the path of its binary.
///
/// # Errors
/// When it does not build.
pub fn build(root: &Path) -> Result<PathBuf, String> {
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--locked", "--package", "juesuan-cli"])
        .current_dir(root)
        .status()
        .map_err(|e| format!("cargo build: {e}"))?;
    if !built.success() {
        return Err("the product does not build".into());
    }
    // This task itself is `<target>/<profile>/xtask`.
    let task = std::env::current_exe().map_err(|e| e.to_string())?;
    let target = task.ancestors().nth(2).ok_or("the task is in no target folder")?;
    Ok(target.join("release").join(format!("juesuan{}", std::env::consts::EXE_SUFFIX)))
}

/// A file of the corpus beside the project, if it is there; `JUESUAN_CORPUS` names another folder.
pub fn corpus(root: &Path, name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("JUESUAN_CORPUS").map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    Some(folder.join(name)).filter(|path| path.is_file())
}
