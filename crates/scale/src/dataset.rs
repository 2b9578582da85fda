use std::sync::{Arc, LazyLock};

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};

/// The tables of the shared store. Each lies in a folder of its name, in parts `year=…/region=…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dataset {
    /// 单位
    Units,
    /// 预算指标
    Budget,
    /// 收入
    Receipts,
    /// 支付
    Payments,
    /// 结转结余
    Balances,
    /// What each unit's records come to by line: the partial totals from which every consolidation adds up.
    Totals,
}

/// Digits of an amount: an integer of 分 in a file, which any reader shows as yuan with two decimals.
pub(crate) const MONEY: DataType = DataType::Decimal128(18, 2);

impl Dataset {
    /// All, in the order in which they are written: what [`Dataset::Totals`] says of a unit counts, so it comes last.
    pub const ALL: [Self; 6] =
        [Self::Units, Self::Budget, Self::Receipts, Self::Payments, Self::Balances, Self::Totals];

    /// Its folder, and its name in queries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Budget => "budget",
            Self::Receipts => "receipts",
            Self::Payments => "payments",
            Self::Balances => "balances",
            Self::Totals => "totals",
        }
    }

    /// Its columns. Rows are in the order of their unit and, where there is one, their line.
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        static SCHEMAS: LazyLock<[SchemaRef; 6]> = LazyLock::new(|| Dataset::ALL.map(Dataset::columns));
        Arc::clone(&SCHEMAS[self as usize])
    }

    fn columns(self) -> SchemaRef {
        let text = |name: &str| Field::new(name, DataType::Utf8, false);
        let text_or_none = |name: &str| Field::new(name, DataType::Utf8, true);
        let money = |name: &str| Field::new(name, MONEY, false);
        let line = || Field::new("line", DataType::Int64, false);
        let date = |null| Field::new("date", DataType::Date32, null);
        let fields = match self {
            Self::Units => vec![
                text("unit"),
                text("name"),
                text_or_none("parent"),
                text("kind"),
                Field::new("staff", DataType::Int32, true),
            ],
            Self::Budget => vec![
                text("unit"),
                line(),
                money("amount"),
                date(true),
                text("change"),
                text("budget_line"),
                text("project"),
                text("project_name"),
                text("document"),
                text("purpose"),
            ],
            Self::Receipts => vec![
                text("unit"),
                line(),
                money("amount"),
                date(false),
                text_or_none("counterparty"),
                text("number"),
                text("payer"),
                text("purpose"),
            ],
            Self::Payments => vec![
                text("unit"),
                line(),
                money("amount"),
                date(false),
                text_or_none("counterparty"),
                text("voucher"),
                text("entry"),
                text("budget_line"),
                text("project"),
                text("payee"),
                text("purpose"),
            ],
            Self::Balances => vec![text("unit"), line(), money("amount")],
            Self::Totals => vec![text("unit"), line(), text_or_none("counterparty"), money("amount")],
        };
        Arc::new(Schema::new(fields))
    }
}
