//! Spending by 类, 款 and 项 as areas.

mod group;
mod squarify;

use juesuan_amount::Fen;

use crate::{
    canvas::Canvas,
    figure::{Unit, percent},
    ink::{PAPER, series},
    legend::{Entry, Sample, legend},
    picture::{Draw, Picture},
    place::Rect,
    style::{SMALL, Style},
};
use group::{Group, Tile};
use squarify::squarify;

/// Areas in proportion to amounts, grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Treemap {
    /// Title of the picture.
    pub title: String,
    /// The groups (类); each has its own colour, from the eighth on one for all.
    pub branches: Vec<Branch>,
}

/// A branch of the hierarchy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    /// Its code, such as `208` or `20805`; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its amount; of a branch with children, theirs count instead.
    pub amount: Fen,
    /// What it consists of. The children of a group are drawn; what is below them counts in them.
    pub children: Vec<Branch>,
}

impl Draw for Treemap {
    fn draw(&self, width: u32) -> Picture {
        let mut canvas = Canvas::new("treemap", width);
        let (groups, negative) = self.groups();
        let unit = Unit::money(groups.first().map_or(negative.amount, |group| group.tile.amount));
        let left_out = match negative.count {
            0 => Vec::new(),
            count => vec![format!("负数（退款、调减）{count} 项共 {}，未画出", unit.say(negative.amount))],
        };
        let total: i128 = groups.iter().map(|group| group.tile.amount).sum();
        if total == 0 {
            return canvas.nothing(&self.title, left_out);
        }
        let top = legend(&mut canvas, &entries(&groups, total)) + 17.0;
        canvas.text((2.0, top - 6.0), &format!("单位：{}", unit.name), Style::SMALL);
        let height = if canvas.is_narrow() { 360.0 } else { (canvas.width * 0.56).round() };
        let whole = Rect { x: 0.0, y: top, w: canvas.width, h: height };
        let weights: Vec<i128> = groups.iter().map(|group| group.tile.amount).collect();
        for (i, (group, rect)) in groups.iter().zip(squarify(&weights, whole)).enumerate() {
            draw_group(&mut canvas, group, rect, i, total, &unit);
        }
        canvas.finish(top + height, &self.title, message(&groups, total, &unit), left_out)
    }
}

/// The colour of a group: the last one stands for all the small ones.
const fn color(index: usize) -> usize {
    if index < 7 { index } else { 7 }
}

fn entries(groups: &[Group], total: i128) -> Vec<Entry> {
    let entry = |(i, group): (usize, &Group)| {
        let share = percent(group.tile.amount, total).unwrap_or_default();
        Entry { sample: Sample::Area(0.3), ink: series(i), text: format!("{} {share}", group.tile.label()) }
    };
    let mut entries: Vec<Entry> =
        groups.iter().enumerate().take(if groups.len() > 8 { 7 } else { 8 }).map(entry).collect();
    if groups.len() > 8 {
        let rest: i128 = groups[7..].iter().map(|group| group.tile.amount).sum();
        let share = percent(rest, total).unwrap_or_default();
        entries.push(Entry {
            sample: Sample::Area(0.3),
            ink: series(7),
            text: format!("其他 {} 类 {share}", groups.len() - 7),
        });
    }
    entries
}

fn draw_group(canvas: &mut Canvas, group: &Group, rect: Rect, index: usize, total: i128, unit: &Unit) {
    let ink = series(color(index));
    let weights: Vec<i128> = group.tiles.iter().map(|tile| tile.amount).collect();
    // The largest tile stands first, in the upper left corner: it carries the name of the group too, for print without
    // colours.
    let mut head = Some(group.tile.label());
    for (tile, mut place) in group.tiles.iter().zip(squarify(&weights, rect)) {
        let share = percent(tile.amount, total).unwrap_or_default();
        let tip = format!("{}：{} {}，占 {share}", group.tile.label(), tile.label(), unit.say(tile.amount));
        canvas.rect(place).ink(PAPER).fill().end();
        canvas.rect(place).ink(ink).tint(0.3).tip(&tip);
        canvas.rect(place).ink(PAPER).stroke(1.0).end();
        let head = head.take().filter(|_| tile.name != group.tile.name && place.h >= 42.0 && place.w >= 60.0);
        let style = Style::LABEL.bold();
        if let Some(head) = head.and_then(|head| style.fit(&head, place.w - 14.0)) {
            canvas.text((place.x + 7.0, place.y + 17.0), &head, style);
            (place.y, place.h) = (place.y + 16.0, place.h - 16.0);
        }
        write(canvas, tile, place, &share, unit);
    }
    canvas.rect(rect).ink(PAPER).stroke(3.5).end();
    let inner = Rect { x: rect.x + 1.75, y: rect.y + 1.75, w: rect.w - 3.5, h: rect.h - 3.5 };
    if inner.w > 2.0 && inner.h > 2.0 {
        canvas.rect(inner).ink(ink).stroke(1.0).end();
    }
}

/// Writes name, amount and share into a tile as far as they have room.
fn write(canvas: &mut Canvas, tile: &Tile, place: Rect, share: &str, unit: &Unit) {
    let room = place.w - 14.0;
    let rows = ((place.h - 10.0) / 15.0).floor();
    if rows < 1.0 || room < 26.0 {
        return;
    }
    let figures: Vec<String> = [unit.show(tile.amount), share.to_owned()]
        .into_iter()
        .filter(|figure| Style::SMALL.width(figure) <= room)
        .collect();
    let names = (rows as usize).saturating_sub(figures.len()).clamp(1, 3);
    let mut y = place.y + 17.0;
    let lines = if names == 1 {
        Style::LABEL.fit(&tile.name, room).into_iter().collect()
    } else {
        Style::LABEL.wrap(&tile.name, room, names)
    };
    let lines = lines
        .iter()
        .map(|line| (line, Style::LABEL))
        .chain(figures.iter().map(|line| (line, Style::LABEL.size(SMALL))));
    for (line, style) in lines.take(rows as usize) {
        canvas.text((place.x + 7.0, y), line, style);
        y += 15.0;
    }
}

fn message(groups: &[Group], total: i128, unit: &Unit) -> String {
    let mut message = format!("合计 {}", unit.say(total));
    for group in groups.iter().take(4) {
        let share = percent(group.tile.amount, total).unwrap_or_default();
        message += &format!("；{} {}，占 {share}", group.tile.label(), unit.say(group.tile.amount));
    }
    if groups.len() > 4 {
        message += &format!("；另有 {} 类", groups.len() - 4);
    }
    message
}
