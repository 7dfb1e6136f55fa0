//! A version in which what is not sure has not happened: what the next answer is compared with.

use std::collections::HashMap;

use super::compare::{Compared, Line, Unit};
use super::rolls::Roll;
use crate::model::{BlockPlace, PageVersion};

/// A version in which the units that are not sure have not happened.
pub(super) fn without(version: &PageVersion, compared: &Compared<'_>, unsure: &[Unit]) -> PageVersion {
    if unsure.is_empty() {
        return version.clone();
    }
    let rolls: Vec<&Roll> = compared.rolls.iter().filter(|roll| unsure.iter().any(|unit| roll.holds(unit))).collect();
    let is_rolled = |unit: &Unit| rolls.iter().any(|roll| roll.holds(unit));
    let went = unsure.iter().filter(|unit| unit.after.is_none() || is_rolled(unit));
    let went = went.filter_map(|unit| Some((unit.before?, unit.key)));
    let gone: HashMap<usize, u64> = rolls.iter().flat_map(|roll| &roll.gone).map(|&i| (i, 0)).chain(went).collect();
    let come: HashMap<usize, &Unit> =
        unsure.iter().rev().filter_map(|unit| unit.after.map(|after| (after, unit))).collect();
    let mut lines = Lines { behind: behind(&compared.old, &gone), ..Lines::default() };
    lines.push_behind(&compared.old, None);
    for (i, line) in compared.new.iter().enumerate() {
        match come.get(&i).copied() {
            None => lines.push(&compared.old, line, line.place),
            Some(unit) if is_rolled(unit) => {}
            // Where it stands now: what it becomes is looked for there.
            Some(Unit { before: Some(before), .. }) => lines.push(&compared.old, &compared.old[*before], line.place),
            Some(_) => {}
        }
    }
    lines.push_all(&compared.old);
    PageVersion { title: version.title.clone(), text: lines.texts.join("\n").into(), places: lines.places }
}

/// A line by what it says, and which one it is of those that say it.
type Nth = (u64, usize);

/// Behind no line.
const NOWHERE: Option<Nth> = Some((0, 0));

/// Which lines stand behind which one: a list is known again, and a value by its name, as long as their order is kept.
fn behind(old: &[Line<'_>], gone: &HashMap<usize, u64>) -> HashMap<Option<Nth>, Vec<usize>> {
    let mut behind: HashMap<Option<Nth>, Vec<usize>> = HashMap::new();
    let (mut counts, mut last) = (HashMap::new(), None);
    for (i, line) in old.iter().enumerate() {
        if let Some(&key) = gone.get(&i) {
            // What comes and goes belongs to no list, and stands at the end.
            behind.entry(if key == line.stable { NOWHERE } else { last }).or_default().push(i);
        } else {
            last = Some(nth(&mut counts, line));
        }
    }
    behind
}

fn nth(counts: &mut HashMap<u64, usize>, line: &Line<'_>) -> Nth {
    let count = counts.entry(line.exact).or_default();
    *count += 1;
    (line.exact, *count)
}

/// The lines of such a version, and those that are still to be put behind others.
#[derive(Default)]
struct Lines<'c> {
    texts: Vec<&'c str>,
    places: Vec<BlockPlace>,
    counts: HashMap<u64, usize>,
    behind: HashMap<Option<Nth>, Vec<usize>>,
}

impl<'c> Lines<'c> {
    fn push(&mut self, old: &[Line<'c>], line: &Line<'c>, place: &BlockPlace) {
        self.texts.push(line.text);
        self.places.push(place.clone());
        let nth = nth(&mut self.counts, line);
        self.push_behind(old, Some(nth));
    }

    fn push_behind(&mut self, old: &[Line<'c>], nth: Option<Nth>) {
        for i in self.behind.remove(&nth).into_iter().flatten() {
            self.texts.push(old[i].text);
            self.places.push(old[i].place.clone());
        }
    }

    /// What stood behind a line that is not there any more.
    fn push_all(&mut self, old: &[Line<'c>]) {
        let mut left: Vec<usize> = std::mem::take(&mut self.behind).into_values().flatten().collect();
        left.sort_unstable();
        for i in left {
            self.texts.push(old[i].text);
            self.places.push(old[i].place.clone());
        }
    }
}
