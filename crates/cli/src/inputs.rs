use std::{
    fs,
    path::{Path, PathBuf},
};

use juesuan_read::ENDINGS;

/// What the paths of a command line stand for.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Files to read, each once, in a stable order.
    pub files: Vec<PathBuf>,
    /// Paths that cannot be opened, with the reason in Chinese.
    pub broken: Vec<(PathBuf, String)>,
    /// Whether the command line named exactly one file and no folder.
    pub single: bool,
}

/// Folders nested deeper than this are a loop or a mistake.
const MAX_DEPTH: u32 = 64;

/// Finds the files behind paths: a file stands for itself, a folder for every document below it.
pub fn collect(paths: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => {
                let before = inputs.files.len() + inputs.broken.len();
                walk(path, 0, &mut inputs);
                if inputs.files.len() + inputs.broken.len() == before {
                    let reason = format!("文件夹里没有可审核的文件（{}）", ENDINGS.join("、"));
                    inputs.broken.push((path.clone(), reason));
                }
            }
            Ok(_) => inputs.files.push(path.clone()),
            Err(error) => inputs.broken.push((path.clone(), reason(&error))),
        }
    }
    let mut seen = std::collections::HashSet::new();
    inputs.files.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    inputs.single = paths.len() == 1 && !paths[0].is_dir();
    inputs
}

/// Adds the documents below a folder by name. Hidden files, lock files of Office (`~$…`) and links are passed over.
fn walk(folder: &Path, depth: u32, inputs: &mut Inputs) {
    let entries = match fs::read_dir(folder) {
        Ok(_) if depth > MAX_DEPTH => {
            inputs.broken.push((folder.into(), format!("文件夹超过 {MAX_DEPTH} 层，不再深入")));
            return;
        }
        Ok(entries) => entries,
        Err(error) => {
            inputs.broken.push((folder.into(), reason(&error)));
            return;
        }
    };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else { continue };
        if name.starts_with('.') || name.starts_with("~$") || kind.is_symlink() {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() {
            walk(&path, depth + 1, inputs);
        } else if path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known))) {
            inputs.files.push(path);
        }
    }
}

/// Why a path cannot be opened, in Chinese.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "找不到这个文件或文件夹。请检查路径".into(),
        std::io::ErrorKind::PermissionDenied => "没有读取权限。请换一个位置或联系管理员".into(),
        _ => format!("打不开（{error}）。请检查路径和权限"),
    }
}
