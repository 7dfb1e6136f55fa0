//! Watching a page: when its new answer is a change that somebody should be told.
//!
//! Pages differ at every look: clocks, counters, tokens, advertisements, lists in another order, two variants by turns.
//! So a difference is not told when it is seen, but when it was seen again ([`advance`]), and where a page differs
//! without holding to it, it is soon left out of comparisons ([`noise`]): no selector has to be written. Blocks are
//! compared by what they say, wherever they stand ([`compare`]), and a change is weighed before it is told ([`weigh`]).
//! Before anything is learnt of a place, the kind of the change says how likely it is that nobody made it ([`turns`]); a
//! change within hours of the first look is by itself a sign that its place changes often ([`hold`]), and one that was told
//! is the place's history from then on ([`memory`]).
//!
//! Pure: the page's memory goes in and comes out, and the store keeps it (R8). Deliberately absent: the layout as a
//! picture, and what scripts would draw.

mod about;
mod advance;
mod bag;
mod blocks;
mod by_itself;
mod cards;
mod clauses;
mod compare;
mod counts;
mod dated;
mod dresses;
mod evidence;
mod headed;
mod hold;
mod marks;
mod matching;
mod memory;
mod noise;
mod overturned;
mod pairing;
mod rates;
mod rolls;
mod terms;
mod tokens;
mod turns;
mod typed;
mod undone;
mod weigh;
mod words;

#[cfg(test)]
mod tests;

pub use advance::{Step, Watching, advance};
pub(super) use blocks::Blocks;
pub(super) use typed::{add_robots, missing, of_offers};
