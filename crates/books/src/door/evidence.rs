use std::collections::BTreeSet;

use juesuan_amount::Quantity;
use rustc_hash::FxHashMap;

use crate::import::{Fault, Spot};
use crate::record::evidence;
use crate::{EvidenceRecord, Record};

/// 佐证: every item belongs to a register that an indicator draws on, and counts for one; counts nothing less than none; and
/// what was typed is signed.
#[derive(Default)]
pub(super) struct Registers {
    /// Unit and register, and what indicators draw from it.
    known: FxHashMap<(String, String), Drawn>,
    /// The first item of each register and project that names one.
    of_project: FxHashMap<((String, String), String), Spot>,
    /// The first item of each register.
    first: FxHashMap<(String, String), Spot>,
    /// The first item of each register whose value is negative.
    negative: FxHashMap<(String, String), (Spot, Quantity)>,
}

/// What indicators draw from a register.
#[derive(Default)]
struct Drawn {
    /// Whether some count things.
    counts: bool,
    /// The projects whose indicators they are; empty for 整体支出, which takes the items of all projects.
    projects: BTreeSet<String>,
}

/// What one item shows by itself.
pub(super) fn check(record: &Record<'_>) -> Option<Fault> {
    let Record::Evidence(item) = record else { return None };
    let fault = |rule, column, wrong: String, remedy: &str| {
        Some(Fault { rule, column: Some(column), wrong, remedy: remedy.to_owned() })
    };
    if item.register == crate::CORRECTIONS {
        let wrong = format!("登记簿“{}”由整改的各环节形成，不能另外登记", item.register);
        return fault("reserved-register", evidence::REGISTER, wrong, "请改用别的登记簿名称，或删去这一行");
    }
    if item.manual && item.signer.is_empty() {
        let remedy = "手工填报的佐证须有签字人，请填写“签字人”";
        return fault("unsigned-evidence", evidence::SIGNER, "手工填报而没有签字人".to_owned(), remedy);
    }
    let is_digest = item.attachment.len() == 64 && item.attachment.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !item.attachment.is_empty() && !is_digest {
        let remedy = "附件散列是文件的 SHA-256，64位十六进制；没有附件的留空";
        let wrong = format!("“{}”不是附件散列", crate::import::shown(item.attachment));
        return fault("unreadable-attachment", evidence::ATTACHMENT, wrong, remedy);
    }
    None
}

impl Registers {
    pub(super) fn see(&mut self, record: &Record<'_>, spot: Spot) {
        match record {
            Record::Target(target) if !target.register.is_empty() => {
                let drawn = self.known.entry(key(target.unit, target.register)).or_default();
                drawn.counts |= target.aggregation.counts();
                if !drawn.projects.contains(target.project) {
                    drawn.projects.insert(target.project.to_owned());
                }
            }
            Record::Evidence(item) => self.see_item(item, spot),
            _ => {}
        }
    }

    fn see_item(&mut self, item: &EvidenceRecord<'_>, spot: Spot) {
        let key = key(item.unit, item.register);
        if item.value < Quantity::ZERO {
            self.negative.entry(key.clone()).or_insert((spot, item.value));
        }
        if !item.project.is_empty() {
            self.of_project.entry((key.clone(), item.project.to_owned())).or_insert(spot);
        }
        self.first.entry(key).or_insert(spot);
    }

    /// Items of registers that no indicator names, and negative ones where things are counted.
    pub(super) fn close(&self) -> Vec<(Spot, Fault)> {
        let unknown =
            self.first.iter().filter(|(key, _)| !self.known.contains_key(*key)).map(|((unit, name), &spot)| {
                let fault = Fault {
                    rule: "unknown-register",
                    column: Some(evidence::REGISTER),
                    wrong: format!("单位“{unit}”没有指标取自登记簿“{name}”"),
                    remedy: self.remedy(unit),
                };
                (spot, fault)
            });
        let counted = |key: &&(String, String)| self.known.get(*key).is_some_and(|drawn| drawn.counts);
        let negative = self.negative.iter().filter(|(key, _)| counted(key)).map(|((_, name), &(spot, value))| {
            let fault = Fault {
                rule: "negative-count",
                column: Some(evidence::VALUE),
                wrong: format!("登记簿“{name}”计数或求和，数值却是 {value}"),
                remedy: "请写非负数；登记错了的，请撤销那次导入（juesuan withdraw）后更正".to_owned(),
            };
            (spot, fault)
        });
        unknown.chain(negative).chain(self.stray()).collect()
    }

    /// Items of projects for which no indicator of their register counts them.
    fn stray(&self) -> impl Iterator<Item = (Spot, Fault)> {
        self.of_project.iter().filter_map(|((key, project), &spot)| {
            let projects = &self.known.get(key)?.projects;
            if projects.contains("") || projects.contains(project) {
                return None;
            }
            let named: Vec<&str> = projects.iter().map(String::as_str).take(10).collect();
            let fault = Fault {
                rule: "unknown-project",
                column: Some(evidence::PROJECT),
                wrong: format!("登记簿“{}”没有项目“{project}”的指标，这条记录不计入任何指标", key.1),
                remedy: format!("请改正项目代码（这个登记簿的指标属于：{}），或留空", named.join("、")),
            };
            Some((spot, fault))
        })
    }

    fn remedy(&self, unit: &str) -> String {
        let mut names: Vec<&str> =
            self.known.keys().filter(|(of, _)| of == unit).map(|(_, name)| name.as_str()).collect();
        names.sort_unstable();
        if names.is_empty() {
            return "请先在“指标设定”中写明指标的登记簿".to_owned();
        }
        names.truncate(10);
        format!("请改正登记簿名称（有：{}），或在“指标设定”中设定取自它的指标", names.join("、"))
    }
}

fn key(unit: &str, register: &str) -> (String, String) {
    (unit.to_owned(), register.to_owned())
}
