//! JSON lines: a text file with one object a line, whose keys are headings.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::rows::RowError;
use super::source::Source;
use super::text::undecodable;

/// More bytes than the line of any record has.
const LONGEST_LINE: u64 = 1 << 20;

/// More keys than any record has.
const MOST_KEYS: usize = 256;

/// Bytes that decide the encoding.
const HEAD: usize = 64 << 10;

/// Endings of the names of such files.
pub(crate) const EXTENSIONS: [&str; 2] = ["jsonl", "ndjson"];

/// Whether a file is meant to hold JSON lines: by its name, or because it begins with an object or an array of them.
///
/// # Errors
/// As the file system says.
pub(crate) fn is_json_lines(source: Source<'_>, name: &str) -> io::Result<bool> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    if extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str())) {
        return Ok(true);
    }
    let head = source.head(256)?;
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    Ok(match start {
        [b'{', ..] => true,
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [b'{', ..]),
        _ => false,
    })
}

/// The objects of a file.
pub(crate) struct JsonLines<'s> {
    reader: BufReader<Box<dyn Read + 's>>,
    malformed: Rc<Cell<bool>>,
    line: u64,
    buffer: Vec<u8>,
}

/// An object: its keys, and its values as a cell of a table would hold them; in the order of the line.
pub(crate) struct Object {
    pub keys: Vec<String>,
    pub values: Vec<String>,
}

impl<'s> JsonLines<'s> {
    /// Opens a file.
    ///
    /// # Errors
    /// As the file system says.
    pub fn open(source: Source<'s>) -> io::Result<Self> {
        let head = source.head(HEAD)?;
        let malformed = Rc::new(Cell::new(false));
        let encoding = super::encoding::encoding_of(source, &head, head.len() < HEAD)?;
        let text = super::encoding::decoded(source, encoding, Rc::clone(&malformed))?;
        Ok(Self { reader: BufReader::new(text), malformed, line: 0, buffer: Vec::new() })
    }

    /// The next object and the number of its line, from 1; none after the last. Blank lines are passed over.
    ///
    /// # Errors
    /// What is wrong with a line, and whether reading may go on.
    pub fn next(&mut self) -> Result<Option<(u64, Object)>, RowError> {
        while self.read_line()? {
            let row = self.line;
            let Ok(text) = std::str::from_utf8(&self.buffer) else { return Err(undecodable(row, false)) };
            let text = text.trim_start_matches('\u{FEFF}').trim();
            if text.is_empty() {
                continue;
            }
            let wrong = |(wrong, remedy): (String, String)| RowError { row, wrong, remedy, fatal: row == 1 };
            return parse(text).map(|object| Some((row, object))).map_err(wrong);
        }
        if self.malformed.get() { Err(undecodable(0, true)) } else { Ok(None) }
    }

    /// Reads a line into the buffer; nothing at the end.
    fn read_line(&mut self) -> Result<bool, RowError> {
        self.buffer.clear();
        self.line += 1;
        let fatal =
            |wrong: String, remedy: &str| RowError { row: self.line, wrong, remedy: remedy.to_owned(), fatal: true };
        let read = (&mut self.reader).take(LONGEST_LINE + 1).read_until(b'\n', &mut self.buffer);
        match read {
            Ok(read) if read as u64 > LONGEST_LINE => {
                Err(fatal(format!("这一行超过 {} MB", LONGEST_LINE >> 20), "请一行写一个对象，对象之间换行"))
            }
            Ok(read) => Ok(read > 0),
            Err(error) => Err(fatal(format!("读不下去：{error}"), "请检查这个文件")),
        }
    }
}

/// Reads an object.
///
/// # Errors
/// What is wrong, and what to do.
fn parse(text: &str) -> Result<Object, (String, String)> {
    let refused = |wrong: String, remedy: &str| (wrong, remedy.to_owned());
    if text.starts_with('[') {
        return Err(refused("这一行是数组，不是对象".to_owned(), "请去掉外面的方括号，一行写一个对象，行尾不加逗号"));
    }
    let entries: Entries<'_> = serde_json::from_str(text).map_err(|error| {
        let wrong = format!("这一行不是完整的 JSON 对象（第{}个字节处）", error.column());
        refused(wrong, "请一行写一个完整的 {…}，行尾不加逗号；文字用半角双引号括起来")
    })?;
    if entries.0.len() > MOST_KEYS {
        return Err(refused(format!("这一行有{}项，超过{MOST_KEYS}项", entries.0.len()), "请只写记录的各项"));
    }
    let mut object = Object { keys: Vec::new(), values: Vec::new() };
    for (key, value) in entries.0 {
        let Some(value) = cell_text(value.get()) else {
            let wrong = format!("“{}”的值是对象或数组", super::shown(&key));
            return Err(refused(wrong, "每一项只写一个值：文字、数、true 或 false"));
        };
        object.keys.push(key);
        object.values.push(value);
    }
    Ok(object)
}

/// What a cell of a table would hold for a value; none for an object or an array. Numbers keep their digits.
fn cell_text(value: &str) -> Option<String> {
    match value.as_bytes().first()? {
        b'"' => serde_json::from_str::<Cow<'_, str>>(value).ok().map(|text| kept(&text)),
        b'{' | b'[' => None,
        _ => Some(match value {
            "null" => String::new(),
            "true" => "是".to_owned(),
            "false" => "否".to_owned(),
            number => number.to_owned(),
        }),
    }
}

/// A text from which reading a cell takes nothing away: marks by which spreadsheets keep numbers as text are doubled.
fn kept(text: &str) -> String {
    if text.trim_start().starts_with(['\'', '=']) { format!("'{}", text.trim_start()) } else { text.to_owned() }
}

/// The keys and values of an object in their order, also where a key stands twice.
struct Entries<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Entries<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'t> Visitor<'t> for EntriesVisitor {
    type Value = Entries<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Entries<'t>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_cells_with_all_their_digits() {
        let object = parse(r#"{"a":"文\n字","b":1234567890123456789.10,"c":true,"d":null,"e":-3,"f":"'x","g":"=1"}"#);
        let Ok(object) = object else { panic!("it is an object") };
        assert_eq!(object.keys.concat(), "abcdefg");
        assert_eq!(object.values, ["文\n字", "1234567890123456789.10", "是", "", "-3", "''x", "'=1"]);
    }

    #[test]
    fn what_is_no_flat_object_is_refused() {
        let deep = "[".repeat(100_000);
        for text in ["[{}]", "{", "{}{}", "{\"a\":1},", "3", "{\"a\":{}}", "{\"a\":[1]}", &format!("{{\"a\":{deep}")] {
            assert!(parse(text).is_err(), "{text:.40}");
        }
    }
}
