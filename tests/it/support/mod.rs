//! What stories are told with: a scripted web, a scripted relay, and the app between them on a clock that stands still.

mod app;
mod complaints;
mod relay;
mod web;

pub(crate) use app::{TestApp, at};
pub(crate) use complaints::complaints;
pub(crate) use relay::{Kept, Relay, Reply};
pub(crate) use web::{Entry, Web};
