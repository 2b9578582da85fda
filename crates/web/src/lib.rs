//! The web application: the whole product in a browser, from one binary, without any other host.
//!
//! Pages are rendered here; what they say comes from the other crates: no business rule lives in this one.
//!
//! - [`Server`] listens; [`App`] is what all pages share: the books ([`Shelf`]), years that are looked at ([`Years`]), who is
//!   signed in ([`Sessions`]), and who is told of changes at once ([`Live`]).
//! - A route says who may use it ([`Who`]) when it is added to [`Routes`]; the guard asks before the handler sees anything.
//! - `pages` has one folder for each area of work; `api` is the same for other programs.

mod access;
mod api;
mod app;
mod assets;
mod beijing;
mod config;
pub mod demo;
mod error;
mod headers;
mod limits;
mod live;
mod origin;
mod pages;
mod reports;
mod routes;
mod server;
mod sessions;
mod shelf;
mod shell;
mod show;
mod telemetry;
mod units;
mod visitor;
mod years;

pub use access::Who;
pub use app::App;
pub use config::{Config, ConfigError, DemoPerson, Overrides};
pub use error::{Refusal, WebError};
pub use live::Live;
pub use routes::{Route, Routes};
pub use server::{ServeError, Server, route_table, router};
pub use sessions::Sessions;
pub use shelf::Shelf;
pub use telemetry::write_log;
pub use years::Years;
