//! The way of money from fund to function to project to goal, as a Sankey diagram.

mod graph;
mod layout;
mod order;

use juesuan_amount::Fen;

use crate::{
    canvas::Canvas,
    element::Path,
    figure::{Unit, percent},
    ink::{AXIS, Ink, series},
    picture::{Draw, Picture},
    place::Rect,
    style::Style,
};
use graph::{Graph, Stream};
use layout::{Layout, NODE, Ribbon};

/// Money on its way through layers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Title of the picture.
    pub title: String,
    /// Names of the layers, such as 资金、功能、项目、目标; at most six are drawn.
    pub layers: Vec<String>,
    /// The money and where it passes; several paths may be alike.
    pub paths: Vec<FlowPath>,
}

/// An amount and the stops it makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowPath {
    /// What it passes in each layer; it ends where this ends. An empty name is shown as not stated.
    pub stops: Vec<String>,
    /// How much.
    pub amount: Fen,
}

const MOST_LAYERS: usize = 6;
/// More nodes than this in a layer are merged.
const MOST_NODES: usize = 12;

impl Flow {
    fn left_out(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let negative: Vec<i128> =
            self.paths.iter().map(|path| path.amount.0.into()).filter(|&amount| amount < 0).collect();
        if !negative.is_empty() {
            let amount: i128 = negative.iter().sum();
            notes.push(format!(
                "负数（退款、调减）{} 项共 {}，未画出",
                negative.len(),
                Unit::money(amount).say(amount)
            ));
        }
        if self.layers.len() > MOST_LAYERS {
            notes.push(format!("只画出前 {MOST_LAYERS} 层"));
        }
        notes
    }

    fn message(&self, graph: &Graph, unit: &Unit) -> String {
        let total = graph.total();
        let mut message = format!("共 {}", unit.say(total));
        for (name, nodes) in self.layers.iter().zip(&graph.layers) {
            let largest = nodes.iter().filter(|node| !node.is_merged).max_by_key(|node| node.amount);
            if let Some((node, share)) = largest.and_then(|node| Some((node, percent(node.amount, total)?))) {
                message += &format!("；{name}以“{}”最多，{}，占 {share}", node.name, unit.say(node.amount));
            }
        }
        message
    }
}

impl Draw for Flow {
    fn draw(&self, width: u32) -> Picture {
        let mut canvas = Canvas::new("flow", width);
        let layers = self.layers.len().min(MOST_LAYERS);
        let most = if canvas.is_narrow() { 8 } else { MOST_NODES };
        let graph = Graph::of(&self.paths, layers, most);
        let total = graph.total();
        if total == 0 {
            return canvas.nothing(&self.title, self.left_out());
        }
        let unit = Unit::money(total);
        let layout = Layout::of(&graph, &canvas);
        canvas.text((2.0, 11.0), &format!("单位：{}", unit.name), Style::SMALL);
        for (name, x) in self.layers.iter().zip(&layout.columns) {
            let name = Style::LABEL.bold().fit(name, layout.room + NODE).unwrap_or_default();
            canvas.text((*x, 32.0), &name, Style::LABEL.bold());
        }
        for (stream, ribbon) in graph.streams.iter().zip(layout.ribbons(&graph)) {
            draw_ribbon(&mut canvas, &graph, stream, &ribbon, &unit);
        }
        for layer in 0..layers {
            draw_nodes(&mut canvas, &graph, &layout, layer, &unit);
        }
        canvas.finish(layout.bottom, &self.title, self.message(&graph, &unit), self.left_out())
    }
}

/// The colour of a stream: where it came from first.
const fn color(origin: usize) -> Ink {
    series(if origin < 7 { origin } else { 7 })
}

fn draw_ribbon(canvas: &mut Canvas, graph: &Graph, stream: &Stream, ribbon: &Ribbon, unit: &Unit) {
    let (from, to, thick) = (ribbon.from, ribbon.to, ribbon.thick);
    let path = Path::through(&[from])
        .level_bow(from, to)
        .line((to.0, to.1 + thick))
        .level_bow((to.0, to.1 + thick), (from.0, from.1 + thick))
        .close();
    let name = |layer: usize, node: usize| &graph.layers[layer][node].name;
    let origin = if stream.layer == 0 { String::new() } else { format!("（{}）", name(0, stream.origin)) };
    let (source, goal) = (name(stream.layer, stream.from), name(stream.layer + 1, stream.to));
    let tip = format!("{source} → {goal}{origin} {}", unit.say(stream.amount));
    let mark = canvas.path(&path).ink(color(stream.origin)).tint(0.32);
    // What is thinner than a hair is drawn as one.
    let mark = if thick < 1.0 { mark.outline(0.8).num("stroke-opacity", 0.5) } else { mark };
    mark.tip(&tip);
}

fn draw_nodes(canvas: &mut Canvas, graph: &Graph, layout: &Layout, layer: usize, unit: &Unit) {
    for (i, node) in graph.layers[layer].iter().enumerate() {
        let height = node.amount as f64 * layout.scale;
        let (x, y) = (layout.columns[layer], layout.tops[layer][i]);
        let ink = if layer == 0 { color(i) } else { AXIS };
        let tip = format!("{} {}", node.name, unit.say(node.amount));
        canvas.rect(Rect { x, y, w: NODE, h: height.max(1.0) }).ink(ink).fill().tip(&tip);
        let mut lines: Vec<(String, Style)> = Style::LABEL
            .wrap(&node.name, layout.room, layout.lines)
            .into_iter()
            .map(|line| (line, Style::LABEL.halo()))
            .collect();
        lines
            .extend(Style::SMALL.fit(&unit.show(node.amount), layout.room).map(|amount| (amount, Style::SMALL.halo())));
        let first = y + height / 2.0 - 15.0 * lines.len() as f64 / 2.0 + 11.5;
        for (line, (text, style)) in (0..).zip(&lines) {
            canvas.text((x + NODE + 5.0, first + 15.0 * f64::from(line)), text, *style);
        }
    }
}
