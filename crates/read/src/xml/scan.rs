//! The pieces of an XML text, one after another, each with its place.
//!
//! Word writes hundreds of thousands of small elements for a few pages of tables, so this is what reading a docx mostly
//! does: nothing is copied, and no byte is looked at twice.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};
use quick_xml::events::BytesStart;

use crate::limits;

/// One piece of a text.
#[derive(Debug)]
pub(crate) enum Piece<'x> {
    /// An opening tag.
    Start(BytesStart<'x>),
    /// A tag that opens and closes.
    Empty(BytesStart<'x>),
    /// A closing tag with its name.
    End(&'x str),
    /// Text without entities.
    Text(&'x str),
    /// The text of a `CDATA` section.
    Cdata(&'x str),
    /// The name in an entity or character reference (`amp`, `#x4E00`).
    Reference(&'x str),
}

/// Goes through a text. Comments, declarations and instructions are passed over.
pub(crate) struct Scanner<'x> {
    xml: &'x str,
    at: usize,
    /// Names of the open elements.
    open: Vec<&'x str>,
}

impl<'x> Scanner<'x> {
    /// A scanner at the beginning of a text.
    pub(crate) fn new(xml: &'x str) -> Self {
        Self { xml, at: 0, open: Vec::new() }
    }

    /// The next piece and where it stands (bytes of the text); `None` at the end.
    ///
    /// # Errors
    /// In Chinese what is wrong, if the text is not well-formed.
    pub(crate) fn next(&mut self) -> Result<Option<(Piece<'x>, Range<usize>)>, &'static str> {
        loop {
            let begin = self.at;
            let rest = &self.xml[begin..];
            let piece = match rest.as_bytes() {
                [] => return Ok(None),
                [b'<', b'/', ..] => Some(self.end(rest)?),
                [b'<', b'!', ..] => self.declaration(rest)?,
                [b'<', b'?', ..] => {
                    self.at += memmem::find(rest.as_bytes(), b"?>").ok_or("处理指令没有结尾")? + 2;
                    None
                }
                [b'<', ..] => Some(self.start(rest)?),
                [b'&', ..] => Some(self.reference(rest)?),
                bytes => {
                    let len = memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
                    self.at += len;
                    Some(Piece::Text(&rest[..len]))
                }
            };
            if let Some(piece) = piece {
                return Ok(Some((piece, begin..self.at)));
            }
        }
    }

    fn start(&mut self, rest: &'x str) -> Result<Piece<'x>, &'static str> {
        let end = tag_end(rest.as_bytes()).ok_or("标记没有结尾")?;
        self.at += end + 1;
        let inside = &rest[1..end];
        let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let name_len = inside.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inside.len());
        let tag = BytesStart::from_content(inside, name_len);
        if empty {
            return Ok(Piece::Empty(tag));
        }
        if self.open.len() > limits::DEPTH {
            return Err("嵌套过深");
        }
        self.open.push(&inside[..name_len]);
        Ok(Piece::Start(tag))
    }

    fn end(&mut self, rest: &'x str) -> Result<Piece<'x>, &'static str> {
        let end = memchr(b'>', rest.as_bytes()).ok_or("标记没有结尾")?;
        self.at += end + 1;
        let name = rest[2..end].trim_ascii_end();
        if self.open.pop() == Some(name) { Ok(Piece::End(name)) } else { Err("标记的开头与结尾不符") }
    }

    fn reference(&mut self, rest: &'x str) -> Result<Piece<'x>, &'static str> {
        let end =
            1 + rest.bytes().skip(1).position(|byte| matches!(byte, b';' | b'&' | b'<')).unwrap_or(rest.len() - 1);
        if rest.as_bytes().get(end) != Some(&b';') {
            return Err("实体没有结尾");
        }
        self.at += end + 1;
        Ok(Piece::Reference(&rest[1..end]))
    }

    /// A `CDATA` section, or nothing for a comment or document type.
    fn declaration(&mut self, rest: &'x str) -> Result<Option<Piece<'x>>, &'static str> {
        if let Some(text) = rest.strip_prefix("<![CDATA[") {
            let len = memmem::find(text.as_bytes(), b"]]>").ok_or("CDATA 没有结尾")?;
            self.at += rest.len() - text.len() + len + 3;
            return Ok(Some(Piece::Cdata(&text[..len])));
        }
        let len = match rest.strip_prefix("<!--") {
            Some(comment) => memmem::find(comment.as_bytes(), b"-->").map(|len| len + 7),
            None => document_type_end(rest.as_bytes()),
        };
        self.at += len.ok_or("注释或声明没有结尾")?;
        Ok(None)
    }
}

/// Where the `>` of an opening tag stands; within quotes it means nothing.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match *tag.get(at)? {
            b'>' => return Some(at),
            quote @ (b'"' | b'\'') => at += 1 + memchr(quote, &tag[at + 1..])?,
            _ => {}
        }
        at += 1;
    }
}

/// The length of a document type, which may hold declarations of its own.
fn document_type_end(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if depth == 1 => return Some(at + 1),
            b'>' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Piece, Scanner};

    fn pieces(xml: &str) -> Result<Vec<String>, &'static str> {
        let (mut scanner, mut pieces) = (Scanner::new(xml), Vec::new());
        while let Some((piece, at)) = scanner.next()? {
            let shown = match piece {
                Piece::Start(tag) => format!("+{} {}", tag.name().as_ref(), tag.attributes().flatten().count()),
                Piece::Empty(tag) => format!("={} {}", tag.name().as_ref(), tag.attributes().flatten().count()),
                Piece::End(name) => format!("-{name}"),
                Piece::Text(text) | Piece::Cdata(text) => text.to_owned(),
                Piece::Reference(name) => format!("&{name}"),
            };
            pieces.push(format!("{shown}|{}", &xml[at]));
        }
        Ok(pieces)
    }

    #[test]
    fn every_kind_of_piece_with_its_place() {
        let xml = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><!-- <c> --><a x=\"1>2\" y='/'>甲&amp;乙<b/><c d='1' />\
            <![CDATA[<丙>]]></a >";
        let expected = [
            "+a 2|<a x=\"1>2\" y='/'>",
            "甲|甲",
            "&amp|&amp;",
            "乙|乙",
            "=b 0|<b/>",
            "=c 1|<c d='1' />",
            "<丙>|<![CDATA[<丙>]]>",
            "-a|</a >",
        ];
        assert_eq!(pieces(xml).unwrap(), expected);
    }

    #[test]
    fn what_is_not_well_formed_is_an_error() {
        for xml in
            ["<a", "<a x='>", "<a></b>", "</a>", "<a>&amp</a>", "&", "<!-- a", "<![CDATA[", "<?xml", "<!DOCTYPE a [<b>"]
        {
            assert!(pieces(xml).is_err(), "{xml}");
        }
        assert!(pieces(&"<a>".repeat(1_000)).is_err());
        assert_eq!(pieces("<a>").unwrap().len(), 1, "what is still open is for the reader to judge");
    }
}
