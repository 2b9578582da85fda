use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use juesuan_findings::{
    Audited, COMMENTED_SUFFIX, Listed, Options, commented_docx, html, html_index, json, json_list, sarif, sarif_results,
};
use juesuan_read::{Document, ReadError};

use crate::{
    args::{CheckArgs, OutputFormat},
    atomic::{self, Names},
    failure::Failure,
    inputs::{self, Inputs},
    many::audit_all,
    summary, text,
};

/// Checks files and shows what was found. Exit code 0: no error; 1: errors found; 2: something could not be read.
///
/// # Errors
/// When nothing can be done at all, or the result cannot be written.
pub fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let prior = args.prior.as_deref().map(read_prior).transpose()?;
    let inputs = inputs::collect(&args.paths);
    let files = inputs.files.len();
    if files > 1 && args.out.is_none() && matches!(args.format, OutputFormat::Html | OutputFormat::Docx) {
        return Err(Failure::new(format!("有 {files} 个文件，请用 --out 指定存放结果的文件夹")));
    }
    let figures = args.format == OutputFormat::Html;
    let options = Options { prior: prior.as_ref(), assume_kind: None, figures };
    let job = Job { inputs: &inputs, options, jobs: args.jobs, out: args.out.as_deref() };
    match args.format {
        OutputFormat::Text => job.text(),
        OutputFormat::Json => job.json(),
        OutputFormat::Sarif => job.sarif(),
        OutputFormat::Html => job.html(),
        OutputFormat::Docx => job.docx(),
    }
}

fn read_prior(path: &Path) -> Result<Document, Failure> {
    juesuan_read::read(path).map_err(|error| {
        let reason = match &error {
            ReadError::Io(error) => inputs::reason(error),
            other => other.to_string(),
        };
        Failure::new(format!("读不出上年度文件 {}：{reason}", path.display()))
    })
}

/// One run of `check`, with a method for each form of the result; each returns the exit code.
struct Job<'a> {
    inputs: &'a Inputs,
    options: Options<'a>,
    jobs: Option<u16>,
    out: Option<&'a Path>,
}

impl Job<'_> {
    /// Checks all files, and says on standard error what could not be read, so that it is seen whatever the form.
    fn audit<T: Send>(
        &self,
        show: impl Fn(usize, &Path, &Audited) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<Listed<T>>, Failure> {
        let all = audit_all(self.inputs, &self.options, self.jobs, show)?;
        for listed in &all {
            if let Err(reason) = &listed.outcome {
                eprintln!("读不出 {}：{reason}", listed.path.display());
            }
        }
        Ok(all)
    }

    fn text(&self) -> Result<u8, Failure> {
        let color = self.out.is_none() && wants_color();
        let all = self.audit(|_, _, audited| Ok(text::render(audited, color)))?;
        let shown = all.iter().filter_map(|listed| listed.outcome.as_ref().ok());
        let mut result = shown.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
        if !self.inputs.single {
            result = result + "\n" + &summary::table(&all);
        }
        self.deliver(&all, result.trim_start(), "juesuan.txt")
    }

    fn json(&self) -> Result<u8, Failure> {
        let all = self.audit(|_, _, audited| Ok(json(audited)))?;
        self.deliver(&all, &json_list(&all, self.inputs.single), "juesuan.json")
    }

    fn sarif(&self) -> Result<u8, Failure> {
        let all = self.audit(|_, _, audited| Ok(sarif_results(audited)))?;
        self.deliver(&all, &sarif(&all), "juesuan.sarif")
    }

    /// Prints a result that is one text, or stores it in the folder and prints the summary instead.
    fn deliver<T>(&self, all: &[Listed<T>], result: &str, name: &str) -> Result<u8, Failure> {
        match self.out {
            None => print(result)?,
            Some(folder) => {
                let path = folder.join(name);
                atomic::write(&path, result.as_bytes())?;
                print(&format!("{}结果：{}\n", summary::table(all), path.display()))?;
            }
        }
        Ok(exit_code(all))
    }

    /// One page per document and an index into the folder, or the only page to standard output.
    fn html(&self) -> Result<u8, Failure> {
        let Some(folder) = self.out else {
            let all = self.audit(|_, _, audited| Ok(html(audited)))?;
            for (_, page) in all.iter().filter_map(|listed| listed.outcome.as_ref().ok()) {
                print(page)?;
            }
            return Ok(exit_code(&all));
        };
        let mut names = Names::default();
        let index = (!self.inputs.single).then(|| folder.join(names.unique("index", ".html")));
        let names = self.names(names, ".html");
        let all = self.audit(|number, _, audited| {
            atomic::write(&folder.join(&names[number]), html(audited).as_bytes())?;
            Ok(names[number].clone())
        })?;
        if let Some(index) = &index {
            atomic::write(index, html_index(&all).as_bytes())?;
        }
        let pages = all.iter().filter_map(|listed| listed.outcome.as_ref().ok()).map(|(_, name)| folder.join(name));
        print(&(summary::table(&all) + &list("报告", index.into_iter().chain(pages))))?;
        Ok(exit_code(&all))
    }

    /// The Word files among the documents with comments, into the folder or beside the only input.
    fn docx(&self) -> Result<u8, Failure> {
        let names = self.names(Names::default(), COMMENTED_SUFFIX);
        let all = self.audit(|number, path, audited| {
            let folder = self.out.or_else(|| path.parent()).unwrap_or_else(|| Path::new(""));
            commented(path, audited, folder.join(&names[number]))
        })?;
        let mut written = Vec::new();
        for listed in &all {
            match &listed.outcome {
                Ok((_, Ok(path))) => written.push(path.clone()),
                Ok((_, Err(why))) => eprintln!("跳过 {}：{why}", listed.path.display()),
                Err(_) => {}
            }
        }
        print(&(summary::table(&all) + &list("带批注的文件", written.into_iter())))?;
        Ok(exit_code(&all))
    }

    /// A file name for each input, no two alike.
    fn names(&self, mut names: Names, suffix: &str) -> Vec<String> {
        let stem = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.inputs.files.iter().map(|path| names.unique(&stem(path), suffix)).collect()
    }
}

/// Writes a Word file with comments and gives its path, or why there is none.
fn commented(path: &Path, audited: &Audited, target: PathBuf) -> Result<Result<PathBuf, String>, Failure> {
    let original = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(format!("打不开：{error}"))),
    };
    match commented_docx(audited, &original) {
        Ok(bytes) => atomic::write(&target, &bytes).map(|()| Ok(target)),
        Err(reason) => Ok(Err(reason)),
    }
}

/// 2 wins over 1: who acts on the code must not take an unread file for a clean one.
fn exit_code<T>(all: &[Listed<T>]) -> u8 {
    let outcomes = || all.iter().map(|listed| listed.outcome.as_ref());
    if outcomes().any(|outcome| outcome.is_err()) {
        crate::UNREADABLE
    } else {
        let wrong = outcomes().flatten().any(|(brief, _)| brief.kind.is_audited() && brief.errors > 0);
        u8::from(wrong)
    }
}

fn list(what: &str, paths: impl Iterator<Item = PathBuf>) -> String {
    paths.map(|path| format!("{what}：{}\n", path.display())).collect()
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
