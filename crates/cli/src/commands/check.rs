use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use juesuan_audit::{Options, Severity};
use juesuan_read::{Document, Format};

use crate::{
    args::{CheckArgs, OutputFormat},
    atomic::{self, Names},
    audited::{Audit, Audited, audit_all},
    failure::Failure,
    inputs, output,
    summary::{self, not_audited},
};

/// Checks files and shows what was found. Exit code 0: no error; 1: errors found; 2: something could not be read.
///
/// # Errors
/// When nothing can be done at all, or the result cannot be written.
pub fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let prior = args.prior.as_deref().map(read_prior).transpose()?;
    let inputs = inputs::collect(&args.paths);
    let single = inputs.single;
    let files = inputs.files.len();
    if files > 1 && args.out.is_none() && matches!(args.format, OutputFormat::Html | OutputFormat::Docx) {
        return Err(Failure::new(format!("有 {files} 个文件，请用 --out 指定存放结果的文件夹")));
    }
    let options = Options { prior: prior.as_ref(), assume_kind: None };
    let all = audit_all(inputs, &options, args.jobs)?;
    complain(&all);
    match args.format {
        OutputFormat::Text => text(&all, single, args.out.as_deref())?,
        OutputFormat::Json => machine(&output::json::render(&all, single)?, &all, args.out.as_deref(), "juesuan.json")?,
        OutputFormat::Sarif => machine(&output::sarif::render(&all)?, &all, args.out.as_deref(), "juesuan.sarif")?,
        OutputFormat::Html => html(&all, args.out.as_deref())?,
        OutputFormat::Docx => docx(&all, args.out.as_deref())?,
    }
    Ok(exit_code(&all))
}

/// 2 wins over 1: who acts on the code must not take an unread file for a clean one.
fn exit_code(all: &[Audited]) -> u8 {
    let has_errors = |a: &Audit| a.is_final_accounts() && a.count(Severity::Error) > 0;
    if all.iter().any(|audited| audited.outcome.is_err()) {
        crate::UNREADABLE
    } else {
        u8::from(all.iter().any(|audited| audited.outcome.as_ref().is_ok_and(has_errors)))
    }
}

fn read_prior(path: &Path) -> Result<Document, Failure> {
    juesuan_read::read(path).map_err(|error| Failure::new(format!("上年度文件 {}：{error}", path.display())))
}

/// Says on standard error what could not be read, so that it is seen whatever the form of the result.
fn complain(all: &[Audited]) {
    for audited in all {
        if let Err(reason) = &audited.outcome {
            eprintln!("读不出 {}：{reason}", audited.path.display());
        }
    }
}

fn text(all: &[Audited], single: bool, out: Option<&Path>) -> Result<(), Failure> {
    let color = out.is_none() && wants_color();
    let readable = all.iter().filter(|audited| audited.outcome.is_ok());
    let mut result: String = readable.map(|audited| output::text::render(audited, color) + "\n").collect();
    if !single {
        result += &summary::table(all);
    }
    let result = result.trim_end().to_owned() + "\n";
    if single && all.iter().all(|audited| audited.outcome.is_err()) {
        return Ok(());
    }
    machine(&result, all, out, "juesuan.txt")
}

/// Prints a result that is one text, or stores it in a folder and prints the summary instead.
fn machine(result: &str, all: &[Audited], out: Option<&Path>, name: &str) -> Result<(), Failure> {
    let Some(folder) = out else { return print(result) };
    let path = folder.join(name);
    atomic::write(&path, result.as_bytes())?;
    print(&format!("{}结果：{}\n", summary::table(all), path.display()))
}

/// One page per document and an index into a folder, or the only page to standard output.
fn html(all: &[Audited], out: Option<&Path>) -> Result<(), Failure> {
    let Some(folder) = out else {
        let readable = all.iter().find_map(|audited| Some((audited, audited.outcome.as_ref().ok()?)));
        return readable.map_or(Ok(()), |(audited, audit)| print(&output::html::render(&audited.path, audit)?));
    };
    let mut names = Names::default();
    let index = (all.len() > 1).then(|| folder.join(names.unique("index", ".html")));
    let mut reports = Vec::new();
    for audited in all {
        let name = audited.outcome.is_ok().then(|| names.unique(&stem(&audited.path), ".html"));
        if let (Some(name), Ok(audit)) = (&name, &audited.outcome) {
            atomic::write(&folder.join(name), output::html::render(&audited.path, audit)?.as_bytes())?;
        }
        reports.push(name);
    }
    if let Some(index) = &index {
        atomic::write(index, output::html::render_index(all, &reports).as_bytes())?;
    }
    let written: Vec<_> = index.into_iter().chain(reports.iter().flatten().map(|name| folder.join(name))).collect();
    print(&(summary::table(all) + &list("报告", &written)))
}

/// The Word files among the documents with comments, into a folder or beside the only input.
fn docx(all: &[Audited], out: Option<&Path>) -> Result<(), Failure> {
    let mut names = Names::default();
    let mut written = Vec::new();
    for audited in all {
        let Ok(audit) = &audited.outcome else { continue };
        if audit.document.format != Format::Docx || not_audited(audit.report.outline.kind).is_some() {
            let why = not_audited(audit.report.outline.kind)
                .unwrap_or_else(|| "不是 docx，加不了批注。请用 --format html，或用 Word/WPS 另存为 docx".into());
            eprintln!("跳过 {}：{why}", audited.path.display());
            continue;
        }
        let folder = out.or_else(|| audited.path.parent()).unwrap_or_else(|| Path::new(""));
        let path = folder.join(names.unique(&stem(&audited.path), output::docx::SUFFIX));
        let bytes = fs::read(&audited.path)
            .map_err(|error| Failure::new(format!("打不开 {}：{error}", audited.path.display())))?;
        let named = |failure| match failure {
            Failure::Message(message) => Failure::new(format!("{}：{message}", audited.path.display())),
            closed => closed,
        };
        atomic::write(&path, &output::docx::render(&bytes, audit).map_err(named)?)?;
        written.push(path);
    }
    print(&(summary::table(all) + &list("带批注的文件", &written)))
}

fn list(what: &str, paths: &[PathBuf]) -> String {
    paths.iter().map(|path| format!("{what}：{}\n", path.display())).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "document".into(), |stem| stem.to_string_lossy().into_owned())
}

fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// Colours are for a terminal whose user has not asked for none (<https://no-color.org>).
fn wants_color() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
