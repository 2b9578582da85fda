use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use super::Verdict;
use crate::import::{Fault, Journal, Spot};
use crate::record::{
    balance, comparative, contract, evidence, goal, link, payment, reason, receipt, target, unit, vehicle,
};
use crate::{Identity, Record};

/// 重复记录: the same record again is skipped; another one under the same number is a problem.
///
/// A record is kept as two hashes of 64 bits, keyed anew in each run: one of its key, one of all that it says.
#[derive(Default)]
pub(super) struct Doubles {
    hashing: RandomState,
    seen: HashMap<u64, Seen, BuildHasherDefault<Same>>,
    counted: HashMap<u64, Counted, BuildHasherDefault<Same>>,
}

/// The record that a key belongs to.
#[derive(Clone, Copy)]
struct Seen {
    content: u64,
    spot: Spot,
}

/// How often the books, and this import, say the same.
#[derive(Clone, Copy, Default)]
struct Counted {
    books: u32,
    import: u32,
}

impl Doubles {
    pub(super) fn see(&mut self, record: &Record<'_>, spot: Spot, journal: &mut Journal) -> Verdict {
        let mut hasher = self.hashing.build_hasher();
        record.hash_key(&mut hasher);
        let key = hasher.finish();
        let identity = record.identity();
        if identity == Identity::Counted {
            return self.count(key, spot);
        }
        let content = self.hashing.hash_one(record);
        match self.seen.entry(key) {
            Entry::Vacant(place) => {
                place.insert(Seen { content, spot });
                Verdict::New
            }
            Entry::Occupied(place) if place.get().content == content => {
                let first = place.get().spot;
                if first != Spot::NONE && is_vague(record) {
                    let elsewhere = journal.words(first);
                    journal.note(spot, || vague(&elsewhere));
                }
                Verdict::Repeated
            }
            Entry::Occupied(mut place) => {
                let first = place.get().spot;
                if identity == Identity::Replaceable && first == Spot::NONE {
                    place.insert(Seen { content, spot });
                } else {
                    let elsewhere = journal.words(first);
                    journal.note(spot, || fault(record, &elsewhere));
                }
                Verdict::New
            }
        }
    }

    fn count(&mut self, key: u64, spot: Spot) -> Verdict {
        let counted = self.counted.entry(key).or_default();
        if spot == Spot::NONE {
            counted.books += 1;
            return Verdict::New;
        }
        counted.import += 1;
        if counted.import <= counted.books { Verdict::Repeated } else { Verdict::New }
    }
}

/// Whether the record may as well be another one that says the same: a change of a budget that names no document and no
/// day.
const fn is_vague(record: &Record<'_>) -> bool {
    matches!(record, Record::Budget(change) if change.document.is_empty() && change.date.is_none())
}

fn vague(elsewhere: &str) -> Fault {
    Fault {
        rule: "vague-repetition",
        column: None,
        wrong: format!("与{elsewhere}完全相同，看不出是重复还是另一次调整"),
        remedy: "是重复的请删去；是两次调整的请填写文号或日期".to_owned(),
    }
}

/// What is wrong with a record whose number another one has.
fn fault(record: &Record<'_>, elsewhere: &str) -> Fault {
    let (column, wrong) = match record {
        Record::Payment(p) if p.entry.is_empty() => (payment::VOUCHER, format!("凭证号“{}”重复", p.voucher)),
        Record::Payment(p) => (payment::VOUCHER, format!("凭证号“{}”的分录“{}”重复", p.voucher, p.entry)),
        Record::Receipt(r) => (receipt::NUMBER, format!("收入凭证号“{}”重复", r.number)),
        Record::Unit(u) => (unit::UNIT, format!("单位代码“{}”重复", u.unit)),
        Record::Balance(_) => (balance::FUNCTION, "同一单位、资金和科目的结转结余重复".to_owned()),
        Record::Contract(c) => (contract::NUMBER, format!("合同编号“{}”重复", c.number)),
        Record::Comparative(c) => (comparative::FIGURE, format!("数字“{}”重复", c.figure)),
        Record::Reason(r) => (reason::FIGURE, format!("数字“{}”的原因重复", r.figure)),
        Record::Goal(g) => (goal::GOAL, format!("目标编号“{}”重复", g.goal)),
        Record::Target(t) => (target::TARGET, format!("绩效指标编号“{}”重复", t.target)),
        Record::Link(l) => (link::GOAL, format!("指标“{}”与目标“{}”的挂钩重复", l.line, l.goal)),
        Record::Evidence(e) => (evidence::ITEM, format!("登记簿“{}”的登记号“{}”重复", e.register, e.item)),
        Record::Vehicle(v) => (vehicle::PLATE, format!("车牌号“{}”重复", v.plate)),
        _ => (0, "编号重复".to_owned()),
    };
    Fault {
        rule: "doubled-record",
        column: Some(column),
        wrong: format!("{wrong}，与{elsewhere}内容不同"),
        remedy: match record {
            Record::Payment(_) => "一张凭证有几笔时请填分录号；填错的请改正或删去".to_owned(),
            _ => "请改正编号，或删去其中一行".to_owned(),
        },
    }
}

/// Takes a hash for what it is.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
