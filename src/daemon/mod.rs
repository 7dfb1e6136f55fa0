//! The daemon: five loops over one store.
//!
//! `poll` asks sources, `watch` thinks on what came, `deliver` empties the outbox, `digest` writes what is due on the
//! calendar, `upkeep` cleans and tells when vigie goes blind. Each step does all that is due and says when to come back;
//! a wake-up between loops is only a hint, the rows are the truth. There is no event bus.

mod app;
mod beat;
mod blindness;
mod clock;
pub(crate) mod heard;
mod pace;
mod polls;
mod routing;
mod rules;
mod service;
mod steps;
mod topics;

/// Searching what is kept.
pub mod archive;
/// What changed on watched pages, in words.
pub mod changes;
/// Sending what the outbox holds.
pub mod deliver;
/// Daily and weekly digests.
pub mod digest;
/// Hubs that tell of feeds' news (WebSub).
pub mod hubs;
/// What the daemon counts of itself.
pub mod metrics;
/// From a due source to stored mentions.
pub mod poll;
/// The earlier texts of what was edited.
pub mod revisions;
/// Mentions as a table.
pub mod sheet;
/// What is new in what is said of a brand.
pub mod trends;
/// Cleaning, and telling of blindness.
pub mod upkeep;
/// From counts to incidents and their notices.
pub mod watch;

pub use app::App;
pub use clock::Clock;
pub use pace::Pacer;
pub use rules::{Rules, WatchedBrand, WatchedSource};
pub(crate) use rules::{fetch_policy, mail_style};
pub use service::{Options, run};
pub use steps::{Next, run_loop};
