//! Which request is let in: by the route's declaration, before its handler sees anything.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{Method, Uri, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use juesuan_rights::Right;

use crate::{App, Refusal, api, origin, pages::me, show};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// 公众: anybody.
    Anybody,
    /// Whoever is signed in.
    SignedIn,
    /// Who has a right on the unit that the path names.
    On(Right),
    /// Who has one of some rights on the unit that the path names.
    OnEither(&'static [Right]),
    /// Who has a right on any unit, or one on the office.
    With(Right),
    /// A program with a token that has the right on the unit that the path names; browsers do not come here.
    Token(Right),
}

/// Lets a request in or not.
pub async fn guard(State((app, who)): State<(App, Who)>, request: Request, next: Next) -> Response {
    match admit(&app, who, request).await {
        Ok(request) => next.run(request).await,
        Err(refused) => refused,
    }
}

async fn admit(app: &App, who: Who, request: Request) -> Result<Request, Response> {
    let (mut parts, body) = request.into_parts();
    let visitor = if let Who::Token(_) = who {
        api::visitor(app, &parts.headers).await?
    } else {
        if !origin::is_own(&parts.method, &parts.headers) {
            return Err(Refusal::Foreign.into_response());
        }
        app.sessions.visitor(app, &parts.headers).await.map_err(IntoResponse::into_response)?
    };
    if who != Who::Anybody {
        let Some(person) = &visitor.person else { return Err(signed_out(&parts.method, &parts.uri)) };
        if person.must_change && !me::OPEN_BEFORE_CHANGE.contains(&parts.uri.path()) {
            return Err(Redirect::to(me::PASSWORD).into_response());
        }
    }
    let allowed = match who {
        Who::On(right) | Who::Token(right) => visitor.may(right, &unit(app, &mut parts).await?),
        Who::OnEither(rights) => {
            let unit = unit(app, &mut parts).await?;
            rights.iter().any(|&right| visitor.may(right, &unit))
        }
        Who::With(right) => visitor.may_somewhere(right),
        Who::Anybody | Who::SignedIn => true,
    };
    if !allowed {
        return Err(if matches!(who, Who::Token(_)) { api::forbidden() } else { Refusal::Forbidden.into_response() });
    }
    parts.extensions.insert(visitor);
    Ok(Request::from_parts(parts, body))
}

/// The unit that the path names; empty without one.
async fn unit(app: &App, parts: &mut Parts) -> Result<String, Response> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
    Ok(params.iter().find(|(name, _)| *name == "unit").map_or("", |(_, unit)| unit).to_owned())
}

/// A page leads to the door and back; anything else is refused.
fn signed_out(method: &Method, uri: &Uri) -> Response {
    if *method != Method::GET {
        return Refusal::SignedOut.into_response();
    }
    let next = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::to(&format!("/login?next={}", show::query_value(next))).into_response()
}
