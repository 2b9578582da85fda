use std::collections::{BTreeMap, BTreeSet};

use juesuan_amount::Fen;
use juesuan_books::Line;

use crate::{Figure, FigureId, Formula, Measure, Report, Selector, Value};

/// What a figure reads from the books in the end: a selector and how often it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The figure that reads it.
    pub figure: FigureId,
    /// How often it counts, with its sign.
    pub times: i64,
    /// What it reads.
    pub selector: Selector,
}

impl Report {
    /// The figures that a person may mean by an id, by words of a label (all of them), or by what is printed.
    #[must_use]
    pub fn find(&self, wanted: &str) -> Vec<(&FigureId, &Figure)> {
        if let Some(found) = self.figures.get_key_value(wanted) {
            return vec![found];
        }
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let digits = wanted.trim().trim_end_matches(['万', '元', '%']).replace([',', '，'], "");
        let number = significant(&digits);
        let means = |figure: &Figure| {
            number.is_some_and(|number| significant(&figure.printed) == Some(number))
                || (!words.is_empty() && words.iter().all(|word| figure.label.contains(word)))
        };
        self.figures.iter().filter(|(_, figure)| means(figure)).collect()
    }

    /// What a figure reads from the books in the end. Percentages and facts read nothing.
    #[must_use]
    pub fn leaves(&self, id: &str) -> Vec<Leaf> {
        let mut leaves = BTreeMap::new();
        self.add_leaves(id, 1, &mut leaves);
        leaves.into_values().filter(|leaf| leaf.times != 0).collect()
    }

    fn add_leaves(&self, id: &str, times: i64, leaves: &mut BTreeMap<FigureId, Leaf>) {
        match self.figures.get(id).map(|figure| &figure.formula) {
            Some(Formula::Books(selector)) => {
                let leaf = Leaf { figure: id.to_owned(), times: 0, selector: selector.clone() };
                leaves.entry(id.to_owned()).or_insert(leaf).times += times;
            }
            Some(Formula::Sum(terms)) => {
                for (sign, part) in terms {
                    self.add_leaves(part, times * i64::from(*sign), leaves);
                }
            }
            _ => {}
        }
    }

    /// The money that a figure takes in without reading it from the books: last year's figures, and facts.
    #[must_use]
    pub fn stated(&self, id: &str) -> Fen {
        let Some(figure) = self.figures.get(id) else { return Fen::ZERO };
        match (&figure.formula, figure.value) {
            (Formula::Sum(terms), _) => {
                let signed = |(sign, part): &(i8, FigureId)| match (*sign < 0, self.stated(part)) {
                    (true, amount) => -amount,
                    (false, amount) => amount,
                };
                terms.iter().map(signed).sum()
            }
            (Formula::Fact(_) | Formula::LastYear, Value::Money(amount)) => amount,
            _ => Fen::ZERO,
        }
    }

    /// The figures that an amount on a line of the books moves, directly or through others; `agency` says whether the line's
    /// unit runs an agency.
    #[must_use]
    pub fn moved_by(&self, line: &Line, measure: Measure, agency: bool) -> Vec<&FigureId> {
        let reads = |selector: &Selector| selector.measure.includes(measure) && selector.takes(line, agency);
        let mut moved: BTreeSet<&FigureId> = self
            .figures
            .iter()
            .filter(|(_, figure)| matches!(&figure.formula, Formula::Books(selector) if reads(selector)))
            .map(|(id, _)| id)
            .collect();
        // Sums of sums are few levels deep; each round reaches one level more.
        loop {
            let depends = |figure: &Figure| match &figure.formula {
                Formula::Sum(terms) => terms.iter().any(|(_, part)| moved.contains(part)),
                Formula::Percentage { part, whole } => moved.contains(part) || moved.contains(whole),
                _ => false,
            };
            let more: Vec<&FigureId> =
                self.figures.iter().filter(|(id, f)| !moved.contains(id) && depends(f)).map(|(id, _)| id).collect();
            if more.is_empty() {
                return moved.into_iter().collect();
            }
            moved.extend(more);
        }
    }
}

/// A printed number without the zeros that end its decimals: people write 125.2 for 125.20. None of what is no number.
fn significant(printed: &str) -> Option<&str> {
    let digits = printed.strip_prefix('-').unwrap_or(printed);
    let number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    number.then(|| if printed.contains('.') { printed.trim_end_matches('0').trim_end_matches('.') } else { printed })
}

impl Measure {
    /// The measures of records that this one adds up, with their signs.
    #[must_use]
    pub fn records(self) -> &'static [(i64, Measure)] {
        match self {
            Self::Adjusted => &[(1, Self::Initial), (1, Self::Adjusted)],
            Self::Closing => &[
                (1, Self::Opening),
                (1, Self::Received),
                (1, Self::SurplusUsed),
                (-1, Self::Spent),
                (-1, Self::Distributed),
            ],
            Self::Opening => &[(1, Self::Opening)],
            Self::Received => &[(1, Self::Received)],
            Self::Spent => &[(1, Self::Spent)],
            Self::Initial => &[(1, Self::Initial)],
            Self::SurplusUsed => &[(1, Self::SurplusUsed)],
            Self::Distributed => &[(1, Self::Distributed)],
        }
    }

    fn includes(self, measure: Measure) -> bool {
        self.records().iter().any(|(_, record)| *record == measure)
    }

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opening => "年初结转和结余",
            Self::Received => "本年收入",
            Self::Spent => "本年支出",
            Self::Initial => "年初预算",
            Self::Adjusted => "全年预算",
            Self::SurplusUsed => "使用非财政拨款结余",
            Self::Distributed => "结余分配",
            Self::Closing => "年末结转和结余",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_of_decimals_do_not_matter() {
        assert_eq!(significant("125.20"), significant("125.2"));
        assert_eq!(significant("375.00"), significant("375"));
        assert_ne!(significant("10"), significant("1"));
        assert_ne!(significant("-1.00"), significant("1"));
        assert_eq!((significant(""), significant("行政运行")), (None, None));
    }

    #[test]
    fn measures_add_up_records() {
        assert!(Measure::Closing.includes(Measure::Spent));
        assert!(Measure::Adjusted.includes(Measure::Initial));
        assert!(!Measure::Initial.includes(Measure::Adjusted));
    }
}
