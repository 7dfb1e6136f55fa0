//! What is learnt of a source, as the store keeps it: 153 bytes.

use super::arrivals::Arrivals;
use super::rhythm::BINS;

const VERSION: u8 = 1;
const LENGTH: usize = 1 + 8 + 8 + 4 * 10 + 2 * BINS;
/// Items of an hour are kept in sixteenths.
const PARTS: f32 = 16.0;

impl Arrivals {
    /// For the store.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(VERSION);
        for minute in [self.since, self.last] {
            bytes.extend(minute.to_le_bytes());
        }
        for value in self.counts.iter().chain(&self.heat).chain(&self.shares) {
            bytes.extend(value.to_le_bytes());
        }
        // A source of many years halves all its hours: only their proportions matter then.
        let most = self.hours.iter().copied().fold(0.0, f32::max);
        let scale = PARTS * (f32::from(u16::MAX) / PARTS / most.max(1.0)).min(1.0);
        for hour in self.hours {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "scaled to fit")]
            bytes.extend(((hour * scale) as u16).to_le_bytes());
        }
        bytes
    }

    /// What was kept; nothing of bytes that are not ours.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&VERSION, mut rest) = bytes.split_first()? else { return None };
        if bytes.len() != LENGTH {
            return None;
        }
        let minutes: [f64; 2] = [f64::from_le_bytes(take(&mut rest)?), f64::from_le_bytes(take(&mut rest)?)];
        let mut values = [0.0_f32; 10];
        for value in &mut values {
            *value = f32::from_le_bytes(take(&mut rest)?);
        }
        let mut hours = [0.0_f32; BINS];
        for hour in &mut hours {
            *hour = f32::from(u16::from_le_bytes(take(&mut rest)?)) / PARTS;
        }
        let sound = minutes.iter().all(|minute| minute.is_finite()) && minutes[0] <= minutes[1];
        let sound = sound && values.iter().all(|value| value.is_finite() && *value >= 0.0);
        let part = |range: std::ops::Range<usize>| values.get(range);
        let read = Self {
            since: minutes[0],
            last: minutes[1],
            counts: part(0..3)?.try_into().ok()?,
            heat: part(3..6)?.try_into().ok()?,
            shares: part(6..10)?.try_into().ok()?,
            hours,
        };
        sound.then_some(read)
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::pace::Crowd;
    use crate::model::{HOUR_MS, Timestamp};

    #[test]
    fn what_is_learnt_is_kept() {
        let start = Timestamp::from_millis(1_772_438_400_000);
        let mut source = Arrivals::new(start);
        let rhythm = Crowd::default().rhythm(&source);
        for hour in 0..200 {
            source.learn(start.plus_millis(hour * HOUR_MS * 3 / 2), &rhythm);
        }
        let bytes = source.to_bytes();
        assert_eq!(bytes.len(), LENGTH);
        let back = Arrivals::from_bytes(&bytes).unwrap();
        assert_eq!(
            (back.since, back.last, back.counts, back.shares),
            (source.since, source.last, source.counts, source.shares)
        );
        for cut in [0, 1, 20, LENGTH - 1] {
            assert_eq!(Arrivals::from_bytes(&bytes[..cut]), None);
        }
        assert_eq!(Arrivals::from_bytes(&[0xff; LENGTH]), None);
    }
}
