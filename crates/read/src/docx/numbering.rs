//! `word/numbering.xml`: automatic numbers (一、（一）1.) as Word prints them; they stand nowhere in the text itself.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::styles::NumberingRef;
use crate::ReadError;
use crate::xml::{Piece, Scanner, attribute, damaged, local, number, switch};

/// Levels of one list.
const LEVELS: usize = 9;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// All numbers of the label in Arabic digits (`w:isLgl`).
    legal: bool,
    /// Whether anything stands between label and text (`w:suff`).
    spaced: bool,
    /// Whether a higher level starts it again (`w:lvlRestart`).
    restarts: bool,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        let format = "decimal".to_owned();
        Self { start: 1, format, text: String::new(), legal: false, spaced: true, restarts: true, style: None }
    }
}

#[derive(Default)]
struct List {
    levels: HashMap<usize, Level>,
    /// Takes its levels from the list that defines this numbering style.
    style_link: Option<String>,
    defines: Option<String>,
}

#[derive(Default)]
struct Instance {
    list: u32,
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
}

/// The numberings of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    instances: HashMap<u32, Instance>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads the part.
    ///
    /// # Errors
    /// `Damaged` if it is not well-formed.
    pub(super) fn parse(xml: &str) -> Result<Self, ReadError> {
        let mut parser = Parser::default();
        let mut scanner = Scanner::new(xml);
        while let Some((piece, _)) = scanner.next().map_err(|e| damaged("numbering.xml", e))? {
            match piece {
                Piece::Start(e) | Piece::Empty(e) => parser.start(&e),
                Piece::End(name) => parser.end(local(name)),
                _ => {}
            }
        }
        Ok(parser.numbering)
    }

    /// Counts one paragraph and returns its label, with a space where one is needed before the text.
    pub(super) fn label(&mut self, reference: NumberingRef, style: Option<&str>) -> Option<String> {
        let id = reference.id.filter(|&id| id != 0)?;
        let list = self.defining_list(self.instances.get(&id)?.list);
        let level = reference.level.or_else(|| self.level_of_style(list, style)).unwrap_or(0).min(LEVELS - 1);
        let values = self.count(id, list, level)?;
        let own = self.level(id, list, level)?;
        if own.format == "bullet" || own.format == "none" && !own.text.contains('%') && own.text.is_empty() {
            return None;
        }
        let mut label = String::new();
        let mut chars = own.text.chars().peekable();
        while let Some(c) = chars.next() {
            match chars.peek().and_then(|d| d.to_digit(10)) {
                Some(digit) if c == '%' && (1..=LEVELS as u32).contains(&digit) => {
                    chars.next();
                    let at = digit as usize - 1;
                    let format = self.level(id, list, at).map_or("decimal", |l| l.format.as_str());
                    label.push_str(&print(values[at], if own.legal { "decimal" } else { format }));
                }
                _ => label.push(c),
            }
        }
        let label = label.trim();
        let closed = label.ends_with(|c: char| "、，。．：）】〕》".contains(c));
        Some(if label.is_empty() || closed || !own.spaced { label.to_owned() } else { format!("{label} ") })
    }

    /// The list that holds the levels, where another one only points to it by a numbering style.
    fn defining_list(&self, list: u32) -> u32 {
        let link = self.lists.get(&list).and_then(|l| l.style_link.as_deref());
        let target = link.and_then(|link| self.lists.iter().find(|(_, l)| l.defines.as_deref() == Some(link)));
        target.map_or(list, |(&id, _)| id)
    }

    fn level_of_style(&self, list: u32, style: Option<&str>) -> Option<usize> {
        let levels = &self.lists.get(&list)?.levels;
        levels.iter().filter(|(_, l)| style.is_some() && l.style.as_deref() == style).map(|(&at, _)| at).min()
    }

    fn level(&self, instance: u32, list: u32, level: usize) -> Option<&Level> {
        let own = self.instances.get(&instance).and_then(|i| i.levels.get(&level));
        own.or_else(|| self.lists.get(&list)?.levels.get(&level))
    }

    /// Steps the counter of a level; levels never counted stand at their start.
    fn count(&mut self, id: u32, list: u32, level: usize) -> Option<[u32; LEVELS]> {
        let starts: [u32; LEVELS] = std::array::from_fn(|l| self.start(id, list, l));
        let restarts: [bool; LEVELS] = std::array::from_fn(|l| self.level(id, list, l).is_none_or(|l| l.restarts));
        let overridden = self.instances.get(&id)?.starts.contains_key(&level);
        let first_use = overridden && self.started.insert((id, level));
        let counters = self.counters.entry(list).or_insert([None; LEVELS]);
        counters[level] = match counters[level] {
            Some(value) if !first_use => Some(value.saturating_add(1)),
            _ => Some(starts[level]),
        };
        for lower in level + 1..LEVELS {
            if restarts[lower] {
                counters[lower] = None;
            }
        }
        for upper in 0..level {
            counters[upper].get_or_insert(starts[upper]);
        }
        Some(std::array::from_fn(|l| counters[l].unwrap_or(starts[l])))
    }

    fn start(&self, id: u32, list: u32, level: usize) -> u32 {
        let over = self.instances.get(&id).and_then(|i| i.starts.get(&level));
        over.copied().or_else(|| self.level(id, list, level).map(|l| l.start)).unwrap_or(1)
    }
}

/// Where the parser stands in the part.
#[derive(Default)]
struct Parser {
    numbering: Numbering,
    list: Option<u32>,
    instance: Option<u32>,
    override_level: Option<usize>,
    level: Option<(usize, Level)>,
}

impl Parser {
    fn start(&mut self, e: &BytesStart<'_>) {
        let name = e.name();
        match (local(name.as_ref()), &mut self.level) {
            ("abstractNum", _) => self.list = number(e, "abstractNumId"),
            ("num", _) => self.instance = number(e, "numId"),
            ("lvlOverride", _) => self.override_level = number(e, "ilvl"),
            ("lvl", _) => self.level = number(e, "ilvl").map(|at| (at, Level::default())),
            ("start", Some((_, level))) => level.start = number(e, "val").unwrap_or(1),
            ("numFmt", Some((_, level))) => level.format = attribute(e, "val").unwrap_or_default().into_owned(),
            ("lvlText", Some((_, level))) => level.text = attribute(e, "val").unwrap_or_default().into_owned(),
            ("isLgl", Some((_, level))) => level.legal = switch(e),
            ("suff", Some((_, level))) => level.spaced = attribute(e, "val").as_deref() != Some("nothing"),
            ("lvlRestart", Some((_, level))) => level.restarts = number(e, "val") != Some(0),
            ("pStyle", Some((_, level))) => level.style = attribute(e, "val").map(|v| v.into_owned()),
            (other, None) => self.outside_level(other, e),
            _ => {}
        }
    }

    fn outside_level(&mut self, name: &str, e: &BytesStart<'_>) {
        let value = || attribute(e, "val").map(|v| v.into_owned());
        if let Some(id) = self.instance {
            let instance = self.numbering.instances.entry(id).or_default();
            match (name, self.override_level) {
                ("abstractNumId", _) => instance.list = number(e, "val").unwrap_or(0),
                ("startOverride", Some(at)) => drop(instance.starts.insert(at, number(e, "val").unwrap_or(1))),
                _ => {}
            }
        } else if let Some(id) = self.list {
            match name {
                "numStyleLink" => self.numbering.lists.entry(id).or_default().style_link = value(),
                "styleLink" => self.numbering.lists.entry(id).or_default().defines = value(),
                _ => {}
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "lvl" => {
                let levels = match (self.instance, self.list) {
                    (Some(id), _) => &mut self.numbering.instances.entry(id).or_default().levels,
                    (None, Some(id)) => &mut self.numbering.lists.entry(id).or_default().levels,
                    (None, None) => return,
                };
                levels.extend(self.level.take());
            }
            "lvlOverride" => self.override_level = None,
            "abstractNum" => self.list = None,
            "num" => self.instance = None,
            _ => {}
        }
    }
}

/// A number in one of Word's formats (`w:numFmt`); an unknown format prints in Arabic digits.
fn print(value: u32, format: &str) -> String {
    let in_ring = |first: char, count: u32| {
        let c = value.checked_sub(1).filter(|&v| v < count).and_then(|v| char::from_u32(first as u32 + v));
        c.map_or_else(|| value.to_string(), String::from)
    };
    let of_row = |row: &str| {
        let c = value.checked_sub(1).and_then(|v| row.chars().nth(v as usize));
        c.map_or_else(|| value.to_string(), String::from)
    };
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{value:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => each_digit(value, "０１２３４５６７８９"),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            each_digit(value, "〇一二三四五六七八九")
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(value, "零一二三四五六七八九", "十百千", true),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            chinese(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", false)
        }
        "ideographTraditional" => of_row("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => of_row("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => in_ring('①', 20),
        "decimalEnclosedParen" => in_ring('⑴', 20),
        "decimalEnclosedFullstop" => in_ring('⒈', 20),
        "ideographEnclosedCircle" => in_ring('㊀', 10),
        "upperLetter" => letters(value, b'A'),
        "lowerLetter" => letters(value, b'a'),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        _ => value.to_string(),
    }
}

fn each_digit(value: u32, digits: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|d| digits.chars().nth(d as usize));
    value.to_string().chars().filter_map(digit).collect()
}

/// A number below 10,000 in Chinese (二十一, 一百零三); `bare_ten` prints 10–19 as 十, 十一.
fn chinese(value: u32, digits: &str, units: &str, bare_ten: bool) -> String {
    if value >= 10_000 {
        return value.to_string();
    }
    let digit = |d: u32| digits.chars().nth(d as usize).unwrap_or('零');
    if value == 0 {
        return digit(0).to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for (place, unit) in
        [(1000, units.chars().nth(2)), (100, units.chars().nth(1)), (10, units.chars().next()), (1, None)]
    {
        let d = value / place % 10;
        if d == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push(digit(0));
        }
        if !(bare_ten && text.is_empty() && place == 10 && d == 1) {
            text.push(digit(d));
        }
        text.extend(unit);
    }
    text
}

/// A, B … Z, AA, BB … as Word does.
fn letters(value: u32, first: u8) -> String {
    let Some(index) = value.checked_sub(1).filter(|&v| v < 26 * 30) else { return value.to_string() };
    let letter = char::from(first + (index % 26) as u8);
    std::iter::repeat_n(letter, index as usize / 26 + 1).collect()
}

fn roman(value: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value >= 10_000 {
        return value.to_string();
    }
    let mut left = value;
    let mut text = String::new();
    for (step, letters) in STEPS {
        while left >= step {
            text.push_str(letters);
            left -= step;
        }
    }
    text
}
