use juesuan_amount::{Decimal, MoneyUnit};

use super::{Evidence, Fault, Kind};
use crate::{
    books::Source,
    ledger::{Key, Part, Stand},
    oracle::Oracle,
    rng::Rng,
    sample::{Claim, Figure, Sample, Unit},
};

/// Changes one printed figure so that a relation fails.
pub fn inject(kind: Kind, sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    let targets: Vec<usize> =
        (0..sample.figures.len()).filter(|&index| fits(kind, sample, &sample.figures[index])).collect();
    if targets.is_empty() {
        return None;
    }
    let index = *rng.pick(&targets);
    if kind == Kind::Unit {
        return unit(sample, index);
    }
    let figure = sample.figures[index].clone();
    let before = sample.printed(&figure).to_owned();
    let after = changed(kind, sample, &figure, &before, rng)?;
    if after == before {
        return None;
    }
    let place = sample.replace(figure.place, &after);
    if !Oracle::new(sample).contradicts(index) && kind != Kind::Counts {
        sample.replace(place, &before);
        return None;
    }
    let mark = sample.mark(place);
    Some(Fault { kind, evidence: Evidence::Marks(vec![mark]), before, after })
}

/// Whether a figure can carry a fault of this kind.
fn fits(kind: Kind, sample: &Sample, figure: &Figure) -> bool {
    if figure.place.start == figure.place.end || sample.is_marked(figure.place) {
        return false;
    }
    let key = match &figure.claim {
        Claim::Is(key) => Some(*key),
        Claim::Share { .. } => None,
    };
    match kind {
        Kind::Digit | Kind::Transposed | Kind::Point => true,
        Kind::Percent => key.is_none(),
        Kind::OtherTotal => {
            matches!(&figure.claim, Claim::Share { whole, .. } if whole.len() == 1 && !is_budget(whole[0].0))
        }
        Kind::Completion => matches!(&figure.claim, Claim::Share { whole, .. } if is_budget(whole[0].0)),
        Kind::Elsewhere => key.is_some() && matches!(figure.unit, Unit::Money(_)),
        Kind::Scope => {
            figure.place.cell.is_none()
                && matches!(key, Some(Key::Of(Source::General, 0, Part::Spending | Part::Income)))
                && sample.ledger.value(Key::Of(Source::Fund, 0, Part::Spending)) > 0
        }
        Kind::Unit => figure.place.cell.is_none() && matches!(figure.unit, Unit::Money(_)),
        Kind::Vehicles => matches!(key, Some(Key::Vehicles(_))),
        Kind::Procurement => matches!(key, Some(Key::Procurement(_))),
        Kind::Counts => matches!(key, Some(Key::Trip(0 | 2))),
        Kind::Score => {
            matches!(key, Some(Key::Score(_) | Key::Weight(_) | Key::Lost(_) | Key::Grade(_) | Key::Problems(_)))
                || matches!(key, Some(Key::Projects(2)))
        }
        _ => false,
    }
}

const fn is_budget(key: Key) -> bool {
    matches!(key, Key::Of(_, _, Part::Budget) | Key::Fee(_, Stand::Budget))
}

/// What the figure says instead.
fn changed(kind: Kind, sample: &Sample, figure: &Figure, before: &str, rng: &mut Rng) -> Option<String> {
    match kind {
        Kind::Digit => digit(before, rng),
        Kind::Transposed => transposed(before, rng),
        Kind::Point => point(before, rng),
        Kind::Percent => {
            let value = Decimal::parse(before)?;
            let off = i128::from(rng.between(7, 400)) * if rng.chance(50) { 1 } else { -1 };
            let mantissa = value.mantissa_at(2)? + off;
            (mantissa > 0).then(|| Decimal::new(mantissa, 2).to_string())
        }
        Kind::OtherTotal | Kind::Completion => {
            let Claim::Share { part, whole } = &figure.claim else { return None };
            let (part, whole) = (sample.ledger.value_of(part), sample.ledger.value_of(whole));
            if kind == Kind::Completion {
                return (part > 0).then(|| sample.style.percent(whole, part));
            }
            let others = [Key::Balance(4), Key::Spend(0, 0), Key::Of(Source::General, 0, Part::Basic)];
            let other = sample.ledger.value(*rng.pick(&others));
            (other > 0).then(|| sample.style.percent(part, other))
        }
        Kind::Elsewhere | Kind::Procurement => {
            let Claim::Is(key) = &figure.claim else { return None };
            let value = sample.ledger.value(*key);
            let off = i128::from(rng.between(3, 500)) * 10_000;
            let value = if rng.chance(50) && value > off { value - off } else { value + off };
            Some(printed(sample, figure, value))
        }
        Kind::Scope => {
            let Claim::Is(Key::Of(_, code, part)) = &figure.claim else { return None };
            Some(printed(sample, figure, sample.ledger.value(Key::Fiscal(*code, *part))))
        }
        Kind::Vehicles => Some((before.parse::<i64>().ok()? + rng.between(1, 4)).to_string()),
        Kind::Counts => Some(if before == "0" { rng.between(1, 9).to_string() } else { "0".to_owned() }),
        Kind::Score => {
            let value = Decimal::parse(before)?;
            Some(Decimal::new(value.mantissa + i128::from(rng.between(1, 3)), value.scale).to_string())
        }
        _ => None,
    }
}

fn printed(sample: &Sample, figure: &Figure, fen: i128) -> String {
    if figure.place.cell.is_some() { sample.style.cell(fen) } else { sample.style.narrative(fen) }
}

/// Positions of the ASCII digits of a figure.
fn digits(text: &str) -> Vec<usize> {
    text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(index, _)| index).collect()
}

fn digit(text: &str, rng: &mut Rng) -> Option<String> {
    let places = digits(text);
    let index = *rng.pick(&places);
    let new = char::from(b'0' + u8::try_from(rng.below(10)).ok()?);
    let mut changed = text.to_owned();
    changed.replace_range(index..=index, &new.to_string());
    well_formed(changed)
}

fn transposed(text: &str, rng: &mut Rng) -> Option<String> {
    let places = digits(text);
    if places.len() < 2 {
        return None;
    }
    let first = rng.below(places.len() - 1);
    let (a, b) = (places[first], places[first + 1]);
    let mut bytes = text.as_bytes().to_vec();
    bytes.swap(a, b);
    well_formed(String::from_utf8(bytes).ok()?)
}

/// Shifts the decimal point one place and prints as many decimals as before.
fn point(text: &str, rng: &mut Rng) -> Option<String> {
    let value = Decimal::parse(text)?;
    let shifted = if rng.chance(50) { value.mantissa * 10 } else { value.mantissa / 10 };
    well_formed(Decimal::new(shifted, value.scale).to_string())
}

/// A leading zero would give the fault away by its form alone.
fn well_formed(text: String) -> Option<String> {
    let plain = text.starts_with('0') && text.len() > 1 && !text.starts_with("0.");
    (!plain && Decimal::parse(&text).is_some()).then_some(text)
}

/// 万元 → 元 behind a figure of the narrative.
fn unit(sample: &mut Sample, index: usize) -> Option<Fault> {
    let place = sample.figures[index].place;
    let text = sample.document.text_of(place);
    if !text[place.end..].starts_with("万元") || sample.printed(&sample.figures[index]) == "0" {
        return None;
    }
    let before = text[place.start..place.end].to_owned() + "万元";
    sample.figures[index].unit = Unit::Money(MoneyUnit::Yuan);
    if !Oracle::new(sample).contradicts(index) {
        sample.figures[index].unit = Unit::Money(MoneyUnit::Wan);
        return None;
    }
    let behind = juesuan_read::Place { start: place.end, end: place.end + "万元".len(), ..place };
    sample.replace(behind, "元");
    let mark = sample.mark(place);
    let after = before.replace("万元", "元");
    Some(Fault { kind: Kind::Unit, evidence: Evidence::Marks(vec![mark]), before, after })
}
