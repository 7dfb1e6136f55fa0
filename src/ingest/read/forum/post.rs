//! One post of a topic's page.
//!
//! Its text leaves out quotations of other posts, or one angry post would count once per answer, and signatures. Its
//! identity is the number that the engine gave it: topics move between sections and change their titles, posts keep
//! their number.

use scraper::{ElementRef, Selector};
use url::Url;

use super::super::date::{self, Order};
use super::super::fragment::by_words;
use super::super::html::{self, Effort};
use super::super::{feed, signature};
use super::place::{self, address};
use super::profile::Profile;
use super::{MAX_POSTS, when};
use crate::model::{Draft, ForumEngine, NetText, Timestamp};

pub(super) const MAX_TEXT: usize = 65_536;
/// How many of the names by which the text of a post is guessed mean nothing else.
const OUTSPOKEN: usize = 3;
/// A line of a post's heading, at most.
const LINE: usize = 60;
const MOST_LINES: usize = 20_000;
/// Texts of one post that are looked at.
const LOOKED_AT_TEXTS: usize = 40;
/// Places of one name that are looked at.
const LOOKED_AT: usize = 6;

/// What the reading of posts needs to know.
pub(super) struct Reader<'p> {
    pub(super) profile: &'p Profile,
    pub(super) effort: Effort,
    pub(super) time_zone: Option<&'p str>,
    /// When the page was fetched: what "yesterday" is relative to.
    pub(super) now: Option<Timestamp>,
    /// How the page writes its dates.
    order: Order,
    /// Left out of a post's text.
    left_out: Vec<Selector>,
    /// Posts whose text was cut.
    pub(super) cut: usize,
}

/// A post, and how it stands on the page.
#[derive(Default)]
pub(super) struct Post {
    pub(super) draft: Draft,
    /// Author, date and text as people see them, quotations included.
    pub(super) shown: String,
}

impl<'p> Reader<'p> {
    pub(super) fn new(
        profile: &'p Profile,
        effort: Effort,
        time_zone: Option<&'p str>,
        now: Option<Timestamp>,
    ) -> Self {
        let mut left_out: Vec<Selector> = profile.quote.iter().chain(&profile.noise).cloned().collect();
        // A post without a place for its text: what stands for something else is not its text.
        if profile.text.is_empty() {
            left_out.extend([&profile.author, &profile.date, &profile.permalink].into_iter().flatten().cloned());
        }
        Self { profile, effort, time_zone, now, order: Order::default(), left_out, cut: 0 }
    }

    /// Learns of all posts how one is to be read.
    pub(super) fn learn(&mut self, posts: &[ElementRef<'_>]) {
        let lines = posts.iter().flat_map(ElementRef::text).take(MOST_LINES).filter(|text| text.len() <= LINE);
        self.order = Order::learnt(lines);
    }

    /// Reads one post.
    pub(super) fn post(&mut self, post: ElementRef<'_>, topic: &Url, title: &str) -> Post {
        let (mut author, mut dated) = (self.author(post), self.date(post));
        let body = self.body(post, author.as_deref());
        if dated.as_ref().is_none_or(|(_, at)| at.is_none()) {
            dated = body.and_then(|body| self.day_beside(post, body)).or(dated);
        }
        let Some(text) = body
            .map(|body| html::text(body, &self.left_out, &self.effort))
            .or_else(|| self.stated_text(post).map(str::to_owned))
        else {
            return Post::default();
        };
        let (text, cut) = feed::clip(&text, MAX_TEXT);
        self.cut += usize::from(cut);
        // The place of the words has no name: the post begins with its person.
        let is_whole = self.profile.guessed && body.is_some_and(|body| body == post);
        let text = author.as_deref().filter(|_| is_whole).map_or(text, |author| without_heading(text, author));
        if author.is_none() || dated.is_none() {
            let heading = self.heading(post, text);
            author = author.or_else(|| {
                let first = || heading.first().filter(|part| is_short(&heading) && !part.ends_with(':')).cloned();
                heading.iter().find_map(|part| signature::name(part)).map(str::to_owned).or_else(first)
            });
            dated = dated.or_else(|| heading.iter().find_map(|part| Some((part.clone(), Some(self.when(part)?)))));
        }
        let own = self.permalink(post, body, topic);
        let shown_text = match body.filter(|_| !self.profile.text.is_empty()) {
            Some(body) => html::text(body, &self.profile.noise, &self.effort),
            None => text.to_owned(),
        };
        // "3 hours ago" is another text at each reading.
        let shown_date = dated.as_ref().map(|(shown, _)| shown.as_str()).filter(|shown| !when::is_relative(shown));
        let heading = [author.as_deref(), shown_date];
        let shown = heading.into_iter().flatten().chain([shown_text.as_str()]).collect::<Vec<_>>().join("\n");
        let guid = self.number(post, topic).or_else(|| own.as_ref().map(Url::to_string));
        let draft = Draft {
            url: own.map(|url| url.to_string()).or_else(|| Some(by_words(text, topic))),
            guid,
            title: title.into(),
            author: author.map(|name| NetText::new(name).clipped(200)),
            text: text.into(),
            published: dated.and_then(|(_, at)| at),
            ..Draft::default()
        };
        Post { draft, shown }
    }

    /// The small posts that stand under a post.
    pub(super) fn remarks(&mut self, post: ElementRef<'_>, topic: &Url, title: &str) -> Vec<Draft> {
        let profile = self.profile;
        let remarks = profile.remark.iter().flat_map(|remark| post.select(remark)).take(MAX_POSTS);
        let drafts = remarks.map(|remark| self.post(remark, topic, title).draft);
        drafts.filter(|draft| !draft.text.is_blank()).collect()
    }

    /// The first place of the post's text that holds any; the post's own when none is known.
    fn body<'e>(&self, post: ElementRef<'e>, author: Option<&str>) -> Option<ElementRef<'e>> {
        let least = if self.profile.guessed { self.own_length(post) / 4 } else { 0 };
        let guessed = self.profile.guessed.then_some(author).flatten();
        let find = |is_head: &dyn Fn(ElementRef<'e>) -> bool| {
            self.profile.text.iter().enumerate().find_map(|(at, selector)| {
                // What is called the text of a post may be a short one; what is called content must hold most of it.
                let least = if at < OUTSPOKEN { least / 4 } else { least };
                let places = post.select(selector).take(if guessed.is_some() { LOOKED_AT } else { 0 });
                let place = places.into_iter().find(|place| !is_head(*place)).or_else(|| self.own(post, selector));
                place.filter(|place| length(*place) > least && !is_head(*place))
            })
        };
        // The head of a post may be called by the same name, and begins with who wrote it.
        let begins = |place: ElementRef<'e>| {
            let said = place.text().map(str::trim).find(|text| !text.is_empty());
            guessed.is_some_and(|author| said == Some(author))
        };
        let place = find(&begins).or_else(|| find(&|_| false));
        // A name of most forums may be that of the whole post here, and another of the words within it.
        let within = place.filter(|_| self.profile.guessed).and_then(|place| self.behind_heading(place, author?));
        let place = within.or(place);
        // Microdata that do not say which is the text say nothing.
        place.or((self.profile.engine != Some(ForumEngine::Microdata)).then_some(post))
    }

    /// The bytes of a post's text, roughly, without what is left out of it: an answer to a review is longer than the review.
    fn own_length(&self, post: ElementRef<'_>) -> usize {
        let beside = self.profile.noise.iter().flat_map(|noise| post.select(noise)).map(length).sum();
        length(post).saturating_sub(beside)
    }

    /// The place within this one that holds all its words but a few, among which is who wrote it.
    fn behind_heading<'e>(&self, place: ElementRef<'e>, author: &str) -> Option<ElementRef<'e>> {
        const SHORT: usize = 200;
        let whole: String = place.text().collect();
        let whole = whole.trim();
        let inner = self.profile.text.iter().filter_map(|selector| place.select(selector).next());
        inner.into_iter().find(|inner| {
            let words: String = inner.text().collect();
            let before = whole.strip_suffix(words.trim()).filter(|before| before.len() <= SHORT.min(words.len()));
            before.is_some_and(|before| before.contains(author))
        })
    }

    /// The first such place of a post that is no answer's which stands in it.
    fn own<'e>(&self, post: ElementRef<'e>, selector: &Selector) -> Option<ElementRef<'e>> {
        let is_own = |place: &ElementRef<'_>| {
            let mut around = place.ancestors().take_while(|outer| outer.id() != post.id()).filter_map(ElementRef::wrap);
            !around.any(|outer| self.profile.post.iter().any(|post| post.matches(&outer)))
        };
        let is_nested = matches!(self.profile.engine, Some(ForumEngine::Microdata | ForumEngine::Drupal));
        post.select(selector).find(|place| !is_nested || is_own(place))
    }

    /// What a post says only for machines, beside the text that people see.
    fn stated_text<'e>(&self, post: ElementRef<'e>) -> Option<&'e str> {
        let mut places = self.profile.text.iter().filter_map(|selector| self.own(post, selector));
        places.find_map(|place| place.attr("content")).filter(|text| !text.trim().is_empty())
    }

    /// What stands before the words of a post of which no name says where its person stands.
    fn heading(&self, post: ElementRef<'_>, text: &str) -> Vec<String> {
        const SHORT: usize = 400;
        if !self.profile.guessed {
            return Vec::new();
        }
        let whole = html::text(post, &self.left_out, &self.effort);
        let before = text.lines().next().and_then(|first| whole.find(first)).map(|at| &whole[..at]);
        let before = before.filter(|before| before.chars().count() <= SHORT).unwrap_or_default();
        let parts = before.split(['\n', '·', '|', '•']).map(str::trim);
        parts.filter(|part| part.contains(char::is_alphanumeric)).map(str::to_owned).collect()
    }

    /// The day of a part of the heading: spelled, or long ago.
    fn when(&self, part: &str) -> Option<Timestamp> {
        let labelled = || signature::day(part).and_then(|_| self.spelled(signature::unlabelled(part)));
        labelled().or_else(|| self.spelled(part).filter(|_| part.chars().count() <= LINE))
    }

    fn author(&self, post: ElementRef<'_>) -> Option<String> {
        let spelled = |element: ElementRef<'_>| {
            let text = html::text(element, &[], &self.effort).replace('\n', " ");
            let named = ["content", "data-username", "data-author"].iter().find_map(|name| element.attr(name));
            let name = if text.trim().is_empty() { named.unwrap_or_default() } else { text.as_str() };
            let name = name.trim();
            (!name.is_empty() && name.chars().count() <= 100).then(|| name.to_owned())
        };
        let found = self.profile.author.iter().find_map(|selector| post.select(selector).take(3).find_map(spelled));
        found.or_else(|| post.attr("data-author").or_else(|| post.attr("data-username")).map(str::to_owned))
    }

    /// The date as people see it, and read. Machines' spellings are read first.
    fn date(&self, post: ElementRef<'_>) -> Option<(String, Option<Timestamp>)> {
        let mut shown = None;
        for place in self.profile.date.iter().filter_map(|selector| self.place(post, selector)) {
            let text = html::text(place, &self.profile.noise, &self.effort).replace('\n', " ");
            let timed = || self.spelled(&format!("{text} {}", time_beside(place)?));
            if let Some(at) = self.stated(place).or_else(timed).or_else(|| self.spelled(&text)) {
                return Some((text, Some(at)));
            }
            if shown.is_none() && !text.is_empty() && text.chars().count() <= 60 {
                shown = Some(text);
            }
        }
        shown.map(|text| (text, None))
    }

    /// The day that a text of its own names beside the words of a post, where the names of elements say nothing.
    fn day_beside(&self, post: ElementRef<'_>, body: ElementRef<'_>) -> Option<(String, Option<Timestamp>)> {
        if !self.profile.guessed {
            return None;
        }
        let place = if body == post { None } else { Some(body.id()) };
        let before = post.descendants().take_while(|node| Some(node.id()) != place);
        let behind = post.descendants().skip_while(|node| Some(node.id()) != place).skip(body.descendants().count());
        let texts = before.chain(behind).filter_map(|node| Some(node.value().as_text()?.trim()));
        // Words without a place of their own: short texts before them, of which few are.
        let most = if place.is_some() { LOOKED_AT_TEXTS } else { LOOKED_AT };
        let mut label = "";
        for text in texts.filter(|text| !text.is_empty()).take(most) {
            let is_digit = |c: char| c.is_ascii_digit();
            // "2010" is a count of posts.
            let may_be = text.chars().count() <= LINE && text.contains(is_digit) && !text.chars().all(is_digit);
            if may_be
                && !signature::is_of_membership(label)
                && !signature::is_of_membership(text)
                && let Some(at) = self.when(text)
            {
                return Some((text.to_owned(), Some(at)));
            }
            label = text;
        }
        None
    }

    /// What stands in the post, or in what some engines write before it.
    fn place<'e>(&self, post: ElementRef<'e>, selector: &Selector) -> Option<ElementRef<'e>> {
        self.own(post, selector).or_else(|| self.head(post)?.select(selector).next())
    }

    fn head<'e>(&self, post: ElementRef<'e>) -> Option<ElementRef<'e>> {
        let before = post.prev_siblings().find_map(ElementRef::wrap)?;
        self.profile.head.iter().any(|head| head.matches(&before)).then_some(before)
    }

    fn stated(&self, element: ElementRef<'_>) -> Option<Timestamp> {
        let inner = selector!("time[datetime], [data-time], [data-timestamp], abbr[title], [title]");
        let places = [Some(element), element.select(inner).next()];
        let attrs = ["datetime", "data-time", "data-timestamp", "title", "content", "ts"];
        let mut given =
            places.into_iter().flatten().flat_map(|place| attrs.iter().filter_map(move |name| place.attr(name)));
        given.find_map(|text| self.spelled(text))
    }

    fn spelled(&self, text: &str) -> Option<Timestamp> {
        // "by Ana » 2 March 2026": names hold digits, too. "« on: 2 March 2026 »" stands in marks.
        let text = text.trim().trim_end_matches('»').rsplit('»').next().unwrap_or(text);
        let zone = self.time_zone;
        let near = |now| date::latest(text, zone, now).or_else(|| when::parse(text, zone, now));
        date::parse_in(text, zone, self.order).or_else(|| near(self.now?))
    }

    fn permalink(&self, post: ElementRef<'_>, body: Option<ElementRef<'_>>, topic: &Url) -> Option<Url> {
        if self.profile.guessed {
            return self.guessed_permalink(post, body, topic);
        }
        let mut links = self.profile.permalink.iter().filter_map(|selector| self.place(post, selector));
        let by_head = || place::by_anchor(self.head(post)?, topic);
        let stated = || topic.join(post.attr("about")?).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        links
            .find_map(|link| address(link, topic))
            .or_else(stated)
            .or_else(by_head)
            .or_else(|| place::by_id(post, topic))
    }

    /// The address of a post's place on its page, or of a page of its own: not that of an answer to it, of the page's top,
    /// or of what it speaks of.
    fn guessed_permalink(&self, post: ElementRef<'_>, body: Option<ElementRef<'_>>, topic: &Url) -> Option<Url> {
        let body = body.filter(|body| *body != post);
        let is_said =
            |link: &ElementRef<'_>| link.ancestors().any(|outer| body.is_some_and(|body| outer.id() == body.id()));
        let links = self.profile.permalink.iter().flat_map(|selector| post.select(selector).take(LOOKED_AT));
        let mut urls = links.filter(|link| !is_said(link)).filter_map(|link| address(link, topic));
        let is_of_place = |url: &Url| url.fragment().is_none_or(|place| place.contains(|c: char| c.is_ascii_digit()));
        urls.find(is_of_place).or_else(|| place::by_id(post, topic))
    }

    /// The number that the engine gave the post.
    fn number(&self, post: ElementRef<'_>, topic: &Url) -> Option<String> {
        let engine = self.profile.engine?.as_str();
        let number = self.profile.post_id.iter().find_map(|name| place::last_number(post.attr(name)?))?;
        if self.profile.numbered_in_topic {
            let topic = topic.path_segments()?.find_map(|part| place::last_number(part).filter(|n| *n == part))?;
            return Some(format!("{engine}:{topic}/{number}"));
        }
        Some(format!("{engine}:{number}"))
    }
}

/// Whether so little stands before the words that it begins with a name.
fn is_short(heading: &[String]) -> bool {
    heading.iter().map(|part| part.chars().count()).sum::<usize>() <= 100
}

/// A text without first lines of its author's name and a date, or a few signs.
fn without_heading<'t>(text: &'t str, author: &str) -> &'t str {
    const SHORT: usize = 40;
    // Any day will do: whether it is a date is asked, not which.
    let now = Timestamp::from_millis(0);
    let is_date = |said: &str| {
        let is_short = said.chars().count() <= SHORT;
        is_short && (date::parse(said, None).is_some() || when::parse(said, None, now).is_some())
    };
    let bare = |said: &'t str| said.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((first, mut rest)) = text.split_once('\n') else { return text };
    let Some(behind) = first.trim().strip_prefix(author).map(bare) else { return text };
    if !behind.is_empty() && !is_date(behind) {
        return text;
    }
    if behind.is_empty()
        && let Some((second, others)) = rest.split_once('\n')
        && is_date(bare(second))
    {
        rest = others;
    }
    rest
}

/// The bytes of an element's text, blanks round it left out.
fn length(element: ElementRef<'_>) -> usize {
    element.text().map(|text| text.trim().len()).sum()
}

/// The time that some write in an element of its own behind the day's.
fn time_beside(day: ElementRef<'_>) -> Option<String> {
    const LONGEST: usize = 12;
    let next: String = day.next_siblings().find_map(ElementRef::wrap)?.text().take(2).collect();
    let is_time = next.len() <= LONGEST && next.trim().starts_with(|c: char| c.is_ascii_digit()) && next.contains(':');
    is_time.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_of_name_and_date_is_no_text() {
        let check = |text, want| assert_eq!(without_heading(text, "Ana"), want, "{text}");
        check("Ana · il y a 3 jours\nRien reçu.", "Rien reçu.");
        check("Ana — 12 mars 2026\nRien reçu.", "Rien reçu.");
        check("Ana\n02 mars 2026 à 09:05:31\nRien reçu.", "Rien reçu.");
        check("Ana\nRien reçu.", "Rien reçu.");
        check("Ana n’a rien reçu.\nMoi non plus.", "Ana n’a rien reçu.\nMoi non plus.");
        check("Rien reçu.", "Rien reçu.");
    }
}
