//! Forums: their engines, and where their pages hold what.

use serde::{Deserialize, Serialize};

/// The software behind a forum. Its pages are known by what only it writes (`config/forums/engines.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForumEngine {
    /// Discourse.
    Discourse,
    /// XenForo 1 and 2.
    Xenforo,
    /// Invision Community.
    Invision,
    /// phpBB.
    Phpbb,
    /// FluxBB and PunBB.
    Fluxbb,
    /// vBulletin 3, 4 and 5.
    Vbulletin,
    /// Simple Machines Forum.
    Smf,
    /// MyBB.
    Mybb,
    /// NodeBB.
    Nodebb,
    /// Flarum.
    Flarum,
    /// Stack Exchange.
    Stackexchange,
    /// bbPress, within WordPress.
    Bbpress,
    /// Khoros Community.
    Khoros,
    /// Vanilla Forums.
    Vanilla,
    /// Reddit.
    Reddit,
    /// Spirit.
    Spirit,
    /// Machina.
    Machina,
    /// YaBB 2.
    Yabb,
    /// Phorum 5.
    Phorum,
    /// The forum of Drupal: a topic's opening post is a node, its answers are comments.
    Drupal,
    /// Any page that calls itself a discussion in microdata.
    Microdata,
}

impl ForumEngine {
    /// All engines, in the order in which a page is asked whether it is theirs.
    pub const ALL: [Self; 21] = [
        Self::Discourse,
        Self::Xenforo,
        Self::Invision,
        Self::Phpbb,
        Self::Fluxbb,
        Self::Vbulletin,
        Self::Smf,
        Self::Mybb,
        Self::Nodebb,
        Self::Flarum,
        Self::Stackexchange,
        Self::Bbpress,
        Self::Khoros,
        Self::Vanilla,
        Self::Reddit,
        Self::Spirit,
        Self::Machina,
        Self::Yabb,
        Self::Phorum,
        Self::Drupal,
        Self::Microdata,
    ];

    /// The word of the config file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discourse => "discourse",
            Self::Xenforo => "xenforo",
            Self::Invision => "invision",
            Self::Phpbb => "phpbb",
            Self::Fluxbb => "fluxbb",
            Self::Vbulletin => "vbulletin",
            Self::Smf => "smf",
            Self::Mybb => "mybb",
            Self::Nodebb => "nodebb",
            Self::Flarum => "flarum",
            Self::Stackexchange => "stackexchange",
            Self::Bbpress => "bbpress",
            Self::Khoros => "khoros",
            Self::Vanilla => "vanilla",
            Self::Reddit => "reddit",
            Self::Spirit => "spirit",
            Self::Machina => "machina",
            Self::Yabb => "yabb",
            Self::Phorum => "phorum",
            Self::Drupal => "drupal",
            Self::Microdata => "microdata",
        }
    }
}

/// How far a forum is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForumDepth {
    /// Every post of every topic that changes.
    #[default]
    Posts,
    /// New topics only, by their titles and what the list shows of them.
    Topics,
}

/// How a forum is read. What is not said here is the engine's, as its standard theme has it. Selectors under `topic`
/// and `post` are relative to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForumSelectors {
    /// The engine; found by what its pages show when absent.
    pub engine: Option<ForumEngine>,
    /// How far it is read.
    pub depth: ForumDepth,
    /// The sections that are read: addresses, or words of their names or addresses; all when empty.
    pub sections: Vec<String>,
    /// One row of the list of topics.
    pub topic: Option<String>,
    /// The topic's link within the row; its text is the topic's title.
    pub topic_link: Option<String>,
    /// What changes in the row when somebody answers (count of replies, last date); the row's text when absent.
    pub topic_activity: Option<String>,
    /// A link to the topic's last page, within the row or on the topic's page.
    pub last_page: Option<String>,
    /// One post on a topic's page.
    pub post: Option<String>,
    /// The author within the post.
    pub author: Option<String>,
    /// The date within the post: `datetime`, `title` or text.
    pub date: Option<String>,
    /// The text within the post; the post's own when absent.
    pub text: Option<String>,
    /// The post's own link; else its `id` attribute as a fragment of the topic's address.
    pub permalink: Option<String>,
    /// Quotations of other posts, left out.
    pub quote: Option<String>,
    /// IANA zone of dates without one.
    pub time_zone: Option<String>,
    /// Topics read in one poll, at most.
    pub max_topics: u32,
}

impl Default for ForumSelectors {
    fn default() -> Self {
        Self {
            engine: None,
            depth: ForumDepth::Posts,
            sections: Vec::new(),
            topic: None,
            topic_link: None,
            topic_activity: None,
            last_page: None,
            post: None,
            author: None,
            date: None,
            text: None,
            permalink: None,
            quote: None,
            time_zone: None,
            max_topics: 20,
        }
    }
}

impl ForumSelectors {
    /// Whether somebody described the forum's pages by hand: then they are read, whatever feed the engine has.
    pub const fn describes_pages(&self) -> bool {
        self.topic.is_some() || self.post.is_some() || self.text.is_some()
    }
}

/// How far a topic of a forum was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicMark {
    /// Address of the topic.
    pub url: String,
    /// What its row showed when its posts were last read; a `*` stands for a number that moves without an answer,
    /// a `?` behind one for a number that did so once.
    pub activity: String,
    /// Address of the last page that was read.
    pub last_page: Option<String>,
    /// The first and the last post of that page, and how many it has.
    pub posts: String,
}

impl TopicMark {
    /// Whether the row shows what it showed.
    pub fn is_shown_as(&self, activity: &str) -> bool {
        let (known, now) = (self.activity.split_whitespace(), activity.split_whitespace());
        known.clone().count() == now.clone().count() && known.zip(now).all(|(old, new)| is_same(old, new))
    }

    /// The row, now that the topic was read again and nobody had answered: one number that grew all the same, twice in a
    /// row, counts who looks at it, us among them. Once may be an answer that is not shown yet. A row keeps a number that
    /// may still tell of an answer.
    pub fn learnt(&self, activity: &str) -> String {
        let (known, now): (Vec<&str>, Vec<&str>) =
            (self.activity.split_whitespace().collect(), activity.split_whitespace().collect());
        let moved: Vec<usize> = (0..now.len().min(known.len())).filter(|&i| !is_same(known[i], now[i])).collect();
        let row = (0..now.len()).map(|i| match moved[..] {
            [one] if one == i && has_grown(known[i], now[i]) && known[i].ends_with(ONCE) => ANY.to_owned(),
            [one] if one == i && has_grown(known[i], now[i]) => format!("{}{ONCE}", now[i]),
            _ if known.get(i) == Some(&ANY) && number(now[i]).is_some() => ANY.to_owned(),
            _ => now[i].to_owned(),
        });
        let row = row.collect::<Vec<_>>().join(" ");
        let is_alike = known.len() == now.len() && row.contains(|c: char| c.is_ascii_digit());
        if is_alike { row } else { activity.to_owned() }
    }
}

/// Stands for any number.
const ANY: &str = "*";
/// Behind a number that grew once without an answer.
const ONCE: char = '?';

fn is_same(old: &str, new: &str) -> bool {
    old == new || old == ANY && number(new).is_some() || old.strip_suffix(ONCE) == Some(new)
}

fn has_grown(old: &str, new: &str) -> bool {
    matches!((number(old), number(new)), (Some(old), Some(new)) if old < new)
}

/// A count as rows show it: `12`, `1,204`, `(3)`.
fn number(word: &str) -> Option<u64> {
    let word = word.trim_matches(['(', ')', '[', ']', ',', '.', ':', ';', ONCE]);
    let is_count = word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}'));
    is_count.then(|| word.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(known: &str, now: &str, want: &str) {
        let mark = TopicMark { url: String::new(), activity: known.to_owned(), last_page: None, posts: String::new() };
        assert_eq!(mark.learnt(now), want);
    }

    #[test]
    fn what_grows_without_an_answer_is_learnt_and_what_tells_of_answers_is_kept() {
        check("4 replies 31 views", "4 replies 32 views", "4 replies 32? views");
        check("4 replies 32? views", "4 replies 33 views", "4 replies * views");
        check("4 replies * views", "4 replies 40 views", "4 replies * views");
        check("4 1,204? Ana, 3:13", "4 1,205 Ana, 3:13", "4 * Ana, 3:13");
        // One of two: the other was an answer.
        check("4 32? Ana", "5 32 Ana", "5? 32 Ana");
        // An answer that is not shown yet, a count of answers alone, another day, fewer.
        check("4 replies 31 views", "5 replies 32 views", "5 replies 32 views");
        check("31?", "32", "32");
        check("* Ana", "* Bob", "* Bob");
        check("Ana, 3:13", "Ana, 3:14", "Ana, 3:14");
        check("4 31", "4 30", "4 30");
        check("4 31", "4 32 new", "4 32 new");
    }

    #[test]
    fn a_row_is_known_again_whatever_its_views() {
        let mark = TopicMark {
            url: String::new(),
            activity: "4? * Ana, 3:13".to_owned(),
            last_page: None,
            posts: String::new(),
        };
        assert!(mark.is_shown_as("4 77 Ana, 3:13"));
        for other in ["5 77 Ana, 3:13", "4 77 Bob, 3:13", "4 77 Ana, 3:14", "4 Ana, 3:13", "4 many Ana, 3:13"] {
            assert!(!mark.is_shown_as(other), "{other}");
        }
    }
}
