//! Published versions: frozen for good, public by a second person's approval, found and compared.

mod common;

use common::{PAYMENTS, Place, import, run};
use juesuan_store::{
    Error, FigureMeasure, Freeze, HandIn, Page, Publication, PublicationState, PublishedFigure, PublishedFile, Refused,
    Request, Result, Search, Store, Verdict,
};

const ALL: Page = Page { offset: 0, limit: 100 };

fn files(text: &str) -> Vec<PublishedFile> {
    let file = |name: &str, media: &str| PublishedFile {
        name: name.to_owned(),
        media: media.to_owned(),
        content: text.as_bytes().into(),
    };
    vec![file("决算.html", "text/html"), file("open-data.json", "application/json")]
}

fn figure(id: &str, amount: i64) -> PublishedFigure {
    let (figure, label) = (id.to_owned(), "本年支出合计".to_owned());
    PublishedFigure { figure, label, measure: FigureMeasure::Fen, amount }
}

/// Freezes a version; the figure is the unit's total.
async fn freeze(store: &mut Store, unit: &str, year: u16, title: &str, amount: i64) -> Result<Publication> {
    let head = store.head().await?;
    let (files, figures) = (files(title), [figure("T1/total", amount), figure("T8/cars", amount / 2)]);
    let unit_name = format!("示例市{unit}局");
    let unit_name = unit_name.as_str();
    let (form, files, figures) = ("hunan", files.as_slice(), figures.as_slice());
    store.freeze(Freeze { unit, unit_name, year, form, title, head, files, figures, by: "张会计" }).await
}

async fn submit(store: &mut Store, request: Request<'_>, reason: &str) -> Result<i64> {
    let hand_in = HandIn { request, reason, summary: "{}", by: "张会计" };
    Ok(store.submit(hand_in).await?.number)
}

async fn publish(store: &mut Store, number: i64) {
    let submission = submit(store, Request::Publication(number), "").await.unwrap();
    store.decide(submission, "李主任", Verdict::Approve, "").await.unwrap();
}

async fn state(store: &mut Store, number: i64) -> PublicationState {
    store.publication(number).await.unwrap().unwrap().standing.state
}

fn refused(error: Error) -> Refused {
    match error {
        Error::NotDone(refused) => refused,
        other => panic!("{other}"),
    }
}

#[test]
fn a_version_goes_from_frozen_to_public_to_superseded() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        let first = freeze(&mut store, "101", 2024, "2024年决算", 100).await.unwrap();
        assert_eq!((first.version, first.head, first.standing.state), (1, 1, PublicationState::Frozen));
        assert_eq!(store.published_file(first.number, "决算.html").await.unwrap(), None, "not public yet");
        assert!(store.publication_file(first.number, "决算.html").await.unwrap().is_some());

        let submission = submit(&mut store, Request::Publication(first.number), "").await.unwrap();
        let again = submit(&mut store, Request::Publication(first.number), "").await.unwrap_err();
        assert_eq!(refused(again), Refused::Waiting(submission));
        let own = store.decide(submission, "张会计", Verdict::Approve, "").await.unwrap_err();
        assert!(matches!(refused(own), Refused::SamePerson { .. }));
        store.decide(submission, "李主任", Verdict::Approve, "").await.unwrap();
        assert_eq!(store.published_file(first.number, "决算.html").await.unwrap().unwrap(), files("2024年决算")[0]);
        assert_eq!(store.published_file(first.number, "../决算.html").await.unwrap(), None);

        let second = freeze(&mut store, "101", 2024, "2024年决算（更正）", 120).await.unwrap();
        publish(&mut store, second.number).await;
        assert_eq!(second.version, 2);
        assert_eq!(state(&mut store, first.number).await, PublicationState::Superseded);
        assert!(store.published_file(first.number, "决算.html").await.unwrap().is_some(), "links go on working");
        let public = store.published(Search::default(), ALL).await.unwrap();
        assert_eq!(public.iter().map(|version| version.number).collect::<Vec<_>>(), [second.number]);

        assert_eq!(
            refused(submit(&mut store, Request::TakingDown(second.number), "").await.unwrap_err()),
            Refused::NoReason
        );
        let down = submit(&mut store, Request::TakingDown(second.number), "含个人信息").await.unwrap();
        store.decide(down, "李主任", Verdict::Approve, "").await.unwrap();
        let standing = store.publication(second.number).await.unwrap().unwrap().standing;
        assert_eq!((standing.state, standing.reason.as_str()), (PublicationState::TakenDown, "含个人信息"));
        assert_eq!(store.published_file(second.number, "决算.html").await.unwrap(), None);
        assert!(store.published(Search::default(), ALL).await.unwrap().is_empty());
        let gone = submit(&mut store, Request::Publication(second.number), "").await.unwrap_err();
        assert!(matches!(refused(gone), Refused::WrongState { state: PublicationState::TakenDown, .. }));
        assert_eq!(store.publications("101", 2024).await.unwrap().len(), 2);
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn who_froze_does_not_approve_and_older_versions_do_not_come_back() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        let first = freeze(&mut store, "101", 2024, "一", 1).await.unwrap().number;
        let second = freeze(&mut store, "101", 2024, "二", 1).await.unwrap().number;
        let request = Request::Publication(first);
        let hand_in = HandIn { request, reason: "", summary: "{}", by: "王科员" };
        let submission = store.submit(hand_in).await.unwrap().number;
        let froze = store.decide(submission, "张会计", Verdict::Approve, "").await.unwrap_err();
        assert!(matches!(refused(froze), Refused::SamePerson { .. }));
        publish(&mut store, second).await;
        let older = store.decide(submission, "李主任", Verdict::Approve, "").await.unwrap_err();
        assert_eq!(refused(older), Refused::Older { number: first, newer: 2 });
        assert_eq!(state(&mut store, second).await, PublicationState::Public);
    });
}

#[test]
fn a_report_of_books_that_went_on_is_not_frozen() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let heading = PAYMENTS.lines().next().unwrap();
        let row = "P9,,2024-05-08,101002,Z2,一般公共预算财政拨款,2010350,公用经费,30201,1,文具店,办公用品";
        let late = import(&mut store, &place.write("晚.csv", &format!("{heading}\n{row}\n"))).await.unwrap();
        let late = late.entry.unwrap().number;
        let try_freeze = async |store: &mut Store, unit, head| {
            let (files, figures) = (files("一"), Vec::new());
            let (unit_name, form, title, by) = ("局", "hunan", "一", "张");
            let (files, figures) = (files.as_slice(), figures.as_slice());
            store.freeze(Freeze { unit, unit_name, year: 2024, form, title, head, files, figures, by }).await
        };
        assert_eq!(refused(try_freeze(&mut store, "101", 1).await.unwrap_err()), Refused::Stale(late));
        assert_eq!(refused(try_freeze(&mut store, "101002", 1).await.unwrap_err()), Refused::Stale(late));
        for head in [-1, 0, late + 1] {
            assert_eq!(refused(try_freeze(&mut store, "101", head).await.unwrap_err()), Refused::NoHead(head));
        }
        let gone = store.withdraw(late, "张").await.unwrap().number;
        assert_eq!(refused(try_freeze(&mut store, "101", late).await.unwrap_err()), Refused::Stale(gone));
        try_freeze(&mut store, "101", gone).await.unwrap();
    });
}

#[test]
fn what_cannot_be_published_is_refused() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        let (files, twice) = (files("一"), [figure("T1", 1), figure("T1", 1)]);
        let good = Freeze {
            unit: "101",
            unit_name: "局",
            year: 2024,
            form: "hunan",
            title: "一",
            head: 1,
            files: &files,
            figures: &[],
            by: "张",
        };
        let mut bad_media = files.clone();
        bad_media[0].media = "text/html\r\nX: 1".to_owned();
        let doubled = [files[0].clone(), files[0].clone()];
        let cases = [
            Freeze { files: &[], ..good },
            Freeze { files: &bad_media, ..good },
            Freeze { files: &doubled, ..good },
            Freeze { figures: &twice, ..good },
            Freeze { by: "", ..good },
        ];
        for case in cases {
            assert!(matches!(store.freeze(case).await.unwrap_err(), Error::NotDone(_)));
        }
        assert_eq!(store.log(0, 9).await.unwrap().len(), 1);
    });
}

#[test]
fn versions_are_found_and_their_figures_compared() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        for (unit, year, title, amount) in [
            ("101", 2024, "某某局2024年度部门决算", 300),
            ("101", 2023, "某某局2023年度部门决算 100%_'", 200),
            ("205", 2024, "另一局2024年度部门决算 ABC", 700),
            ("205", 2023, "没有公开", 999),
        ] {
            let version = freeze(&mut store, unit, year, title, amount).await.unwrap();
            if amount != 999 {
                publish(&mut store, version.number).await;
            }
        }
        let mut found = async |words, unit, year| {
            let versions = store.published(Search { words, unit, year }, ALL).await.unwrap();
            versions.into_iter().map(|version| (version.unit, version.year)).collect::<Vec<_>>()
        };
        let of = |unit: &str, year| (unit.to_owned(), year);
        assert_eq!(found("", None, None).await, [of("101", 2024), of("205", 2024), of("101", 2023)]);
        assert_eq!(found("决算 某某局", None, None).await, [of("101", 2024), of("101", 2023)]);
        assert_eq!(found("abc", None, None).await, [of("205", 2024)]);
        assert_eq!(found("%_'", None, None).await, [of("101", 2023)]);
        for nothing in ["%", "_", "\\", "' OR 1=1 --", "某_局", "\0", "\""] {
            let own = if "100%_'".contains(nothing) { vec![of("101", 2023)] } else { vec![] };
            assert_eq!(found(nothing, None, None).await, own, "{nothing:?}");
        }
        assert_eq!(found("", Some("205"), None).await, [of("205", 2024)]);
        assert_eq!(found("", Some("205"), Some(2023)).await, []);

        let amounts = async |store: &mut Store, units: &[&str], years: &[u16]| {
            let compared = store.compare("T1/total", units, years).await.unwrap();
            compared.into_iter().map(|c| (c.unit, c.year, c.amount)).collect::<Vec<_>>()
        };
        let of = |unit: &str, year, amount| (unit.to_owned(), year, amount);
        let all = [of("101", 2023, 200), of("101", 2024, 300), of("205", 2024, 700)];
        assert_eq!(amounts(&mut store, &[], &[]).await, all);
        assert_eq!(amounts(&mut store, &["101"], &[2024, 2022]).await, [all[1].clone()]);
        assert_eq!(amounts(&mut store, &["101\"]"], &[]).await, []);
        assert_eq!(store.compare("T1/' --", &[], &[]).await.unwrap(), []);
    });
}

/// Books with a public version and a frozen one, changed by SQL with the triggers out of the way.
async fn flaws_after(sql: &str) -> Vec<(Option<i64>, String)> {
    let place = Place::new();
    let mut store = place.filled().await;
    let public = freeze(&mut store, "101", 2024, "一", 1).await.unwrap();
    publish(&mut store, public.number).await;
    freeze(&mut store, "205", 2024, "二", 1).await.unwrap();
    assert_eq!(store.verify().await.unwrap().flaws, []);
    store.close().await.unwrap();
    assert!(place.behind_guards(sql).await > 0, "{sql}");
    let flaws = Store::open(&place.address()).await.unwrap().verify().await.unwrap().flaws;
    flaws.into_iter().map(|flaw| (flaw.entry, flaw.message)).collect()
}

#[test]
fn what_is_changed_behind_the_program_is_found() {
    if common::skips() {
        return;
    }
    // Entries: 1 import, 2 freezing, 3 submission, 4 publication, 5 decision, 6 freezing.
    let cases = [
        ("UPDATE publication_file SET content = x'00' WHERE publication = 2 AND name = '决算.html'", 2),
        ("UPDATE publication_file SET media = 'text/plain' WHERE publication = 2", 2),
        ("DELETE FROM publication_file WHERE publication = 6", 6),
        ("UPDATE publication SET title = '三' WHERE entry = 2", 2),
        ("UPDATE publication SET unit = '999' WHERE entry = 6", 6),
        ("UPDATE publication_figure SET amount = 5 WHERE publication = 2 AND figure = 'T1/total'", 2),
        ("UPDATE publication_state SET publication = 6", 4),
        ("INSERT INTO publication_state VALUES (5, 6, 'public', '')", 5),
        ("DELETE FROM publication_state", 4),
        ("UPDATE submission SET reason = '急'", 3),
        ("UPDATE decision SET verdict = 'refused'", 5),
        ("DELETE FROM decision", 5),
        ("UPDATE log SET actor = '张会计' WHERE number = 5", 5),
    ];
    for (sql, entry) in cases {
        let flaws = run(flaws_after(sql));
        assert!(flaws.iter().any(|(number, _)| *number == Some(entry)), "{sql}: {flaws:?}");
    }
}

#[test]
fn the_database_itself_refuses_changes() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let number = freeze(&mut store, "101", 2024, "一", 1).await.unwrap().number;
        publish(&mut store, number).await;
        store.close().await.unwrap();
        for (table, column) in [
            ("submission", "entry"),
            ("decision", "entry"),
            ("publication", "entry"),
            ("publication_file", "name"),
            ("publication_figure", "amount"),
        ] {
            for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {column} = {column}")] {
                let refused = place.behind(&sql).await.unwrap_err();
                assert!(refused.to_string().contains("不能修改或删除"), "{refused}");
            }
        }
    });
}
