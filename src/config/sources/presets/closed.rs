//! Networks that cannot be read, or are no more: their words are known so that the answer can say what to do instead.

use super::row::{Evidence, Grade, OPEN, Preset};

const CLOSED: Preset = Preset { grade: Grade::D, evidence: Evidence::Code, ..OPEN };

pub(super) const ALL: &[Preset] = &[
    Preset { name: "instagram", ..CLOSED },
    Preset { name: "threads", ..CLOSED },
    Preset { name: "tiktok", ..CLOSED },
    Preset { name: "linkedin", ..CLOSED },
    Preset { name: "googleplus", evidence: Evidence::Reports, ..CLOSED },
    Preset { name: "myspace", ..CLOSED },
    Preset { name: "viadeo", evidence: Evidence::Reports, ..CLOSED },
];
