//! French and English: messages, numbers, dates.
//!
//! Messages are Fluent (`config/locales/{fr,en}/*.ftl`), compiled in. A message is never glued together from
//! pieces: what varies is an argument, and plural forms are the message's own business. Numbers inside messages
//! are formatted by the bundle, so that `{ $count }` reads `1 234` in French and `1,234` in English.

mod detail;
mod format;
mod messages;
mod stars;
mod status;
mod table;

pub use detail::detail;
pub use format::{change, clock, date, date_time, decimal, integer, percent, span, window};
pub use messages::{Arg, has, keys, say, tell};
pub use stars::{standing, stars};
pub use status::source_status;
pub use table::{MARK, row};
