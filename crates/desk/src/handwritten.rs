//! What people write into the disclosure by hand: reasons, and sections of passages; by the ids of
//! [`juesuan_report::Run::written`].

use juesuan_books::{Books, Facts, Section};
use juesuan_report::{Report, TEXTS};

/// What an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handwritten<'a> {
    /// The reason of this id: `T9/total/actual@change`, `general/2010301/spent@budget`.
    Reason(&'a str),
    /// The passages of a section, a paragraph each.
    Passages(Section),
}

impl<'a> Handwritten<'a> {
    /// What an id stands for; none if it is none.
    #[must_use]
    pub fn new(id: &'a str) -> Option<Self> {
        if let Some((section, ..)) = TEXTS.iter().find(|(_, known, _)| *known == id) {
            return Some(Self::Passages(*section));
        }
        let (_, what) = id.rsplit_once('@')?;
        matches!(what, "change" | "budget").then_some(Self::Reason(id))
    }

    /// What an id stands for in a report; none where the report has nothing that it could explain.
    #[must_use]
    pub fn of(id: &'a str, report: &Report) -> Option<Self> {
        let figure = |id: &str| id.rsplit_once('@').is_some_and(|(figure, _)| report.figures.contains_key(figure));
        Self::new(id).filter(|what| match what {
            Self::Reason(id) => figure(id),
            Self::Passages(_) => true,
        })
    }

    /// What it is called: `部门职责`, `财政拨款支出 与预算的差异`.
    #[must_use]
    pub fn name(self, report: &Report) -> String {
        match self {
            Self::Passages(section) => {
                TEXTS.iter().find(|(known, ..)| *known == section).map_or("", |(.., name)| name).to_owned()
            }
            Self::Reason(id) => {
                let (figure, what) = id.rsplit_once('@').unwrap_or((id, ""));
                let label = report.figures.get(figure).map_or("", |figure| figure.label.as_str());
                let than = if what == "budget" { "与预算的差异" } else { "与上年的差异" };
                format!("{label} {than}")
            }
        }
    }

    /// Puts words into books in memory, to see what the disclosure would say.
    pub fn put(self, books: &mut Books, text: &str) {
        match self {
            Self::Reason(id) if text.trim().is_empty() => drop(books.reasons.remove(id)),
            Self::Reason(id) => drop(books.reasons.insert(id.to_owned(), text.trim().to_owned())),
            Self::Passages(section) => {
                *of_section(&mut books.facts, section) = paragraphs(text).into_iter().map(str::to_owned).collect();
            }
        }
    }
}

/// The paragraphs of a text as somebody typed it: its lines without blank ones.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn of_section(facts: &mut Facts, section: Section) -> &mut Vec<String> {
    match section {
        Section::Duty => &mut facts.duties,
        Section::Office => &mut facts.offices,
        Section::Management => &mut facts.performance.management,
        Section::Overview => &mut facts.performance.overview,
        Section::Problems => &mut facts.performance.problems,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_where_they_belong() {
        let mut books = Books::default();
        Handwritten::Passages(Section::Duty).put(&mut books, " 起草公文。\r\n\n督查督办。 ");
        assert_eq!(books.facts.duties, ["起草公文。", "督查督办。"]);
        Handwritten::Reason("T9/total/actual@change").put(&mut books, " 压减接待 ");
        assert_eq!(books.reasons["T9/total/actual@change"], "压减接待");
        Handwritten::Reason("T9/total/actual@change").put(&mut books, " ");
        assert!(books.reasons.is_empty());
    }
}
