//! Whether a page is what it should be, or stands in its place: an anti-robot wall, a consent or login wall, an
//! error, nothing at all.
//!
//! A page in another's place must never become a change of content or an empty feed. False positives are worse than
//! misses here, so a verdict needs the page to hold little else: many honest pages embed a challenge's script or a
//! login form, and articles are written about both.

mod glance;
mod login;

use regex::Regex;
use std::sync::LazyLock;

use glance::Glance;

use super::feed::clip;
use super::html::MAX_HTML;
use super::pattern;
use crate::model::{Complaint, ComplaintKind};

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageClass {
    /// What it should be, as far as can be told.
    Content,
    /// An anti-robot challenge.
    Blocked,
    /// A cookie or consent wall.
    Consent,
    /// A login wall.
    Login,
    /// Nothing to read.
    Empty,
    /// An error or maintenance page.
    Error,
    /// A domain that nobody uses, with advertisement on it.
    Parked,
    /// "This page does not exist", with a status that says that all is well.
    NotFound,
}

/// The complaint for a page that answered where a feed should be (F50, F51, F53).
pub(super) fn in_place_of_a_feed(source: &str) -> Complaint {
    match complaint(source) {
        Some(complaint) => complaint,
        None => Complaint { kind: ComplaintKind::WrongKind, detail: "a page of HTML, not a feed".to_owned() },
    }
}

/// The complaint for a page that stands in another's place; `None` for content.
pub(super) fn complaint(source: &str) -> Option<Complaint> {
    let (kind, detail) = match classify(source) {
        PageClass::Content => return None,
        PageClass::Blocked => (ComplaintKind::Blocked, "an anti-robot wall answered in the page's place"),
        PageClass::Consent => (ComplaintKind::WrongKind, "a consent wall answered in the page's place"),
        PageClass::Login => (ComplaintKind::WrongKind, "a login page answered in the page's place"),
        PageClass::Empty => (ComplaintKind::WrongKind, "the page is empty"),
        PageClass::Error => (ComplaintKind::WrongKind, "an error or maintenance page answered in the page's place"),
        PageClass::Parked => (ComplaintKind::WrongKind, "the domain is parked or for sale"),
        PageClass::NotFound => (ComplaintKind::WrongKind, "the site says that the page does not exist (status 200)"),
    };
    Some(Complaint { kind, detail: detail.to_owned() })
}

/// Judges a page by its source, its title and how much there is to read.
pub(super) fn classify(source: &str) -> PageClass {
    let source = clip(source, MAX_HTML).0;
    let page = Glance::at(source, LONG);
    let (words, title) = (page.text.split(' ').filter(|word| !word.is_empty()).count(), page.title.to_lowercase());
    // Among all the menus of its site, a page that says no more than that may still stand in another's place.
    if page.own_words < LONG && login::is_login(&page) {
        return PageClass::Login;
    }
    if words > 0 && page.own_words < 150 && NO_PAGE.is_match(&title) {
        return PageClass::NotFound;
    }
    if words >= LONG {
        return PageClass::Content;
    }
    let lower = page.text.to_lowercase();
    let is_short = words < SHORT;
    let has_wall = WALL_MARKS.iter().any(|mark| source.contains(mark));
    if has_wall && is_short && (WALL_WORDS.is_match(&title) || WALL_WORDS.is_match(&lower) || words < TINY) {
        return PageClass::Blocked;
    }
    if WALL_WORDS.is_match(&title) && is_short {
        return PageClass::Blocked;
    }
    if words == 0 {
        return PageClass::Empty;
    }
    if is_short && CONSENT_WORDS.is_match(&lower) && (CONSENT_WORDS.is_match(&title) || words < 120) {
        return PageClass::Consent;
    }
    if words < 150 && (ERROR_TITLE.is_match(title.trim()) || words < FEW && ERROR_WORDS.is_match(&lower)) {
        return PageClass::Error;
    }
    if words < 150 && (PARKED_WORDS.is_match(&title) || PARKED_WORDS.is_match(&lower)) {
        return PageClass::Parked;
    }
    if words < FEW && NO_PAGE.is_match(&lower) {
        return PageClass::NotFound;
    }
    PageClass::Content
}

/// From so many words on, a page is content whatever it embeds.
const LONG: usize = 400;
const SHORT: usize = 200;
/// A page of fewer words that speaks of an error is one; a longer one may be about it.
const FEW: usize = 60;
const TINY: usize = 12;

/// Marks that the challenge page itself carries, not the beacons that ordinary pages embed.
const WALL_MARKS: [&str; 13] = [
    "window._cf_chl_opt",
    "cf-challenge",
    "cf_chl_",
    "/cdn-cgi/challenge-platform/h/",
    "_Incapsula_Resource",
    "captcha-delivery.com",
    "px-captcha",
    "/_sec/verify",
    "awswaf",
    "aws-waf-token",
    "sucuri_cloudproxy_js",
    "ddos-guard",
    "anubis_challenge",
];

static WALL_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"just a moment|un instant|attention required|access denied|accès refusé|are you (a )?(human|robot)|verify(ing)? (that )?you are (a )?human|vérifi\w+ que vous (êtes|n’êtes|n'êtes)|checking your browser|ddos protection|pardon our interruption|request unsuccessful|security check|bot (detection|verification)|unusual traffic|making sure you.re not a bot|you have been blocked|press & hold",
    )
});
static CONSENT_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"before you continue|avant de continuer|(accepter|accept|gérer|manage|tout accepter) (all |les |mes |the |vos )?cookies|we value your privacy|nous respectons votre vie privée|accepter et continuer|continuer sans accepter",
    )
});
static ERROR_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"une erreur (inattendue )?(est survenue|s.est produite)|something went wrong|an (unexpected |internal )?error (has )?occurred|(temporarily|currently|momentanément|temporairement|actuellement) (unavailable|indisponible|fermé)|(est|is) (en cours de|under(going)?|down for) maintenance|site (est )?en maintenance|(we.ll|will) be back (soon|shortly)|(please )?try again (later|in a)|(veuillez )?réessaye[rz] (plus tard|dans)",
    )
});
static PARKED_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(buy this domain|this domain (name )?(is|may be|has been) (for sale|available|parked|registered)|domain (name )?(has )?expired|(ce |nom de )domaine (est |peut être )?(à vendre|parqué|expiré|réservé|disponible à la vente)|achete[rz] ce (nom de )?domaine|domain parking)\b",
    )
});
static NO_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(page (introuvable|inexistante|non trouvée|not found|does(n.t| not) exist|can(no|.)t be found|has been (re)?moved|no longer exists)|(cette|la) page (demandée |recherchée |que vous \S+ )?(n.existe (pas|plus)|est introuvable|a été (supprimée|déplacée))|(the )?page you( are|.re|) (looking for|requested)|erreur 404|404 error|error 404|seite nicht gefunden|página no encontrada|página não encontrada|pagina (non trovata|niet gevonden)|страница не найдена)|ページが見つかりません",
    )
});
static ERROR_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(error |erreur )?(40[34]|410|50[0234])\b|^(page )?not found|^page (introuvable|non trouvée)|^(site )?(under |en )maintenance|^maintenance$|service unavailable|service (temporairement )?indisponible|bad gateway|gateway time-?out|internal server error|domain (is )?(for sale|parked)|^index of /",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, want: PageClass) {
        assert_eq!(classify(source), want);
    }

    #[test]
    fn walls_are_told_from_pages_that_embed_their_scripts_f51() {
        check("<title>Just a moment...</title><body><p>Checking your browser", PageClass::Blocked);
        check("<body><script src=/_Incapsula_Resource?x></script>", PageClass::Blocked);
        let article = "mot ".repeat(500);
        check(
            &format!("<title>Just a moment with Ana</title><script>_cf_chl_opt</script><p>{article}"),
            PageClass::Content,
        );
        check(
            "<title>Acme</title><script src=/cdn-cgi/challenge-platform/h/b/x.js></script><p>Nos horaires : de 9 h à \
            18 h, du lundi au samedi, sauf jours fériés. Venez nous voir au magasin.",
            PageClass::Content,
        );
    }

    #[test]
    fn login_consent_error_and_empty_pages_are_told_f50_f52_f53() {
        check("<title>Connexion</title><form>Identifiant <input type=\"password\"></form>", PageClass::Login);
        check(
            "<head><title>Mon compte</title></head><body><form><input placeholder=Nom><input type=password></form>",
            PageClass::Login,
        );
        check("<title>Avant de continuer</title><p>Avant de continuer, nous utilisons des cookies", PageClass::Consent);
        check("<title>503 Service Unavailable</title><p>Back soon", PageClass::Error);
        check("<title>x</title><body><script>go()</script>", PageClass::Empty);
        check("<title>Acme</title><p>Bonjour <form><input type=\"password\"></form>", PageClass::Content);
    }

    #[test]
    fn f52_soft_errors_and_parked_domains_are_told_from_pages_about_them() {
        check("<title>Boutique</title><h1>Page introuvable</h1><p>Retour à l'accueil", PageClass::NotFound);
        check("<title>Shop</title><p>Sorry, the page you are looking for does not exist.", PageClass::NotFound);
        check("<title>x.example</title><p>This domain is for sale. Related searches: loans", PageClass::Parked);
        check("<title>Ce nom de domaine est à vendre</title><p>Faites une offre", PageClass::Parked);
        check("<title>Oups</title><p>Une erreur est survenue. Veuillez réessayer plus tard.", PageClass::Error);
        let menu = "<a href=/x>Un rayon de la boutique</a> ".repeat(200);
        for title in ["Page introuvable - Boutique", "Seite nicht gefunden | Laden"] {
            check(&format!("<title>{title}</title><nav>{menu}</nav>{menu}<h1>Oups</h1>"), PageClass::NotFound);
        }
        check(&format!("<title>Nos lampes</title>{menu}<p>Page introuvable ?"), PageClass::Content);
        check("<title>Lampe</title><p>Lampe de bureau. Ce produit n'est plus disponible.", PageClass::Content);
        check("<title>Domaines</title><p>Nous vendons des noms de domaine depuis 1999.", PageClass::Content);
        let guide = "Ce guide explique comment corriger un lien brisé sur votre site marchand. ".repeat(12);
        check(&format!("<title>Corriger ses liens</title><p>{guide}Erreur 404"), PageClass::Content);
        check(
            "<title>Contact</title><p>Écrivez-nous. Ce formulaire est protégé par reCAPTCHA.<script src=https://www.google.com/recaptcha/api.js></script>",
            PageClass::Content,
        );
    }

    #[test]
    fn every_pattern_compiles() {
        let all = [&WALL_WORDS, &CONSENT_WORDS, &ERROR_TITLE, &ERROR_WORDS, &PARKED_WORDS, &NO_PAGE];
        assert!(all.iter().all(|pattern| !pattern.as_str().is_empty()));
    }
}
