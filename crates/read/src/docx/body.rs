//! One walk through `word/document.xml`.
//!
//! The walk keeps two stacks: the open elements that matter (`Tag`), and what is being built (`Frame`). Text boxes
//! stand inside a paragraph; their content, like a table inside a cell, comes out after the block that holds it.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::line::{Line, Span, reflow};
use super::numbering::Numbering;
use super::styles::{NumberingRef, Styles, outline_level};
use super::table::{CellBuild, Merge, RowBuild, TableBuild};
use super::{Ready, Traced};
use crate::ReadError;
use crate::limits::{self, CellCounter, exceeded};
use crate::xml::{attribute, damaged, number, reference, switch};

/// Both names of the WordprocessingML namespace.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProps,
    Run,
    RunProps,
    Text,
    Instruction,
    SimpleField,
    Table,
    Row,
    RowProps,
    Cell,
    CellProps,
    TextBox,
    Structured,
    Alternate,
    Other,
}

/// A field (`PAGE`, `TOC` …) that is open.
struct Field {
    code: String,
    /// Whether its result has begun; before, it is code.
    result: bool,
}

impl Field {
    fn is_toc(&self) -> bool {
        self.result && self.code.trim_start().get(..3).is_some_and(|name| name.eq_ignore_ascii_case("TOC"))
    }
}

/// A run that is open.
#[derive(Default)]
struct RunBuild {
    tag: Range<usize>,
    props: Range<usize>,
    text_tag: Range<usize>,
    hidden: Option<bool>,
    style_hidden: bool,
}

/// A paragraph that is open.
#[derive(Default)]
struct ParagraphBuild {
    source: u32,
    inside: Range<usize>,
    lines: Vec<Line>,
    style: Option<String>,
    /// Its own outline level, where it states one: the inner `None` is running text.
    outline: Option<Option<u8>>,
    numbering: NumberingRef,
    toc: bool,
    /// The end of the paragraph was removed by a tracked change: it runs on into the next.
    runs_on: bool,
    run: Option<RunBuild>,
}

enum Frame {
    Paragraph(Box<ParagraphBuild>),
    Table(TableBuild),
    TextBox,
}

/// The state of the walk.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    spans: bool,
    prefix: String,
    tags: Vec<Tag>,
    /// Number of open elements at which a skipped element stands.
    skipping: Option<usize>,
    paragraphs: u32,
    frames: Vec<Frame>,
    fields: Vec<Field>,
    /// For each open `mc:AlternateContent`, whether its choice was taken.
    choices: Vec<bool>,
    /// For each open `w:sdt`, whether it is a table of contents.
    structured: Vec<bool>,
    /// A paragraph that runs on into the next.
    carried: Option<Box<ParagraphBuild>>,
    cells: CellCounter,
    done: Vec<Traced>,
    after: Vec<Traced>,
}

impl<'s> Body<'s> {
    /// A walk that has not begun.
    pub(super) fn new(styles: &'s Styles, numbering: Numbering, spans: bool) -> Self {
        Self {
            styles,
            numbering,
            spans,
            prefix: String::new(),
            tags: Vec::new(),
            skipping: None,
            paragraphs: 0,
            frames: Vec::new(),
            fields: Vec::new(),
            choices: Vec::new(),
            structured: Vec::new(),
            carried: None,
            cells: CellCounter::default(),
            done: Vec::new(),
            after: Vec::new(),
        }
    }

    /// Walks through the part.
    ///
    /// # Errors
    /// `Damaged` if it is not well-formed or ends early, `LimitExceeded` for too many cells or too deep nesting.
    pub(super) fn read(mut self, xml: &str) -> Result<Vec<Traced>, ReadError> {
        let mut reader = Reader::from_str(xml);
        let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        loop {
            let begin = position(&reader);
            let event = reader.read_event().map_err(|e| damaged("正文", e))?;
            let at = begin..position(&reader);
            match event {
                Event::Start(e) => self.start(&e, at)?,
                Event::Empty(e) => {
                    self.start(&e, at.clone())?;
                    self.end(at.end..at.end)?;
                }
                Event::End(_) => self.end(at)?,
                Event::Text(text) => self.text(&text, at, true),
                Event::CData(text) => self.text(&text.into_inner(), at, false),
                Event::GeneralRef(name) => self.text(&reference(&name), at, false),
                Event::Eof => break,
                _ => {}
            }
        }
        if !self.tags.is_empty() {
            return Err(damaged("正文", "没有结尾"));
        }
        self.flush_carried();
        Ok(self.done)
    }

    /// The name of an element without its prefix, if it is one of WordprocessingML (or of the few others that matter).
    fn known_name<'n>(&self, name: &'n str) -> Option<&'n str> {
        match name.split_once(':') {
            Some((prefix, local)) if prefix == self.prefix => Some(local),
            Some((_, local @ ("AlternateContent" | "Choice" | "Fallback"))) => Some(local),
            Some(("m", "t")) => Some("t"),
            None if self.prefix.is_empty() => Some(name),
            _ => None,
        }
    }

    fn start(&mut self, e: &BytesStart<'_>, at: Range<usize>) -> Result<(), ReadError> {
        if self.tags.is_empty() {
            self.prefix = word_prefix(e).unwrap_or_else(|| "w".to_owned());
        }
        if self.tags.len() >= limits::DEPTH {
            return Err(exceeded("XML 嵌套层数", limits::DEPTH));
        }
        let qualified = e.name();
        let name = self.known_name(qualified.as_ref()).unwrap_or("");
        if self.skipping.is_some() {
            self.paragraphs += u32::from(name == "p");
            self.tags.push(Tag::Other);
            return Ok(());
        }
        let tag = self.open(name, e, at)?;
        self.tags.push(tag);
        Ok(())
    }

    /// Acts on the start of an element and says what it is.
    fn open(&mut self, name: &str, e: &BytesStart<'_>, at: Range<usize>) -> Result<Tag, ReadError> {
        let parent = self.tags.last().copied().unwrap_or(Tag::Other);
        match parent {
            Tag::ParagraphProps | Tag::RunProps | Tag::RowProps | Tag::CellProps => {
                return Ok(self.open_property(parent, name, e, at));
            }
            _ => {}
        }
        Ok(match name {
            "p" => self.open_paragraph(at),
            "pPr" => Tag::ParagraphProps,
            "r" => {
                if let Some(p) = self.paragraph() {
                    p.run = Some(RunBuild { props: at.end..at.end, tag: at, ..RunBuild::default() });
                }
                Tag::Run
            }
            "rPr" => {
                if let Some(run) = self.run() {
                    run.props.start = at.start;
                }
                Tag::RunProps
            }
            "t" => {
                if let Some(run) = self.run() {
                    run.text_tag = at;
                }
                Tag::Text
            }
            "tbl" => self.push_frame(Frame::Table(TableBuild::default()), Tag::Table),
            "tr" => self.in_table(Tag::Row, |table| table.open_row = Some(RowBuild::default())),
            "tc" => self.in_table(Tag::Cell, |table| {
                if let Some(row) = &mut table.open_row {
                    row.open_cell = Some(CellBuild::default());
                }
            }),
            "trPr" => Tag::RowProps,
            "tcPr" => Tag::CellProps,
            "txbxContent" => self.push_frame(Frame::TextBox, Tag::TextBox),
            "del" | "moveFrom" | "rt" => self.skip(),
            _ => self.open_other(name, e),
        })
    }

    fn open_other(&mut self, name: &str, e: &BytesStart<'_>) -> Tag {
        match name {
            "tab" | "ptab" => self.literal("\t"),
            "br" | "cr" => self.break_line(matches!(attribute(e, "type").as_deref(), Some("page" | "column"))),
            "noBreakHyphen" => self.literal("-"),
            "sym" => self.symbol(e),
            "fldChar" => self.field_char(attribute(e, "fldCharType").as_deref().unwrap_or("")),
            "fldSimple" => {
                let code = attribute(e, "instr").unwrap_or_default().into_owned();
                self.fields.push(Field { code, result: true });
                return Tag::SimpleField;
            }
            "instrText" => return Tag::Instruction,
            "sdt" => {
                self.structured.push(false);
                return Tag::Structured;
            }
            "docPartGallery" => {
                let is_toc = attribute(e, "val").is_some_and(|v| v.eq_ignore_ascii_case("Table of Contents"));
                if let Some(last) = self.structured.last_mut() {
                    *last |= is_toc;
                }
            }
            "AlternateContent" => {
                self.choices.push(false);
                return Tag::Alternate;
            }
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(true) => return self.skip(),
                Some(taken) => *taken = true,
                None => {}
            },
            _ => {}
        }
        Tag::Other
    }

    fn open_property(&mut self, parent: Tag, name: &str, e: &BytesStart<'_>, at: Range<usize>) -> Tag {
        let value = || attribute(e, "val").map(|v| v.into_owned());
        match (parent, name) {
            (_, "pPrChange" | "rPrChange" | "trPrChange" | "tcPrChange" | "numberingChange" | "sectPrChange") => {
                return self.skip();
            }
            (Tag::ParagraphProps, "rPr") => return Tag::RunProps,
            // `w:numPr` holds the level and the number as elements of its own.
            (Tag::ParagraphProps, "numPr") => return Tag::ParagraphProps,
            (Tag::ParagraphProps, _) => {
                if let Some(p) = self.paragraph() {
                    match name {
                        "pStyle" => p.style = value(),
                        "outlineLvl" => p.outline = Some(outline_level(e)),
                        "numId" => p.numbering.id = number(e, "val"),
                        "ilvl" => p.numbering.level = number(e, "val"),
                        _ => {}
                    }
                }
            }
            (Tag::RunProps, _) => self.run_property(name, e, at),
            (Tag::RowProps, _) => {
                if let Some(row) = self.table().and_then(|t| t.open_row.as_mut()) {
                    match name {
                        "gridBefore" => row.before = number(e, "val").unwrap_or(0),
                        "del" => row.deleted = true,
                        _ => {}
                    }
                }
            }
            (Tag::CellProps, _) => {
                if let Some(cell) = self.table().and_then(TableBuild::cell) {
                    let merge = || match attribute(e, "val").as_deref() {
                        Some("restart") => Some(Merge::Restart),
                        _ => Some(Merge::Continue),
                    };
                    match name {
                        "gridSpan" => cell.span = number(e, "val"),
                        "vMerge" => cell.vertical = merge(),
                        "hMerge" => cell.horizontal = merge(),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Tag::Other
    }

    fn run_property(&mut self, name: &str, e: &BytesStart<'_>, _at: Range<usize>) {
        let of_mark = self.tags.iter().rev().nth(1) == Some(&Tag::ParagraphProps);
        let styles = self.styles;
        let Some(p) = self.paragraph() else { return };
        match (name, &mut p.run) {
            ("del" | "moveFrom", _) if of_mark => p.runs_on = true,
            ("vanish", Some(run)) if !of_mark => run.hidden = Some(switch(e)),
            ("rStyle", Some(run)) if !of_mark => {
                run.style_hidden = attribute(e, "val").is_some_and(|id| styles.vanish(&id));
            }
            _ => {}
        }
    }

    fn open_paragraph(&mut self, at: Range<usize>) -> Tag {
        let source = self.paragraphs;
        self.paragraphs += 1;
        let lines = vec![Line::default()];
        let paragraph = ParagraphBuild { source, inside: at.end..at.end, lines, ..ParagraphBuild::default() };
        self.push_frame(Frame::Paragraph(Box::new(paragraph)), Tag::Paragraph)
    }

    fn push_frame(&mut self, frame: Frame, tag: Tag) -> Tag {
        self.frames.push(frame);
        tag
    }

    fn in_table(&mut self, tag: Tag, act: impl FnOnce(&mut TableBuild)) -> Tag {
        match self.table() {
            Some(table) => {
                act(table);
                tag
            }
            None => Tag::Other,
        }
    }

    fn skip(&mut self) -> Tag {
        self.skipping = Some(self.tags.len());
        Tag::Other
    }

    fn end(&mut self, at: Range<usize>) -> Result<(), ReadError> {
        let Some(tag) = self.tags.pop() else { return Ok(()) };
        if let Some(depth) = self.skipping {
            if self.tags.len() == depth {
                self.skipping = None;
            }
            return Ok(());
        }
        match tag {
            Tag::Paragraph => self.end_paragraph(&at),
            Tag::ParagraphProps => {
                if let Some(p) = self.paragraph() {
                    p.inside = at.end..at.end;
                }
            }
            Tag::RunProps => {
                if let Some(run) = self.run() {
                    run.props.end = at.end;
                }
            }
            Tag::Run => {
                if let Some(p) = self.paragraph() {
                    p.run = None;
                }
            }
            Tag::SimpleField => drop(self.fields.pop()),
            Tag::Table => self.end_table()?,
            Tag::Row => {
                if let Some(table) = self.table() {
                    table.rows.extend(table.open_row.take());
                }
            }
            Tag::Cell => self.end_cell(),
            Tag::TextBox => {
                self.flush_carried();
                self.frames.pop();
            }
            Tag::Structured => drop(self.structured.pop()),
            Tag::Alternate => drop(self.choices.pop()),
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self, at: &Range<usize>) {
        let Some(Frame::Paragraph(mut paragraph)) = self.frames.pop() else { return };
        paragraph.inside.end = at.start;
        if !self.in_text_box() {
            self.anchor_boxes(&paragraph.inside);
        }
        // A field code never spans paragraphs in practice; one that is not closed must not hide the rest.
        self.fields.retain(|field| field.result);
        if let Some(mut carried) = self.carried.take() {
            let first = paragraph.lines.drain(..1).next().unwrap_or_default();
            if let Some(last) = carried.lines.last_mut() {
                last.append(first);
            }
            carried.lines.append(&mut paragraph.lines);
            paragraph.lines = carried.lines;
            paragraph.toc |= carried.toc;
            paragraph.source = carried.source;
            paragraph.inside.start = carried.inside.start;
        }
        if paragraph.runs_on {
            self.carried = Some(paragraph);
        } else {
            self.emit(*paragraph);
        }
    }

    fn in_text_box(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame, Frame::TextBox))
    }

    /// Word allows no comments inside text boxes: their blocks take the place of the paragraph that holds them.
    fn anchor_boxes(&mut self, inside: &Range<usize>) {
        for traced in self.after.iter_mut().filter(|traced| traced.boxed) {
            traced.boxed = false;
            for unit in &mut traced.units {
                unit.line.spans.clear();
                unit.inside = inside.clone();
            }
        }
    }

    /// Blocks that come out after the one that holds them.
    fn put_after(&mut self, blocks: impl Iterator<Item = Traced>) {
        let boxed = self.in_text_box();
        self.after.extend(blocks.map(|traced| Traced { boxed, ..traced }));
    }

    fn flush_carried(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.emit(*paragraph);
        }
    }

    /// Puts a finished paragraph into its cell or among the blocks.
    fn emit(&mut self, paragraph: ParagraphBuild) {
        let style = paragraph.style.as_deref();
        let of_style = self.styles.numbering(style);
        let numbering = match paragraph.numbering.id {
            Some(_) => paragraph.numbering,
            None => NumberingRef { id: of_style.id, level: paragraph.numbering.level.or(of_style.level) },
        };
        let label = self.numbering.label(numbering, style);
        let mut lines = reflow(paragraph.lines);
        if let (Some(label), Some(first)) = (label, lines.first_mut())
            && !first.is_blank()
        {
            first.prefix(&label);
        }
        let heading_level = paragraph.outline.unwrap_or_else(|| self.styles.heading_level(style));
        let in_toc = paragraph.toc || self.structured.contains(&true) || style.is_some_and(|s| self.styles.is_toc(s));
        let toc = in_toc && lines.first().is_some_and(|line| !is_toc_title(&line.text));
        let ready = Ready { lines, heading_level, toc, source: paragraph.source, inside: paragraph.inside };
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => {
                if let Some(cell) = table.cell() {
                    cell.paragraphs.push(ready);
                }
            }
            Some(_) => self.put_after(ready.into_blocks()),
            None => {
                self.done.extend(ready.into_blocks());
                self.done.append(&mut self.after);
            }
        }
    }

    fn end_cell(&mut self) {
        self.flush_carried();
        if let Some(row) = self.table().and_then(|t| t.open_row.as_mut()) {
            row.cells.extend(row.open_cell.take());
        }
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.flush_carried();
        let Some(Frame::Table(table)) = self.frames.pop() else { return Ok(()) };
        let blocks = table.finish(&mut self.cells)?;
        if self.frames.is_empty() {
            self.done.extend(blocks);
            self.done.append(&mut self.after);
        } else {
            self.put_after(blocks.into_iter());
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Option<&mut ParagraphBuild> {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(p)) => Some(p),
            _ => None,
        }
    }

    fn run(&mut self) -> Option<&mut RunBuild> {
        self.paragraph()?.run.as_mut()
    }

    fn table(&mut self) -> Option<&mut TableBuild> {
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => Some(table),
            _ => None,
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>, verbatim: bool) {
        if self.skipping.is_some() {
            return;
        }
        match self.tags.last() {
            Some(Tag::Text) => {
                // XML line breaks inside a text element are blanks; each is one byte, so places stay true.
                let blank = |c: char| matches!(c, '\n' | '\r' | '\t');
                if text.contains(blank) {
                    self.write(&text.replace(blank, " "), Some(at), verbatim);
                } else {
                    self.write(text, Some(at), verbatim);
                }
            }
            Some(Tag::Instruction) => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
                    field.code.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Text that the document shows without writing it.
    fn literal(&mut self, text: &str) {
        if self.tags.last() == Some(&Tag::Run) {
            self.write(text, None, false);
        }
    }

    fn symbol(&mut self, e: &BytesStart<'_>) {
        let code = attribute(e, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        // Private-use codes select a glyph of a symbol font; they say nothing as text.
        let shown = code.and_then(char::from_u32).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c) && !c.is_control());
        if let Some(c) = shown {
            self.literal(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn break_line(&mut self, on_new_page: bool) {
        if self.tags.last() == Some(&Tag::Run)
            && self.fields.iter().all(|field| field.result)
            && let Some(p) = self.paragraph()
        {
            p.lines.push(Line { on_new_page, ..Line::default() });
        }
    }

    fn write(&mut self, text: &str, raw: Option<Range<usize>>, verbatim: bool) {
        if self.fields.iter().any(|field| !field.result) {
            return;
        }
        let (styles, spans) = (self.styles, self.spans);
        let in_toc = self.fields.iter().any(Field::is_toc);
        let Some(p) = self.paragraph() else { return };
        let run_hidden = p.run.as_ref().and_then(|run| run.hidden.or(run.style_hidden.then_some(true)));
        if run_hidden.unwrap_or_else(|| p.style.as_deref().is_some_and(|id| styles.vanish(id))) {
            return;
        }
        p.toc |= in_toc;
        let Some(line) = p.lines.last_mut() else { return };
        if let (true, Some(raw), Some(run)) = (spans, raw, &p.run) {
            line.spans.push(Span {
                text: line.text.len()..line.text.len() + text.len(),
                raw,
                verbatim,
                run_tag: run.tag.clone(),
                run_props: run.props.clone(),
                text_tag: run.text_tag.clone(),
            });
        }
        line.push(text);
    }

    fn field_char(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field { code: String::new(), result: false }),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }
}

/// The prefix that the root element binds to WordprocessingML, empty for the default namespace.
pub(super) fn word_prefix(root: &BytesStart<'_>) -> Option<String> {
    let bound = root.attributes().with_checks(false).flatten().find(|a| NAMESPACES.contains(&a.value.as_ref()))?;
    Some(bound.key.as_ref().strip_prefix("xmlns")?.trim_start_matches(':').to_owned())
}

/// The heading of a table of contents is not one of its entries.
fn is_toc_title(text: &str) -> bool {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(words.as_str(), "目录" | "目次")
}
