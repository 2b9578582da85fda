//! Routes with who may use them: there is no way to add one without saying so.

use axum::{
    Router,
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};

use crate::{App, access, access::Who};

/// One route, as the tests of rights see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// `/d/{year}/{unit}/…`
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
}

/// Routes in the making.
pub struct Routes {
    app: App,
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new(app: &App) -> Self {
        Self { app: app.clone(), router: Router::new(), table: Vec::new() }
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, who, get(handler))
    }

    /// Adds something that changes the state.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, who, post(handler))
    }

    fn add(mut self, method: Method, path: &'static str, who: Who, handler: MethodRouter<App>) -> Self {
        let guarded = handler.layer(from_fn_with_state((self.app.clone(), who), access::guard));
        self.table.push(Route { method, path, who });
        self.router = self.router.route(path, guarded);
        self
    }

    /// All of an area's routes.
    #[must_use]
    pub fn area(self, add: fn(Self) -> Self) -> Self {
        add(self)
    }

    /// The router, and what it consists of.
    pub fn finish(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.table)
    }
}
