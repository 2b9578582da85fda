use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Kind};

use crate::account::Account;
use crate::db::Value;
use crate::dialect::Words;
use crate::shape;

/// Which records a search finds; what is not given lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Beginning of the number: of a payment's voucher, a receipt, a budget line, an item of evidence. Records of other kinds
    /// have none.
    pub number: String,
    /// Contained in any text of the record. Whether Latin letters are large or small makes no difference (大小写不分), and no
    /// character has a meaning of its own.
    pub text: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Least amount.
    pub least: Option<Fen>,
    /// Greatest amount.
    pub most: Option<Fen>,
    /// 资金性质
    pub fund: Option<Fund>,
    /// Beginning of the 支出功能分类 code.
    pub function: String,
    /// Beginning of the 部门预算支出经济分类 code.
    pub economic: String,
    /// 指标编号
    pub line: String,
    /// 项目代码
    pub project: String,
}

/// What SQL asks of a row, with values that are bound, never written into it.
#[derive(Debug, Default)]
pub(crate) struct Condition {
    /// `TRUE`, or parts joined by `AND`.
    pub sql: String,
    pub values: Vec<Value<'static>>,
}

impl Filter {
    /// Whether accounts alone decide what it finds.
    pub(crate) fn is_by_account(&self) -> bool {
        let Self { number, text, from, to, least, most, .. } = self;
        number.is_empty() && text.is_empty() && from.is_none() && to.is_none() && least.is_none() && most.is_none()
    }

    /// Whether it may find records of an account.
    pub(crate) fn takes(&self, account: &Account) -> bool {
        let begins = |code: u32, with: &str| with.is_empty() || (code != 0 && code.to_string().starts_with(with));
        let is = |own: &str, wanted: &str| wanted.is_empty() || own == wanted;
        self.fund.is_none_or(|fund| account.fund == Some(fund))
            && begins(account.function, &self.function)
            && begins(account.economic, &self.economic)
            && is(&account.budget_line, &self.line)
            && is(&account.project, &self.project)
    }

    /// What it asks of a row beside account and number; its values are numbered from `first` on.
    pub(crate) fn condition(&self, words: &Words, kind: Kind, first: usize) -> Condition {
        let mut condition = Condition { sql: "TRUE".to_owned(), values: Vec::new() };
        let mut ask = |test: &dyn Fn(&str) -> String, value: Value<'static>| {
            condition.sql += &format!(" AND {}", test(&format!("${}", first + condition.values.len())));
            condition.values.push(value);
        };
        if !self.text.is_empty() {
            // Nothing in a text is a wildcard for `position`, as it would be for `LIKE`.
            // Without Latin letters there is nothing to make small, which takes longer than looking.
            let latin = self.text.bytes().any(|byte| byte.is_ascii_alphabetic());
            let own = |column: String| if latin { format!("lower({column})") } else { column };
            let inside = |place: &str| {
                let inside =
                    shape::texts(kind).map(|column| format!("{}({}, {place}) > 0", words.position, own(column)));
                format!("({})", inside.collect::<Vec<_>>().join(" OR "))
            };
            ask(&inside, Value::from(self.text.to_ascii_lowercase()));
        }
        let day = |date: Date| match kind {
            Kind::Payments => Value::from(shape::day_number(date)),
            _ => Value::from(date.to_string()),
        };
        for (value, column, sign) in [
            (self.from.map(day), shape::date(kind), ">="),
            (self.to.map(day), shape::date(kind), "<="),
            (self.least.map(|fen| Value::from(fen.0)), shape::money(kind), ">="),
            (self.most.map(|fen| Value::from(fen.0)), shape::money(kind), "<="),
        ] {
            if let Some(value) = value {
                // What a kind does not have, no record of it fulfils.
                let compare = |place: &str| format!("{} {sign} {place}", column.as_deref().unwrap_or("NULL"));
                ask(&compare, value);
            }
        }
        condition
    }
}
