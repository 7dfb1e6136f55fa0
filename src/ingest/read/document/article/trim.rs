//! Lines that stand round articles and in them, and are not theirs: dates, authors, calls to share and subscribe,
//! links to other stories, what follows the last paragraph.

use regex::Regex;
use std::sync::LazyLock;

use super::blocks::{self, Block};
use crate::ingest::read::document::about::folded;
use crate::ingest::read::pattern;

/// The lines that are the article's own.
pub(super) fn trim(blocks: Vec<Block>, title: &str) -> Vec<Block> {
    let blocks = without_ends(blocks);
    let inner = blocks.iter().position(is_sentence).unwrap_or(0)..blocks.iter().rposition(is_sentence).unwrap_or(0);
    let mut at = 0;
    let mut kept: Vec<Block> = blocks
        .into_iter()
        .filter(|block| {
            at += 1;
            !is_furniture(block, inner.contains(&(at - 1)))
        })
        .collect();
    without_linked_headings(&mut kept);
    let at_first = |is: fn(&Block) -> bool| kept.iter().position(is);
    let first = at_first(is_sentence).or_else(|| at_first(is_prose)).or_else(|| at_first(Block::is_verse)).unwrap_or(0);
    let title = folded(title);
    let mut at = 0;
    let mut begun = false;
    kept.retain(|block| {
        at += 1;
        // What a line announces belongs to it, however short.
        let is_listed = begun && block.listed || block.is_verse() || blocks::is_marked(&block.text);
        let kept = at > first || is_listed || !stands_before(block, &title);
        begun |= kept && block.letters >= ANNOUNCES && !block.heading && !block.listed;
        kept
    });
    while kept.last().is_some_and(stands_behind) {
        kept.pop();
    }
    kept
}

/// Letters of a line that may announce a list: no date and no name is as long.
const ANNOUNCES: usize = 40;

/// A heading that is a link leads elsewhere, unless a paragraph of its own follows.
fn without_linked_headings(blocks: &mut Vec<Block>) {
    let leads: Vec<bool> = (0..blocks.len())
        .map(|at| blocks[at].heading && blocks[at].link_share() > 0.9 && !blocks.get(at + 1).is_some_and(is_prose))
        .collect();
    let mut leads = leads.into_iter();
    blocks.retain(|_| !leads.next().unwrap_or(false));
}

fn is_prose(block: &Block) -> bool {
    block.letters >= 60 && block.link_share() < 0.4 && !block.heading
}

fn is_sentence(block: &Block) -> bool {
    is_prose(block) && block.link_share() < 0.2 && block.text.ends_with(SENTENCE_ENDS)
}

/// Leaves out what begins with a heading that ends articles: all that follows when little does, else its section.
fn without_ends(blocks: Vec<Block>) -> Vec<Block> {
    let total: usize = blocks.iter().map(|block| block.letters).sum();
    let mut before = 0;
    let mut kept = Vec::with_capacity(blocks.len());
    let mut skipping = false;
    for block in blocks {
        before += block.letters;
        let is_label = block.letters < 60 && (block.heading || block.emphatic || block.letters < 40);
        if is_label && STOPS.is_match(&block.text) && (total - before) * 4 < total {
            return kept;
        }
        if is_label && (STOPS.is_match(&block.text) || ENDS.is_match(&block.text)) {
            // "Lire aussi : " and a title leads elsewhere by itself; what follows is the article's.
            skipping |= !leads_by_itself(&block);
            continue;
        }
        // The section that is left out ends with its links: a sentence, or a heading of the article's own.
        if skipping && (is_sentence(&block) || block.heading && block.linked == 0) {
            skipping = false;
        }
        if !skipping {
            kept.push(block);
        }
    }
    kept
}

fn leads_by_itself(block: &Block) -> bool {
    const TITLE: usize = 12;
    let title = block.text.split_once(':').map_or(0, |(_, title)| title.trim().len());
    !block.heading && block.linked > 0 && title >= TITLE
}

/// Whether a line says nothing of its own.
fn is_furniture(block: &Block, is_inside: bool) -> bool {
    if block.letters == 0 {
        return block.text.chars().count() > 3 || !block.listed;
    }
    let share = block.link_share();
    if !is_inside && !block.heading && share > 0.9 && block.letters < 250 && !block.text.starts_with("http") {
        return true;
    }
    if share > 0.5 && block.letters < 120 && !block.listed && LEADS_ON.is_match(&block.text) {
        return true;
    }
    block.letters < 110 && (ALONE.is_match(&block.text) || LEADS_ON.is_match(&block.text) && share > 0.3)
        || block.letters < 500 && LEGAL.is_match(&block.text)
        || (block.letters < 160 || block.letters < 400 && share > 0.0) && calls(block)
}

/// Whether a line calls upon its readers, or tells of who helped.
fn calls(block: &Block) -> bool {
    NOTES.is_match(&block.text)
        || CALLS.find_iter(&block.text).any(|call| block.link_share() > 0.1 || begins(&block.text, call.start()))
}

/// Whether a sentence begins there: within one, somebody else is told to sign up.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '|', '–', '—', '»', '(', '*'])
}

/// Whether a line before the first paragraph is the title, a date, a name.
fn stands_before(block: &Block, title: &str) -> bool {
    let text = folded(&block.text);
    block.letters < 25 && !block.heading && !block.text.ends_with(['.', '?', '!'])
        || !title.is_empty() && (title == text || text.chars().count() > 20 && title.starts_with(&text))
        || block.letters < 120 && is_dated(&block.text)
        || block.link_share() > 0.5 && block.letters < 120
}

/// Whether it says when or by whom, and tells nothing: a first sentence may hold a year or a "von" too.
fn is_dated(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let tells = words >= TELLS && line.ends_with(['.', '!', '?', '…']) && !PUBLISHED.is_match(line);
    words < 16 && !tells && DATED.is_match(line)
}

/// Words of a sentence.
const TELLS: usize = 6;

fn stands_behind(block: &Block) -> bool {
    let is_bare = !block.listed
        && !block.is_verse()
        && block.letters < 50
        && !block.text.ends_with(['.', '!', '?', '”', '"', '…', ':', ')', '»', '。']);
    block.heading || is_bare || block.link_share() > 0.6 || block.letters < 200 && SIGNED.is_match(&block.text)
}

pub(super) const SENTENCE_ENDS: [char; 9] = ['.', '!', '?', '”', '"', '»', '。', ')', '…'];

/// Headings behind which an article is over.
static STOPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(about (the )?authors?\b|leave a (reply|comment)|(\d+ )?(comments?|commentaires?|kommentare|comentários?|comentarios|commenti)\W*$|join the (conversation|discussion)|what do you think\W*$|tell us what you think|laisser un commentaire|à propos de l.auteur|deixe (um|seu) coment|комментарии|отзывы|добавить|recent (articles|posts|comments)|articles récents|popular (posts|this week)|references\W*$)",
    )
});

/// Headings of sections that lead to other stories.
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(explore further|more\W*$|about (the )?authors?\b|(related|recent|popular|latest|top|more|featured|similar|recommended) (articles?|news|posts?|stories|coverage|reading|content|links|topics|videos?)\b|(you )?(may|might) (also )?(like|be interested)|you may also|most (read|popular|viewed|shared)|(popular|trending)( (now|this week|today|stories))?\W*$|trending\b|more (from|on|in|about|news|stories)\b|read (also|next|more)\W*$|leave a (reply|comment)|(\d+ )?(comments?|commentaires?|kommentare|comentários?|comentarios|commenti)\W*$|join the (conversation|discussion)|sign up (for|to)|subscribe\b|newsletter|top stories|don.t miss|see also\W*$|share this|what do you think|tell us what you think|follow us|advertisement\W*$|sponsored|references\W*$|sources?\W*$|à (lire|voir) (aussi|également)|lire aussi|voir aussi|(articles?|sujets?) (liés?|similaires?|associés?)|sur le même (sujet|thème)|les plus lus|plus d.articles|partager|laisser un commentaire|à propos de l.auteur|abonnez-vous|mehr zum thema|das könnte sie|ähnliche (artikel|beiträge|themen|produkte)|lesen sie auch|auch interessant|meistgelesen|leia (também|mais)|veja (também|mais)|notícias relacionadas|posts? relacionados|artigos relacionados|compartilh|deixe (um|seu) coment|te puede interesar|también te|lea también|noticias relacionadas|leggi anche|potrebbe interessarti|articoli correlati|ti potrebbe|читайте также|похожие|комментарии|смотрите также|отзывы|добавить)",
    )
});

/// Lines that say only this.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(advertisement|advert|publicité|anzeige|publicidad|publicidade|iklan|story continues below.*|article continues below.*|continue reading( below| the main story)?.*|read more|see more|show more|load more|close|caption|loading.*|image \d+ (of|/).*|\d+ ?of ?\d+.*|(tap|click|swipe) (here|to|for)\b.*|media playback is (un)?supported.*|media caption.*|image (copyright|caption|source).*|this (slideshow|video|content) requires.*|(photo|image|picture|video|credit|photos|foto|bild|crédits? photo|photo credit)s? ?(©|:|by |courtesy|via ).*|©.*|(\(|\[)?(image|photo|foto|credit|source|사진)s?\s*[:=].*|copyright(\W*[©\d(].*| by .*)?|all rights reserved.*|share( this.*)?|share on.*|tweet|email|print|facebook|twitter|whatsapp|pinterest|linkedin|reddit|comments?|like this:?|like loading.*|follow us.*|like this story.*|(min(ute)?s? read|\d+ min(ute)?s?( read)?|\d+ shares?|tempo de leitura.*|temps de lecture.*|lecture ?:? ?\d+ min.*|\d+ minutos? de leitura|lesezeit.*)|filed under.*|posted (in|by|on|at)\b.*|tags?:.*|categor(y|ies|ia|ie)s?:.*|\[?related:.*|also:.*|skip (to|past).*|view (the )?(gallery|comments).*|jump to.*|table of contents|en savoir plus|lire la suite|partager( sur.*)?|publié le.*|mis à jour.*|temps de lecture.*|.{0,24}/ ?getty images.*|getty images|.*\(image: .*\)|.*\((photo|ap photo|image|credit|picture)[^)]*\)|(.*[/©(\[|–—:]\s?|\(c\)\s?)?(ap photo|getty images|reuters|afp)(/.{0,40})?\)?)\W*$",
    )
});

/// Beginnings of lines that lead to another story.
static LEADS_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(read( more| also| next| the full)?\b|related\b|see( also)?\b|also (read|see|on|at)\b|more( on| from)?\s*:|watch\b|listen\b|click here|don.t miss|must read|check out|get |join |sign up|follow|subscribe|download|lire\b|à lire|voir aussi|lesen sie|mehr\b|leia\b|veja\b|lea\b|leggi\b|читайте)",
    )
});

/// Calls to subscribe, to follow, to download.
static CALLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(sign up (for|to|here)|subscribe (to|now|here)|follow (us|me|him|her) on|like us on facebook|join (us|our) on|download (the|our) app|get (\w+ ){0,4}(delivered|alerts|access to)|click here (to|for)|abonnez-vous|inscrivez-vous|suivez-nous|support (our|us)\b|become a (member|patron|subscriber)|inscreva-se|assine|siga-nos|suscríbete|iscriviti|подпишитесь|подписывайтесь)",
    )
});

/// What is said of letters, addresses and helpers, anywhere in a line.
static NOTES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)((our|the|daily|weekly|free) (\w+ ){0,3}newsletters?\b|email address will not|can be (reached|contacted) at|contributed to this (report|story|article)|contributed reporting|follow (her|him|them) (on|at)|on twitter (at )?@)",
    )
});

static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(unauthorized (use|reproduction)|may not be (published|reproduced)|(is|are) subject to copyright|all rights reserved|tous droits réservés|alle rechte vorbehalten|todos (os|los) (direitos|derechos) reservados|\bretrieved \d+ \w+ \d{4})",
    )
});

static DATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(\b(19|20)\d\d\b|\d{1,2}[:h]\d\d|\b(published|updated|posted|by|par|von|por)\b|\d+ (hours?|days?|minutes?|weeks?|months?|years?) ago|il y a \d+)",
    )
});

/// How lines begin that say no more than when and by whom.
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(published|updated|posted|written|by\b|par\b|von\b|por\b|di\b|publié|mis à jour|écrit|rédigé|veröffentlicht|aktualisiert|geschrieben|publicado|atualizado|actualizado|escrito|pubblicato|aggiornato)",
    )
});

/// Ends that name who wrote.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*((by|via|written by|—)\s*(?-i:(\p{Lu}\S*|and|et|und|&|of|for|the|with|in|de|du|von|van)(\s+|$))+$|source ?:|sources ?:|editing by|reporting by|edited by|contact (us|me|him|her|the)\b|write to|with (reporting|files) (by|from)|\(?(reuters|afp|ap|dpa)\)?\W*$|[\w.+-]+@[\w.-]+\W*$|@\w+\W*$)",
    )
});
