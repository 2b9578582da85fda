//! From a path or bytes to a [`Document`].

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::detect::{Content, detect};
use crate::package::Package;
use crate::{Block, Document, Format, ReadError, docx, html, legacy, limits, pdf, sheet, text};

/// Endings of the files that are read, small letters. What a file is, its content says.
pub const ENDINGS: [&str; 11] = ["docx", "doc", "wps", "pdf", "xlsx", "xls", "et", "ods", "html", "htm", "txt"];

/// Reads a file of any known format.
///
/// # Errors
/// Any [`ReadError`]; the size is checked before anything is read.
pub fn read(path: &Path) -> Result<Document, ReadError> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory).into());
    }
    check_size(about.len())?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // The file may grow, or be a pipe that states no size.
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    check_size(bytes.len() as u64)?;
    read_bytes(&path.to_string_lossy(), bytes)
}

/// Reads the content of a file; `name` becomes the document's path.
///
/// # Errors
/// Any [`ReadError`] except `Io`.
pub fn read_bytes(name: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    check_size(bytes.len() as u64)?;
    let (format, blocks, pages) = match detect(&bytes)? {
        Content::Docx(main) => (Format::Docx, docx::read(&mut Package::open(&bytes)?, &main)?, None),
        Content::Xlsx => (Format::Xlsx, sheet::read_xlsx(&bytes)?, None),
        Content::Xls => (Format::Xls, sheet::read_xls(bytes)?, None),
        Content::Ods => (Format::Ods, sheet::read_ods(&bytes)?, None),
        Content::Legacy(kind) => (Format::Doc, legacy::read(kind, &bytes)?, None),
        Content::Pdf => {
            let (blocks, pages) = pdf::read(bytes)?;
            (Format::Pdf, blocks, Some(pages))
        }
        Content::Html => (Format::Html, html::read(&bytes)?, None),
        Content::Text => {
            refuse_false_name(name)?;
            let document = text::read_text(name, &text::decode(&bytes)?);
            (Format::Txt, document.blocks, document.pages)
        }
    };
    if !blocks.iter().any(has_text) {
        return Err(ReadError::NoText);
    }
    Ok(Document { path: name.to_owned(), format, pages, blocks })
}

/// Whether content of so many bytes is read at all: to ask before it is fetched from somewhere.
///
/// # Errors
/// `Empty` or `TooLarge`.
pub const fn check_size(len: u64) -> Result<(), ReadError> {
    if len == 0 {
        return Err(ReadError::Empty);
    }
    if len > limits::FILE_BYTES {
        return Err(ReadError::TooLarge { actual_mb: len >> 20, limit_mb: limits::FILE_BYTES >> 20 });
    }
    Ok(())
}

/// Text under the name of a binary format is what a failed download leaves behind. (`.doc` and `.xls` are left out:
/// office systems do export text under these names.)
fn refuse_false_name(name: &str) -> Result<(), ReadError> {
    let extension = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    if ["pdf", "docx", "xlsx", "ods", "wps", "et"].contains(&extension.as_str()) {
        return Err(ReadError::Damaged(format!("名为 {extension}，内容却不是")));
    }
    Ok(())
}

fn has_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(p) => !p.text.trim().is_empty(),
        Block::Table(t) => t.cells.iter().any(|cell| !cell.text.trim().is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use crate::docx::tests::{docx_with, package};
    use crate::{ReadError, read, read_bytes};

    #[test]
    fn a_sparse_file_of_two_gigabytes_fails_at_once() {
        let path = std::env::temp_dir().join(format!("juesuan-sparse-{}.docx", std::process::id()));
        std::fs::File::create(&path).unwrap().set_len(2 << 30).unwrap();
        let begin = Instant::now();
        let result = read(&path);
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(result, Err(ReadError::TooLarge { actual_mb: 2048, limit_mb: 200 })), "{result:?}");
        assert!(begin.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn what_is_not_a_file_is_an_error() {
        assert!(matches!(read(Path::new("没有这个文件.docx")), Err(ReadError::Io(_))));
        assert!(matches!(read(&std::env::temp_dir()), Err(ReadError::Io(_))));
    }

    #[test]
    fn a_zip_bomb_is_stopped() {
        let zeros = " ".repeat(160 << 20);
        let bomb = package(&[("word/document.xml", &zeros)]);
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(read_bytes("a", bomb), Err(ReadError::LimitExceeded(_))));
        let sheet = package(&[("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
        assert!(matches!(read_bytes("a", sheet), Err(ReadError::LimitExceeded(_))));
    }

    #[test]
    fn truncated_junk_and_foreign_packages_are_named() {
        let docx = docx_with("<w:p><w:r><w:t>文</w:t></w:r></w:p>", &[]);
        let mut scrambled = docx.clone();
        scrambled[docx.len() / 4..docx.len() / 2].fill(0xA5);
        for broken in [docx[..docx.len() / 2].to_vec(), b"PK\x03\x04junk".to_vec(), scrambled] {
            let Err(ReadError::Damaged(why)) = read_bytes("a", broken) else { panic!("it cannot be read") };
            assert!(!why.contains(|c: char| c.is_ascii_lowercase()), "Chinese, not a library's words: {why}");
        }
        assert!(matches!(read_bytes("a", package(&[("OFD.xml", "<o/>")])), Err(ReadError::UnknownFormat)));
        assert!(matches!(read_bytes("a", Vec::new()), Err(ReadError::Empty)));
    }

    /// A compound file in so far as detection looks at it: the signature and directory entries.
    fn compound(streams: &[&str]) -> Vec<u8> {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(1024, 0);
        for name in streams {
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.resize(bytes.len().next_multiple_of(128), 0);
        }
        bytes.resize(8192, 0);
        bytes
    }

    #[test]
    fn protected_files_are_told_from_damaged_ones() {
        assert!(matches!(read_bytes("a", compound(&["EncryptedPackage"])), Err(ReadError::Encrypted)));
        let mut word = compound(&["WordDocument"]);
        word[512..514].copy_from_slice(&[0xEC, 0xA5]);
        word[523] = 1;
        assert!(matches!(read_bytes("a", word), Err(ReadError::Encrypted)));
        assert!(matches!(read_bytes("a", compound(&["Workbook"])), Err(ReadError::Damaged(_))));
        assert!(matches!(read_bytes("a", compound(&["PowerPoint Document"])), Err(ReadError::UnknownFormat)));
    }

    #[test]
    fn bad_files_of_the_corpus_give_clear_errors() {
        let corpus = std::env::var_os("JUESUAN_CORPUS")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"), PathBuf::from);
        let Ok(folder) = std::fs::read_dir(corpus.join("bad-input")) else {
            eprintln!("skipped: no corpus beside the project");
            return;
        };
        for entry in folder {
            let path = entry.unwrap().path();
            assert!(read(&path).is_err(), "{}", path.display());
        }
    }
}
