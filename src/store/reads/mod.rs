//! What people and digests read. Each is answered from indexes made for it; none counts all there is.

mod figures;
mod mentions;
mod sources;
mod stories;
mod trends;
pub(super) mod words;
