//! Thinking on counts: is what is said of a brand now unusual for this brand, how bad is it, and what is told of it.
//!
//! Counts of first-seen stories feed one streaming detector (`volume`): a baseline by hour of the week, surprise under
//! a negative-binomial law at three scales, and the brand's own daily maxima as the yardstick, so that no threshold is
//! set by hand. Tone has a detector of its own (`tone`), because a crisis may be silent: as many mentions as ever, all
//! of them negative. `assess` joins both, and `incident` turns a row of assessments into one thread of
//! messages. `pace` thinks on another count, that of a source's publications: when is it worth asking again?
//!
//! Everything here is a pure function of its arguments. Deliberately absent: input and output (but for the lines that
//! `series` is handed), the clock, the store, and words in any language.

/// One look at a brand: volume and tone together.
pub mod assess;
/// The life of an incident, from opening to closing.
pub mod incident;
/// The negative-binomial law, as far as it is needed.
mod negbin;
/// When a source is worth asking.
pub mod pace;
/// A brand's past, run through the detector.
mod past;
/// A file of counts through the detector, line by line.
pub mod series;
/// A shift of the negative share.
pub mod tone;
/// The streaming spike detector.
pub mod volume;

pub use assess::{Assessment, Watch, assess};
pub use incident::{Advance, Policy, advance};
