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
    /// What its row showed when its posts were last read.
    pub activity: String,
    /// Address of the last page that was read.
    pub last_page: Option<String>,
}
