use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::Fund;
use juesuan_performance::Money;

use super::spending_tree::name;
use crate::Snapshot;

/// Where the money comes from and what it serves: fund → 类 → project → goal. Every 分 passes each layer once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The nodes, layer by layer.
    pub nodes: Vec<FlowNode>,
    /// The links between nodes of neighbouring layers.
    pub links: Vec<FlowLink>,
    /// The whole ways through all layers, of which the links are made.
    pub routes: Vec<FlowRoute>,
}

/// A layer of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FlowLayer {
    /// 资金性质
    Fund,
    /// 支出功能分类 类
    Function,
    /// 项目
    Project,
    /// 绩效目标
    Goal,
}

/// A node of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowNode {
    /// In which layer it is.
    pub layer: FlowLayer,
    /// Its Chinese name.
    pub name: String,
    /// Code of a goal or project with its unit, for a link to its page; none for other nodes.
    pub of: Option<(String, String)>,
    /// What passes it.
    pub money: Money,
}

/// What flows from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowLink {
    /// Index of the node that gives.
    pub from: usize,
    /// Index of the node that receives.
    pub to: usize,
    /// How much.
    pub money: Money,
}

/// A way through all layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowRoute {
    /// Index of the node in each layer.
    pub nodes: [usize; 4],
    /// How much takes this way.
    pub money: Money,
}

/// What a node stands for; nothing known of it in a layer is a node of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Fund(Option<usize>),
    Function(Option<u32>),
    Project(Option<usize>),
    Goal(Option<usize>),
}

/// The flow of budget and payments as of the snapshot's day.
#[must_use]
pub fn flow(snapshot: &Snapshot) -> Flow {
    let (plan, coverage) = (snapshot.plan(), snapshot.coverage());
    let mut paths: BTreeMap<[Key; 4], Money> = BTreeMap::new();
    let goals = coverage.goals.iter().enumerate();
    let served = goals.flat_map(|(goal, of)| of.parts.iter().map(move |part| (Some(goal), part)));
    let unserved = coverage.without_goal.iter().map(|part| (None, part));
    for (goal, part) in served.chain(unserved) {
        let line = &plan.lines[part.line];
        let state = snapshot.declared().lines.get(&line.unit, &line.code);
        let fund = state.and_then(|state| Fund::ALL.iter().position(|&fund| fund == state.fund));
        let function = state.map(|state| state.function / 10_000);
        let path = [Key::Fund(fund), Key::Function(function), Key::Project(Some(line.project)), Key::Goal(goal)];
        *paths.entry(path).or_default() += part.money;
    }
    let nothing = [Key::Fund(None), Key::Function(None), Key::Project(None), Key::Goal(None)];
    for &(.., paid) in &coverage.without_line {
        *paths.entry(nothing).or_default() += Money { budget: Fen::ZERO, paid };
    }
    paths.retain(|_, money| *money != Money::default());
    drawn(snapshot, &paths)
}

fn drawn(snapshot: &Snapshot, paths: &BTreeMap<[Key; 4], Money>) -> Flow {
    let (mut nodes, mut links) = (BTreeMap::<Key, Money>::new(), BTreeMap::<(Key, Key), Money>::new());
    for (path, &money) in paths {
        path.iter().for_each(|&key| *nodes.entry(key).or_default() += money);
        path.windows(2).for_each(|pair| *links.entry((pair[0], pair[1])).or_default() += money);
    }
    let places: BTreeMap<Key, usize> = nodes.keys().copied().zip(0..).collect();
    let links = links.into_iter().map(|((from, to), money)| FlowLink { from: places[&from], to: places[&to], money });
    let routes = paths.iter().map(|(path, &money)| FlowRoute { nodes: path.map(|key| places[&key]), money }).collect();
    Flow {
        routes,
        links: links.collect(),
        nodes: nodes.into_iter().map(|(key, money)| node(snapshot, key, money)).collect(),
    }
}

fn node(snapshot: &Snapshot, key: Key, money: Money) -> FlowNode {
    let plan = snapshot.plan();
    let (layer, name, of) = match key {
        Key::Fund(fund) => {
            (FlowLayer::Fund, fund.map_or("没有预算指标", |fund| Fund::ALL[fund].name()).to_owned(), None)
        }
        Key::Function(code) => {
            let named = |code: u32| format!("{code} {}", name(code, snapshot.year()));
            (FlowLayer::Function, code.map_or("未列科目".to_owned(), named), None)
        }
        Key::Project(Some(project)) => {
            let project = &plan.projects[project];
            let name = if project.name.is_empty() { &project.code } else { &project.name };
            (FlowLayer::Project, name.clone(), Some((project.unit.clone(), project.code.clone())))
        }
        Key::Project(None) => (FlowLayer::Project, "未列项目".to_owned(), None),
        Key::Goal(Some(goal)) => {
            let goal = &plan.goals[goal];
            (FlowLayer::Goal, goal.name.clone(), Some((goal.unit.clone(), goal.code.clone())))
        }
        Key::Goal(None) => (FlowLayer::Goal, "没有目标".to_owned(), None),
    };
    FlowNode { layer, name, of, money }
}
