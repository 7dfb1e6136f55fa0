//! The columns of the tables.

use std::time::Duration;

use super::value::Shape;
use crate::model::{ApiShape, ReadAs, SourceStatus, TokenPlace};

/// How freely a service can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Open and stable.
    A,
    /// Open, but throttled, flaky or unofficial.
    B,
    /// Needs a token of your own, or that the thing be yours.
    C,
    /// Closed: the preset only says what to do instead.
    D,
}

impl Grade {
    /// The letter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// What the knowledge of a row rests on. None of it was seen to answer: say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The service's own documentation.
    Documentation,
    /// Programs that use it.
    Code,
    /// What its users report.
    Reports,
}

impl Evidence {
    /// Stable word, and end of the key of its message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Code => "code",
            Self::Reports => "reports",
        }
    }
}

/// A source that is known by name.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The word of the config file.
    pub name: &'static str,
    /// How freely it can be read.
    pub grade: Grade,
    /// What the row rests on.
    pub evidence: Evidence,
    /// Lines of a `[[source]]` that work.
    pub example: &'static str,
    /// Statuses that do not mean here what they mean elsewhere.
    pub oddities: &'static [(u16, SourceStatus)],
    pub(super) keys: &'static [Key],
    pub(super) routes: &'static [Route],
    pub(super) pick: Pick,
    pub(super) token: Option<TokenNeed>,
    pub(super) every_mins: u64,
    pub(super) least_mins: u64,
}

/// What most rows say.
pub(super) const OPEN: Preset = Preset {
    name: "",
    grade: Grade::A,
    evidence: Evidence::Code,
    example: "",
    oddities: &[],
    keys: &[],
    routes: &[],
    pick: Pick::First,
    token: None,
    every_mins: 15,
    least_mins: 5,
};

impl Preset {
    /// How often it is asked when the file does not say.
    pub const fn every(&self) -> Duration {
        Duration::from_mins(self.every_mins)
    }

    /// Faster is refused.
    pub const fn least(&self) -> Duration {
        Duration::from_mins(self.least_mins)
    }

    /// What a status means in the answers of this service, when it is not what it means elsewhere.
    pub fn means(&self, status: u16) -> Option<SourceStatus> {
        self.oddities.iter().find(|(odd, _)| *odd == status).map(|(_, means)| *means)
    }
}

/// A key of the `[[source]]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// Taken when the file does not say; of an edition, that of the file's language.
    pub(super) unless: Option<&'static str>,
}

pub(super) const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, unless: None }
}

pub(super) const fn key_or(name: &'static str, shape: Shape, unless: &'static str) -> Key {
    Key { name, shape, unless: Some(unless) }
}

/// One thing to read of a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    /// The word by which [`Pick`]'s key chooses it.
    pub(super) what: &'static str,
    pub(super) to: Address,
    /// Where the same is found when it does not answer there, in order.
    pub(super) instead: &'static [Address],
}

/// A template of addresses, and how their answers are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address {
    pub(super) template: &'static str,
    reader: Reader,
}

/// How an address's answers are read.
#[derive(Clone, Copy, Debug)]
enum Reader {
    Feed,
    Reviews,
    Api(ApiShape),
}

impl Address {
    pub(super) const fn read_as(self) -> ReadAs {
        match self.reader {
            Reader::Feed => ReadAs::Feed,
            Reader::Reviews => ReadAs::Reviews,
            Reader::Api(shape) => ReadAs::Api { shape },
        }
    }
}

pub(super) const fn feed(template: &'static str) -> Address {
    Address { template, reader: Reader::Feed }
}

pub(super) const fn reviews(template: &'static str) -> Address {
    Address { template, reader: Reader::Reviews }
}

pub(super) const fn api(shape: ApiShape, template: &'static str) -> Address {
    Address { template, reader: Reader::Api(shape) }
}

pub(super) const fn route(what: &'static str, to: Address) -> Route {
    Route { what, to, instead: &[] }
}

/// Which routes are taken, of those whose keys are all given and that no other with more of them makes redundant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// The first of each set of keys; `what` names others.
    First,
    /// All; `on` names some.
    All,
    /// One after the other, each as a fallback of those before it; `providers` names and orders them.
    InOrder,
}

impl Pick {
    /// The key of the file that chooses.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::First => "what",
            Self::All => "on",
            Self::InOrder => "providers",
        }
    }
}

/// A token that the service takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenNeed {
    pub(super) place: TokenPlace,
    /// Without it there is nothing to read.
    pub(super) needed: bool,
    /// The host that it is for; that of the file's own address, when empty.
    pub(super) host: &'static str,
}
