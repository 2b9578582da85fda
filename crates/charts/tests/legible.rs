//! What must hold for every picture of any data: well-formed, allowed under a strict content policy, said in words, with
//! text inside of the picture that covers no other text.

mod sample;

use juesuan_amount::Fen;
use juesuan_charts::*;
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

#[derive(Debug)]
struct Label {
    text: String,
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// Reads the picture, checks its elements and attributes; gives the size and the labels.
fn inspect(svg: &str) -> ((f64, f64), Vec<Label>) {
    let mut reader = Reader::from_str(svg);
    let (mut size, mut labels, mut open) = ((0.0, 0.0), Vec::new(), None::<(f64, f64, f64, String)>);
    let (mut named, mut text) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                assert!(
                    ["svg", "title", "desc", "rect", "line", "path", "circle", "text"].contains(&name.as_str()),
                    "{name}"
                );
                let get = |wanted: &str| {
                    element
                        .attributes()
                        .map(Result::unwrap)
                        .find(|a| a.key.as_ref() == wanted)
                        .map(|a| a.value.into_owned())
                };
                for attribute in element.attributes().map(Result::unwrap) {
                    let key = attribute.key.as_ref().to_owned();
                    assert!(!(key == "style" || key == "id" || key.starts_with("on") || key.contains("href")), "{key}");
                    let value = attribute.value.into_owned();
                    assert!(!value.contains("NaN") && !value.contains("inf"), "{key}={value}");
                }
                if name == "svg" {
                    let view: Vec<f64> = get("viewBox").unwrap().split(' ').map(|v| v.parse().unwrap()).collect();
                    size = (view[2], view[3]);
                    assert_eq!(get("role").as_deref(), Some("img"));
                }
                text.clear();
                if name == "text" {
                    let number = |key: &str| get(key).unwrap().parse::<f64>().unwrap();
                    assert!(number("font-size") >= 11.0);
                    let bold = get("font-weight").map_or(1.0, |_| 1.08);
                    let anchor = get("text-anchor").unwrap_or_default();
                    open = Some((number("x"), number("y"), number("font-size") * bold, anchor));
                }
                named.push(name);
            }
            Event::Text(piece) => text.push_str(&piece),
            Event::GeneralRef(name) => text.push(match &*name {
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "#39" => '\'',
                "amp" => '&',
                other => panic!("{other}"),
            }),
            Event::End(_) => {
                if let Some((x, y, size, anchor)) = open.take() {
                    let w = text_width(&text, size);
                    let x = match anchor.as_str() {
                        "middle" => x - w / 2.0,
                        "end" => x - w,
                        _ => x,
                    };
                    labels.push(Label { text: text.clone(), x, y: y - 0.8 * size, w, h: 0.95 * size });
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(&named[..3], ["svg", "title", "desc"]);
    (size, labels)
}

/// Checks one picture at the usual widths.
fn check(picture: &dyn Draw) -> Result<(), TestCaseError> {
    for width in [0, NARROW, WIDE, 1_200, u32::MAX] {
        let drawn = picture.draw(width);
        prop_assert_eq!(&drawn, &picture.draw(width));
        prop_assert!(!drawn.message.is_empty());
        let ((w, h), labels) = inspect(&drawn.svg);
        for (i, a) in labels.iter().enumerate() {
            let is_inside = a.x >= -0.5 && a.x + a.w <= w + 0.5 && a.y >= -0.5 && a.y + a.h <= h + 0.5;
            prop_assert!(is_inside, "{} {a:?} outside of {w}×{h}", a.text);
            for b in &labels[..i] {
                let apart = a.x + a.w <= b.x + 0.5
                    || b.x + b.w <= a.x + 0.5
                    || a.y + a.h <= b.y + 0.5
                    || b.y + b.h <= a.y + 0.5;
                prop_assert!(apart, "{width}: {a:?} covers {b:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_samples_are_legible() {
    for (name, picture) in sample::pictures() {
        check(picture.as_ref()).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn the_samples_look_as_they_did() {
    let mut all = String::new();
    for (name, picture) in sample::pictures() {
        let drawn = picture.draw(WIDE);
        all += &format!("== {name}: {} | {}\n{}\n", drawn.title, drawn.message, drawn.svg.replace("><", ">\n<"));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn text_is_escaped() {
    let evil = "<script>alert('1')</script>\"&\u{0}\u{ffff}";
    let bars = Bars { title: evil.to_owned(), bars: vec![Bar { name: evil.to_owned(), amount: Fen(1) }] };
    let drawn = bars.draw(WIDE);
    assert!(!drawn.svg.contains("<script") && !drawn.svg.contains('\u{0}'));
    check(&bars).unwrap();
}

#[test]
fn what_is_negative_is_said() {
    let leaf = |amount| Branch { name: "退款".to_owned(), amount: Fen(amount), ..Branch::default() };
    let drawn = Treemap { title: "图".to_owned(), branches: vec![leaf(-300_000_000), leaf(500_000_000)] }.draw(WIDE);
    assert_eq!(drawn.left_out, ["负数（退款、调减）1 项共 -300.00 万元，未画出"]);
    assert!(drawn.message.contains("未画出") && drawn.svg.contains("未画出"));
}

#[test]
fn both_layouts_stand_in_one_answer() {
    let both =
        responsive(&Bars { title: "图".to_owned(), bars: vec![Bar { name: "甲".to_owned(), amount: Fen(1) }] });
    assert!(both.contains("class=\"chart bars wide\"") && both.contains("class=\"chart bars narrow\""));
}

fn amount() -> impl Strategy<Value = Fen> {
    prop_oneof![
        6 => (-10_000_000i64..10_000_000_000).prop_map(Fen),
        1 => Just(Fen::ZERO),
        1 => any::<i64>().prop_map(Fen),
        1 => prop_oneof![Just(Fen(i64::MIN)), Just(Fen(i64::MAX))],
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[一二三四五六七八九十公共服务支出]{0,24}", 1 => "\\PC{0,40}", 1 => ".{0,8}"]
}

fn days() -> impl Strategy<Value = Vec<DayAmount>> {
    prop::collection::vec(
        (any::<u16>().prop_map(|day| day % 400), amount()).prop_map(|(day, amount)| DayAmount { day, amount }),
        0..30,
    )
}

fn optional() -> impl Strategy<Value = Option<Fen>> {
    prop::option::weighted(0.8, amount())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn execution(title in name(), year in any::<i32>(), budget in amount(), payments in days(), plan in days(), today in any::<Option<u16>>()) {
        check(&Execution { title, year, budget, payments, plan, today })?;
    }

    #[test]
    fn treemap(rows in prop::collection::vec(("[0-9]{0,5}", name(), amount(), prop::collection::vec((name(), amount()), 0..6)), 0..20)) {
        let branch = |(code, name, amount, children): (String, String, Fen, Vec<(String, Fen)>)| {
            let child = |(name, amount)| Branch { name, amount, ..Branch::default() };
            Branch { code, name, amount, children: children.into_iter().map(child).collect() }
        };
        check(&Treemap { title: "图".to_owned(), branches: rows.into_iter().map(branch).collect() })?;
    }

    #[test]
    fn bars(rows in prop::collection::vec((name(), amount()), 0..80)) {
        let bars = rows.into_iter().map(|(name, amount)| Bar { name, amount }).collect();
        check(&Bars { title: "图".to_owned(), bars })?;
    }

    #[test]
    fn years(first in any::<i32>(), count in 0usize..8, rows in prop::collection::vec((name(), prop::collection::vec(optional(), 0..8)), 0..12)) {
        let years = (0..count as i32).map(|i| first.saturating_add(i)).collect();
        let rows = rows.into_iter().map(|(name, amounts)| YearRow { name, amounts }).collect();
        check(&YearBars { title: "图".to_owned(), years, rows })?;
    }

    #[test]
    fn flow(layers in prop::collection::vec(name(), 0..8), rows in prop::collection::vec((prop::collection::vec(name(), 0..8), amount()), 0..40)) {
        let paths = rows.into_iter().map(|(stops, amount)| FlowPath { stops, amount }).collect();
        check(&Flow { title: "图".to_owned(), layers, paths })?;
    }

    #[test]
    fn trend(first in prop_oneof![3 => Just(2015i32), 1 => any::<i32>()], count in 0usize..40, rows in prop::collection::vec((name(), prop::collection::vec(optional(), 0..40)), 0..12)) {
        let series = rows.into_iter().map(|(name, values)| Series { name, values }).collect();
        check(&Trend { title: "图".to_owned(), years: (0..count as i32).map(|i| first.saturating_add(i)).collect(), series })?;
    }

    #[test]
    fn trajectory(
        unit in name(), decimals in any::<u8>(), today in any::<Option<u16>>(), target in any::<Option<i64>>(),
        points in prop::collection::vec((any::<u16>(), any::<i64>()), 0..20),
        ranges in prop::collection::vec((any::<u16>(), any::<i64>(), any::<i64>()), 0..4),
        forecast in any::<Option<(u16, i64, i64)>>(),
    ) {
        let values: Vec<_> = points.iter().map(|&(day, value)| DayValue { day, value }).collect();
        let range = |(day, lo, hi)| DayRange { day, lo, hi };
        let (planned, actual) = values.split_at(values.len() / 2);
        check(&Trajectory {
            title: "图".to_owned(), year: 2024, unit, decimals, planned: planned.to_vec(), actual: actual.to_vec(), target,
            band: ranges.into_iter().map(range).collect(), forecast: forecast.map(range), today,
        })?;
    }

    #[test]
    fn small(text in name(), caption in name(), part in any::<i64>(), whole in any::<i64>(), mark in any::<Option<i64>>(),
             values in prop::collection::vec(any::<Option<i64>>(), 0..40), decimals in any::<u8>()) {
        check(&Gauge { title: caption.clone(), part, whole, text, caption: caption.clone(), mark, tone: Tone::Bad })?;
        check(&Spark { title: caption.clone(), unit: caption, decimals, values, tone: Tone::Plain })?;
    }
}
