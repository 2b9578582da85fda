//! The parts that carry comments: the comments themselves, the relationship to them, and their content type.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;

use super::{Note, root_prefix};
use crate::ReadError;
use crate::package::Package;
use crate::xml::{attribute, damaged, local, number};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const COMMENTS_KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The parts to be changed.
pub(super) struct Parts {
    comments: (String, String),
    prefix: String,
    next_id: u32,
    /// New comments, to be put at the end of the part.
    added: String,
    /// Relationships and content types, where the comments are new to the package.
    others: Vec<(String, String)>,
}

impl Parts {
    /// Finds the comments of the document, or prepares a new part for them.
    ///
    /// # Errors
    /// What reading the parts gives.
    pub(super) fn load(package: &mut Package<'_>, main: &str) -> Result<Self, ReadError> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let rels_name = format!("{folder}/_rels/{file}.rels").trim_start_matches('/').to_owned();
        let rels = package.text(&rels_name)?;
        let known = rels.as_deref().and_then(|rels| comments_target(rels, folder)).filter(|part| package.has(part));
        if let Some(part) = known {
            let xml = package.text(&part)?.unwrap_or_default();
            let (prefix, next_id) = (root_prefix(&xml)?, next_id(&xml)?);
            return Ok(Self { comments: (part, xml), prefix, next_id, added: String::new(), others: Vec::new() });
        }
        let part = free_name(package, folder);
        let rels =
            rels.unwrap_or_else(|| format!("{DECLARATION}<Relationships xmlns=\"{RELATIONSHIPS}\"></Relationships>"));
        let types = package.text(CONTENT_TYPES)?.ok_or_else(|| damaged(CONTENT_TYPES, "缺少"))?;
        let types = append(&types, &|tag| {
            format!("<{}Override PartName=\"/{part}\" ContentType=\"{COMMENTS_TYPE}\"/>", prefix_of(tag))
        })?;
        let id = free_id(&rels);
        let rels = append(&rels, &|tag| {
            format!("<{}Relationship Id=\"{id}\" Type=\"{COMMENTS_KIND}\" Target=\"/{part}\"/>", prefix_of(tag))
        })?;
        Ok(Self {
            comments: (part, format!("{DECLARATION}<w:comments xmlns:w=\"{WORD}\"></w:comments>")),
            prefix: "w:".to_owned(),
            next_id: 0,
            added: String::new(),
            others: vec![(rels_name, rels), (CONTENT_TYPES.to_owned(), types)],
        })
    }

    /// Adds a comment and returns its id.
    pub(super) fn add_comment(&mut self, note: &Note) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        let p = &self.prefix;
        let line =
            |text: &str| format!("<{p}p><{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r></{p}p>", clean(text));
        let lines: String = note.text.lines().map(line).collect();
        let lines = if lines.is_empty() { line("") } else { lines };
        let author = clean(&note.author).replace('"', "&quot;");
        let initials: String = note.author.chars().take(1).collect();
        let initials = clean(&initials);
        self.added.push_str(&format!(
            "<{p}comment {p}id=\"{id}\" {p}author=\"{author}\" {p}initials=\"{initials}\">{lines}</{p}comment>"
        ));
        id
    }

    /// Names and texts of the changed parts.
    ///
    /// # Errors
    /// `Damaged` if the comments part has no root.
    pub(super) fn finish(self) -> Result<Vec<(String, String)>, ReadError> {
        let (name, xml) = self.comments;
        let mut parts = self.others;
        parts.push((name, append(&xml, &|_| self.added.clone())?));
        Ok(parts)
    }
}

/// Text for XML: escaped, without the control characters that XML cannot hold.
fn clean(text: &str) -> String {
    let allowed: String = text.chars().filter(|&c| !c.is_control() && c != '\u{FFFE}' && c != '\u{FFFF}').collect();
    escape(&allowed).into_owned()
}

/// Puts XML at the end of the root element; `build` gets the root's name.
fn append(xml: &str, build: &dyn Fn(&str) -> String) -> Result<String, ReadError> {
    let xml = xml.trim_end();
    let begin = xml.rfind('<').filter(|_| xml.ends_with('>')).ok_or_else(|| damaged("部件", "没有内容"))?;
    let last = &xml[begin..];
    match last.strip_prefix("</").and_then(|name| name.strip_suffix('>')) {
        Some(name) => Ok(format!("{}{}{last}", &xml[..begin], build(name.trim()))),
        None => {
            let open = last.strip_suffix("/>").ok_or_else(|| damaged("部件", "没有结尾"))?;
            let name = open[1..].split_whitespace().next().unwrap_or_default();
            Ok(format!("{}{open}>{}</{name}>", &xml[..begin], build(name)))
        }
    }
}

/// The prefix of a qualified name, with its colon.
fn prefix_of(name: &str) -> &str {
    name.find(':').map_or("", |colon| &name[..=colon])
}

/// The part that the relationships name as comments.
fn comments_target(rels: &str, folder: &str) -> Option<String> {
    let mut reader = Reader::from_str(rels);
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) | Event::Empty(e)
                if local(e.name().as_ref()) == "Relationship"
                    && attribute(&e, "Type").is_some_and(|kind| kind.ends_with("/relationships/comments")) =>
            {
                let target = attribute(&e, "Target")?;
                return Some(match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("{folder}/{target}"),
                });
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn free_id(rels: &str) -> String {
    (1u32..).map(|n| format!("rIdComments{n}")).find(|id| !rels.contains(&format!("\"{id}\""))).unwrap_or_default()
}

fn free_name(package: &Package<'_>, folder: &str) -> String {
    let name = |n: u32| if n == 0 { format!("{folder}/comments.xml") } else { format!("{folder}/comments{n}.xml") };
    (0u32..).map(name).find(|part| !package.has(part)).unwrap_or_default()
}

fn next_id(comments: &str) -> Result<u32, ReadError> {
    let mut next = 0u32;
    let mut reader = Reader::from_str(comments);
    loop {
        match reader.read_event().map_err(|e| damaged("批注", e))? {
            Event::Start(e) | Event::Empty(e) if local(e.name().as_ref()) == "comment" => {
                next = next.max(number::<u32>(&e, "id").unwrap_or(0).saturating_add(1));
            }
            Event::Eof => return Ok(next),
            _ => {}
        }
    }
}
