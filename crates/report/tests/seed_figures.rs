//! The example department's disclosure prints every figure of the published one that does not contradict another.

mod common;

use common::example;
use juesuan_amount::Decimal;
use juesuan_report::{Block, Options, Report, compile};

fn report() -> Report {
    compile(&example(), &Options { form: Some("hunan".into()), ..Options::default() }).unwrap()
}

/// The number in words such as `减少738.36万元` or `4900余件`.
fn number(words: &str) -> Decimal {
    let digits: String = words.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    Decimal::parse(&digits).unwrap_or_else(|| panic!("no number in {words}"))
}

/// A number rounded to fewer decimals, half up.
fn rounded(number: Decimal, scale: u32) -> Decimal {
    let number = Decimal::new(number.mantissa.abs(), number.scale);
    match number.mantissa_at(scale.max(number.scale)) {
        Some(mantissa) if scale >= number.scale => Decimal::new(mantissa, scale),
        _ => {
            let step = 10i128.pow(number.scale - scale);
            Decimal::new((2 * number.mantissa + step) / (2 * step), scale)
        }
    }
}

fn text(report: &Report) -> String {
    let words = |block: &Block| match block {
        Block::Heading(_, runs) | Block::Paragraph(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
        Block::Part(title) => title.clone(),
        Block::Table(_) => String::new(),
    };
    report.blocks.iter().map(words).collect::<Vec<_>>().join("\n")
}

#[test]
fn figures_that_do_not_contradict_are_reproduced() {
    let report = report();
    let text = text(&report).replace([',', ' '], "");
    let mut list = csv::Reader::from_path("tests/seed_figures.csv").unwrap();
    let (mut same, mut faults) = (0, Vec::new());
    for row in list.records().map(Result::unwrap) {
        let (what, consistent, wanted, id) =
            (format!("{} {} {}", &row[1], &row[2], &row[3]), &row[5], &row[6], &row[7]);
        if !wanted.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let wanted_number = number(wanted);
        let printed = report.figures.get(id).map(|figure| figure.printed.clone());
        let agrees = match &printed {
            // A share of nothing is written 0%.
            Some(printed) if printed.is_empty() => wanted_number.is_zero(),
            Some(printed) => rounded(number(printed), wanted_number.scale) == wanted_number,
            None => id.is_empty() && text.contains(wanted),
        };
        if !agrees {
            faults.push(format!("{}: {what} should be {wanted}, is {printed:?} ({id})", &row[0]));
        }
        // What the seed prints, with as many decimals as there, is what is wanted here.
        let seed = number(&row[4]);
        if consistent == "是" && rounded(wanted_number, seed.scale) != seed {
            faults.push(format!("{}: {what} is {} in the seed, not {wanted}", &row[0], &row[4]));
        }
        same += usize::from(agrees && consistent == "是");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(same >= 217, "{same}");
}

#[test]
fn nothing_is_lacking() {
    assert_eq!(report().notices, Vec::<String>::new());
}
