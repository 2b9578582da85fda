//! Records that come as objects: each line says by its keys what it holds, so that one file may hold several kinds.

use std::collections::BTreeMap;
use std::rc::Rc;

use csv::StringRecord;
use rustc_hash::FxHashMap;

use super::json::{JsonLines, Object};
use super::recognize::{Found, Wanted, recognize};
use super::row::{Binding, shown};
use super::table::OpenTable;
use super::{Import, Problem, Sink, stem};
use crate::Kind;
use crate::columns::{Heading, Layout, Need, heading_of_id, row_columns};

/// The key that says which kind of record an object is, where its other keys leave doubt.
const KIND_KEYS: [&str; 3] = ["kind", "记录种类", "记录类型"];

/// How many different sets of keys of a file are remembered, and how many bytes such a set may have.
const REMEMBERED: usize = 256;
const LONGEST_REMEMBERED: usize = 8 << 10;

/// What objects with the same keys hold.
enum Shape {
    /// Records of a kind.
    Records(Places),
    /// None, and why: rule, what is wrong, what to do.
    Unusable(Vec<(&'static str, String, String)>),
}

/// Where the columns of a kind stand among the keys.
struct Places {
    layout: &'static Layout,
    /// For each column of the kind, then the year and the mark of deletion: the place of its key.
    keys: Vec<Option<usize>>,
    scales: Vec<u32>,
}

/// What the sets of keys of a file mean, with the kind that objects name beside them.
#[derive(Default)]
struct Shapes(FxHashMap<(Vec<String>, String), Rc<Shape>>);

impl Shapes {
    /// What an object holds.
    fn of(&mut self, object: &Object, file: &str) -> Rc<Shape> {
        let named = named_kind(object);
        let found = |keys: &[String], named: &str| {
            Rc::new(if named.is_empty() { shape_in(keys, stem(file)) } else { shape(keys, named) })
        };
        let length: usize = object.keys.iter().map(String::len).sum();
        if length + named.len() > LONGEST_REMEMBERED {
            return found(&object.keys, &named);
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        let known = self.0.entry((object.keys.clone(), named));
        Rc::clone(known.or_insert_with_key(|(keys, named)| found(keys, named)))
    }
}

impl Import {
    /// Reads a file of JSON lines.
    pub(super) fn read_objects<S: Sink>(
        &mut self,
        file: &str,
        lines: &mut JsonLines<'_>,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let mut shapes = Shapes::default();
        let mut tables: BTreeMap<Kind, OpenTable> = BTreeMap::new();
        let mut empty = true;
        loop {
            let (row, object) = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    empty = false;
                    self.line_fault(file, error.row, "unreadable-row", error.wrong, error.remedy);
                    if error.fatal {
                        break;
                    }
                    continue;
                }
            };
            empty = false;
            match &*shapes.of(&object, file) {
                Shape::Records(places) => {
                    let table = tables
                        .entry(places.layout.kind())
                        .or_insert_with(|| self.open_table(file, None, places.binding(), &places.pick(&object.keys)));
                    table.binding.scales.clone_from(&places.scales);
                    self.read_record(table, &places.pick(&object.values), row, sink)?;
                }
                Shape::Unusable(faults) => {
                    for (rule, wrong, remedy) in faults {
                        self.line_fault(file, row, rule, wrong.clone(), remedy.clone());
                    }
                }
            }
        }
        tables.into_values().for_each(|table| self.close_table(&table));
        if empty {
            let remedy = "请一行写一个对象，或删去这个文件".to_owned();
            self.file_fault(file, None, "unknown-table", "文件里没有记录".to_owned(), remedy);
        }
        Ok(())
    }

    /// Notes what is wrong with a line that belongs to no table.
    fn line_fault(&mut self, file: &str, row: u64, rule: &'static str, wrong: String, remedy: String) {
        self.journal.problems.incomplete = true;
        self.journal.problems.add(|| Problem {
            rule,
            file: file.to_owned(),
            sheet: None,
            row: (row > 0).then_some(row),
            column: None,
            wrong,
            remedy,
        });
    }
}

impl Places {
    fn new(binding: Binding) -> Self {
        let mut keys = binding.positions;
        keys.extend([binding.year, binding.deleted]);
        Self { layout: binding.layout, keys, scales: binding.scales }
    }

    /// The columns in the order of the kind, then the year and the mark of deletion.
    fn binding(&self) -> Binding {
        let width = self.layout.columns().len();
        let mut binding = Binding::new(self.layout, (0..width).map(Some).collect(), self.scales.clone(), width + 2);
        (binding.year, binding.deleted) = (Some(width), Some(width + 1));
        binding
    }

    /// Texts that stand beside keys, in that order.
    fn pick(&self, texts: &[String]) -> StringRecord {
        self.keys.iter().map(|place| place.and_then(|at| texts.get(at)).map_or("", String::as_str)).collect()
    }
}

/// The kind that an object names; empty if it names none.
fn named_kind(object: &Object) -> String {
    let at = object.keys.iter().position(|key| KIND_KEYS.contains(&key.as_str()));
    at.map(|at| object.values[at].clone()).unwrap_or_default()
}

/// What objects with these keys hold in a file of a name. The name decides only where the keys leave doubt: the file may hold
/// other kinds besides.
fn shape_in(keys: &[String], file: &str) -> Shape {
    let by_name = shape(keys, file);
    if matches!(by_name, Shape::Records(_)) {
        return by_name;
    }
    match shape(keys, "") {
        Shape::Records(places) => Shape::Records(places),
        Shape::Unusable(_) => by_name,
    }
}

/// What objects with these keys hold; `name` is that of a kind, or of the file.
fn shape(keys: &[String], name: &str) -> Shape {
    // Column ids are names here too.
    let headings: StringRecord = keys.iter().map(|key| heading_of_id(key).unwrap_or(key)).collect();
    let refused = |rule, wrong: String, remedy: String| Shape::Unusable(vec![(rule, wrong, remedy)]);
    match recognize(&headings, name, Wanted::Filled) {
        Some(Found::Table(binding)) => match unknown_key(binding.layout, keys, &headings) {
            Some((wrong, remedy)) => refused("unknown-key", wrong, remedy),
            None => Shape::Records(Places::new(binding)),
        },
        Some(Found::Missing(layout, missing)) => {
            let fault = |number: usize| {
                let column = &layout.columns()[number];
                let aliases: Vec<&str> = column.aliases().collect();
                let wrong = format!("“{}”记录缺少“{}”一项", layout.name(), column.heading());
                ("missing-column", wrong, format!("请补上这一项，也可写作：{}", aliases.join("、")))
            };
            Shape::Unusable(missing.into_iter().map(fault).collect())
        }
        Some(Found::Ambiguous(one, other)) => {
            let (one, other) = (one.name(), other.name());
            let remedy = format!("请加上一项 \"kind\"，值写“{one}”或“{other}”");
            refused("ambiguous-table", format!("既像“{one}”记录，又像“{other}”记录"), remedy)
        }
        Some(Found::Doubled(layout, heading)) => {
            let wrong = format!("“{}”记录的“{heading}”一项出现了两次", layout.name());
            refused("doubled-column", wrong, "请删去或改名其中一项".to_owned())
        }
        None => {
            let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
            let remedy = format!("各项的名称按模板的列标题写（可导入：{}）", kinds.join("、"));
            refused("unknown-table", "看不出是哪一种记录".to_owned(), remedy)
        }
    }
}

/// A key that a record of performance does not have. Books exported from other systems have many more columns than are
/// needed; records of performance are written for this program, where a misspelt key would lose what it says.
fn unknown_key(layout: &Layout, keys: &[String], headings: &StringRecord) -> Option<(String, String)> {
    let strict = [Kind::Goals, Kind::Targets, Kind::Links, Kind::Evidence, Kind::Corrections];
    if !strict.contains(&layout.kind()) {
        return None;
    }
    let common = row_columns();
    let known = |heading: &str| {
        let plain = Heading::new(heading).plain;
        let names = layout.columns().iter().flat_map(|column| column.names());
        names.chain(&common.year).chain(&common.deleted).any(|name| *name == plain)
    };
    let is_unknown = |(key, heading): &(&String, &str)| !KIND_KEYS.contains(&key.as_str()) && !known(heading);
    let (key, _) = keys.iter().zip(headings).find(is_unknown)?;
    let optional = layout.columns().iter().filter(|column| column.need() != Need::Filled);
    let optional: Vec<&str> = optional.map(|column| column.heading()).collect();
    let wrong = format!("“{}”记录没有“{}”这一项", layout.name(), shown(key));
    Some((wrong, format!("请删去或改名；除必填的以外可写：{}", optional.join("、"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_id_is_a_key() {
        for kind in Kind::ALL {
            let keys: Vec<String> = kind.columns().iter().map(|&id| id.to_owned()).collect();
            let Shape::Records(places) = shape(&keys, kind.id()) else { panic!("{} is not recognised", kind.id()) };
            assert_eq!(places.layout.kind(), kind);
            let in_order: Vec<Option<usize>> = (0..keys.len()).map(Some).collect();
            assert_eq!(places.keys[..keys.len()], in_order, "{}", kind.id());
        }
    }
}
