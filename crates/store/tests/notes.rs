//! What units say to findings (出错说明): the last word counts, and is kept for the next year.

mod common;

use common::{Place, run};
use juesuan_store::{Error, Note, NoteVerdict, Refused, Store};

const NOTE: Note<'_> = Note {
    unit: "101",
    finding: "JS0301 五（二）/占比",
    verdict: NoteVerdict::Explained,
    text: "四舍五入所致",
    year: 2024,
    document: "ab12",
    by: "张会计",
};

async fn texts(store: &mut Store, unit: &str) -> Vec<(String, NoteVerdict, String, u16)> {
    let notes = store.notes(unit).await.unwrap();
    notes.into_iter().map(|note| (note.finding, note.verdict, note.text, note.year)).collect()
}

#[test]
fn the_last_word_counts() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().open().await;
        let nasty = common::keepable("%' OR 1=1; -- <script>\0");
        let nasty = nasty.as_str();
        let noted = store.note(NOTE).await.unwrap();
        assert_eq!((noted.entry, noted.by.as_str(), noted.document.as_str()), (1, "张会计", "ab12"));
        store.note(Note { finding: nasty, text: nasty, ..NOTE }).await.unwrap();
        store.note(Note { unit: "10%", ..NOTE }).await.unwrap();
        let accepted = Note { verdict: NoteVerdict::Accepted, text: "", year: 2025, ..NOTE };
        store.note(accepted).await.unwrap();
        let finding = |name: &str, verdict, text: &str, year| (name.to_owned(), verdict, text.to_owned(), year);
        let other = finding(nasty, NoteVerdict::Explained, nasty, 2024);
        let own = finding(NOTE.finding, NoteVerdict::Accepted, "", 2025);
        assert_eq!(texts(&mut store, "101").await, [other.clone(), own]);
        store.note(Note { verdict: NoteVerdict::Reopened, text: "", ..NOTE }).await.unwrap();
        assert_eq!(texts(&mut store, "101").await, [other]);
        assert_eq!(texts(&mut store, "10%").await.len(), 1);
        assert!(texts(&mut store, "1__").await.is_empty());
        assert_eq!(store.log(0, 9).await.unwrap().len(), 5, "all of it stays in the log");
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn an_explanation_has_words_and_somebody_who_says_them() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().open().await;
        let long = "字".repeat(5_001);
        let cases = [Note { text: " ", ..NOTE }, Note { by: "", ..NOTE }, Note { text: &long, ..NOTE }];
        let expected = [Refused::NoReason, Refused::NoActor, Refused::LongText { what: "理由", most: 5_000 }];
        for (note, expected) in cases.into_iter().zip(expected) {
            let error = store.note(note).await.unwrap_err();
            assert!(matches!(error, Error::NotDone(refused) if refused == expected));
        }
        assert!(store.log(0, 9).await.unwrap().is_empty());
    });
}
