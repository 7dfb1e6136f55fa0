//! The colours. One accent a level; everything else is quiet. Nothing is pure white or black, so that a client that
//! inverts colours leaves the text legible. `tests` compute every contrast.

use super::letter::Level;

/// The colours of one letter, light and dark.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub(super) accent: &'static str,
    /// Behind the sign of the level.
    pub(super) tint: &'static str,
    pub(super) dark_accent: &'static str,
    pub(super) dark_tint: &'static str,
}

pub(super) const INK: &str = "#23272e";
pub(super) const MUTED: &str = "#596170";
pub(super) const CARD: &str = "#fdfcfa";
pub(super) const PAPER: &str = "#f1efea";
pub(super) const TILE: &str = "#f5f3ee";
pub(super) const RULE: &str = "#dedad2";
pub(super) const LINK: &str = "#1d5a86";
pub(super) const REMOVED: &str = "#9a2a22";
pub(super) const ADDED: &str = "#22613f";
pub(super) const DARK_INK: &str = "#e9e6df";
pub(super) const DARK_MUTED: &str = "#a9afba";
pub(super) const DARK_CARD: &str = "#1f2329";
pub(super) const DARK_PAPER: &str = "#16191d";
pub(super) const DARK_TILE: &str = "#272c34";
pub(super) const DARK_RULE: &str = "#3a404a";
pub(super) const DARK_LINK: &str = "#8cc0ea";
pub(super) const DARK_REMOVED: &str = "#f0a29b";
pub(super) const DARK_ADDED: &str = "#8fd0ab";

/// The colours of a level.
pub(super) const fn of(level: Level) -> Paint {
    let (accent, tint, dark_accent, dark_tint) = match level {
        Level::Critical => ("#a8231b", "#fbe9e6", "#f2a097", "#4a1f1c"),
        Level::Warning => ("#855300", "#faf0dc", "#e9bd6c", "#41300f"),
        Level::Notice => ("#1d5a86", "#e6f0f7", "#8cc0ea", "#1b3447"),
        Level::Calm => ("#22613f", "#e6f2ea", "#8fd0ab", "#1b3a29"),
        Level::Info => ("#3d4a5c", "#eceef1", "#b9c4d3", "#303845"),
    };
    Paint { accent, tint, dark_accent, dark_tint }
}
