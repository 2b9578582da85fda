use juesuan_books::{Fund, Line, Nature};

/// A line of classification as one number whose decimal digits can be read: `1 1 2010301 2 30201` is an agency's (1) general
/// budget (1) spent on 行政运行 as 公用经费 (2) for 办公费.
///
/// One integer is what a query groups by: no texts are compared, no dictionaries merged. Arithmetic takes it apart in any
/// SQL (`line / 1000000 % 10000000` is the functional code).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineKey(pub i64);

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
const CLASS: i64 = 10 * FUND;

/// The lines on which units hand money to each other or get it from each other (`line` is the column).
pub(crate) const TRANSFERS: &str = "(line / 100000 % 10 IN (4, 6) OR line / 10000000000000 % 10 IN (4, 7))";

impl LineKey {
    /// The key of a classification; `agency` says whether the unit's office expenses are agency running costs (机关运行经费),
    /// the only thing about a unit that figures tell apart. The line's unit does not matter.
    #[must_use]
    pub fn new(agency: bool, line: &Line) -> Self {
        let class = if agency { 1 } else { 2 };
        let fund = place(&FUNDS, &line.fund);
        let nature = line.nature.map_or(0, |nature| place(&NATURES, &nature));
        let economic = i64::from(line.economic % 100_000);
        let function = i64::from(line.function % 10_000_000);
        Self(class * CLASS + fund * FUND + function * FUNCTION + nature * NATURE + economic)
    }

    /// Whether the unit runs an agency, and the classification, whose unit is 0; none if the number is no key.
    #[must_use]
    pub fn parts(self) -> Option<(bool, Line)> {
        let agency = match self.0 / CLASS {
            1 => true,
            2 => false,
            _ => return None,
        };
        let digit = |worth: i64| usize::try_from(self.0 / worth % 10).ok();
        let fund = *FUNDS.get(digit(FUND)?.checked_sub(1)?)?;
        let nature = match digit(NATURE)? {
            0 => None,
            place => Some(*NATURES.get(place - 1)?),
        };
        let function = u32::try_from(self.0 / FUNCTION % 10_000_000).ok()?;
        let economic = u32::try_from(self.0 % NATURE).ok()?;
        Some((agency, Line { unit: 0, fund, function, nature, economic }))
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
                        let line = Line { unit: 0, fund, function, nature, economic };
                        assert_eq!(LineKey::new(agency, &line).parts(), Some((agency, line)));
                    }
                }
            }
        }
        let line =
            Line { unit: 7, fund: Fund::General, function: 2_010_301, nature: Some(Nature::Office), economic: 30_201 };
        assert_eq!(LineKey::new(true, &line).0, 112_010_301_230_201);
    }

    #[test]
    fn other_numbers_are_no_keys() {
        for number in [-1, 0, 5, 190_000_000_000_000, 118_000_000_900_000, 312_010_301_230_201, i64::MAX] {
            assert_eq!(LineKey(number).parts(), None, "{number}");
        }
    }
}
