//! Forums, read from their HTML: a list of topics, then the posts of each; or a page that nobody described.
//!
//! The unit is the post, not the page: one angry post is one draft. The engine is known by what its pages show, and its
//! theme says where what stands (`profile`); what the config says stands before that. Deliberately absent: which page
//! is asked next (`daemon::poll::topics`).

mod blocks;
mod feeds;
mod front;
mod guess;
mod handed;
mod list;
#[cfg(test)]
mod makes;
mod pages;
mod place;
mod post;
mod profile;
mod rows;
mod said;
mod starred;
mod state;
mod thread;
mod title;
mod when;

pub(super) use blocks::is_forum;
pub use front::ForumFront;
pub use list::topics;
pub(super) use starred::{reviews as starred, summed};
pub(super) use thread::{Visit, thread};
pub(super) use title::of_page as title;

use scraper::{Html, Selector};
use url::Url;

use super::document::schema;
use super::html::{self, Effort, MAX_HTML};
use super::{Input, Reading, Topic, classify, complain, page};
use crate::model::{Complaint, ComplaintKind, ForumSelectors, Timestamp};
use place::address;
use post::Reader;
use profile::Profile;

const MAX_POSTS: usize = 1_000;
const TOO_DEEP: &str = "too much of the page stands in several rows or posts, one in the other";

/// Reads a forum: its feed when that answered, else its list of topics.
pub fn forum(input: &Input<'_>, selectors: &ForumSelectors) -> Reading {
    if selectors.describes_pages() || !feeds::is_feed(input) {
        return topics(input, selectors);
    }
    feeds::posts(input, selectors)
}

/// Reads the posts of a topic's page, fetched at `now`. The topic's other pages, where this one links to them, are in
/// `topics`: its last page, and the one before this.
pub fn posts(input: &Input<'_>, selectors: &ForumSelectors, topic_title: &str, now: Option<Timestamp>) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_HTML, &mut reading.complaints);
    let page = html::parse_telling(&source, &mut reading.complaints);
    reading.title = Some(page::title(&page)).filter(|title| !title.is_blank());
    let profile = Profile::configured(selectors, &page, input.url);
    let title = topic_title.to_owned();
    if !profile.post.is_empty() {
        let mut reader = Reader::new(&profile, Effort::of(&source), selectors.time_zone.as_deref(), now);
        let elements = thread::posts_of(&page, &profile.post);
        reader.learn(&elements);
        for element in elements {
            if !reader.effort.look_into(element) {
                complain(&mut reading.complaints, ComplaintKind::Truncated, TOO_DEEP);
                break;
            }
            let draft = reader.post(element, input.url, &title).draft;
            if !draft.text.is_blank() {
                reading.drafts.push(draft);
                reading.drafts.extend(reader.remarks(element, input.url, &title));
            }
        }
        thread::date_by_state(&mut reading.drafts, &source);
        if reader.cut > 0 {
            let detail = format!("{} posts were cut to 64 KiB of text", reader.cut);
            complain(&mut reading.complaints, ComplaintKind::Truncated, &detail);
        }
    }
    // Of an engine of which only the posts are described there may be other themes.
    let is_open = profile.post.is_empty() || profile.topic.is_empty() && selectors.post.is_none();
    if reading.drafts.is_empty() && is_open {
        let visit = Visit { url: input.url, time_zone: selectors.time_zone.as_deref(), now };
        read_unknown(&page, &source, visit, &title, &mut reading);
    }
    if reading.drafts.is_empty() {
        let lost = || lost(selectors.post.as_deref().unwrap_or("the engine's selector of posts"));
        reading.complaints.push(classify::complaint(&source).unwrap_or_else(lost));
    }
    let (last_page, previous_page) = pages::around(&page, input.url);
    let described = selectors.last_page.as_deref().and_then(|links| linked(&page, links, input.url));
    reading.topics.push(Topic {
        url: input.url.to_string(),
        title: title.as_str().into(),
        last_page: described.or(last_page),
        previous_page,
        ..Topic::default()
    });
    reading
}

/// A forum of unknown make: what a person would take for posts.
fn read_unknown(page: &Html, source: &str, visit: Visit<'_>, title: &str, reading: &mut Reading) {
    let Some(thread) = thread(page, source, &schema::read(page), visit) else { return };
    reading.drafts = thread.posts;
    for draft in &mut reading.drafts {
        if !title.is_empty() {
            draft.title = title.into();
        }
    }
}

/// Where the last element links to that a selector of the config finds.
fn linked(page: &Html, selector: &str, base: &Url) -> Option<Url> {
    address(page.select(&Selector::parse(selector).ok()?).next_back()?, base).filter(|url| url != base)
}

fn lost(selector: &str) -> Complaint {
    Complaint { kind: ComplaintKind::SelectorLost, detail: format!("{selector:?} matches nothing") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selectors() -> ForumSelectors {
        ForumSelectors {
            topic: Some("li.row".into()),
            topic_link: Some("a.title".into()),
            topic_activity: Some(".replies".into()),
            last_page: Some(".pages a".into()),
            post: Some(".post".into()),
            author: Some(".author".into()),
            date: Some(".date".into()),
            text: Some(".body".into()),
            permalink: Some("a.link".into()),
            time_zone: Some("Europe/Paris".into()),
            ..ForumSelectors::default()
        }
    }

    fn check<T>(source: &str, read: impl Fn(&Input<'_>) -> T) -> T {
        let url = Url::parse("https://forum.example/t/12?page=2").unwrap();
        read(&Input { bytes: source.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &url, text: None })
    }

    const LIST: &str = include_str!("../../../../tests/data/read/forum-list.html");
    const TOPIC: &str = include_str!("../../../../tests/data/read/forum-topic.html");

    #[test]
    fn a_list_gives_topics_once_each() {
        let reading = check(LIST, |input| topics(input, &selectors()));
        assert_eq!(reading.complaints, []);
        let got: Vec<_> =
            reading.topics.iter().map(|t| (t.url.as_str(), t.title.as_str(), t.activity.as_str())).collect();
        assert_eq!(
            got,
            [
                ("https://forum.example/t/12-acme", "Acme ne répond plus", "14 réponses"),
                ("https://forum.example/t/13", "Colis perdu", "0 réponse"),
            ]
        );
        assert_eq!(
            reading.topics[0].last_page.as_ref().map(Url::as_str),
            Some("https://forum.example/t/12-acme?page=3")
        );
    }

    #[test]
    fn a_post_is_one_draft_without_quotation_and_signature() {
        let reading = check(TOPIC, |input| posts(input, &selectors(), "Acme ne répond plus", None));
        assert_eq!(reading.drafts.len(), 3);
        let [first, second, third] = &reading.drafts[..] else { panic!() };
        assert_eq!(first.url.as_deref(), Some("https://forum.example/t/12?post=101#p101"));
        assert_eq!(first.author.as_ref().unwrap().as_str(), "Ana");
        assert_eq!(first.text.as_str(), "Je n’ai jamais été remboursée.\nQuelqu’un d’autre\u{202f}?");
        assert_eq!(first.published.unwrap().to_string(), "2026-03-02T08:05:00Z");
        assert_eq!(second.text.as_str(), "Pareil\u{a0}!");
        assert_eq!(second.guid.as_deref(), Some("https://forum.example/t/12?page=2#p102"));
        assert_eq!(second.published.unwrap().to_string(), "2026-03-02T09:30:00Z");
        assert_eq!((third.published, third.guid.as_ref()), (None, None));
        assert!(third.url.as_ref().unwrap().ends_with("#:~:text=Moi%20aussi%2C%20hier"));
        let last = reading.topics[0].last_page.as_ref().unwrap();
        assert_eq!(last.as_str(), "https://forum.example/t/12?page=3");
    }

    fn posts_of(source: &str, engine: crate::model::ForumEngine) -> Vec<crate::model::Draft> {
        let selectors = ForumSelectors { engine: Some(engine), ..ForumSelectors::default() };
        check(source, |input| posts(input, &selectors, "Acme", None)).drafts
    }

    #[test]
    fn addresses_are_relative_to_what_the_page_says_they_are() {
        let page = "<head><base href='https://forum.example/xf/'></head><ol><li class=message id=post-7 data-author=Ana>\
            <blockquote class=messageText>Rien reçu.</blockquote><a class=datePermalink href=threads/acme.9/#post-7>\
            <span class=DateTime title='Mar 2, 2016 at 9:05 AM'>Mar 2</span></a>";
        let drafts = posts_of(page, crate::model::ForumEngine::Xenforo);
        assert_eq!(drafts[0].url.as_deref(), Some("https://forum.example/xf/threads/acme.9/#post-7"));
    }

    #[test]
    fn a_date_in_marks_behind_the_number_of_a_reply_is_read() {
        let page = "<div class=post_wrapper><div class=poster><h4><a href=?action=profile>Eva</a></h4></div>\
            <div class=keyinfo><h5><a href=?topic=4.msg11#msg11>Re : Acme</a></h5><div class=smalltext>&#171; <strong>\
            Réponse #1 le:</strong> 03 mars 2012 à 10:05:31 &#187;</div></div><div class=post><div class=inner id=msg_11>\
            Rien du tout.</div></div></div>";
        let drafts = posts_of(page, crate::model::ForumEngine::Smf);
        assert_eq!(drafts[0].published.unwrap().to_string(), "2012-03-03T10:05:31Z");
    }

    #[test]
    fn what_stands_before_a_post_says_when_and_where_it_is() {
        let page = "<div id=bbpress-forums><div id=post-9 class=bbp-reply-header><span class=bbp-reply-post-date>\
            2 mars 2026 à 9 h 05 min</span><a href=/t/12#post-9 class=bbp-reply-permalink>#9</a></div>\
            <div class='post-9 reply'><a class=bbp-author-link>Ana</a><div class=bbp-reply-content>Rien reçu.</div></div></div>";
        let drafts = posts_of(page, crate::model::ForumEngine::Bbpress);
        assert_eq!(drafts[0].published.unwrap().to_string(), "2026-03-02T09:05:00Z");
        assert_eq!(drafts[0].url.as_deref(), Some("https://forum.example/t/12#post-9"));
    }

    #[test]
    fn a_forum_of_unknown_make_is_read_behind_the_headings_of_its_posts() {
        let post = |number: u32, name: &str, text: &str| {
            format!(
                "<div class='post post--{number}' id=p{number}><div class=postbody><h2>Re: Acme</h2><p class=author>par \
                 <a href=/u{number}>{name}</a> Le {number}/03/2026 à 09:05</p><div class='content'>{text}</div></div></div>"
            )
        };
        let page =
            post(1, "Ana", "<div class=quote-content>Une assez longue citation.</div>Jamais remboursée, et vous ?")
                + &post(2, "Bob", "Pareil chez moi, depuis trois semaines.")
                + &post(3, "Ana", "Merci, je leur écris demain.");
        let drafts = check(&page, |input| posts(input, &ForumSelectors::default(), "Acme", None)).drafts;
        let shown = |draft: &crate::model::Draft| {
            let (author, day) = (draft.author.as_ref().unwrap(), draft.published.unwrap().to_string());
            format!("{} {}: {}", author.as_str(), &day[..10], draft.text.as_str().lines().last().unwrap_or_default())
        };
        assert_eq!(
            drafts.iter().map(shown).collect::<Vec<_>>(),
            [
                "Ana 2026-03-01: Jamais remboursée, et vous ?",
                "Bob 2026-03-02: Pareil chez moi, depuis trois semaines.",
                "Ana 2026-03-03: Merci, je leur écris demain.",
            ]
        );
        assert_eq!(drafts[1].text.as_str(), "Pareil chez moi, depuis trois semaines.");
    }

    #[test]
    fn the_oldest_theme_of_phpbb_is_read_and_small_posts_behind_great_heads() {
        let post = |number: u32, name: &str, text: &str| {
            format!(
                "<table class=tablebg><tr><td><a name=p{number}></a><b class=postauthor>{name}</b><td><table><tr>\
                 <td class=gensmall><div>Sujet du message: Re: Acme</div><div><a href='?p={number}#p{number}'>#</a> Posté: \
                 Mar 0{number} Avr 2024 10:00</div></table><tr><td>Inscription: 12 Jan 2010<td><div class=postbody>{text}</div>\
                 <div class=postbody>___<br>Signature</div></table>"
            )
        };
        let quote = "<div class=quotetitle>Ana a écrit:</div><div class=quotecontent>En panne.</div>Aussi.";
        let page = format!(
            "<body>{}{}<a href='https://www.phpbb.com/'>phpBB</a>",
            post(2, "Ana", "En panne."),
            post(3, "Bob", quote)
        );
        let drafts = check(&page, |input| posts(input, &ForumSelectors::default(), "Acme", None)).drafts;
        let shown = |draft: &crate::model::Draft| {
            let (author, day) = (draft.author.as_ref().unwrap(), draft.published.unwrap().to_string());
            format!("{} {}: {}", author.as_str(), &day[..10], draft.text.as_str())
        };
        assert_eq!(
            drafts.iter().map(shown).collect::<Vec<_>>(),
            ["Ana 2024-04-02: En panne.", "Bob 2024-04-03: Aussi."]
        );
        let post = |number: u32, name: &str, text: &str| {
            format!(
                "<div id=post-{number} class=post-wrap><div class=post-content-top><a href=/profile/{name}>{name}</a> (@{name})\
                 <i>New Member</i></div><i class=date>0{number}/04/2024</i><div class=post-content>{text}</div></div>"
            )
        };
        let page = ["Ça marche chez moi.", "Pas chez moi, hélas."].iter().zip([100, 101]);
        let page: String = page.map(|(text, number)| post(number, "ana", text)).collect();
        let drafts = check(&page, |input| posts(input, &ForumSelectors::default(), "Acme", None)).drafts;
        assert_eq!(
            drafts.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(),
            ["Ça marche chez moi.", "Pas chez moi, hélas."]
        );
    }

    #[test]
    fn a_question_is_read_with_its_only_answer() {
        let page = "<h1>Acme fuit ?</h1><div class=view id=q21><div class=entry-content>Ma cave Acme de trois ans goutte par \
            l'arrière, et le compresseur tourne sans arrêt depuis hier.</div><span class=who>par <a href=/user/zoe>Zoé</a>\
            </span> <time datetime=2026-03-02T09:05:00Z></time></div><h2>1 réponse</h2><div class='item answer' id=a22>\
            <div class=entry-content>C'est le joint de la porte, neuf fois sur dix.</div><time datetime=2026-03-03T08:00:00Z>\
            </time><a href=/user/bob>Bob</a></div>";
        let drafts = check(page, |input| posts(input, &ForumSelectors::default(), "Acme", None)).drafts;
        let shown = drafts.iter().map(|draft| {
            let (author, day) = (draft.author.as_ref().unwrap(), draft.published.unwrap().to_string());
            format!("{} {}: {}", author.as_str(), &day[..10], &draft.text.as_str()[..10])
        });
        assert_eq!(shown.collect::<Vec<_>>(), ["Zoé 2026-03-02: Ma cave Ac", "Bob 2026-03-03: C'est le j"]);
    }

    #[test]
    fn posts_without_names_are_signed_and_dated_in_words() {
        let post = |name: &str, day: u32, text: &str| {
            format!(
                "<div class=MessageBlock><div class=Subject>Re: Acme</div><div class=Head>Posted by: <b>{name}</b> (192.0.2.1)\
                 </div><div class=Head>Date: August {day}, 2025 01:20PM</div><div class=BodyText>{text}</div></div>"
            )
        };
        let page = post("moorhen", 20, "Both soles of my Acme boots came off.")
            + &post("Col", 21, "That is the glue, it crumbles when nobody walks.")
            + "<div class=MessageBlock>Only members may post. <a href=/login>Click here to login</a></div>";
        let drafts = check(&page, |input| posts(input, &ForumSelectors::default(), "Acme", None)).drafts;
        let shown = drafts.iter().map(|draft| {
            let (author, day) = (draft.author.as_ref().unwrap(), draft.published.unwrap().to_string());
            format!("{} {}: {}", author.as_str(), &day[..16], draft.text.as_str())
        });
        let want = [
            "moorhen 2025-08-20T13:20: Both soles of my Acme boots came off.",
            "Col 2025-08-21T13:20: That is the glue, it crumbles when nobody walks.",
        ];
        assert_eq!(shown.collect::<Vec<_>>(), want);
    }

    #[test]
    fn a_person_is_named_in_what_microdata_say_of_them_and_a_bare_sign_is_no_address() {
        let post = |number: u32, name: &str| {
            format!(
                "<article class=entry data-number={number}><div itemprop=author><b itemprop=name>{name}</b><i>Anfänger</i>\
                 Beiträge 13</div><a href='#'>Zitieren</a><a href='/t/12#post{number}'><time datetime=2026-03-02></time></a>\
                 <div itemprop=text>Der Hebel von Acme klemmt bei mir auch, {name}.</div></article>"
            )
        };
        let page = post(7, "Eva") + &post(8, "Jan");
        let drafts = check(&page, |input| posts(input, &ForumSelectors::default(), "Acme", None)).drafts;
        assert_eq!(drafts[0].author.as_ref().unwrap().as_str(), "Eva");
        assert_eq!(drafts[1].url.as_deref(), Some("https://forum.example/t/12#post8"));
    }

    #[test]
    fn a_login_page_is_no_empty_forum_f53() {
        let login = "<title>Connexion</title><form><input type=password name=p>Se connecter</form>";
        let kind = |source| check(source, |input| topics(input, &selectors())).complaints[0].kind;
        assert_eq!(kind(login), ComplaintKind::WrongKind);
        assert_eq!(kind("<p>Nouveau forum, nouvelle page, tout neuf."), ComplaintKind::SelectorLost);
    }
}
