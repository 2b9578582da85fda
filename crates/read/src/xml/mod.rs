//! What the docx and ods readers share: a scanner for XML, and small helpers over quick-xml's attributes.

mod scan;

use std::borrow::Cow;

pub(crate) use scan::{Piece, Scanner};

use quick_xml::events::BytesStart;

use crate::ReadError;

/// The part of a qualified name after its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of the attribute with this local name, whatever its prefix; `None` if absent or malformed.
pub(crate) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let found = element.attributes().with_checks(false).flatten().find(|a| local(a.key.as_ref()) == name)?;
    match found.value {
        Cow::Borrowed(raw) => quick_xml::escape::unescape(raw).ok(),
        Cow::Owned(raw) => quick_xml::escape::unescape(&raw).ok().map(|text| Cow::Owned(text.into_owned())),
    }
}

/// The attribute read as a number.
pub(crate) fn number<T: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(element, name)?.trim().parse().ok()
}

/// The value of a switch element (`w:vanish`): on unless its `val` says off.
pub(crate) fn switch(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"))
}

/// The text of a character or predefined entity reference (`#x4E00`, `amp`); an unknown one is kept as written.
pub(crate) fn reference(name: &str) -> Cow<'static, str> {
    let code = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        },
        None => None,
    };
    match (code.and_then(char::from_u32), quick_xml::escape::resolve_predefined_entity(name)) {
        (Some(c), _) => Cow::Owned(c.to_string()),
        (None, Some(text)) => Cow::Borrowed(text),
        (None, None) => Cow::Owned(format!("&{name};")),
    }
}

/// The error for XML that is not well-formed.
pub(crate) fn damaged(part: &str, error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(format!("{part}：{error}"))
}
