//! 账号、授权、令牌和日志: what the three administrators do.

mod journal;
mod people;
mod person;
mod tokens;

use juesuan_rights::Right;

use crate::{access::Who, routes::Routes};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let manage = Who::With(Right::ManageAccounts);
    let grant = Who::With(Right::GrantRoles);
    let approve = Who::With(Right::ApproveTokens);
    let read = Who::With(Right::ReadLog);
    routes
        .get("/admin/people", Who::With(Right::ReadAccounts), people::list)
        .post("/admin/people", manage, people::create)
        .get("/admin/people/{person}", Who::With(Right::ReadAccounts), person::show)
        .post("/admin/people/{person}/disable", manage, person::disable)
        .post("/admin/people/{person}/enable", manage, person::enable)
        .post("/admin/people/{person}/reset", manage, person::reset)
        .post("/admin/people/{person}/unlock", manage, person::unlock)
        .post("/admin/people/{person}/grant", grant, person::grant)
        .post("/admin/people/{person}/revoke", grant, person::revoke)
        .get("/admin/tokens", approve, tokens::list)
        .post("/admin/tokens/{token}/approve", approve, tokens::approve)
        .post("/admin/tokens/{token}/revoke", approve, tokens::revoke)
        .get("/admin/log", read, journal::list)
        .get("/admin/log/export.csv", read, journal::export)
        .post("/admin/log/verify", read, journal::verify)
}
