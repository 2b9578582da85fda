use juesuan_books::{Fund, Line, Nature};

/// What happened to money, and on which line of classification, as one number whose decimal digits can be read:
/// `1 3 1 2010301 2 30201` is what an agency (1) spent (3) of the general budget (1) on 行政运行 as 公用经费 (2) for 办公费.
///
/// One integer is what a query groups by: no texts are compared, no dictionaries merged, and all tables add up by the same
/// query. Arithmetic takes it apart in any SQL (`line / 1000000 % 10000000` is the functional code).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineKey(pub i64);

/// What happened to money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flow {
    /// 年初结转和结余
    Opening,
    /// 本年收入
    Received,
    /// 本年支出
    Spent,
    /// 年初预算
    Initial,
    /// 预算调整
    Changed,
    /// 使用非财政拨款结余（含专用结余）
    SurplusUsed,
    /// 结余分配
    Distributed,
}

/// What a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Whether the unit's office expenses are agency running costs (机关运行经费), the only thing about a unit that figures
    /// tell apart.
    pub agency: bool,
    /// What happened.
    pub flow: Flow,
    /// The classification; its unit is 0.
    pub line: Line,
}

/// What the digit of the flow means, from 1. It stands in files: only append.
const FLOWS: [Flow; 7] =
    [Flow::Opening, Flow::Received, Flow::Spent, Flow::Initial, Flow::Changed, Flow::SurplusUsed, Flow::Distributed];

/// What the digit of the fund means, from 1. It stands in files: only append.
const FUNDS: [Fund; 8] = [
    Fund::General,
    Fund::GovernmentFund,
    Fund::StateCapital,
    Fund::Superior,
    Fund::Business,
    Fund::Operating,
    Fund::Affiliated,
    Fund::Other,
];

/// What the digit of the nature means, from 1; 0 is none. It stands in files: only append.
const NATURES: [Nature; 6] =
    [Nature::Staff, Nature::Office, Nature::Project, Nature::ToSuperior, Nature::Operating, Nature::Affiliated];

const NATURE: i64 = 100_000;
const FUNCTION: i64 = 10 * NATURE;
const FUND: i64 = 10_000_000 * FUNCTION;
const FLOW: i64 = 10 * FUND;
const CLASS: i64 = 10 * FLOW;

/// What units hand to each other (spent under 上缴上级 or 对附属单位补助) and get from each other (上级补助收入, 附属单位上缴收入);
/// `line` is the column.
pub(crate) const TRANSFERS: &str = "((line / 100000000000000 % 10 = 3 AND line / 100000 % 10 IN (4, 6)) \
     OR (line / 100000000000000 % 10 = 2 AND line / 10000000000000 % 10 IN (4, 7)))";

impl LineKey {
    /// The number that says this. The line's unit does not matter.
    #[must_use]
    pub fn new(parts: &Parts) -> Self {
        let Parts { agency, flow, line } = parts;
        let class = if *agency { 1 } else { 2 };
        let nature = line.nature.map_or(0, |nature| place(&NATURES, &nature));
        let economic = i64::from(line.economic % 100_000);
        let function = i64::from(line.function % 10_000_000);
        let code = function * FUNCTION + nature * NATURE + economic;
        Self(class * CLASS + place(&FLOWS, flow) * FLOW + place(&FUNDS, &line.fund) * FUND + code)
    }

    /// What it says; none if the number is no key.
    #[must_use]
    pub fn parts(self) -> Option<Parts> {
        let agency = match self.0 / CLASS {
            1 => true,
            2 => false,
            _ => return None,
        };
        let digit = |worth: i64| usize::try_from(self.0 / worth % 10).ok();
        let flow = *FLOWS.get(digit(FLOW)?.checked_sub(1)?)?;
        let fund = *FUNDS.get(digit(FUND)?.checked_sub(1)?)?;
        let nature = match digit(NATURE)? {
            0 => None,
            place => Some(*NATURES.get(place - 1)?),
        };
        let function = u32::try_from(self.0 / FUNCTION % 10_000_000).ok()?;
        let economic = u32::try_from(self.0 % NATURE).ok()?;
        Some(Parts { agency, flow, line: Line { unit: 0, fund, function, nature, economic } })
    }
}

/// The digit of a choice, from 1.
fn place<T: PartialEq>(choices: &[T], choice: &T) -> i64 {
    choices.iter().zip(1..).find(|(known, _)| *known == choice).map_or(0, |(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_classification_survives_and_digits_can_be_read() {
        let natures = Nature::ALL.into_iter().map(Some).chain([None]);
        for nature in natures {
            for fund in Fund::ALL {
                for (function, economic) in [(0, 0), (2_010_301, 30_201), (9_999_999, 99_999)] {
                    for agency in [true, false] {
                        for flow in FLOWS {
                            let parts =
                                Parts { agency, flow, line: Line { unit: 0, fund, function, nature, economic } };
                            assert_eq!(LineKey::new(&parts).parts(), Some(parts));
                        }
                    }
                }
            }
        }
        let line =
            Line { unit: 7, fund: Fund::General, function: 2_010_301, nature: Some(Nature::Office), economic: 30_201 };
        assert_eq!(LineKey::new(&Parts { agency: true, flow: Flow::Spent, line }).0, 1_312_010_301_230_201);
    }

    #[test]
    fn other_numbers_are_no_keys() {
        for number in [-1, 0, 5, 1_390_000_000_000_000, 1_812_010_301_230_201, 1_318_000_000_900_000, i64::MAX] {
            assert_eq!(LineKey(number).parts(), None, "{number}");
        }
    }
}
