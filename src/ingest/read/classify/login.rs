//! Pages that ask who one is, in whatever language. A shop puts them among all its menus: it is not how little the page
//! says that tells them, but how little of it is no link, under a name that says so.

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::glance::Glance;

/// From so many words on, a page says something of its own whatever its heading, which may be that of a box that it does
/// not show yet.
const WORDS_UNDER_A_HEADING: usize = 250;
/// A page that asks for a password says hardly more than to whom.
const FEW: usize = 60;
/// A longer name is that of a text about it.
const NAME_WORDS: usize = 6;
/// The same in scripts that set no space between words.
const NAME_CHARS: usize = 48;
/// What sets a site's name apart from that of its page.
const BARS: [char; 15] = ['|', '–', '—', '―', '·', '•', '«', '»', '›', '~', ':', '【', '】', '/', '／'];

/// Whether the page is the door of another one; its text is short.
pub(super) fn is_login(page: &Glance) -> bool {
    let is_titled = || page.title.split(BARS).flat_map(|part| part.split(" - ")).any(is_a_doors_name);
    let is_headed = || page.own_words < WORDS_UNDER_A_HEADING && is_a_doors_name(&page.heading);
    // A form whose words are hints within its fields says nothing that can be read.
    let is_bare = || page.own_words < FEW && (page.own.is_empty() || NAME.is_match(&page.own));
    page.asks_password && (is_titled() || is_headed() || is_bare())
}

fn is_a_doors_name(name: &str) -> bool {
    let is_short = name.chars().count() <= NAME_CHARS && name.split_whitespace().count() <= NAME_WORDS;
    is_short && NAME.is_match(name)
}

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(log[ -]?[io]n|sign[ -]?[iu]n|sign[ -]?up|authenticat(e|ion)|(forgot(ten)?|reset|lost|recover) (your |my )?password",
        r"|create (an? |my |your )?(new )?(customer )?account|regist(er|ration)",
        r"|connexion|se connecter|connectez-vous|authentification|s.identifier|identifi(ez-vous|cation)|mot de passe (oublié|perdu)|cré(er|ation)( d.)?( un)? compte",
        r"|anmeld(en|ung)|einloggen|registrier(en|ung)|passwort vergessen|kundenkonto",
        r"|inici(ar?|o de) sesi[oó]n|acceder|ingresar|entrar|acced[ie]|accesso|inloggen|aanmelden|logg?a? inn?|log ind",
        r"|zaloguj( się)?|logowanie|login klienta|přihlášení|přihlásit( se)?|prihl[aá]senie|prihlásiť( sa)?|bejelentkezés|belépés|autentificare|conectare|kirjaudu|giriş( yap)?|üye girişi|oturum aç",
        r"|вход|войти|авторизация|аутентификация|вхід|увійти|регистрация|σύνδεση)\b",
        r"|ログイン|サインイン|会員登録|로그인|회원가입|登录|登錄|登入|تسجيل الدخول|התחברות"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str, text: &str) -> String {
        let menu = "<a href=/x>Un rayon de la boutique</a> ".repeat(200);
        format!("<title>{title}</title>{menu}{text}<form><input type=password></form>")
    }

    #[test]
    fn a_door_among_menus_is_told_by_its_name_in_any_language() {
        let is = |title: &str, text: &str| is_login(&Glance::at(&page(title, text), 400));
        for title in ["Connexion - Acme", "Sign In to Acme", "Acme | Giriş Yap", "ログイン /【Acme】", "Вход : форум"]
        {
            assert!(is(title, "<p>Bienvenue"), "{title}");
        }
        assert!(is("Acme", "<h1>Créer un compte</h1>"));
        assert!(is("Acme", "<p>Connectez-vous pour lire ce sujet."));
        let said = "<p>Ce que nous pensons de la boutique, et des lampes. ".repeat(6);
        assert!(!is("Acme, la boutique", &format!("<h1>Nos lampes</h1>{said}")), "a box for who is known, on any page");
        assert!(!is("How to mend an app that no longer lets you log in", &said));
        assert!(!is_login(&Glance::at("<title>Connexion</title><p>Ligne 4", 400)), "nothing to fill in");
    }
}
