//! Spending by 类, 款 and 项 as areas.

mod squarify;

use juesuan_amount::Fen;

use crate::{
    canvas::{Canvas, SMALL, Style},
    figure::{Unit, percent},
    ink::{PAPER, series},
    legend::{Entry, Sample, legend},
    picture::{Draw, Picture},
    place::Rect,
};
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

/// A rectangle of the picture.
struct Tile {
    code: String,
    name: String,
    amount: i128,
}

/// A group with its tiles, all positive, the largest first.
struct Group {
    tile: Tile,
    tiles: Vec<Tile>,
}

/// What is negative and cannot be an area.
#[derive(Default)]
struct Negative {
    count: usize,
    amount: i128,
}

impl Branch {
    /// The ends of the branch: what has an amount of its own. Walks without recursion, however deep it is.
    fn leaves(&self) -> Vec<&Self> {
        let (mut leaves, mut open) = (Vec::new(), vec![self]);
        while let Some(branch) = open.pop() {
            if branch.children.is_empty() {
                leaves.push(branch);
            } else {
                open.extend(&branch.children);
            }
        }
        leaves
    }

    /// The positive amount of the branch; negative ones are added to `negative`.
    fn sum(&self, negative: &mut Negative) -> i128 {
        let mut sum = 0;
        for amount in self.leaves().into_iter().map(|leaf| i128::from(leaf.amount.0)) {
            if amount < 0 {
                negative.count += 1;
                negative.amount += amount;
            } else {
                sum += amount;
            }
        }
        sum
    }

    fn tile(&self, negative: &mut Negative) -> Tile {
        Tile { code: self.code.clone(), name: self.name.clone(), amount: self.sum(negative) }
    }
}

fn sort(tiles: &mut [Tile]) {
    tiles.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.code.cmp(&b.code)).then_with(|| a.name.cmp(&b.name)));
}

impl Group {
    fn of(branch: &Branch, negative: &mut Negative) -> Option<Self> {
        let mut tiles: Vec<Tile> = if branch.children.is_empty() {
            vec![branch.tile(negative)]
        } else {
            branch.children.iter().map(|child| child.tile(negative)).collect()
        };
        tiles.retain(|tile| tile.amount > 0);
        sort(&mut tiles);
        let amount = tiles.iter().map(|tile| tile.amount).sum();
        (amount > 0)
            .then(|| Self { tile: Tile { code: branch.code.clone(), name: branch.name.clone(), amount }, tiles })
    }

    /// Puts the tiles below `least` into one, when there are several.
    fn merge_below(&mut self, least: i128) {
        let small = self.tiles.partition_point(|tile| tile.amount >= least);
        if self.tiles.len() - small < 2 {
            return;
        }
        let rest = self.tiles.split_off(small);
        let amount = rest.iter().map(|tile| tile.amount).sum();
        self.tiles.push(Tile { code: String::new(), name: format!("其他 {} 项", rest.len()), amount });
        sort(&mut self.tiles);
    }
}

/// Tiles of less than this share of the picture are merged: 1 in 2000.
const SMALLEST: i128 = 2_000;
/// More groups than this are drawn as one.
const MOST: usize = 40;

impl Treemap {
    fn groups(&self) -> (Vec<Group>, Negative) {
        let mut negative = Negative::default();
        let mut groups: Vec<Group> =
            self.branches.iter().filter_map(|branch| Group::of(branch, &mut negative)).collect();
        groups.sort_by(|a, b| b.tile.amount.cmp(&a.tile.amount).then_with(|| a.tile.code.cmp(&b.tile.code)));
        if groups.len() > MOST {
            let mut tiles: Vec<Tile> = groups.split_off(MOST - 1).into_iter().map(|group| group.tile).collect();
            sort(&mut tiles);
            let amount = tiles.iter().map(|tile| tile.amount).sum();
            let tile = Tile { code: String::new(), name: format!("其他 {} 类", tiles.len()), amount };
            groups.push(Group { tile, tiles });
            groups.sort_by_key(|group| std::cmp::Reverse(group.tile.amount));
        }
        let total: i128 = groups.iter().map(|group| group.tile.amount).sum();
        groups.iter_mut().for_each(|group| group.merge_below(total / SMALLEST));
        (groups, negative)
    }
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
        let top = legend(&mut canvas, &entries(&groups, total));
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

impl Tile {
    fn label(&self) -> String {
        if self.code.is_empty() { self.name.clone() } else { format!("{} {}", self.code, self.name) }
    }
}

fn draw_group(canvas: &mut Canvas, group: &Group, rect: Rect, index: usize, total: i128, unit: &Unit) {
    let ink = series(color(index));
    let weights: Vec<i128> = group.tiles.iter().map(|tile| tile.amount).collect();
    for (tile, place) in group.tiles.iter().zip(squarify(&weights, rect)) {
        let share = percent(tile.amount, total).unwrap_or_default();
        let tip = format!("{}：{} {}，占 {share}", group.tile.label(), tile.label(), unit.say(tile.amount));
        canvas.rect(place).ink(PAPER).fill().end();
        canvas.rect(place).ink(ink).tint(0.3).tip(&tip);
        canvas.rect(place).ink(PAPER).stroke(1.0).end();
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
