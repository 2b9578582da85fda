//! `word/styles.xml`: what a paragraph's or run's style says of headings, tables of contents, numbering and hiding.

use quick_xml::events::BytesStart;
use rustc_hash::FxHashMap;

use crate::ReadError;
use crate::xml::{Piece, Scanner, attribute, damaged, local, number, switch};

/// Longest chain of `basedOn` that is followed; Word itself allows eleven.
const CHAIN: usize = 16;

/// A reference to a numbering: `numId` and level, each of which a style may state alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberingRef {
    pub(super) id: Option<u32>,
    pub(super) level: Option<usize>,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: NumberingRef,
    vanish: Option<bool>,
}

/// What a style says together with those that it is based on.
#[derive(Clone, Copy, Default)]
struct Resolved {
    heading_level: Option<u8>,
    toc: bool,
    numbering: NumberingRef,
    vanish: bool,
}

/// All styles by id.
#[derive(Default)]
pub(super) struct Styles {
    by_id: FxHashMap<String, Style>,
    default_paragraph: Option<String>,
    resolved: FxHashMap<String, Resolved>,
}

impl Styles {
    /// Reads the part.
    ///
    /// # Errors
    /// `Damaged` if it is not well-formed.
    pub(super) fn parse(xml: &str) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        let mut current: Option<(String, Style)> = None;
        let mut scanner = Scanner::new(xml);
        while let Some((piece, _)) = scanner.next().map_err(|e| damaged("styles.xml", e))? {
            match piece {
                Piece::Start(e) if local(e.name().as_ref()) == "style" => {
                    let id = attribute(&e, "styleId").unwrap_or_default().into_owned();
                    let is_paragraph = attribute(&e, "type").as_deref() == Some("paragraph");
                    if is_paragraph && matches!(attribute(&e, "default").as_deref(), Some("1" | "true" | "on")) {
                        styles.default_paragraph = Some(id.clone());
                    }
                    current = Some((id, Style::default()));
                }
                Piece::Start(e) | Piece::Empty(e) => {
                    if let Some((_, style)) = &mut current {
                        style.property(&e);
                    }
                }
                Piece::End(name) if local(name) == "style" => styles.by_id.extend(current.take()),
                _ => {}
            }
        }
        styles.resolve();
        Ok(styles)
    }

    /// Follows the chain of every style once; each paragraph asks for its own.
    fn resolve(&mut self) {
        let resolved = self.by_id.keys().map(|id| (id.clone(), self.resolved_chain(id)));
        self.resolved = resolved.collect();
    }

    fn resolved_chain(&self, id: &str) -> Resolved {
        let chain = || {
            let parent = |style: &&Style| style.based_on.as_deref().and_then(|id| self.by_id.get(id));
            std::iter::successors(self.by_id.get(id), parent).take(CHAIN)
        };
        Resolved {
            heading_level: chain().find_map(|s| s.outline.or_else(|| heading_name(&s.name))),
            toc: chain().any(|s| level_after(&s.name, &["toc", "目录"]).is_some()),
            numbering: NumberingRef {
                id: chain().find_map(|s| s.numbering.id),
                level: chain().find_map(|s| s.numbering.level),
            },
            vanish: chain().find_map(|s| s.vanish).unwrap_or(false),
        }
    }

    /// The style of this id, or the default paragraph style.
    fn of(&self, id: Option<&str>) -> Resolved {
        let id = id.or(self.default_paragraph.as_deref());
        id.and_then(|id| self.resolved.get(id)).copied().unwrap_or_default()
    }

    /// Outline level (1 = top) of a paragraph style, from its outline property or its name (`heading 2`, 标题 2).
    pub(super) fn heading_level(&self, id: Option<&str>) -> Option<u8> {
        self.of(id).heading_level
    }

    /// Whether a paragraph style is one of the entries of a table of contents (`toc 1`, 目录 1).
    pub(super) fn is_toc(&self, id: &str) -> bool {
        self.of(Some(id)).toc
    }

    /// The numbering that a paragraph style brings along.
    pub(super) fn numbering(&self, id: Option<&str>) -> NumberingRef {
        self.of(id).numbering
    }

    /// Whether text of this style is hidden.
    pub(super) fn vanish(&self, id: &str) -> bool {
        self.of(Some(id)).vanish
    }
}

impl Style {
    fn property(&mut self, element: &BytesStart<'_>) {
        match local(element.name().as_ref()) {
            "name" => self.name = attribute(element, "val").unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = attribute(element, "val").map(|v| v.into_owned()),
            "outlineLvl" => self.outline = outline_level(element),
            "numId" => self.numbering.id = number(element, "val"),
            "ilvl" => self.numbering.level = number(element, "val"),
            "vanish" => self.vanish = Some(switch(element)),
            _ => {}
        }
    }
}

/// The level (1 = top) of a `w:outlineLvl`; its value 9 means running text.
pub(super) fn outline_level(element: &BytesStart<'_>) -> Option<u8> {
    number::<u8>(element, "val").filter(|&level| level < 9).map(|level| level + 1)
}

fn heading_name(name: &str) -> Option<u8> {
    level_after(name, &["heading", "标题"])
}

/// The digit of a built-in style name such as `heading 1`.
fn level_after(name: &str, stems: &[&str]) -> Option<u8> {
    let rest = stems.iter().find_map(|stem| name.strip_prefix(stem))?.trim();
    rest.parse().ok().filter(|level| (1..=9).contains(level))
}
