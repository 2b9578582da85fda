//! Paths of money as nodes in layers and the streams between them.

use std::collections::BTreeMap;

use super::FlowPath;

/// Something that money passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub name: String,
    /// All that passes, in 分.
    pub amount: i128,
    /// Whether it stands for several.
    pub is_merged: bool,
}

/// What flows from a node to one of the next layer, apart by where it came from first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stream {
    /// The layer it leaves.
    pub layer: usize,
    /// Node left, of that layer.
    pub from: usize,
    /// Node reached, of the next layer.
    pub to: usize,
    /// Node of the first layer.
    pub origin: usize,
    pub amount: i128,
}

/// Nodes in layers and the streams between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Graph {
    pub layers: Vec<Vec<Node>>,
    /// Sorted by layer, both ends and origin.
    pub streams: Vec<Stream>,
}

/// A name for what has none.
const NAMELESS: &str = "（未注明）";

fn stops(path: &FlowPath, layers: usize) -> impl Iterator<Item = &str> {
    // Money without any stop is in the first layer all the same.
    let missing = path.stops.is_empty().then_some("");
    let stops = path.stops.iter().map(String::as_str).chain(missing).take(layers);
    stops.map(|stop| if stop.trim().is_empty() { NAMELESS } else { stop })
}

impl Graph {
    /// The graph of paths with positive amounts; a layer keeps at most `most` nodes, the small ones are merged.
    pub(super) fn of(paths: &[FlowPath], layers: usize, most: usize) -> Self {
        let paths: Vec<&FlowPath> = paths.iter().filter(|path| path.amount.0 > 0).collect();
        let mut sums: Vec<BTreeMap<&str, i128>> = vec![BTreeMap::new(); layers];
        for path in &paths {
            for (layer, stop) in stops(path, layers).enumerate() {
                *sums[layer].entry(stop).or_default() += i128::from(path.amount.0);
            }
        }
        let mut graph = Self::default();
        let mut places: Vec<BTreeMap<&str, usize>> = Vec::with_capacity(layers);
        for sums in sums {
            let (nodes, place) = merge(sums, most);
            graph.layers.push(nodes);
            places.push(place);
        }
        let mut streams: BTreeMap<(usize, usize, usize, usize), i128> = BTreeMap::new();
        for path in paths {
            let nodes: Vec<usize> =
                stops(path, layers).zip(&places).filter_map(|(stop, place)| place.get(stop).copied()).collect();
            for (layer, pair) in nodes.windows(2).enumerate() {
                *streams.entry((layer, pair[0], pair[1], nodes[0])).or_default() += i128::from(path.amount.0);
            }
        }
        let stream = |((layer, from, to, origin), amount)| Stream { layer, from, to, origin, amount };
        graph.streams = streams.into_iter().map(stream).collect();
        graph
    }

    /// The money of the first layer: all there is.
    pub(super) fn total(&self) -> i128 {
        self.layers.first().map_or(0, |nodes| nodes.iter().map(|node| node.amount).sum())
    }
}

/// The nodes of a layer, the largest first, and where each name went.
fn merge(sums: BTreeMap<&str, i128>, most: usize) -> (Vec<Node>, BTreeMap<&str, usize>) {
    let total: i128 = sums.values().sum();
    let mut ranked: Vec<(&str, i128)> = sums.into_iter().collect();
    ranked.sort_by_key(|&(name, amount)| (std::cmp::Reverse(amount), name));
    // What is smaller than 1/200 cannot be seen as a stream.
    let visible = ranked.iter().take_while(|&&(_, amount)| amount.saturating_mul(200) >= total).count();
    let kept = if ranked.len() > most { visible.min(most.saturating_sub(1)) } else { visible };
    let kept = if ranked.len() - kept < 2 { ranked.len() } else { kept };
    let (shown, rest) = ranked.split_at(kept);
    let mut nodes: Vec<Node> =
        shown.iter().map(|&(name, amount)| Node { name: name.to_owned(), amount, is_merged: false }).collect();
    if !rest.is_empty() {
        let amount = rest.iter().map(|&(_, amount)| amount).sum();
        nodes.push(Node { name: format!("其他 {} 项", rest.len()), amount, is_merged: true });
    }
    let places = ranked.iter().enumerate().map(|(i, &(name, _))| (name, i.min(kept))).collect();
    (nodes, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use juesuan_amount::Fen;
    use proptest::prelude::*;

    fn paths() -> impl Strategy<Value = Vec<FlowPath>> {
        let path = (prop::collection::vec("[a-e]{1,2}", 4), any::<i64>());
        prop::collection::vec(path.prop_map(|(stops, amount)| FlowPath { stops, amount: Fen(amount) }), 0..40)
    }

    proptest! {
        #[test]
        fn no_money_is_lost(paths in paths(), most in 2usize..12) {
            let graph = Graph::of(&paths, 4, most);
            let total: i128 = paths.iter().map(|path| i128::from(path.amount.0.max(0))).sum();
            for (layer, nodes) in graph.layers.iter().enumerate() {
                prop_assert!(nodes.len() <= most);
                prop_assert_eq!(nodes.iter().map(|node| node.amount).sum::<i128>(), total);
                for (i, node) in nodes.iter().enumerate() {
                    let sum = |is_side: &dyn Fn(&Stream) -> bool| -> i128 {
                        graph.streams.iter().filter(|stream| is_side(stream)).map(|stream| stream.amount).sum()
                    };
                    prop_assert!(layer == 0 || sum(&|s| s.layer + 1 == layer && s.to == i) == node.amount);
                    prop_assert!(layer == 3 || sum(&|s| s.layer == layer && s.from == i) == node.amount);
                }
            }
        }
    }
}
