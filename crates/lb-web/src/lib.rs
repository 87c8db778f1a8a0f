//! The HTTP edge: routes, the OpenAPI document, the embedded screens.
//!
//! Layer 4, and the only crate that knows HTTP. [`serve()`] listens; [`router()`] is the same without a socket, for tests.
//! A route parses, calls one use case of [`lb_app::App`], and maps a refusal to a status; it decides nothing.
//!
//! # Who may ask
//! What the corridor holds and what can be planned in it, everybody may ask who reaches the server. Everything that was ordered,
//! booked or recorded asks who is there ([`Accounts`]). Passwords and cookies travel in the clear without TLS: so the server
//! listens on a loopback address, and on another one only when the caller says so ([`ServeOptions::public`]) and puts a proxy
//! with TLS in front. On a loopback address it answers only requests addressed to that host by name, so a web page elsewhere
//! cannot reach it by pointing its own name here (DNS rebinding); there, and nowhere else, a [`Demonstration`] can be open.
//!
//! # Bounds
//! Bodies of [`BODY_BYTES_MAX`], [`ANSWER_SECONDS_MAX`] per answer, as many searches at once as there are cores and
//! [`WAITING_MAX`] waiting; what comes after is refused with `server.busy`.
//!
//! # Same question, same bytes
//! Identical questions get identical bytes, apart from `elapsed_us`: the time of a search, measured here, because no lower
//! layer has a clock.

mod access;
mod booking;
mod codes;
mod document;
mod gate;
mod guard;
mod hooks;
mod hub;
mod input;
mod office;
mod problem;
mod quota;
mod router;
mod routes;
mod screens;
mod serve;
mod site;
mod wire;

pub use access::{
    Accounts, BadSetting, Demonstration, Exposure, Front, JoinByClaim, JoinRule, KEPT_SECONDS, OidcSettings,
    Start, routes as access_routes, start,
};
pub use codes::{ErrorCode, WhyNotCode, error_codes, errors_document, why_not_codes};
pub use document::openapi;
pub use lb_app::hub::demonstration::Extent;

pub use guard::ANSWER_SECONDS_MAX;
pub use input::BODY_BYTES_MAX;
pub use office::Office;
pub use problem::{Problem, ProblemField};
pub use quota::BYTES_A_DAY_DEFAULT;
pub use router::router;
pub use serve::{Ready, ServeError, ServeOptions, serve, serve_until};
pub use site::WAITING_MAX;
