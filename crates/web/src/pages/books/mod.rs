//! 账簿: payments, budget, receipts; imports and who lets them in.

mod decide;
mod drafts;
mod export;
mod hand_in;
mod import;
mod list;
mod lists;
mod opening;
mod past;
mod preview;
mod problems;
mod query;
mod row;
mod submission;
mod submissions;
mod template;
mod upload;
mod voucher;
mod withdraw;

use juesuan_rights::Right;

use crate::{access::Who, routes::Routes};

pub use drafts::Drafts;

/// The rights that let somebody hand in files; which records it may be is seen when they are read.
const HAND_IN: &[Right] = &[Right::SubmitBooks, Right::SetGoals, Right::SubmitEvidence];

/// The rights that show submissions: all of the unit, or one's own.
const SEE: &[Right] = &[Right::ReadBooks, Right::SubmitBooks, Right::SetGoals, Right::SubmitEvidence];

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let (read, hand_in) = (Who::On(Right::ReadBooks), Who::OnEither(HAND_IN));
    routes
        .get(opening::PATH, Who::With(Right::SubmitBooks), opening::opening)
        .get("/d/{year}/{unit}/books/payments", read, list::payments)
        .get("/d/{year}/{unit}/books/budget", read, list::budget)
        .get("/d/{year}/{unit}/books/receipts", read, list::receipts)
        .get("/d/{year}/{unit}/books/export", read, export::export)
        .get("/d/{year}/{unit}/books/voucher", read, voucher::voucher)
        .get("/d/{year}/{unit}/books/template", hand_in, template::template)
        .get("/d/{year}/{unit}/books/import", hand_in, import::form)
        .post("/d/{year}/{unit}/books/preview", hand_in, upload::preview)
        .post("/d/{year}/{unit}/books/hand-in", hand_in, hand_in::hand_in)
        .post("/d/{year}/{unit}/books/withdraw", Who::On(Right::SubmitBooks), withdraw::withdraw)
        .get("/d/{year}/{unit}/books/submissions", Who::OnEither(SEE), submissions::list)
        .get("/d/{year}/{unit}/books/submissions/{number}", Who::OnEither(SEE), submission::show)
        .get("/d/{year}/{unit}/books/submissions/{number}/files/{place}", Who::OnEither(SEE), submission::file)
        .post("/d/{year}/{unit}/books/submissions/{number}/decide", Who::On(Right::ApproveBooks), decide::decide)
        .post("/d/{year}/{unit}/books/submissions/{number}/take-back", hand_in, decide::take_back)
}
