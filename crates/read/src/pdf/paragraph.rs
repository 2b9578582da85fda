//! Lines become paragraphs, over the ends of pages.

use super::line::Line;
use super::numbering::starts_item;
use super::spacing::is_wide;
use crate::Paragraph;

/// Left and right end of the text column of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Where lines without indent begin.
    pub left: f32,
    /// Where full lines end.
    pub right: f32,
    /// Usual distance of the middles of two lines of one paragraph, in em; infinite if unknown.
    pub leading: f32,
}

/// Lines at least this long (of the width of the page) show where the column ends; labels at the edge of tables do not.
const LONG: f32 = 0.45;
/// A page with so many long lines has a column of its own.
const OWN: usize = 5;

/// The column of a page of the given width: from its own lines if it has enough text, else from those of all alike.
pub(super) fn column(own: &[Line], alike: &[&Line], width: f32) -> Column {
    let long = |line: &&Line| line.x1 - line.x0 >= LONG * width;
    let own: Vec<&Line> = own.iter().collect();
    let enough = own.iter().copied().filter(|line| long(line)).count() >= OWN;
    let lines = if enough { own.as_slice() } else { alike };
    let long: Vec<&Line> = lines.iter().copied().filter(|line| long(line)).collect();
    let left = margin(long.iter().map(|l| (l.x0, l.size)).collect())
        .or_else(|| margin(lines.iter().map(|l| (l.x0, l.size)).collect()))
        .unwrap_or(0.15 * width);
    let right = margin(long.iter().map(|l| (-l.x1, l.size)).collect());
    // Without long lines the right margin is taken to be as wide as the left one.
    let right = right.map_or(width - left, |x| -x).max(left);
    Column { left, right, leading: leading(lines) }
}

/// The usual distance of two lines of one paragraph in em: gaps between paragraphs are larger, so it is a low quartile.
fn leading(lines: &[&Line]) -> f32 {
    let below = lines.windows(2).filter(|pair| pair[0].mid_y() < pair[1].mid_y());
    let mut steps: Vec<f32> = below.map(|pair| (pair[1].mid_y() - pair[0].mid_y()) / pair[1].size.max(1.0)).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or(f32::INFINITY)
}

/// The outermost place at which several lines begin (or end, mirrored).
fn margin(mut ends: Vec<(f32, f32)>) -> Option<f32> {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let enough = (ends.len() / 20).max(3);
    let group = |i: usize| ends.partition_point(|(x, _)| *x <= ends[i].0 + ends[i].1) - i;
    (0..ends.len()).find(|&i| group(i) >= enough).map(|i| ends[i].0)
}

/// A paragraph while lines are added to it.
pub(super) struct Open {
    paragraph: Paragraph,
    page: u32,
    first: Line,
    last: Line,
    count: usize,
    second_x0: f32,
    column: Column,
}

impl Open {
    /// Begins a paragraph with a line.
    pub fn new(line: Line, page: u32, column: Column) -> Self {
        let paragraph = Paragraph { text: line.text.clone(), page: Some(page), ..Paragraph::default() };
        Self { paragraph, page, first: line.clone(), last: line, count: 1, second_x0: f32::NAN, column }
    }

    /// The finished paragraph.
    pub fn close(self) -> Paragraph {
        self.paragraph
    }

    /// Whether a line, in the column of its page, goes on with this paragraph.
    pub fn goes_on(&self, line: &Line, page: u32, column: Column) -> bool {
        let em = line.size.max(1.0);
        if (self.last.size - line.size).abs() > 0.08 * em || !self.is_full(line) {
            return false;
        }
        // A label or signature set to the right is as full as any line, and never goes on.
        if self.last.x0 > f32::midpoint(self.column.left, self.column.right) {
            return false;
        }
        let step = (line.mid_y() - self.last.mid_y()) / em;
        let ended = self.last.text.ends_with(['。', '；', '：', '！', '？', ';', ':']);
        // Where paragraphs are set apart by space and not by indents, a sentence may end just at the end of its line.
        let apart = if ended { 1.25 * column.leading } else { 1.8 * column.leading.max(1.2) };
        if page == self.page && step > apart {
            return false;
        }
        let centred = is_centred(&self.first, self.column) && is_centred(line, column);
        if centred {
            return !starts_item(&line.text);
        }
        let indent = (line.x0 - column.left) / em;
        if starts_item(&line.text) && (ended || indent > 1.2) {
            return false;
        }
        !self.is_next_item(line) && self.aligned(line, indent)
    }

    /// Whether the line is the item after this one: it begins with a number just where this one does. On a page of short
    /// items the column seems to begin there, so that they do not look indented.
    fn is_next_item(&self, line: &Line) -> bool {
        let em = line.size.max(1.0);
        let hangs = self.count == 1 || (self.second_x0 - self.first.x0).abs() > 0.5 * em;
        let beside = (line.x0 - self.first.x0).abs() < 0.5 * em;
        hangs && beside && starts_item(&line.text) && starts_item(&self.first.text)
    }

    /// Whether the beginning of the line would not have fitted on the line before.
    fn is_full(&self, line: &Line) -> bool {
        let column = self.column;
        let room = if is_centred(&self.last, column) {
            (column.right - column.left) - (self.last.x1 - self.last.x0)
        } else {
            column.right - self.last.x1
        };
        room < line.first_token + 1.3 * line.size
    }

    /// Whether the line begins where lines of this paragraph do.
    fn aligned(&self, line: &Line, indent: f32) -> bool {
        let em = line.size.max(1.0);
        if self.count > 1 {
            return (line.x0 - self.second_x0).abs() < 0.8 * em || indent < 1.2 && line.x0 < self.first.x0;
        }
        let against_first = (line.x0 - self.first.x0) / em;
        // Not indented, or hanging under a numbered first line.
        indent < 1.2 || against_first < -1.2 || (against_first > 0.8 && starts_item(&self.first.text))
    }

    /// Adds a line.
    pub fn add(&mut self, line: Line, page: u32, column: Column) {
        let text = &mut self.paragraph.text;
        let word = |ch: Option<char>| ch.is_some_and(|ch| !is_wide(ch) && ch.is_alphanumeric());
        let letter = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphabetic());
        let (a, b) = (text.chars().next_back(), line.text.chars().next());
        // English words are separated by the line break, a number broken over lines is not.
        if word(a) && word(b) && (letter(a) || letter(b)) {
            text.push(' ');
        }
        if page != self.page {
            self.paragraph.page_breaks.push((text.len(), page));
            self.page = page;
        }
        text.push_str(&line.text);
        self.count += 1;
        if self.count == 2 {
            self.second_x0 = line.x0;
        }
        self.last = line;
        self.column = column;
    }
}

/// Whether a line stands in the middle, well away from both ends of the column.
fn is_centred(line: &Line, column: Column) -> bool {
    let (left, right) = (line.x0 - column.left, column.right - line.x1);
    left > 2.5 * line.size && right > 0.8 * line.size && (left - right).abs() < 1.6 * line.size
}

#[cfg(test)]
mod tests {
    use super::{Column, Line, Open};

    const COLUMN: Column = Column { left: 50.0, right: 250.0, leading: 1.5 };

    /// A line of 10-point text from `x0` to `x1`, the `number`-th on its page.
    fn line(text: &str, x0: f32, x1: f32, number: u8) -> Line {
        let top = 15.0 * f32::from(number);
        Line {
            text: text.to_owned(),
            x0,
            x1,
            top,
            bottom: top + 10.0,
            size: 10.0,
            first_token: 10.0,
            ..Line::default()
        }
    }

    /// The paragraphs of lines with their pages.
    fn paragraphs(lines: Vec<(Line, u32)>) -> Vec<String> {
        paragraphs_in(COLUMN, lines)
    }

    fn paragraphs_in(column: Column, lines: Vec<(Line, u32)>) -> Vec<String> {
        let mut done = Vec::new();
        let mut open: Option<Open> = None;
        for (line, page) in lines {
            match &mut open {
                Some(current) if current.goes_on(&line, page, column) => current.add(line, page, column),
                _ => done.extend(open.replace(Open::new(line, page, column)).map(Open::close)),
            }
        }
        done.extend(open.map(Open::close));
        done.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn full_lines_go_on_and_short_ones_end() {
        let lines = vec![
            (line("一、总体情况", 70.0, 130.0, 0), 1),
            (line("本年支出合计2,940.05万元，占", 70.0, 250.0, 1), 1),
            (line("100.00%。", 50.0, 90.0, 2), 1),
            (line("与上年相比减少。", 70.0, 150.0, 3), 1),
        ];
        assert_eq!(paragraphs(lines), ["一、总体情况", "本年支出合计2,940.05万元，占100.00%。", "与上年相比减少。"]);
    }

    #[test]
    fn space_sets_paragraphs_apart_whose_last_line_is_full() {
        let lower = |line: Line, by: f32| Line { top: line.top + by, bottom: line.bottom + by, ..line };
        let lines = vec![
            (line("公用经费151.41万元，占基本支出的16.85%", 50.0, 250.0, 0), 1),
            (line("，主要包括办公费、水费、电费、会议费等。", 50.0, 245.0, 1), 1),
            (lower(line("项目支出：指在基本支出之外所发生的支出，", 50.0, 250.0, 2), 6.0), 1),
            (lower(line("以及其他支出。", 50.0, 120.0, 3), 6.0), 1),
        ];
        assert_eq!(paragraphs(lines).len(), 2);
    }

    #[test]
    fn items_that_fill_their_lines_are_apart() {
        let column = Column { left: 70.0, ..COLUMN };
        let lines = vec![
            (line("1．预算执行率（分值10分，得9分，扣1分）", 70.0, 250.0, 0), 1),
            (line("2．成本指标（分值20分，得20分，未扣分）", 70.0, 250.0, 1), 1),
        ];
        assert_eq!(paragraphs_in(column, lines).len(), 2);
    }

    #[test]
    fn a_label_at_the_right_stands_alone() {
        let lines = vec![(line("单位：万元", 200.0, 250.0, 30), 1), (line("项目", 50.0, 70.0, 0), 2)];
        assert_eq!(paragraphs(lines), ["单位：万元", "项目"]);
    }

    #[test]
    fn a_long_number_leaves_its_line_short() {
        let mut next = line("12,345,678.90元。", 50.0, 130.0, 1);
        next.first_token = 75.0;
        assert_eq!(
            paragraphs(vec![(line("支出决算为", 70.0, 180.0, 0), 1), (next, 1)]),
            ["支出决算为12,345,678.90元。"]
        );
    }

    #[test]
    fn paragraphs_go_on_over_the_page_and_items_begin_anew() {
        let lines = vec![
            (line("主要原因是人员变化，", 70.0, 250.0, 40), 1),
            (line("减少支付。", 50.0, 100.0, 0), 2),
            (line("（一）行政运行支出全部完成了年初的预算数。", 70.0, 250.0, 1), 2),
            (line("（二）其他", 70.0, 120.0, 2), 2),
        ];
        let expected = ["主要原因是人员变化，减少支付。", "（一）行政运行支出全部完成了年初的预算数。", "（二）其他"];
        assert_eq!(paragraphs(lines), expected);
    }
}
