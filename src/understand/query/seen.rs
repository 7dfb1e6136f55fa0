//! What one automaton over every query's words has seen of a document, and which terms may stand where.

use std::ops::{Range, RangeInclusive};

use aho_corasick::packed::Searcher;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input};

use super::normal::{append, as_text};
use super::words::{FieldWords, Words, texts};
use super::{Document, compounds};

/// Up to so many bytes of texts, an automaton of a few megabytes is worth its speed.
const FAST: usize = 200_000;

/// Beside the texts: what is written past them for a moment, and their blanks.
const ROOM: usize = 128;

/// An automaton over the texts to look for.
#[derive(Debug)]
pub(super) struct Lookout {
    automaton: AhoCorasick,
    /// Finds the first of them many bytes in one step; absent where there are too many, or the processor cannot.
    quick: Option<Searcher>,
    /// For each text, what its terms want beside it: one of them is enough. A text that is a common word (`Banque Aubrac`)
    /// would else have most documents cut.
    needs: Vec<Vec<Companions>>,
}

/// Texts of which one of each must stand in the field of a term.
pub(super) type Companions = Vec<Vec<String>>;

/// A text by its number, and how many words before it a term may start.
pub(super) type Numbered = (u32, RangeInclusive<usize>);

/// A text that was seen: its number, the field, and the word that it is in.
pub(super) type Place = (u32, usize, usize);

/// Where a text was seen, before words are told apart: its number, the field, its first byte.
struct Sighting {
    text: u32,
    field: usize,
    byte: usize,
}

/// The four fields and their compounds as a search reads them, one behind the other.
struct Folded {
    bytes: Vec<u8>,
    fields: [Stretch; 4],
}

/// Where one field lies, and behind it its compounds.
struct Stretch {
    words: Range<usize>,
    compounds: Range<usize>,
}

impl Folded {
    fn of(texts: &[&str; 4]) -> Self {
        let length: usize = texts.iter().map(|text| text.len()).sum();
        let mut bytes = Vec::with_capacity(length + length / 4 + ROOM);
        let fields = texts.map(|text| {
            let from = bytes.len();
            if text.is_empty() {
                bytes.push(b' ');
            } else {
                append(&mut bytes, text);
            }
            let words = from..bytes.len();
            bytes.extend_from_slice(compounds::of_text(text).as_bytes());
            Stretch { compounds: words.end..bytes.len(), words }
        });
        Self { bytes, fields }
    }
}

impl Lookout {
    /// None when it cannot be built.
    pub(super) fn new(texts: &[String], needs: Vec<Vec<Companions>>) -> Option<Self> {
        let bytes: usize = texts.iter().map(String::len).sum();
        let kind = (bytes <= FAST).then_some(AhoCorasickKind::DFA);
        let automaton = AhoCorasick::builder().kind(kind).build(texts).ok()?;
        // A blank at a word's border stands everywhere: without it there is something rare to look for.
        let quick = Searcher::new(texts.iter().map(|text| text.trim_matches(' ')));
        Some(Self { automaton, quick, needs })
    }

    /// The document's words and the texts seen among them, in order; none when there is none and nobody wants the words
    /// all the same.
    pub(super) fn look<'a>(&self, document: &Document<'a>, wanted: bool) -> Option<(Words<'a>, Vec<Place>)> {
        let texts = texts(document);
        let folded = Folded::of(&texts);
        // One search over all of it; nearly every document ends here.
        let first = self.first(&folded.bytes);
        if first.is_none() && !wanted {
            return None;
        }
        let from = first.unwrap_or(folded.bytes.len());
        let mut sightings = Vec::new();
        let mut is_bound = false;
        for (field, at) in folded.fields.iter().enumerate().filter(|(_, at)| at.compounds.end > from) {
            let before = sightings.len();
            self.sight(&folded.bytes[at.words.clone()], field, &mut sightings);
            self.leave_out_lonely(&folded, at, &mut sightings, before);
            is_bound |= sightings.is_empty() && self.sees(&folded.bytes[at.compounds.clone()]);
        }
        if sightings.is_empty() && !is_bound && !wanted {
            return None;
        }
        let normals = folded.fields.map(|at| folded.bytes[at.words].to_vec());
        let mut cut = texts.into_iter().zip(normals).map(|(source, normal)| FieldWords::cut(source, as_text(normal)));
        let fields = [(); 4].map(|()| cut.next().unwrap_or_default());
        let mut places: Vec<Place> =
            sightings.iter().map(|seen| (seen.text, seen.field, fields[seen.field].word_at(seen.byte))).collect();
        for (number, field) in fields.iter().enumerate().filter(|(_, field)| !field.compounds.is_empty()) {
            sightings.clear();
            self.sight(field.as_one.as_bytes(), number, &mut sightings);
            let words = sightings.iter().filter_map(|seen| Some((seen.text, number, field.compound_at(seen.byte)?)));
            places.extend(words);
        }
        places.sort_unstable();
        places.dedup();
        Some((Words::of(document, fields), places))
    }

    /// Leaves out, of what was seen in one field, the texts beside which none of their terms can stand.
    fn leave_out_lonely(&self, folded: &Folded, at: &Stretch, sightings: &mut Vec<Sighting>, from: usize) {
        if sightings.len() == from {
            return;
        }
        let mut seen: Vec<u32> = sightings[from..].iter().map(|seen| seen.text).collect();
        seen.sort_unstable();
        seen.dedup();
        let holds = |text: &String| {
            let finder = memchr::memmem::Finder::new(text);
            let stands = |at: &Range<usize>| finder.find(&folded.bytes[at.clone()]).is_some();
            stands(&at.words) || stands(&at.compounds)
        };
        let is_met = |companions: &Companions| companions.iter().all(|texts| texts.iter().any(holds));
        let is_lonely = |text: &u32| !self.needs.get(*text as usize).is_none_or(|needs| needs.iter().any(is_met));
        seen.retain(is_lonely);
        if !seen.is_empty() {
            let kept = sightings.split_off(from);
            sightings.extend(kept.into_iter().filter(|sighting| seen.binary_search(&sighting.text).is_err()));
        }
    }

    fn sees(&self, normal: &[u8]) -> bool {
        !normal.is_empty() && self.first(normal).is_some_and(|from| self.automaton.is_match(&normal[from..]))
    }

    /// A byte before which none of the texts begins; none where there is none of them.
    fn first(&self, normal: &[u8]) -> Option<usize> {
        let Some(quick) = &self.quick else { return Some(0) };
        // A text may begin with the blank before a word.
        quick.find(normal).map(|found| found.start() - usize::from(normal[..found.start()].ends_with(b" ")))
    }

    fn sight(&self, normal: &[u8], field: usize, out: &mut Vec<Sighting>) {
        // Nearly every text ends here: this search skips along where it can, the next one looks at each byte.
        let Some(from) = self.first(normal) else { return };
        let found = self.automaton.find_overlapping_iter(Input::new(normal).range(from..));
        out.extend(found.map(|found| Sighting {
            text: found.pattern().as_u32(),
            field,
            // A text may begin with the blank at a word's border.
            byte: found.start() + usize::from(normal[found.start()] == b' '),
        }));
    }
}

/// Where the terms of one query may begin.
pub(super) struct Starts<'a> {
    /// For each term, the texts to look for; none: it may begin anywhere.
    pub(super) anchors: &'a [Option<Vec<Numbered>>],
    pub(super) places: &'a [Place],
    /// A bit for each term of which a text was seen.
    live: Vec<u64>,
}

impl<'a> Starts<'a> {
    /// Where terms may begin, given which of them have a text that was seen.
    pub(super) fn new(
        anchors: &'a [Option<Vec<Numbered>>],
        places: &'a [Place],
        live_terms: impl Iterator<Item = u32>,
    ) -> Self {
        let mut live = vec![0; anchors.len().div_ceil(64)];
        for term in live_terms {
            if let Some(bits) = live.get_mut(term as usize / 64) {
                *bits |= 1 << (term % 64);
            }
        }
        Self { anchors, places, live }
    }

    /// Whether the term may stand in the document at all.
    pub(super) fn may_hold(&self, term: u32) -> bool {
        let is_live = self.live.get(term as usize / 64).is_some_and(|bits| bits & (1 << (term % 64)) != 0);
        is_live || self.anchors.get(term as usize).is_none_or(Option::is_none)
    }

    /// The words where the term may begin in a field; none when it may be any.
    pub(super) fn of(&self, term: u32, field: usize) -> Option<Vec<usize>> {
        let anchors = self.anchors.get(term as usize)?.as_ref()?;
        let mut starts = Vec::new();
        for (text, shifts) in anchors {
            let from = self.places.partition_point(|place| (place.0, place.1) < (*text, field));
            let here = self.places[from..].iter().take_while(|place| (place.0, place.1) == (*text, field));
            starts.extend(here.flat_map(|place| shifts.clone().filter_map(|shift| place.2.checked_sub(shift))));
        }
        starts.sort_unstable();
        starts.dedup();
        Some(starts)
    }
}
