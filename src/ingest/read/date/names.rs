//! What months and zones are called.

/// A month by its name or abbreviation: English, French, German, Spanish, Italian, Portuguese, Dutch, and Greek.
pub(super) fn month(word: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "gen", "ene", "jän", "ιαν"],
        &["feb", "fév", "fev", "φεβ"],
        &["mar", "mär", "maa", "mrt", "mrz", "μαρ", "μάρ", "μαρτ"],
        &["apr", "avr", "abr", "απρ"],
        &["may", "mai", "mag", "mei", "maj", "μαϊ", "μαι", "μάι"],
        &["jun", "juin", "giu", "ιουν", "ιούν"],
        &["jul", "juil", "lug", "ιουλ", "ιούλ"],
        &["aug", "aoû", "aou", "ago", "αυγ", "αύγ"],
        &["sep", "set", "σεπ"],
        &["oct", "okt", "ott", "out", "οκτ"],
        &["nov", "νοε"],
        &["dec", "déc", "dez", "dic", "δεκ"],
    ];
    if word.chars().count() < 3 {
        return None;
    }
    // Days that begin like a month.
    if matches!(word, "mardi" | "martes" | "martedì" | "maandag" | "mart") {
        return None;
    }
    let found = NAMES.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(found + 1).ok()
}

/// Minutes east of Greenwich of a zone's abbreviation.
pub(super) fn zone_minutes(word: &str) -> Option<i32> {
    Some(match word {
        "z" | "utc" | "gmt" | "ut" | "wet" => 0,
        "bst" | "west" | "cet" | "mez" | "met" => 60,
        "cest" | "mesz" | "mest" | "eet" | "sast" => 120,
        "eest" | "msk" => 180,
        "msd" => 240,
        "ist" => 330,
        "hkt" | "sgt" | "awst" => 480,
        "jst" | "kst" => 540,
        "acst" => 570,
        "aest" => 600,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        "ndt" => -150,
        "nst" => -210,
        "adt" => -180,
        "ast" | "edt" => -240,
        "est" | "et" | "cdt" => -300,
        "cst" | "ct" | "mdt" => -360,
        "mst" | "mt" | "pdt" => -420,
        "pst" | "pt" | "akdt" => -480,
        "akst" => -540,
        "hst" => -600,
        _ => return None,
    })
}
