//! Numbers as a cell shows them: the part of Excel's format codes that money, counts and percentages use.

/// Significant digits that Excel keeps.
const DIGITS: usize = 15;

/// A number under a format code; without one (or with one for dates or fractions), as short as it can be said.
pub(super) fn show(value: f64, format: Option<&str>) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let code = format.filter(|code| !code.is_empty() && !code.eq_ignore_ascii_case("general"));
    code.and_then(|code| with_format(value, code)).unwrap_or_else(|| general(value))
}

/// The shortest decimal of 15 digits; the noise of sums in floating point is dropped.
fn general(value: f64) -> String {
    let cents = (value * 100.0).round() / 100.0;
    let clean = if (value - cents).abs() < 1e-9 { cents } else { value };
    let number = Decimal::of(clean);
    number.print(number.places(), 1, false)
}

/// One section of a format code.
#[derive(Default)]
struct Section {
    before: String,
    after: String,
    /// Literals between the digits before the point, with the number of digits to their right: `0!.0,` shows 元 as
    /// 万元 with one place.
    inner: Vec<(usize, String)>,
    /// Least digits before the point, digits always and digits at most shown after it.
    whole: usize,
    least_places: usize,
    places: usize,
    grouped: bool,
    /// Power of ten by which the value is multiplied: 2 for each %, −3 for each trailing comma.
    shift: i32,
    has_digits: bool,
}

fn with_format(value: f64, code: &str) -> Option<String> {
    let sections: Vec<Section> = split(code).into_iter().map(parse).collect::<Option<_>>()?;
    let section = match sections.as_slice() {
        [_, negative, ..] if value < 0.0 => negative,
        [_, _, zero, ..] if value == 0.0 => zero,
        [first, ..] => first,
        [] => return None,
    };
    // A section for negative numbers brings its own sign, unless it only colours them.
    let signs = |text: &str| text.contains(['-', '−', '－', '(', '（', '△', '▲']);
    let own_sign = value < 0.0 && sections.len() >= 2 && (signs(&section.before) || signs(&section.after));
    let mut text = section.before.clone();
    if section.has_digits {
        let number = Decimal::of(value.abs()).shifted(section.shift);
        let rounded = number.print(section.places, section.whole, section.grouped);
        let rounded = drop_zeros(&rounded, section.places - section.least_places);
        if value < 0.0 && !own_sign && rounded.chars().any(|c| ('1'..='9').contains(&c)) {
            text.insert(0, '-');
        }
        let whole = rounded.find('.').unwrap_or(rounded.len());
        let mut digits = rounded.to_owned();
        for (right, literal) in section.inner.iter().rev() {
            digits.insert_str(whole.saturating_sub(*right), literal);
        }
        text.push_str(&digits);
    }
    Some((text + &section.after).trim().to_owned())
}

/// Drops up to `most` zeros at the end of the decimals, which the format does not force.
fn drop_zeros(text: &str, most: usize) -> &str {
    let zeros = text.len() - text.trim_end_matches('0').len();
    let text = &text[..text.len() - zeros.min(most)];
    if most > 0 { text.trim_end_matches('.') } else { text }
}

/// Cuts a code at the semicolons that stand outside quotes, brackets and escapes.
fn split(code: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut quoted, mut bracket, mut escaped) = (0, false, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '!' | '_' | '*' => escaped = true,
            '[' => bracket = true,
            ']' => bracket = false,
            ';' if !bracket => {
                parts.push(&code[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&code[begin..]);
    parts
}

/// Reads one section; `None` for what is not a plain number: dates, fractions, powers, conditions.
fn parse(code: &str) -> Option<Section> {
    let mut section = Section::default();
    let mut in_places = false;
    let mut commas = 0;
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let is_digit = matches!(c, '0' | '#' | '?');
        if is_digit && commas > 0 && !in_places {
            section.grouped = true;
        }
        if is_digit {
            commas = 0;
            section.count_digit(in_places);
        }
        match c {
            '0' | '?' | '#' if in_places => {
                section.places += 1;
                if c == '0' {
                    section.least_places = section.places;
                }
            }
            '0' => section.whole += 1,
            '#' | '?' => {}
            '.' => in_places = true,
            ',' => commas += 1,
            '%' => {
                section.shift += 2;
                section.push('%');
            }
            '"' => chars.by_ref().take_while(|&c| c != '"').for_each(|c| section.push(c)),
            '\\' | '!' => section.push(chars.next()?),
            '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                if inside.starts_with(['<', '>', '=']) {
                    return None;
                }
                let currency = inside.strip_prefix('$').and_then(|rest| rest.split('-').next()).unwrap_or("");
                currency.chars().for_each(|c| section.push(c));
            }
            // The text format, and General with something beside it.
            '@' | 'G' | 'g' => return None,
            'E' | 'e' | '/' | 'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return None,
            other => section.push(other),
        }
        section.has_digits |= is_digit;
    }
    section.shift -= 3 * commas;
    Some(section)
}

impl Section {
    /// Literals met since the last digit before the point stand between two digits.
    fn count_digit(&mut self, in_places: bool) {
        if !in_places {
            if !self.after.is_empty() {
                self.inner.push((0, std::mem::take(&mut self.after)));
            }
            self.inner.iter_mut().for_each(|(right, _)| *right += 1);
        }
    }

    fn push(&mut self, c: char) {
        if self.has_digits { self.after.push(c) } else { self.before.push(c) }
    }
}

/// A number as decimal digits: 0.d₁d₂d₃… × 10^point.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    fn of(value: f64) -> Self {
        let text = format!("{:.*e}", DIGITS - 1, value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let point = if digits.is_empty() { 0 } else { exponent + 1 };
        Self { negative: value < 0.0 && !digits.is_empty(), digits, point }
    }

    fn shifted(mut self, power: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += power;
        }
        self
    }

    /// Number of decimals that say it exactly.
    fn places(&self) -> usize {
        usize::try_from(i32::try_from(self.digits.len()).unwrap_or(0) - self.point).unwrap_or(0)
    }

    /// Prints with so many decimals, rounded half away from zero as Excel does.
    fn print(&self, places: usize, whole: usize, grouped: bool) -> String {
        let keep = self.point + i32::try_from(places).unwrap_or(0);
        let mut digits = self.digits.clone();
        let mut point = self.point;
        if let Some(cut) = usize::try_from(keep).ok().filter(|&cut| cut < digits.len()) {
            let up = digits[cut] >= 5;
            digits.truncate(cut);
            if up && !increment(&mut digits) {
                digits.insert(0, 1);
                point += 1;
            }
        } else if keep < 0 {
            digits.clear();
        }
        let digit =
            |at: i32| usize::try_from(at).ok().and_then(|at| digits.get(at)).map_or('0', |&d| char::from(b'0' + d));
        let whole_digits = point.max(i32::try_from(whole).unwrap_or(0)).max(0);
        let mut text = String::new();
        for left in (1..=whole_digits).rev() {
            text.push(digit(point - left));
            if grouped && left > 1 && left % 3 == 1 {
                text.push(',');
            }
        }
        if places > 0 {
            text.push('.');
            text.extend((0..i32::try_from(places).unwrap_or(0)).map(|after| digit(point + after)));
        }
        if self.negative { format!("-{text}") } else { text }
    }
}

/// Adds one in the last place; `false` if that carried out of the first.
fn increment(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return true;
        }
        *digit = 0;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::show;

    #[test]
    fn shows_numbers_as_excel_does() {
        let cases: [(f64, &str, &str); 27] = [
            (3801.19, "General", "3801.19"),
            (0.1 + 0.2, "", "0.3"),
            (3_801.190_000_000_523, "General", "3801.19"),
            (1.0 / 3.0, "General", "0.333333333333333"),
            (-5.0, "General", "-5"),
            (0.0, "General", "0"),
            (2_080_505.0, "General", "2080505"),
            (2.675, "0.00", "2.68"),
            (-0.001, "0.00", "0.00"),
            (999.995, "#,##0.00", "1,000.00"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (0.5, "#.##", ".5"),
            (5.0, "0.##", "5"),
            (12.3, "0.0#", "12.3"),
            (0.0, "#,##0.00;-#,##0.00;\"-\"", "-"),
            (-12.0, "#,##0.00_);(#,##0.00)", "(12.00)"),
            (0.7165, "0.00%", "71.65%"),
            (38_011_900.0, "0!.0,", "3801.2"),
            (7.0, "000", "007"),
            (12.5, "\"¥\"#,##0.00", "¥12.50"),
            (12.5, "[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", "¥12.50"),
            (3.0, "0\"个\"", "3个"),
            (1e20, "General", "100000000000000000000"),
            (0.04, "0.0", "0.0"),
            (12.5, "@", "12.5"),
            (-12.5, "0.0;[Red]0.0", "-12.5"),
            (12.5, "General\"元\"", "12.5"),
        ];
        for (value, format, expected) in cases {
            assert_eq!(show(value, Some(format)), expected, "{value} {format}");
        }
    }
}
