//! Whether a text lists all parts of a whole or only the main ones.

use juesuan_amount::Decimal;

use crate::understand::{Facts, Key, Measure, Period, Value};

/// The parts of a sum `whole − parts = 0`.
fn parts(terms: &[(Key, i128)]) -> impl Iterator<Item = &Key> {
    terms.iter().filter(|(_, factor)| *factor < 0).map(|(key, _)| key)
}

/// Whether the printed shares of the parts make up 100 %, as far as rounding can tell.
pub(super) fn by_shares(facts: &Facts, terms: &[(Key, i128)]) -> bool {
    let Some(shares) = parts(terms).map(|part| share(facts, part)).collect::<Option<Vec<Decimal>>>() else {
        return false;
    };
    let scale = shares.iter().map(|share| share.scale).max().unwrap_or(0);
    // In halves of the last place: each share may be off by one half of its own.
    let whole = |decimal: Decimal| Some(2 * decimal.mantissa_at(scale)?);
    let sum: Option<i128> = shares.iter().map(|share| whole(*share)).sum();
    let room: i128 = shares.iter().filter(|s| !s.is_zero()).filter_map(|s| 10i128.checked_pow(scale - s.scale)).sum();
    sum.zip(whole(Decimal::new(100, 0))).is_some_and(|(sum, whole)| (whole - sum).abs() <= room)
}

/// The printed share of a part; an amount of zero needs none.
fn share(facts: &Facts, part: &Key) -> Option<Decimal> {
    let key = Key { measure: Measure::Share, ..part.clone() };
    let printed = facts.at(&key).find_map(|figure| match figure.value {
        Value::Percent(percent) => Some(percent.0),
        _ => None,
    });
    printed.or_else(|| facts.at(part).all(|figure| is_zero(figure.value)).then(|| Decimal::new(0, 0)))
}

/// Whether every lowest row of a table that has an amount under the whole is among the parts, or inside one.
pub(super) fn by_table(facts: &Facts, table: &str, rows: &[&str], terms: &[(Key, i128)]) -> bool {
    let whole = terms.first().map_or("", |(key, _)| key.row.as_str());
    let inside = |row: &str| !is_code(whole) || row.starts_with(whole);
    let has_amount = |row: &str| {
        let measure = Measure::Column("total".into());
        let key = Key { area: table.into(), row: row.into(), measure, period: Period::Current };
        facts.at(&key).any(|figure| !is_zero(figure.value))
    };
    let is_lowest = |row: &str| !rows.iter().any(|other| other.len() > row.len() && other.starts_with(row));
    let with_amounts = |row: &&&str| is_code(row) && inside(row) && has_amount(row) && is_lowest(row);
    let mut listed = rows.iter().filter(with_amounts).peekable();
    let among = |row: &&str| parts(terms).any(|part| row.starts_with(part.row.as_str()) || part.row.starts_with(row));
    listed.peek().is_some() && listed.all(among)
}

fn is_code(row: &str) -> bool {
    matches!(row.len(), 3 | 5 | 7) && row.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_zero(value: Value) -> bool {
    match value {
        Value::Money(money) => money.value.is_zero(),
        Value::Number(number) => number.is_zero(),
        Value::Percent(percent) => percent.0.is_zero(),
        Value::Blank => true,
    }
}

#[cfg(test)]
mod tests {
    use juesuan_form::Kind;

    use crate::{Options, Severity, check};

    fn errors(classes: &str) -> usize {
        let text = format!(
            "五、一般公共预算财政拨款支出决算情况说明\n（二）财政拨款支出决算结构情况\n\
             2024年度财政拨款支出100.00万元，主要用于以下方面：{classes}。"
        );
        let options = Options { assume_kind: Some(Kind::DepartmentFinalAccounts), ..Options::default() };
        let report = check(&juesuan_read::read_text("test", &text), &options);
        report.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    #[test]
    fn the_main_parts_need_not_make_up_the_whole() {
        assert_eq!(errors("教育支出（类）60.00万元，占60.00%；卫生健康支出（类）30.00万元，占30.00%"), 0);
        assert_eq!(errors("教育支出（类）60.00万元；卫生健康支出（类）30.00万元"), 0);
        assert_eq!(errors("教育支出（类）60.00万元；卫生健康支出（类）50.00万元"), 1);
    }

    #[test]
    fn parts_whose_shares_make_up_the_whole_do() {
        assert_eq!(errors("教育支出（类）60.00万元，占60.00%；卫生健康支出（类）40.00万元，占40.00%"), 0);
        assert_eq!(errors("教育支出（类）60.00万元，占60.00%；卫生健康支出（类）30.00万元，占40.00%"), 1);
    }
}
