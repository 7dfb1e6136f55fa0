//! What the source of a page tells at a glance, without a tree.

use super::super::feed::{self, is_block};
use super::super::html;
use super::super::token::{Token, Tokens};

/// What stands in these is there on every page of a site, or leads elsewhere.
const FURNITURE: [&str; 6] = ["a", "nav", "footer", "select", "datalist", "button"];
/// Where a link stands among these: it ends where the next one begins.
const LINK: usize = 0;

/// A page as somebody sees it who does not stay.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Glance {
    /// Its title.
    pub(super) title: String,
    /// Its first heading of the first level.
    pub(super) heading: String,
    /// What it says, up to the most words that were asked for, in one line.
    pub(super) text: String,
    /// The same, menus and links left out.
    pub(super) own: String,
    /// How many words these are.
    pub(super) own_words: usize,
    /// A field of a form that is shown asks for a password.
    pub(super) asks_password: bool,
}

impl Glance {
    /// Looks at the page until it has said so many words of its own.
    pub(super) fn at(source: &str, most: usize) -> Self {
        let mut seen = Seen { within: [0; FURNITURE.len()], ..Seen::default() };
        let mut tokens = Tokens::new(source);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(text) | Token::Verbatim(text) => seen.read(text, most),
                Token::Open { name, attrs, empty } => {
                    let name = name.to_ascii_lowercase();
                    if name == "title" && seen.page.title.is_empty() {
                        feed::clip(tokens.element_content(&name), MAX_NAME).0.clone_into(&mut seen.page.title);
                    } else if !empty && (name == "title" || name == "textarea" || html::is_left_out(&name, &attrs)) {
                        tokens.skip_element(&name);
                    } else {
                        seen.enter(&name, &attrs);
                    }
                }
                Token::Close(name) => seen.leave(&name.to_ascii_lowercase()),
            }
            if seen.page.own_words >= most {
                break;
            }
        }
        let in_one_line = |raw: &str| feed::visible(raw).split_whitespace().collect::<Vec<_>>().join(" ");
        let Self { title, heading, text, own, own_words, asks_password } = seen.page;
        let heading = feed::clip(&heading, MAX_NAME).0;
        Self {
            title: in_one_line(&title),
            heading: in_one_line(heading),
            text: in_one_line(&text),
            own: in_one_line(&own),
            own_words,
            asks_password,
        }
    }
}

/// The most that is kept of a title or heading, in bytes.
const MAX_NAME: usize = 4_096;
/// The same of a text: words may be of any length.
const MAX_TEXT: usize = 65_536;

/// A page while it is looked at.
#[derive(Default)]
struct Seen {
    page: Glance,
    words: usize,
    within: [usize; FURNITURE.len()],
    is_heading: bool,
    is_hidden_form: bool,
}

impl Seen {
    fn read(&mut self, text: &str, most: usize) {
        if self.is_heading {
            self.page.heading.push_str(text);
        }
        let kept = feed::clip(text, MAX_TEXT.saturating_sub(self.page.text.len())).0;
        if self.words < most {
            self.page.text.push_str(kept);
        }
        let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        self.words += words;
        if self.within.iter().all(|depth| *depth == 0) {
            self.page.own.push_str(kept);
            self.page.own_words += words;
        }
    }

    fn enter(&mut self, name: &str, attrs: &[(&str, &str)]) {
        if let Some(nth) = furniture(name) {
            self.within[nth] = if nth == LINK { 1 } else { self.within[nth] + 1 };
        }
        match name {
            "h1" => self.is_heading |= self.page.heading.trim().is_empty() && !attrs.iter().any(is_hiding),
            "form" => self.is_hidden_form = attrs.iter().any(is_hiding),
            "input" => self.page.asks_password |= !self.is_hidden_form && attrs.iter().any(is_password),
            _ => {}
        }
        self.part(name);
    }

    fn leave(&mut self, name: &str) {
        if let Some(nth) = furniture(name) {
            self.within[nth] = self.within[nth].saturating_sub(1);
        }
        self.is_heading &= name != "h1";
        self.is_hidden_form &= name != "form";
        self.part(name);
    }

    /// What stands in two boxes is not one word.
    fn part(&mut self, name: &str) {
        if is_block(name) || matches!(name, "td" | "th" | "a" | "option" | "label") {
            self.page.text.push(' ');
            self.page.own.push(' ');
        }
    }
}

fn furniture(name: &str) -> Option<usize> {
    FURNITURE.iter().position(|known| *known == name)
}

fn is_hiding((key, value): &(&str, &str)) -> bool {
    key.eq_ignore_ascii_case("hidden")
        || key.eq_ignore_ascii_case("style") && value.replace(' ', "").contains("display:none")
}

fn is_password((key, value): &(&str, &str)) -> bool {
    key.eq_ignore_ascii_case("type") && value.trim().eq_ignore_ascii_case("password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_and_links_are_not_what_a_page_says_of_its_own() {
        let page = "<head><title>Acme &amp; Cie</title></head><nav>Produits <ul><li>Lampes</ul></nav>\
            <h1 style='display: none'>Aide</h1><h1>Mon <b>compte</b></h1><a href=x>Panier<a href=y>Aide</a>\
            <script>let a = 'b c'</script><p>Bonjour, l&apos;amie<INPUT TYPE=Password><footer>Mentions";
        let seen = Glance::at(page, 100);
        let want = Glance {
            title: "Acme & Cie".to_owned(),
            heading: "Mon compte".to_owned(),
            text: "Produits Lampes Aide Mon compte Panier Aide Bonjour, l'amie Mentions".to_owned(),
            own: "Aide Mon compte Bonjour, l'amie".to_owned(),
            own_words: 5,
            asks_password: true,
        };
        assert_eq!(seen, want);
        assert_eq!(Glance::at(&"<p>mot ".repeat(50), 20).own_words, 20);
    }

    #[test]
    fn what_discourse_says_to_those_without_scripts_is_said_and_its_hidden_form_asks_nothing() {
        let page = "<noscript data-path='/t/1'><p>Le sujet</noscript><noscript>Activez les scripts</noscript>\
            <form id=hidden-login-form style='display: none;'><input type=password></form>";
        let seen = Glance::at(page, 100);
        assert_eq!((seen.text.as_str(), seen.asks_password), ("Le sujet", false));
    }
}
