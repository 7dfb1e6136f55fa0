//! Tables of words that are compiled in, looked up by the hundred in each text.
//!
//! Nobody outside chooses what they hold, so that their hash need not withstand anybody: a multiplication a word (FxHash,
//! as in rustc). Deliberately absent: any use for keys that come from the network.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table by fixed words.
pub(crate) type FixedMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
/// A set of fixed words.
pub(crate) type FixedSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// The hash.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn add(&mut self, bits: u64) {
        self.0 = (self.0.rotate_left(5) ^ bits).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_u64(&mut self, bits: u64) {
        self.add(bits);
    }

    /// The upper bits are the better mixed ones, and a table looks at the lower.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
