//! The facts that templates print: names, lists and texts.

use juesuan_books::{Fund, Gathering, GatheringKind, Section, VehicleUse};
use juesuan_form::PrintForm;
use minijinja::{Value, context};
use serde::Serialize;

use super::{
    TEXTS,
    items::{classes, economic_names, items},
    markup::{clean, written},
};
use crate::filler::Filler;

/// All of them.
pub(super) fn context(filler: &Filler<'_>, form: &PrintForm, unit: &str, department: bool) -> Value {
    let books = filler.books;
    let facts = &books.facts;
    let texts = |section: Section, texts: &[String]| {
        let id = TEXTS.iter().find(|(known, ..)| *known == section).map_or("", |(_, id, _)| id);
        texts.iter().map(|text| written(id, &clean(text))).collect::<Vec<_>>()
    };
    let purposes = |purposes: &mut dyn Iterator<Item = &String>| {
        let mut said: Vec<String> = Vec::new();
        for purpose in purposes.map(|purpose| clean(purpose)) {
            if !purpose.is_empty() && !said.contains(&purpose) {
                said.push(purpose);
            }
        }
        said.join("、")
    };
    context! {
        unit => clean(unit),
        kind => if department { "部门" } else { "单位" },
        year => books.year,
        last => books.year.saturating_sub(1),
        tables => form.layouts.iter().map(|layout| layout.title.clone()).collect::<Vec<_>>(),
        units => books.units.iter().map(|unit| clean(&unit.name)).collect::<Vec<_>>(),
        duties => texts(Section::Duty, &facts.duties),
        offices => texts(Section::Office, &facts.offices),
        classes => classes(filler),
        general => items(filler, Fund::General),
        fund => items(filler, Fund::GovernmentFund),
        capital => items(filler, Fund::StateCapital),
        staff => economic_names(filler, true),
        office => economic_names(filler, false),
        trips => purposes(&mut facts.trips.iter().map(|trip| &trip.purpose)),
        receptions => purposes(&mut facts.receptions.iter().map(|reception| &reception.purpose)),
        vehicles => vehicles(),
        other_vehicles => clean(&facts.vehicles.other_means),
        meetings => gatherings(&facts.gatherings, GatheringKind::Meeting),
        trainings => gatherings(&facts.gatherings, GatheringKind::Training),
        events => gatherings(&facts.gatherings, GatheringKind::Event),
        management => texts(Section::Management, &facts.performance.management),
        overview => texts(Section::Overview, &facts.performance.overview),
        problems => texts(Section::Problems, &facts.performance.problems),
        indicators => indicators(filler),
    }
}

/// Ids of the numbers of vehicles with the words for their use.
fn vehicles() -> Vec<(String, &'static str)> {
    (1..).zip(VehicleUse::ALL).map(|(number, used)| (format!("vehicles/use-{number}"), used.name())).collect()
}

#[derive(Serialize)]
struct Held {
    name: String,
    content: String,
    persons: u32,
}

fn gatherings(all: &[Gathering], kind: GatheringKind) -> Vec<Held> {
    let held = |g: &Gathering| Held { name: clean(&g.name), content: clean(&g.content), persons: g.persons };
    all.iter().filter(|gathering| gathering.kind == kind).map(held).collect()
}

#[derive(Serialize)]
struct Scored {
    /// `1、` or `（1）`.
    number: String,
    name: String,
    level: u8,
    weight: String,
    score: String,
    lost: String,
    /// Whether it lost nothing.
    full: bool,
    text: String,
}

fn indicators(filler: &Filler<'_>) -> Vec<Scored> {
    let (mut first, mut second) = (0usize, 0usize);
    let mut scored = Vec::new();
    for (index, indicator) in filler.books.facts.performance.indicators.iter().enumerate() {
        let number = if indicator.level == 1 {
            (first, second) = (first + 1, 0);
            format!("{first}．")
        } else {
            second += 1;
            format!("（{second}）")
        };
        let id = |what: &str| format!("score/{index}/{what}");
        let lost = filler.figures.get(&id("lost")).is_some_and(|figure| figure.printed != "0");
        scored.push(Scored {
            number,
            name: clean(&indicator.name),
            level: indicator.level,
            weight: id("weight"),
            score: id("score"),
            lost: id("lost"),
            full: !lost,
            text: clean(&indicator.text),
        });
    }
    scored
}
