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
    is_short && (NAME.is_match(name) || ENTRY.is_match(name.trim()))
}

/// What no other page is called.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(log[ -]?[io]n|sign[ -]?[iu]n|sign[ -]?up|(forgot(ten)?|reset|lost|recover) (your |my )?password",
        r"|create (an? |my |your )?(new )?(customer )?account|captive portal|portail captif",
        r"|se connecter|connectez-vous|s.identifier|identifiez-vous|mot de passe (oublié|perdu)|cré(er|ation)( d.)?( un)? compte",
        r"|anmelden|einloggen|passwort vergessen|kundenkonto|inici(ar?|o de) sesi[oó]n|inloggen|aanmelden|logga in|logg inn|log ind",
        r"|zaloguj( się)?|logowanie|přihlásit( se)?|prihlásiť( sa)?|bejelentkezés|autentificare|kirjaudu|giriş yap|üye girişi|oturum aç",
        r"|войти|авторизация|аутентификация|увійти|авторизація)\b",
        r"|ログイン|サインイン|会員登録|로그인|회원가입|登录|登錄|登入|تسجيل الدخول|התחברות"
    ))
});
/// What is said of ways in of other kinds too, so that nothing else may be said: no "Connexion fibre", no "Cash register".
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(regist(er|ration)|authenticat(e|ion)|connexion|authentification|identification|anmeldung|registrierung|registrieren",
        r"|acceder|ingresar|entrar|acced[ie]|accesso|přihlášení|prihl[aá]senie|belépés|conectare|giriş|вход|вхід|регистрация|σύνδεση)",
        r"(\s+(to|at|for|or|and|&|on|with|à|au|ou|et|sur|zu|bei|oder|und|al|en|e|o|y|su|a|na|и|на|или|в|для)\s.*)?$"
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
        for title in ["Connexion fibre - Acme", "Cash register X200 | Acme", "Вход бесплатный"] {
            assert!(!is(title, &said), "{title}");
        }
        assert!(!is("How to mend an app that no longer lets you log in", &said));
        assert!(!is_login(&Glance::at("<title>Connexion</title><p>Ligne 4", 400)), "nothing to fill in");
    }
}
