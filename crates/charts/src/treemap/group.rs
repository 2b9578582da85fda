//! Branches as groups of tiles: what is negative left out, what is small merged.

use super::{Branch, Treemap};

/// A rectangle of the picture.
pub(super) struct Tile {
    pub code: String,
    pub name: String,
    pub amount: i128,
}

/// A group with its tiles, all positive, the largest first.
pub(super) struct Group {
    pub tile: Tile,
    pub tiles: Vec<Tile>,
}

/// What is negative and cannot be an area.
#[derive(Default)]
pub(super) struct Negative {
    pub count: usize,
    pub amount: i128,
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
    /// The groups, the largest first, and what is negative.
    pub(super) fn groups(&self) -> (Vec<Group>, Negative) {
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

impl Tile {
    /// Code and name.
    pub(super) fn label(&self) -> String {
        if self.code.is_empty() { self.name.clone() } else { format!("{} {}", self.code, self.name) }
    }
}
