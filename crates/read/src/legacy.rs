//! Legacy Word and WPS files, through LibreOffice where it is installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::detect::{Content, detect};
use crate::package::Package;
use crate::{Block, ReadError, docx};

/// How long a conversion may take; a first start of LibreOffice takes some ten seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// Converts a file to docx and reads that; `kind` names the format for messages.
///
/// # Errors
/// `NeedsConversion` without LibreOffice, `Damaged` if it cannot convert the file, or what reading the result gives.
pub(crate) fn read(kind: &'static str, bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let office = find_office().ok_or(ReadError::NeedsConversion(kind))?;
    let converted = convert(&office, kind, bytes)?;
    match detect(&converted)? {
        Content::Docx(main) => docx::read(&mut Package::open(&converted)?, &main),
        _ => Err(ReadError::Damaged(format!("{kind} 转换失败"))),
    }
}

fn find_office() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let usual =
        ["/usr/lib/libreoffice/program", "/opt/libreoffice/program", "/Applications/LibreOffice.app/Contents/MacOS"];
    let windows = ["ProgramFiles", "ProgramFiles(x86)"].into_iter().filter_map(env::var_os);
    let folders = env::split_paths(&path)
        .chain(usual.iter().map(PathBuf::from))
        .chain(windows.map(|folder| Path::new(&folder).join("LibreOffice").join("program")));
    let names = ["soffice", "libreoffice", "soffice.exe"];
    folders.flat_map(|folder| names.map(|name| folder.join(name))).find(|program| program.is_file())
}

/// A private folder that goes when it is dropped.
struct Workshop(PathBuf);

impl Workshop {
    fn open() -> std::io::Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("juesuan-{}-{number}", std::process::id()));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which clears its temporary folder.
        drop(fs::remove_dir_all(&self.0));
    }
}

fn convert(office: &Path, kind: &str, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let workshop = Workshop::open()?;
    let folder = &workshop.0;
    let source = folder.join("source.doc");
    fs::write(&source, bytes)?;
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new(office);
    command.arg(profile).args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"]);
    command.arg(folder).arg(&source).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // A group of its own, so that the program behind the start script can be ended too.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    if !finishes(&mut child)? {
        end(&mut child);
        return Err(ReadError::LimitExceeded(format!("{kind} 转换用时超过 {} 秒", PATIENCE.as_secs())));
    }
    fs::read(folder.join("source.docx")).map_err(|_| ReadError::Damaged(format!("LibreOffice 无法转换 {kind}")))
}

fn finishes(child: &mut Child) -> std::io::Result<bool> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(false)
}

fn end(child: &mut Child) {
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        drop(Command::new("kill").args(["-KILL", "--", &group]).status());
    }
    drop(child.kill());
    drop(child.wait());
}

#[cfg(test)]
mod tests {
    use crate::{Block, Format, ReadError, read_bytes};

    #[test]
    fn a_legacy_file_is_converted_or_the_remedy_named() {
        let rtf = br"{\rtf1\ansi\uc1 \u25910?\u20837?3801.19\par}".to_vec();
        match read_bytes("a.doc", rtf) {
            Ok(document) => {
                assert_eq!(document.format, Format::Doc);
                assert!(matches!(&document.blocks[0], Block::Paragraph(p) if p.text == "收入3801.19"), "{document:?}");
            }
            Err(ReadError::NeedsConversion(_)) => eprintln!("skipped: no LibreOffice on this machine"),
            Err(other) => panic!("{other}"),
        }
    }
}
