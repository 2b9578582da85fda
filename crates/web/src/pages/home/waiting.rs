//! What waits for somebody (等我办的): decisions that only a second person can take, and steps of corrections.

use juesuan_books::Role;
use juesuan_desk::views::Home;
use juesuan_rights::Right;
use juesuan_store::{Matter, Page, Store, Submission, SubmissionState};

use crate::{WebError, beijing, shell::Scope, show, visitor::Visitor};

/// How many things are listed at most.
const MOST: u32 = 20;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// In one or two words: 复核, 办理.
    pub verb: &'static str,
    /// What about.
    pub what: String,
    /// Since when, by whom, until when.
    pub detail: String,
    /// Whether it is late.
    pub late: bool,
    /// Where it is done.
    pub href: String,
}

/// What somebody can do now for a unit's year, what is late first.
///
/// # Errors
/// When the books cannot be read.
pub async fn tasks(store: &mut Store, visitor: &Visitor, scope: &Scope, home: &Home) -> Result<Vec<Task>, WebError> {
    let page = Page { offset: 0, limit: MOST };
    let unit = scope.unit.as_str();
    let handed_in = store.submissions(Some(&[unit]), Some(SubmissionState::HandedIn), page).await?;
    let mut tasks: Vec<Task> = handed_in.iter().filter_map(|it| decision(visitor, scope, it)).collect();
    if visitor.may(Right::SubmitBooks, unit) || visitor.may(Right::FreezeDisclosure, unit) {
        let refused = store.submissions(Some(&[unit]), Some(SubmissionState::Refused), page).await?;
        tasks.extend(
            refused.iter().filter(|it| it.by == visitor.login() && it.year == scope.year).take(3).map(again(scope)),
        );
    }
    let roles = visitor.person.as_ref().map(|person| person.access.correction_roles(unit, &visitor.tree));
    tasks.extend(steps(scope, home, &roles.unwrap_or_default()));
    tasks.sort_by_key(|task| !task.late);
    Ok(tasks)
}

/// What waits of the units that somebody is responsible for and the books do not have yet: first files, handed in and not let in.
///
/// # Errors
/// When the books cannot be read.
pub async fn openings(store: &mut Store, visitor: &Visitor) -> Result<Vec<Task>, WebError> {
    let page = Page { offset: 0, limit: MOST };
    let handed_in = store.submissions(None, Some(SubmissionState::HandedIn), page).await?;
    let task = |submission: &Submission| {
        let unit = submission.unit.clone();
        let scope = Scope { year: submission.year, unit_name: unit.clone(), unit, years: Vec::new() };
        let own = (submission.by == visitor.login()).then(|| Task {
            verb: "等待复核",
            what: named(submission),
            detail: format!("您于 {} 送审", beijing::of_utc(&submission.at)),
            late: false,
            href: place(&scope, submission.matter),
        });
        own.or_else(|| decision(visitor, &scope, submission))
    };
    Ok(handed_in.iter().filter_map(task).collect())
}

/// Where a matter is decided.
fn place(scope: &Scope, matter: Matter) -> String {
    match matter {
        Matter::Import | Matter::Withdrawal(_) => scope.at("books/submissions"),
        Matter::Publication(number) | Matter::TakingDown(number) => scope.at(&format!("publish/{number}")),
    }
}

/// What a submission is about: `导入（2024 年度）：11月国库集中支付`; by its number where nobody said why.
fn named(submission: &Submission) -> String {
    let matter = submission.matter.name();
    match submission.reason.trim() {
        "" => format!("{matter}（{} 年度，第 {} 号送审）", submission.year, submission.number),
        reason => format!("{matter}（{} 年度）：{reason}", submission.year),
    }
}

/// A submission that somebody may decide: never their own.
fn decision(visitor: &Visitor, scope: &Scope, submission: &Submission) -> Option<Task> {
    let (right, verb) = match submission.matter {
        Matter::Import | Matter::Withdrawal(_) => (Right::ApproveBooks, "复核"),
        Matter::Publication(_) | Matter::TakingDown(_) => (Right::ApproveDisclosure, "批准"),
    };
    let may = visitor.may(right, &submission.unit) && submission.by != visitor.login();
    // Of another year too: one that is just being opened has no page of its own yet.
    let scope = Scope { year: submission.year, ..scope.clone() };
    may.then(|| Task {
        verb,
        what: named(submission),
        detail: format!("{} 于 {} 送审", submission.by, beijing::of_utc(&submission.at)),
        late: false,
        href: place(&scope, submission.matter),
    })
}

/// What came back to the one who handed it in.
fn again(scope: &Scope) -> impl Fn(&Submission) -> Task + use<'_> {
    |submission| Task {
        verb: "修改",
        what: named(submission),
        detail: submission.decision.as_ref().map_or_else(String::new, |it| format!("{} 退回：{}", it.by, it.reason)),
        late: false,
        href: place(scope, submission.matter),
    }
}

/// Steps of corrections that one of the roles may take now.
fn steps(scope: &Scope, home: &Home, roles: &[Role]) -> Vec<Task> {
    let mut tasks = Vec::new();
    for card in &home.corrections {
        let own = card.possible.iter().filter(|(_, who)| who.iter().any(|role| roles.contains(role)));
        let names: Vec<&str> = own.map(|(step, _)| step.name()).collect();
        if names.is_empty() {
            continue;
        }
        let late = card.overdue_days > 0;
        let deadline = if late { format!("，已超期 {} 天", card.overdue_days) } else { String::new() };
        tasks.push(Task {
            verb: "整改",
            what: format!("{}（{}）：{}", card.what, card.kind.name(), names.join("、")),
            detail: format!("{} {}，期限 {}{deadline}", card.code, card.state.name(), card.deadline),
            late,
            href: scope.at(&format!("corrections/{}", show::path_part(&card.code))),
        });
    }
    if home.unassigned > 0 && roles.contains(&Role::Performance) {
        tasks.push(Task {
            verb: "交办",
            what: format!("{} 项偏差还没有交办整改", home.unassigned),
            detail: "写明责任科室和期限".to_owned(),
            late: false,
            href: scope.at("corrections"),
        });
    }
    tasks
}
