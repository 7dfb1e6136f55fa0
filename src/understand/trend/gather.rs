//! From texts to topics: count, test, rank, and put together what is said in the same stories.

use std::collections::{HashMap, HashSet};

use super::measure::{Rise, Share, rise};
use super::terms::{boilerplate, each_term};
use super::{Key, Told};
use crate::model::TrendKind;

/// A term is told in so many stories at least,
const FEWEST_STORIES: usize = 4;
/// on so many sites, or, on fewer, by so many named authors: a forum is one site and many voices.
const FEWEST_OUTLETS: usize = 3;
const FEWEST_AUTHORS: usize = 4;
/// A past of fewer stories is none: everything would be new.
const FEWEST_PAST: usize = 10;
/// A group of words takes the place of its parts when it is in this share of their stories.
const SAME: f64 = 0.8;
/// A term belongs to a topic when this share of its stories does.
const BELONGS: f64 = 0.6;
/// Words of a topic beside its first.
const COMPANIONS: usize = 4;
/// Ways of writing one term that are counted.
const FORMS: usize = 8;
/// Terms that are put together.
const MOST_TERMS: usize = 200;

/// What is said now and was not before.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// What its first term is.
    pub kind: TrendKind,
    /// The term as it is written.
    pub term: String,
    /// Other terms of the same stories.
    pub companions: Vec<String>,
    /// Its stories, as places in what was given, in their order.
    pub stories: Vec<usize>,
    /// Sites that tell it.
    pub outlets: usize,
    /// Stories that the past lets expect.
    pub expected: f64,
    /// Log-likelihood of the rise.
    pub g2: f64,
    /// Log-odds of the rise, over its deviation: what topics are ranked by.
    pub z: f64,
}

/// The topics that rise in `now` against `past`, at most `most`, the strongest first.
pub fn topics(now: &[Told], past: &[Told], most: usize) -> Vec<Topic> {
    if past.len() < FEWEST_PAST || now.len() < FEWEST_STORIES {
        return Vec::new();
    }
    let own_lines = boilerplate(now.iter().chain(past));
    let mut with: HashMap<Key, Vec<usize>> = HashMap::new();
    for (nth, told) in now.iter().enumerate() {
        each_term(told, &own_lines, |key, _| {
            let stories = with.entry(key).or_default();
            if stories.last() != Some(&nth) {
                stories.push(nth);
            }
        });
    }
    with.retain(|_, stories| stories.len() >= FEWEST_STORIES && is_widely_told(now, stories));
    let before = count(past, &own_lines, &with);
    let share = |with, all: &[Told]| Share { with, all: all.len() };
    let rises = with.into_iter().filter_map(|(key, stories)| {
        let past_with = before.get(&key).copied().unwrap_or_default();
        Some((key, rise(share(stories.len(), now), share(past_with, past))?, stories))
    });
    let mut rises: Vec<(Key, Rise, Vec<usize>)> = rises.collect();
    rises.sort_by(|a, b| b.1.z.total_cmp(&a.1.z).then(a.0.cmp(&b.0)));
    rises.truncate(MOST_TERMS);
    let written = written(now, &own_lines, &rises);
    together(now, without_parts(rises, &written), &written, most)
}

fn is_widely_told(now: &[Told], stories: &[usize]) -> bool {
    let count = |voices: fn(&Told) -> &[String], fewest: usize| {
        let mut seen = HashSet::new();
        stories.iter().flat_map(|&nth| voices(&now[nth])).any(|voice| {
            seen.insert(voice);
            seen.len() >= fewest
        })
    };
    count(|told| &told.outlets, FEWEST_OUTLETS) || count(|told| &told.authors, FEWEST_AUTHORS)
}

fn outlets(now: &[Told], stories: &[usize]) -> usize {
    stories.iter().flat_map(|&nth| &now[nth].outlets).collect::<HashSet<_>>().len()
}

/// Of how many stories of the past each wanted term is.
fn count(past: &[Told], own_lines: &HashSet<u64>, wanted: &HashMap<Key, Vec<usize>>) -> HashMap<Key, usize> {
    let mut counts: HashMap<Key, (usize, usize)> = HashMap::new();
    for (nth, told) in (1..).zip(past) {
        each_term(told, own_lines, |key, _| {
            if wanted.contains_key(&key) {
                let (count, last) = counts.entry(key).or_default();
                if *last != nth {
                    (*count, *last) = (*count + 1, nth);
                }
            }
        });
    }
    counts.into_iter().map(|(key, (count, _))| (key, count)).collect()
}

/// How each term is most often written; among equals, the first.
fn written(now: &[Told], own_lines: &HashSet<u64>, rises: &[(Key, Rise, Vec<usize>)]) -> HashMap<Key, String> {
    let mut forms: HashMap<Key, Vec<(String, usize)>> = rises.iter().map(|(key, ..)| (*key, Vec::new())).collect();
    let told: HashSet<usize> = rises.iter().flat_map(|(_, _, stories)| stories).copied().collect();
    for (_, one) in now.iter().enumerate().filter(|(nth, _)| told.contains(nth)) {
        each_term(one, own_lines, |key, raw| {
            if let Some(forms) = forms.get_mut(&key) {
                let form = raw.split_whitespace().collect::<Vec<_>>().join(" ");
                let full = forms.len() >= FORMS;
                match forms.iter_mut().find(|(known, _)| *known == form) {
                    Some((_, count)) => *count += 1,
                    None if !full => forms.push((form, 1)),
                    None => {}
                }
            }
        });
    }
    let most =
        |forms: Vec<(String, usize)>| forms.into_iter().rev().max_by_key(|(_, count)| *count).map(|(form, _)| form);
    forms.into_iter().filter_map(|(key, forms)| Some((key, most(forms)?))).collect()
}

/// Without the words of which a longer group says the same.
fn without_parts(rises: Vec<(Key, Rise, Vec<usize>)>, written: &HashMap<Key, String>) -> Vec<(Key, Rise, Vec<usize>)> {
    let form = |key: &Key| written.get(key).map(|form| format!(" {} ", form.to_lowercase())).unwrap_or_default();
    let is_part = |(key, _, stories): &(Key, Rise, Vec<usize>)| {
        let own = form(key);
        rises.iter().any(|(longer, _, longer_stories)| {
            longer.kind == key.kind
                && form(longer).len() > own.len()
                && form(longer).contains(own.as_str())
                && shared(stories, longer_stories) as f64 >= SAME * stories.len() as f64
        })
    };
    let parts: Vec<bool> = rises.iter().map(is_part).collect();
    rises.into_iter().zip(parts).filter(|(_, is_part)| !is_part).map(|(rise, _)| rise).collect()
}

fn shared(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|nth| b.binary_search(nth).is_ok()).count()
}

fn together(
    now: &[Told],
    rises: Vec<(Key, Rise, Vec<usize>)>,
    written: &HashMap<Key, String>,
    most: usize,
) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for (key, rise, stories) in rises {
        let Some(term) = written.get(&key).cloned() else { continue };
        let belongs = |topic: &&mut Topic| shared(&stories, &topic.stories) as f64 >= BELONGS * stories.len() as f64;
        if let Some(topic) = topics.iter_mut().find(belongs) {
            let says_more = !topic.companions.iter().chain([&topic.term]).any(|known| overlaps(known, &term));
            if says_more && topic.companions.len() < COMPANIONS {
                topic.companions.push(term);
            }
        } else if topics.len() < most {
            topics.push(Topic {
                kind: key.kind,
                term,
                companions: Vec::new(),
                outlets: outlets(now, &stories),
                stories,
                expected: rise.expected,
                g2: rise.g2,
                z: rise.z,
            });
        }
    }
    topics
}

/// Whether two terms have a word in common.
fn overlaps(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a.split_whitespace().any(|word| b.split_whitespace().any(|other| word == other))
}
