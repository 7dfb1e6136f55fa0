//! The posts of a forum of unknown make: blocks of like shape, each with a person, mostly with a date, and with text.
//!
//! Blocks are alike when they have the same element and the same classes, digits apart. Of all such groups, that which
//! holds the most text is the thread, unless it is the list around a better one. Only for pages that say of themselves
//! that they are a forum's: an article's comments are blocks of like shape, too.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::super::date;
use super::super::html::{self, Effort};
use super::super::signature;
use super::profile::Profile;

/// The most elements that are looked at, and the most groups that are weighed.
const MAX_ELEMENTS: usize = 60_000;
const MAX_GROUPS: usize = 40;

/// Whether an address or a page says that it is a forum's.
pub(in crate::ingest::read) fn is_forum(page: &Html, url: &Url) -> bool {
    const HOSTS: [&str; 4] = ["forum", "communit", "bbs", "discuss"];
    const WORDS: [&str; 24] = [
        "forum",
        "forums",
        "thread",
        "threads",
        "topic",
        "topics",
        "showtopic",
        "viewtopic",
        "showthread",
        "board",
        "boards",
        "bbs",
        "discussion",
        "discussions",
        "community",
        "communities",
        "talk",
        "ask",
        "question",
        "questions",
        "answers",
        "comments",
        "conversation",
        "sujet",
    ];
    let host = url.host_str().unwrap_or_default();
    let path = url.path().to_ascii_lowercase();
    let mut words = path.split(|c: char| !c.is_ascii_alphanumeric()).chain(host.split('.'));
    let is_forums =
        host.split('.').any(|label| HOSTS.iter().any(|word| label.starts_with(word) || label.ends_with(word)))
            || ["/t/", "/d/", "/s/", "/post/"].iter().any(|start| path.starts_with(start))
            || words.any(|word| WORDS.contains(&word) || STARTS.iter().any(|start| word.starts_with(start)));
    is_forums
        || made_with(page)
        || page.root_element().child_elements().filter(|e| e.value().name() == "body").any(|body| {
            let classes = body.attr("class").unwrap_or_default();
            classes.contains("forum") || classes.contains("thread")
        })
}

/// Whether the page thanks the makers of a forum's program.
fn made_with(page: &Html) -> bool {
    const MAKERS: &str = "a[href*='//www.phorum.org'], a[href*='yabbforum.com'], a[href*='question2answer.org'], \
                          a[href*='ubbcentral.com'], a[href*='jforum.net'], a[href*='xmbforum'], a[href*='punbb'], \
                          a[href*='esotalk.org'], a[href*='mwforum.org'], a[href*='minibb.'], a[href*='askbot.com'], \
                          a[href*='fudforum.org'], a[href*='viscacha.org'], a[href*='mylittleforum.net'], \
                          a[href*='forumactif.com'], a[href*='forumotion.com'], a[href*='proboards.com'], \
                          a[href*='woltlab.com'], a[href*='burning-board'], a[href*='webwizforums.com']";
    // At its end: further up, people link to anything.
    let said = |link: &ElementRef<'_>| selector!(MAKERS).matches(link);
    page.tree.values().len() <= MAX_ELEMENTS
        && page.tree.nodes().rev().filter_map(ElementRef::wrap).take(FOOT).any(|link| said(&link))
}

/// Elements of a page's foot.
const FOOT: usize = 60;

/// How words of addresses begin that are a forum's in several languages, or its program's.
const STARTS: [&str; 5] = ["forum", "communaut", "phorum", "yabb", "ubbthreads"];

/// The posts, and what was learnt of their parts.
pub(super) fn find<'p>(page: &'p Html, effort: &Effort) -> Option<(Vec<ElementRef<'p>>, &'static Profile)> {
    find_such(page, effort, true, |_| true).or_else(|| Some((answered(page, effort)?, &*GUESSED)))
}

/// A question with its only answer: the two are of two shapes, so that no group shows them.
fn answered<'p>(page: &'p Html, effort: &Effort) -> Option<Vec<ElementRef<'p>>> {
    let answers = selector!("[class*=answer i], [class*=comment i], [class*=reply i], [class*=reponse i]");
    let marked = Marked::of(page);
    let is_post = |block: &ElementRef<'p>| {
        matches!(block.value().name(), "div" | "li" | "article" | "section")
            && effort.look_into(*block)
            && letters(*block, 2) >= MIN_LETTERS
            && holds(*block, &marked.persons)
            && holds(*block, &marked.dates)
    };
    let posts: Vec<_> = page.select(answers).take(MAX_GROUPS).filter(is_post).collect();
    let holds_other =
        |block: &ElementRef<'_>| posts.iter().any(|inner| inner.ancestors().any(|o| o.id() == block.id()));
    let mut single = posts.iter().filter(|block| !holds_other(block));
    let answer = *single.next().filter(|_| single.next().is_none())?;
    Some(vec![before(answer, effort).or_else(|| opening(answer, effort))?, answer])
}

/// What holds for the posts of most forums.
static GUESSED: LazyLock<Profile> = LazyLock::new(|| {
    let mut profile = Profile::unknown();
    profile.guessed = true;
    profile.author = html::selectors(AUTHORS);
    profile.date = html::selectors(DATES);
    profile.text = html::selectors(TEXTS);
    profile.noise.extend(html::selectors(NOISE));
    // A bare one is a button.
    profile.permalink = html::selectors(["a[class*=permalink i], a[rel=bookmark]", "a[href*='#']:not([href$='#'])"]);
    profile.post_id = vec!["id".to_owned()];
    profile
});

/// The same of groups of which something more is asked, which may stand for a person where none `are_signed`.
pub(super) fn find_such<'p>(
    page: &'p Html,
    effort: &Effort,
    are_signed: bool,
    is_such: impl Fn(&[ElementRef<'p>]) -> bool,
) -> Option<(Vec<ElementRef<'p>>, &'static Profile)> {
    let mut groups = groups(page);
    groups.retain(|group| is_such(group));
    if groups.is_empty() {
        return None;
    }
    let marked = Marked::of(page);
    let weighed = groups.into_iter().filter_map(|group| Some((weight(&group, &marked, are_signed, effort)?, group)));
    let weighed: Vec<_> = weighed.collect();
    // Of equal ones the first, which has the most posts.
    let mut best = weighed.iter().rev().max_by_key(|(weight, _)| weight)?;
    for _ in 0..MAX_AROUND {
        let (weight, around) = best;
        // Two to four boxes, of which one holds a whole thread, are the page's frame, and say all that stands round it.
        let share = if around.len() <= FEW_BOXES { 5 } else { 2 };
        let inner = weighed.iter().filter(|(said, group)| share * said >= *weight && stands_in_one(group, around));
        let Some(inner) = inner.max_by_key(|(said, _)| said) else { break };
        best = inner;
    }
    let whole = weighed.iter().filter(|(weight, group)| *weight == best.0 && is_in_parts(&best.1, group));
    let best = whole.min_by_key(|(_, group)| group.len()).unwrap_or(best);
    let mut posts = best.1.clone();
    // Of the same shape as the posts, and behind them: the door for those who want to write one.
    let is_door = |block: &ElementRef<'p>| invites(*block) && !holds(*block, &marked.dates) && !is_numbered(*block);
    if posts.len() > 1 && posts.last().is_some_and(is_door) {
        posts.pop();
    }
    if let Some(opening) = opening(posts[0], effort) {
        posts.insert(0, opening);
    }
    Some((posts, &GUESSED))
}

/// Boxes of a page that may stand one in the other round its thread.
const MAX_AROUND: usize = 4;

const FEW_BOXES: usize = 4;

/// Whether each of the wholes holds as many of the parts: person and words of a post stand side by side in it.
fn is_in_parts(parts: &[ElementRef<'_>], wholes: &[ElementRef<'_>]) -> bool {
    let each = parts.len() / wholes.len();
    let is_within = |(at, part): (usize, &ElementRef<'_>)| {
        wholes.get(at / each).is_some_and(|whole| part.ancestors().take(8).any(|outer| outer.id() == whole.id()))
    };
    wholes.len() >= 3 && each >= 2 && parts.len() == each * wholes.len() && parts.iter().enumerate().all(is_within)
}

/// Whether more blocks than there are boxes all stand in one of these: the box is the thread's, not a post.
fn stands_in_one(group: &[ElementRef<'_>], boxes: &[ElementRef<'_>]) -> bool {
    let box_of = |block: &ElementRef<'_>| {
        let around =
            block.ancestors().take(20).find_map(|outer| boxes.iter().position(|a_box| a_box.id() == outer.id()));
        around.filter(|_| group.len() > boxes.len())
    };
    group.len() >= 3 && boxes.len() <= 20 && {
        let first = box_of(&group[0]);
        first.is_some() && group.iter().all(|block| box_of(block) == first)
    }
}

/// What the posts answer to, when that is of another shape: the nearest block before them that says much.
fn opening<'p>(first: ElementRef<'p>, effort: &Effort) -> Option<ElementRef<'p>> {
    const UP: usize = 7;
    let around = first.ancestors().filter_map(ElementRef::wrap).take(UP);
    let mut around = around.take_while(|step| !matches!(step.value().name(), "body" | "html"));
    around.find_map(|step| before(step, effort))
}

/// The block before an element that says most, if it says much.
fn before<'p>(element: ElementRef<'p>, effort: &Effort) -> Option<ElementRef<'p>> {
    let blocks = element.prev_siblings().filter_map(ElementRef::wrap).take(20);
    let said = blocks.filter(|block| !is_furniture(*block) && effort.look_into(*block));
    let said = said.map(|block| (letters(block, 1), block)).filter(|(letters, _)| *letters >= LONG_OPENING);
    said.max_by_key(|(letters, _)| *letters).map(|(_, block)| block)
}

fn is_furniture(block: ElementRef<'_>) -> bool {
    const WORDS: [&str; 8] = ["sidebar", "menu", "navig", "navbar", "footer", "cookie", "consent", "banner"];
    let names = [block.attr("class"), block.attr("id"), block.attr("role")].map(Option::unwrap_or_default);
    let names = names.join(" ").to_ascii_lowercase();
    html::is_noise(block.value().name())
        || WORDS.iter().any(|word| names.contains(word))
        || invites(block)
        || matches!(block.value().name(), "nav" | "header" | "footer" | "aside" | "form" | "ul" | "table" | "h1" | "h2")
}

/// Whether a few words ask their reader to register.
fn invites(block: ElementRef<'_>) -> bool {
    const SHORT: usize = 400;
    let doors = selector!("a[href*=login i], a[href*=register i], a[href*=signup i], a[href*=sign-up i]");
    letters(block, 0) < SHORT && block.select(doors).next().is_some()
}

/// What an opening post of another shape says at least.
const LONG_OPENING: usize = 80;

/// The letters of an element, those of its links counted against it so many times.
fn letters(block: ElementRef<'_>, against: usize) -> usize {
    let own: usize = block.text().map(|text| text.trim().len()).sum();
    let linked: usize = block.select(selector!("a")).flat_map(|a| a.text()).map(|text| text.trim().len()).sum();
    own.saturating_sub(against * linked)
}

const AUTHORS: [&str; 13] = [
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "[rel=author]",
    "[class*=reviewer-name i], [class*=customer-name i], [class*=customer_name i], [class*=consumername i]",
    "[class*=author i] a, [class*=username i], [class*=user-name i], [class*=auteur i] a, [class*=pseudo i]",
    "a[href*='/user'], a[href*='/u/'], a[href*='member'], a[href*='profil'], a[href*='/people/'], a[href*='~'], \
     a[href*='membre'], a[href*='utilisateur']",
    "[class*=author i], [class*=auteur i]",
    "[class*=byline i]",
    "[class*=poster i]",
    "[class*=reviewer i] [class*=name i]",
    "[class*=user i]",
    "[class*=reviewer i]",
    "cite",
];
const DATES: [&str; 6] = [
    "time",
    "[itemprop=datePublished]",
    "[class*=date i]",
    "[class*=time i]",
    "[class*=posted i], [class*=meta i], p[class*=author i]",
    "[title*=':']",
];
const TEXTS: [&str; 8] = [
    "[itemprop=text]",
    "[class*=post-body i], [class*=postbody i], [class*=commentbody i], [class*=comment-body i], [class*=usertext i], \
     [class*=msg_text i], [class*=message_text i], [class*=message-text i], [class*=message-body i], [class*=messagebody i]",
    "[class*=post-content i], [class*=post_content i], [class*=postcontent i], [class*=comment-content i], \
     [class*=comment_text i], [class*=comment-text i], [class*=message-content i]",
    "[class*=narrow i]",
    "[class*=content i]",
    "[class*=message i], [class*=body i]",
    "[class*=text i]",
    "[class*=contenu i], [class*=postmsg i], [class*=txt-m i]",
];
const NOISE: [&str; 7] = [
    "[class~=edit], [class*=edited i], [class*=last-edit i], [class*=lastedit i]",
    "header, footer",
    "form, button, [role=button], [class*=toolbar i], [class*=share i]",
    "[class*=signature i]",
    "[class*=report i], [class*=vote i], [class*=action i], [class*=reactions i]",
    "[class*=avatar i], [class*=badge i]",
    "[aria-hidden=true], [hidden]",
];

/// Elements of like shape that do not stand in one another, at least two of each.
fn groups<'p>(page: &'p Html) -> Vec<Vec<ElementRef<'p>>> {
    let mut by_shape: HashMap<String, Vec<ElementRef<'p>>> = HashMap::new();
    for element in page.tree.nodes().take(MAX_ELEMENTS).filter_map(ElementRef::wrap) {
        if let Some(shape) = shape(element) {
            by_shape.entry(shape).or_default().push(element);
        }
    }
    let mut groups: Vec<(String, Vec<ElementRef<'p>>)> = by_shape.into_iter().collect();
    groups.retain(|(_, group)| (2..=1_000).contains(&group.len()));
    // The largest first; by shape when equal, or two readings of one page would differ.
    groups.sort_by(|(a, one), (b, other)| other.len().cmp(&one.len()).then_with(|| a.cmp(b)));
    groups.truncate(4 * MAX_GROUPS);
    groups.into_iter().map(|(_, group)| group).collect()
}

fn shape(element: ElementRef<'_>) -> Option<String> {
    let name = element.value().name();
    if !matches!(name, "div" | "li" | "article" | "section" | "tr" | "td" | "table" | "tbody" | "dl" | "ul") {
        return None;
    }
    let without_digits = |text: &str| {
        let mut shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).take(40).collect();
        while shape.contains("00") {
            shape = shape.replace("00", "0");
        }
        shape
    };
    // The first class: what follows it says which of its kind an element is (odd, first, highlighted).
    let class = element.attr("class").and_then(|classes| classes.split_ascii_whitespace().next()).map(&without_digits);
    let id = element.attr("id").filter(|id| id.contains(|c: char| c.is_ascii_digit())).map(&without_digits);
    let property = element.attr("itemtype").or_else(|| element.attr("itemprop"));
    match (class, id, property) {
        (_, Some(id), _) => Some(format!("{name}#{id}")),
        (None, None, None) => None,
        (class, None, property) => {
            Some(format!("{name}.{}[{}]", class.unwrap_or_default(), property.unwrap_or_default()))
        }
    }
}

/// What names of a page's elements say of them. Asked once of each: one may stand in blocks of many groups.
struct Marked {
    persons: HashSet<NodeId>,
    dates: HashSet<NodeId>,
}

impl Marked {
    fn of(page: &Html) -> Self {
        let (authors, dates) = (selector!(&AUTHORS.join(", ")), selector!(&DATES.join(", ")));
        let matching = |selector: &Selector| {
            let elements = page.tree.nodes().take(MAX_ELEMENTS).filter_map(ElementRef::wrap);
            elements.filter(|element| selector.matches(element)).map(|element| element.id()).collect()
        };
        Self { persons: matching(authors), dates: matching(dates) }
    }
}

/// Whether one of these stands in the block.
fn holds(block: ElementRef<'_>, marked: &HashSet<NodeId>) -> bool {
    block.descendants().skip(1).any(|inner| marked.contains(&inner.id()))
}

/// How much a group says; nothing when it is no group of posts.
fn weight(group: &[ElementRef<'_>], marked: &Marked, are_signed: bool, effort: &Effort) -> Option<usize> {
    let (mut signed, mut on_a_day, mut said) = (0, 0, 0);
    for block in group {
        if !effort.look_into(*block) {
            return None;
        }
        said += letters(*block, 2);
        let is_signed = |text: &str| signature::starts(text);
        signed += usize::from(is_numbered(*block) || holds(*block, &marked.persons) || block.text().any(is_signed));
        on_a_day += usize::from(holds(*block, &marked.dates) || block.text().any(says_when));
    }
    let most = |count: usize| 3 * count >= 2 * group.len();
    let enough = said / group.len() >= MIN_LETTERS;
    // A post for which all others are answers holds them all: the group inside says the same with more posts.
    let is_signed = most(signed) && (most(on_a_day) || group.len() >= 3);
    ((is_signed || !are_signed && most(on_a_day)) && enough).then_some(said)
}

/// An element with a number of its own is a row of some database.
fn is_numbered(block: ElementRef<'_>) -> bool {
    block.attr("id").is_some_and(|id| id.bytes().filter(u8::is_ascii_digit).count() >= 3)
}

/// Whether a text is a date and little else, but what it is a date of: "Date: 2 March 2026".
fn says_when(text: &str) -> bool {
    let text = signature::unlabelled(text);
    (8..=40).contains(&text.len()) && text.contains(|c: char| c.is_ascii_digit()) && date::parse(text, None).is_some()
}

/// What a post says at least, in letters, on average.
const MIN_LETTERS: usize = 20;
