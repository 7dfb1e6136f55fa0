//! What stories are told with: a scripted web, a scripted relay, and the app between them on a clock that stands still.

mod app;
mod complaints;
pub(crate) mod measured;
pub(crate) mod process;
mod relay;
mod web;
pub(crate) mod world;

pub(crate) use app::{TestApp, at};
pub(crate) use complaints::complaints;
pub(crate) use relay::{CANARY, Kept, Relay, Reply};
pub(crate) use web::{Entry, Web};
