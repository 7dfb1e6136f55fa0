//! What stories are told with: a scripted web, a scripted relay, and the app between them on a clock that stands still.

mod app;
mod relay;
mod web;

pub use app::{TestApp, at};
pub use relay::{Kept, Relay, Reply};
pub use web::{Entry, Web};
