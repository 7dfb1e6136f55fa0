//! Which Western, Central European or Turkish encoding a text is in, by what it would say in each.
//!
//! One byte is `œ` in one of them, `ś` or `½` in the others; statistics over bytes need a page to tell. A headline is
//! enough when each reading is asked whether it could be a text of some language: are its letters that language's, do
//! signs stand inside of words, do capitals follow small letters, which little words stand around. Deliberately
//! absent: encodings that no feed has been seen in (code pages of DOS), and scripts that are not Latin.

use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_15, ISO_8859_16, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
};

/// The encodings, and how unlikely each is before anything was read.
const ENCODINGS: [(&Encoding, f32); 8] = [
    (WINDOWS_1252, 0.0),
    (ISO_8859_15, 0.5),
    (WINDOWS_1250, 0.0),
    (ISO_8859_2, 0.5),
    (WINDOWS_1254, 0.0),
    (WINDOWS_1257, 0.5),
    (ISO_8859_16, 2.0),
    (MACINTOSH, 4.0),
];

/// A language: its tags, how unlikely it is, its letters beyond ASCII with the commonest first, and little words.
struct Tongue {
    tags: &'static [&'static str],
    rare: f32,
    letters: &'static str,
    words: &'static str,
}

/// What was read of the text around, beside the bytes.
pub(super) struct Clue<'a> {
    /// Language tag that the document gives itself.
    pub(super) language: Option<&'a str>,
    /// Last label of the host's name.
    pub(super) country: Option<&'a str>,
}

/// The likeliest encoding of running text, and what each letter beyond ASCII costs in it (up to 3 is believable).
pub(super) fn best(text: &[u8], clue: &Clue<'_>) -> (&'static Encoding, f32) {
    let text = &text[..text.len().min(MOST)];
    let words = ascii_words(text);
    let evidence: Vec<f32> = TONGUES.iter().map(|tongue| tongue.evidence(&words, clue)).collect();
    let mut found: (&'static Encoding, f32) = (WINDOWS_1252, f32::INFINITY);
    let count = text.iter().filter(|byte| !byte.is_ascii()).count().max(1);
    for (encoding, unlikely) in ENCODINGS {
        let beyond = beyond_ascii(&encoding.decode_without_bom_handling(text).0);
        for (tongue, evidence) in TONGUES.iter().zip(&evidence) {
            let cost = unlikely + tongue.cost(&beyond) + tongue.rare - evidence;
            if cost < found.1 {
                found = (encoding, cost);
            }
        }
    }
    (found.0, found.1 / f32::from(u16::try_from(count).unwrap_or(u16::MAX)))
}

/// How much of a text is looked at.
const MOST: usize = 16_384;

/// A letter beyond ASCII, and what stands before and after it.
struct Placed {
    letter: char,
    before: char,
    after: char,
}

fn beyond_ascii(text: &str) -> Vec<Placed> {
    let before = std::iter::once(' ').chain(text.chars());
    let after = text.chars().skip(1).chain(std::iter::once(' '));
    let placed = text.chars().zip(before.zip(after)).filter(|(letter, _)| !letter.is_ascii());
    placed.map(|(letter, (before, after))| Placed { letter, before, after }).collect()
}

impl Tongue {
    /// How unlike this language the letters beyond ASCII are.
    fn cost(&self, beyond: &[Placed]) -> f32 {
        beyond.iter().map(|placed| self.cost_of(placed)).sum()
    }

    fn cost_of(&self, &Placed { letter: c, before, after }: &Placed) -> f32 {
        let between = before.is_alphabetic() || after.is_alphabetic();
        if !c.is_alphabetic() || matches!(c, 'ª' | 'º') {
            return match c {
                '\u{80}'..='\u{9f}' | '\u{fffd}' => 8.0,
                // Apostrophes stand within words, guillemets and dashes around them.
                '“' | '«' | '„' | '‘' if before.is_alphabetic() => 3.0,
                '’' | '\u{a0}' | '“' | '”' | '„' | '‘' | '«' | '»' | '–' | '—' | '…' => 1.0,
                '¿' | '¡' if self.tags[0] == "es" && !before.is_alphabetic() => 0.5,
                '€' | '°' | '©' | '®' | '™' | '·' | '•' | '²' | '½' | '§' | '£'
                    if !(before.is_lowercase() || after.is_alphabetic()) =>
                {
                    2.0
                }
                '®' | '™' | '©' if !after.is_alphabetic() => 2.0,
                _ if between => 6.0,
                _ => 4.0,
            };
        }
        let lower = c.to_lowercase().next().unwrap_or(c);
        let own = self.letters.chars().position(|letter| letter == c || letter == lower);
        let rank = own.map_or(5.0, |rank| 0.2 * f32::from(u8::try_from(rank).unwrap_or(u8::MAX)));
        let misplaced = c.is_uppercase() && before.is_lowercase();
        let is_alone = !between && !matches!(c, 'à' | 'À' | 'é' | 'è' | 'È' | 'ó' | 'ô');
        rank + if misplaced { 4.0 } else { 0.0 } + if is_alone { 3.0 } else { 0.0 }
    }

    /// What the words and the document itself say for this language.
    fn evidence(&self, words: &[String], clue: &Clue<'_>) -> f32 {
        let is_own = |word: &&String| self.words.split(' ').any(|own| own == word.as_str());
        let hits = words.iter().filter(is_own).count().min(5);
        let says = |tag: Option<&str>, weight: f32| {
            let tag = tag.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase());
            if tag.is_some_and(|tag| self.tags.contains(&tag.as_str())) { weight } else { 0.0 }
        };
        let share = f32::from(u8::try_from(hits).unwrap_or(5));
        0.8 * share + says(clue.language, 4.0) + says(clue.country, 3.0)
    }
}

/// The words of ASCII letters, in lower case: they are the same in every encoding.
fn ascii_words(text: &[u8]) -> Vec<String> {
    let words = text.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let words = words.filter(|word| !word.is_empty() && word.len() <= 8 && word.is_ascii());
    words.take(1_000).map(|word| String::from_utf8_lossy(word).to_ascii_lowercase()).collect()
}

#[rustfmt::skip]
const TONGUES: &[Tongue] = &[
    Tongue { tags: &["fr"], rare: 0.0, letters: "éèàêçôâîûùëïœüæÿ", words: "le la les des du un une et est que qui dans pour par sur pas au aux en avec ne ce se son sa ses nous vous il elle ou plus l d qu n c s j" },
    Tongue { tags: &["de", "at"], rare: 0.0, letters: "üäößéà", words: "der die das und ist nicht mit von den dem ein eine einen auf im zu sich des fur als auch bei nach wird sind wie am" },
    Tongue { tags: &["en", "uk", "us", "ie", "au"], rare: 0.5, letters: "éèïñçöüáíàâêôóäëãåøš", words: "the of and to in is for on that with as at by from it was are be has not this will its" },
    Tongue { tags: &["es", "mx", "ar", "cl"], rare: 0.0, letters: "óíáéñúü", words: "el la los las que en un una por con para del se no su al es lo como mas sus" },
    Tongue { tags: &["it"], rare: 0.0, letters: "àèùòéì", words: "il la di che per una un con del non si sono le da nel alla della gli piu ha l d dell nell all" },
    Tongue { tags: &["pt", "br"], rare: 0.0, letters: "ãçáéíóõêúâàô", words: "de que os uma para com do da em um nao no na dos por mais se as ao sua" },
    Tongue { tags: &["nl"], rare: 0.5, letters: "ëïéöèüê", words: "de het een van en dat niet in is op te met voor zijn er ook aan bij" },
    Tongue { tags: &["sv", "se"], rare: 0.5, letters: "åäöé", words: "och att det som en av med den till inte om ett har sig de var efter" },
    Tongue { tags: &["da", "nb", "no", "nn", "dk"], rare: 0.5, letters: "øåæéòô", words: "og at det er en til af som med ikke den har de et fra kan av ble jeg" },
    Tongue { tags: &["fi"], rare: 0.5, letters: "äöåšž", words: "ja on ei se oli ovat kun mutta myos joka sen nyt" },
    Tongue { tags: &["ca"], rare: 1.5, letters: "àéèòóíçïúü", words: "el la els les que amb per una del als i es de no ha" },
    Tongue { tags: &["is"], rare: 3.0, letters: "áíðóéöúýþæ", words: "og sem ekki um er til var en hann med fyrir eru" },
    Tongue { tags: &["et", "ee"], rare: 3.0, letters: "äõüöšž", words: "ja on ei et see oli kui ka oma mis" },
    Tongue { tags: &["pl"], rare: 3.0, letters: "łąężśćóńź", words: "nie na jest do to ze po jak od za dla przez tym sa ma czy tak ale co pod" },
    Tongue { tags: &["cs", "cz"], rare: 3.0, letters: "íáéěřčžýšůúťďňó", words: "je se na to ze do si ve za od pro po by jsou jak ale jeho tak" },
    Tongue { tags: &["sk"], rare: 3.0, letters: "áíéčšžýúľťňôäďóŕĺ", words: "je sa na to do si vo za od pre po by ako ale jeho tak bol" },
    Tongue { tags: &["hr", "sl", "bs", "sr", "rs", "si"], rare: 3.5, letters: "čšžćđ", words: "je se na da su za od ne kako bi ali koji iz sto ni pa tudi ki" },
    Tongue { tags: &["hu"], rare: 3.0, letters: "áéőöóüíúű", words: "az egy nem hogy es is meg volt van ezt csak mint ki de el" },
    Tongue { tags: &["ro", "md"], rare: 3.0, letters: "ăîâțşţș", words: "si sa nu din la cu pe de care este au mai pentru un ce fost prin sunt" },
    Tongue { tags: &["tr"], rare: 2.5, letters: "ıüşğçöİâî", words: "ve bir bu ile da de ne var yok cok ise olan olarak daha en gibi kadar sonra mi" },
    Tongue { tags: &["lt"], rare: 3.5, letters: "ėšųžąįčūę", words: "ir kad su yra tai bet jo kaip ne is per" },
    Tongue { tags: &["lv"], rare: 3.5, letters: "āīēšņļūčžģķ", words: "un ir ka no ar par uz tas bet kas vai" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str) {
        let none = Clue { language: None, country: None };
        for (encoding, _) in ENCODINGS {
            let (bytes, _, unmappable) = encoding.encode(text);
            let fits = TONGUES.iter().any(|tongue| tongue.tags[0] == language) && !unmappable;
            let usual = match language {
                "pl" | "cs" | "hu" => encoding == WINDOWS_1250 || encoding == ISO_8859_2,
                "tr" => encoding == WINDOWS_1254,
                _ => encoding == WINDOWS_1252 || encoding == ISO_8859_15,
            };
            if fits && usual {
                let found = best(&bytes, &none).0;
                assert_eq!(
                    found.decode_without_bom_handling(&bytes).0,
                    text,
                    "{} taken for {}",
                    encoding.name(),
                    found.name()
                );
            }
        }
    }

    fn macintosh(text: &str) -> Vec<u8> {
        MACINTOSH.encode(text).0.into_owned()
    }

    #[test]
    fn a_headline_is_enough() {
        for text in
            ["Très déçu", "L'œuvre d'art", "Le bœuf haché rappelé", "Qualité médiocre, à éviter", "Ça ne marche pas"]
        {
            check("fr", text);
        }
        for text in ["Größe stimmt nicht", "Mängel über Mängel", "Straßenverkehr"] {
            check("de", text);
        }
        for text in ["Klienci są źli", "Jakość obsługi pogorszyła się", "Nie działa już trzeci dzień"] {
            check("pl", text);
        }
        for text in ["Très déçu", "Qualité médiocre, à éviter", "Noël gâché par un colis perdu"] {
            let (bytes, told) = (macintosh(text), Clue { language: None, country: None });
            assert_eq!(best(&bytes, &told).0, MACINTOSH, "{text}");
        }
        check("cs", "Soud potrestal společnost za klamání");
        check("hu", "Rossz minőségű termék");
        check("es", "¿Qué pasó, compañía?");
        check("it", "La società ha già risposto");
        check("tr", "Müşteriler şikâyetçi");
        check("tr", "Şirket açıklama yapmadı");
    }

    #[test]
    fn the_document_says_what_the_letters_do_not() {
        let reading = |language| best(b"L'\x9cuvre", &Clue { language, country: None }).0;
        assert_eq!(reading(Some("fr-FR")), WINDOWS_1252);
        assert_eq!(reading(Some("pl")), WINDOWS_1250);
    }
}
