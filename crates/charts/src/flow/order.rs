//! In which order the nodes of each layer stand, so that few streams cross (barycentre method of Sugiyama).

use super::graph::{Graph, Stream};

/// Sweeps over all layers; more change little.
const SWEEPS: usize = 12;

/// For each layer the rank (from above) of each node.
pub(super) fn ranks(graph: &Graph) -> Vec<Vec<usize>> {
    let mut ranks: Vec<Vec<usize>> = graph.layers.iter().map(|nodes| (0..nodes.len()).collect()).collect();
    let links = links(graph);
    let mut best = (crossings(&links, &ranks), ranks.clone());
    for sweep in 0..SWEEPS {
        let layers = graph.layers.len();
        for i in 1..layers {
            // Down the layers and up again in turns.
            let layer = if sweep % 2 == 0 { i } else { layers - 1 - i };
            let centres = centres(graph, &ranks, layer, sweep % 2 == 0);
            ranks[layer] = ranked(&centres);
        }
        let crossings = crossings(&links, &ranks);
        if crossings < best.0 {
            best = (crossings, ranks.clone());
        }
    }
    best.1
}

/// For each node of `layer` the mean rank of its neighbours in the layer before (or after), weighed by amount.
fn centres(graph: &Graph, ranks: &[Vec<usize>], layer: usize, is_before: bool) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); graph.layers[layer].len()];
    for stream in &graph.streams {
        let (node, neighbour) = match is_before {
            true if stream.layer + 1 == layer => (stream.to, ranks[layer - 1][stream.from]),
            false if stream.layer == layer => (stream.from, ranks[layer + 1][stream.to]),
            _ => continue,
        };
        let weight = stream.amount as f64;
        sums[node].0 += weight * neighbour as f64;
        sums[node].1 += weight;
    }
    let keep = |(node, &(sum, weight)): (usize, &(f64, f64))| {
        if weight > 0.0 { sum / weight } else { ranks[layer][node] as f64 }
    };
    sums.iter().enumerate().map(keep).collect()
}

/// The rank of each node by its centre; equals stay in the order of their size.
fn ranked(centres: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..centres.len()).collect();
    order.sort_by(|&a, &b| centres[a].total_cmp(&centres[b]).then(a.cmp(&b)));
    let mut ranks = vec![0; centres.len()];
    for (rank, node) in order.into_iter().enumerate() {
        ranks[node] = rank;
    }
    ranks
}

/// How much crosses: for each crossing the smaller of the two streams.
fn crossings(links: &[Stream], ranks: &[Vec<usize>]) -> i128 {
    let ends = |s: &Stream| (ranks[s.layer][s.from], ranks[s.layer + 1][s.to]);
    let mut sum = 0;
    for layer in links.chunk_by(|a, b| a.layer == b.layer) {
        for (i, a) in layer.iter().enumerate() {
            for b in &layer[..i] {
                let ((a_from, a_to), (b_from, b_to)) = (ends(a), ends(b));
                if (a_from < b_from && a_to > b_to) || (a_from > b_from && a_to < b_to) {
                    sum += a.amount.min(b.amount);
                }
            }
        }
    }
    sum
}

/// The streams of a graph without regard to their origin.
fn links(graph: &Graph) -> Vec<Stream> {
    // Streams are sorted by layer and both ends: what belongs together stands together.
    let alike = |a: &Stream, b: &Stream| (a.layer, a.from, a.to) == (b.layer, b.from, b.to);
    let sum = |streams: &[Stream]| Stream { amount: streams.iter().map(|s| s.amount).sum(), ..streams[0] };
    graph.streams.chunk_by(alike).map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::FlowPath;
    use juesuan_amount::Fen;

    #[test]
    fn untangles_what_can_be_untangled() {
        let path =
            |stops: [&str; 3], amount| FlowPath { stops: stops.map(str::to_owned).to_vec(), amount: Fen(amount) };
        let paths = [path(["甲", "丁", "庚"], 300), path(["乙", "戊", "己"], 400), path(["丙", "己", "丁"], 500)];
        let graph = Graph::of(&paths, 3, 8);
        assert_eq!(crossings(&links(&graph), &ranks(&graph)), 0);
    }
}
