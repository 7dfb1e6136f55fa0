//! When a source is worth asking: how its publications arrive, and what waiting for them costs.
//!
//! Requests are few and items come in fits, so the question is never "how often" but "is it this source's turn". Every
//! source has an index that grows while it is not asked: the delay that is expected to have piled up for items that
//! nobody has seen, weighed by how long ago the source was asked last (the index rule for a queue whose arrivals cost
//! by the minute). Whoever has the highest index is asked; in the service, whoever's index passes the price that keeps
//! all of them within the budget of requests (`Purse`).
//!
//! `Arrivals` is what is learnt of one source, in less than 200 bytes: rates that are forgotten at three speeds, heat
//! that items leave behind and that fades at three speeds, whose share in the items is learnt (an online EM step an
//! item), and the hours of the week at which it publishes (`Rhythm`). `Outlook` predicts from it. `replay` scores the
//! whole on recorded arrivals, minute by minute, under an equal budget.
//!
//! Here and not in `ingest`: it is thinking on counts, pure, and `daemon` and `cli` both need it. Deliberately absent:
//! what a server wishes (`Retry-After`, `max-age`), which the schedule puts above all of this, and the mentions: a
//! source is not asked more often for what it says.

mod arrivals;
mod bytes;
mod outlook;
mod purse;
/// Polling policies over recorded arrivals.
pub mod replay;
mod rhythm;

pub use arrivals::Arrivals;
pub use outlook::{Bounds, Outlook};
pub use purse::Purse;
pub use rhythm::{Crowd, Rhythm};

/// Minutes in a day.
const DAY: f64 = 1_440.0;
