use juesuan_amount::Fen;

use super::Tabular;
use crate::import::Row;

/// Equipment of a unit (设备, without vehicles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Equipment<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// What it is.
    pub name: &'a str,
    /// What one piece cost.
    pub price: Fen,
    /// 资产编号; may be empty.
    pub asset: &'a str,
    /// How many pieces.
    pub pieces: u32,
}

impl Equipment<'_> {
    /// From this price a piece is stated in the disclosure (单价100万元（含）以上).
    pub const THRESHOLD: Fen = Fen(100_000_000);

    /// Whether the disclosure counts it.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.price >= Self::THRESHOLD
    }
}

pub(crate) const PRICE: usize = 2;
const PIECES: usize = 4;

impl<'a> Tabular<'a> for Equipment<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "asset-name", "unit-price", "asset", "pieces"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            name: row.text(1),
            price: row.amount(PRICE),
            asset: row.text(3),
            pieces: if row.given(PIECES) { row.count(PIECES) } else { 1 },
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.name.to_owned(),
            self.price.to_string(),
            self.asset.to_owned(),
            self.pieces.to_string(),
        ]
    }
}
