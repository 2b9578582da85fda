//! Where the nodes and streams of a flow are drawn.

use super::{
    graph::{Graph, Stream},
    order,
};
use crate::canvas::Canvas;

/// Width of a node.
pub(super) const NODE: f64 = 11.0;
/// Room for the unit and the names of the layers.
const HEAD: f64 = 44.0;

/// Where nodes stand and how thick streams are.
pub(super) struct Layout {
    /// The left side of the nodes of each layer.
    pub columns: Vec<f64>,
    /// Room for the label right of a node.
    pub room: f64,
    /// Lines of the name in a label.
    pub lines: usize,
    ranks: Vec<Vec<usize>>,
    /// The upper side of each node.
    pub tops: Vec<Vec<f64>>,
    /// Pixels for one 分.
    pub scale: f64,
    pub bottom: f64,
}

/// Both ends of a drawn stream.
pub(super) struct Ribbon {
    pub from: (f64, f64),
    pub to: (f64, f64),
    pub thick: f64,
}

impl Layout {
    /// The layout of a graph, its nodes ordered so that few streams cross.
    pub(super) fn of(graph: &Graph, canvas: &Canvas) -> Self {
        let column = canvas.width / graph.layers.len() as f64;
        let columns = (0..graph.layers.len()).map(|layer| layer as f64 * column).collect();
        let lines = if canvas.is_narrow() { 2 } else { 1 };
        // Between two nodes a label has room even when both are as thin as a line.
        let gap = 15.0 * (lines as f64 + 1.0) + 3.0;
        let most = graph.layers.iter().map(Vec::len).max().unwrap_or(1);
        let money = if canvas.is_narrow() { 200.0 } else { 240.0 };
        let scale = money / (graph.total() as f64).max(1.0);
        let height = money + gap * most as f64;
        let ranks = order::ranks(graph);
        let tops = graph.layers.iter().zip(&ranks).map(|(nodes, ranks)| {
            let used: f64 = nodes.iter().map(|node| node.amount as f64 * scale + gap).sum();
            let mut order: Vec<usize> = (0..nodes.len()).collect();
            order.sort_by_key(|&node| ranks[node]);
            let mut y = HEAD + (height - used) / 2.0 + gap / 2.0;
            let mut tops = vec![0.0; nodes.len()];
            for node in order {
                tops[node] = y;
                y += nodes[node].amount as f64 * scale + gap;
            }
            tops
        });
        Self { columns, room: column - NODE - 9.0, lines, tops: tops.collect(), ranks, scale, bottom: HEAD + height }
    }

    /// The streams as drawn, in their order.
    pub(super) fn ribbons(&self, graph: &Graph) -> Vec<Ribbon> {
        let mut order: Vec<usize> = (0..graph.streams.len()).collect();
        let rank = |layer: usize, node: usize| self.ranks[layer][node];
        let (mut from, mut to) = (vec![0.0; order.len()], vec![0.0; order.len()]);
        let mut used = self.tops.clone();
        order.sort_by_key(|&i| {
            let s = graph.streams[i];
            (s.layer, rank(s.layer + 1, s.to), rank(0, s.origin))
        });
        for &i in &order {
            let s = graph.streams[i];
            from[i] = used[s.layer][s.from];
            used[s.layer][s.from] += s.amount as f64 * self.scale;
        }
        used.clone_from(&self.tops);
        order.sort_by_key(|&i| {
            let s = graph.streams[i];
            (s.layer, rank(s.layer, s.from), rank(0, s.origin))
        });
        for &i in &order {
            let s = graph.streams[i];
            to[i] = used[s.layer + 1][s.to];
            used[s.layer + 1][s.to] += s.amount as f64 * self.scale;
        }
        let ribbon = |(i, s): (usize, &Stream)| Ribbon {
            from: (self.columns[s.layer] + NODE, from[i]),
            to: (self.columns[s.layer + 1], to[i]),
            thick: s.amount as f64 * self.scale,
        };
        graph.streams.iter().enumerate().map(ribbon).collect()
    }
}
