//! Speed and memory of the built binary, as tables for `docs/BENCHMARKS.md`.

mod machine;
mod run;

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use crate::product;

/// Runs of each command that is compared.
const RUNS: usize = 15;
/// Copies of a document, for throughput and for memory.
const COPIES: usize = 200;
const COPIES_FOR_MEMORY: usize = 100;
/// Runs over a folder; the middle one counts.
const FOLDER_RUNS: usize = 3;

/// Builds the product, measures it, and gives Markdown.
///
/// # Errors
/// When the product does not build or run, or a temporary folder cannot be written.
pub fn measure(root: &Path) -> Result<String, String> {
    let product = product::build(root)?;
    let pdf = product::corpus(root, "shanghai-2024/finance-bureau.pdf");
    let examples = ["disclosure-clean.txt", "disclosure-with-errors.docx"].map(|name| root.join("examples").join(name));
    let mut text = machine::describe();
    text += "\n| 测什么 | 输入 | 结果 |\n|---|---|---:|\n";
    match &pdf {
        Some(pdf) => text += &against_pdftotext(&product, pdf)?,
        None => eprintln!("skipped: no PDF beside the project (JUESUAN_CORPUS)"),
    }
    for example in &examples {
        text += &throughput(&product, example)?;
    }
    for input in examples.iter().chain(&pdf) {
        text += &memory(&product, input)?;
    }
    Ok(text)
}

/// CPU of one check and of `pdftotext -layout`, in turns so that both see the same machine.
fn against_pdftotext(product: &Path, pdf: &Path) -> Result<String, String> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let check = [OsStr::new("check"), pdf.as_os_str()];
    let layout = [OsStr::new("-layout"), pdf.as_os_str(), OsStr::new("-")];
    run::cpu_ms(product, &check)?;
    for _ in 0..RUNS {
        ours.push(run::cpu_ms(product, &check)?);
        match run::cpu_ms(Path::new("pdftotext"), &layout) {
            Ok(ms) => theirs.push(ms),
            Err(why) => eprintln!("skipped: {why}"),
        }
    }
    let (name, ours) = (file_name(pdf), run::median(ours));
    let mut rows = format!("| `juesuan check`，CPU 时间（{RUNS} 次的中位数） | {name} | {ours:.0} ms |\n");
    if !theirs.is_empty() {
        let theirs = run::median(theirs);
        rows += &format!("| `pdftotext -layout`，CPU 时间（交替运行，中位数） | {name} | {theirs:.0} ms |\n");
        rows += &format!("| 两者之比 | {name} | {:.2} |\n", ours / theirs);
    }
    Ok(rows)
}

/// Documents per second of CPU time, on one thread, start of the program included.
fn throughput(product: &Path, example: &Path) -> Result<String, String> {
    let folder = Copies::of(example, COPIES)?;
    let args = ["check".as_ref(), folder.0.as_os_str(), "--jobs".as_ref(), "1".as_ref()];
    let times: Result<Vec<f64>, String> = (0..FOLDER_RUNS).map(|_| run::cpu_ms(product, &args)).collect();
    let rate = COPIES as f64 * 1000.0 / run::median(times?);
    Ok(format!("| 每核每秒份数（{COPIES} 份，`--jobs 1`） | {} | {rate:.0} 份 |\n", file_name(example)))
}

/// Peak memory of one document and of a folder, on all cores.
fn memory(product: &Path, input: &Path) -> Result<String, String> {
    let folder = Copies::of(input, COPIES_FOR_MEMORY)?;
    let peak = |path: &Path| run::peak_mb(product, &["check".as_ref(), path.as_os_str()]);
    let (one, many, name) = (peak(input)?, peak(&folder.0)?, file_name(input));
    Ok(format!(
        "| 内存峰值，一份 | {name} | {one:.0} MB |\n| 内存峰值，{COPIES_FOR_MEMORY} 份的文件夹 | {name} | {many:.0} MB |\n"
    ))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A temporary folder of copies of one file, removed when it is dropped.
struct Copies(PathBuf);

impl Copies {
    fn of(file: &Path, count: usize) -> Result<Self, String> {
        let folder = Self(std::env::temp_dir().join(format!("juesuan-bench-{}", std::process::id())));
        let failed = |e: std::io::Error| format!("{}: {e}", folder.0.display());
        fs::create_dir_all(&folder.0).map_err(failed)?;
        for number in 0..count {
            fs::copy(file, folder.0.join(format!("{number}-{}", file_name(file)))).map_err(failed)?;
        }
        Ok(folder)
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{}: {error}", self.0.display());
        }
    }
}
