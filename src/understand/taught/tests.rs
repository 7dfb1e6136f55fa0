use super::*;
use crate::model::{Field, Locale};

const ORANGE: BrandId = BrandId(1);

fn hits(text: &str) -> Vec<TermHit> {
    let found = text.match_indices("Orange").chain(text.match_indices("orange"));
    found
        .map(|(start, word)| TermHit { field: Field::Text, start, end: start + word.len(), term: "orange".into() })
        .collect()
}

fn lesson(text: &str, tone: Option<ToneLabel>, about: Option<bool>) -> Lesson {
    Lesson {
        brand: ORANGE,
        title: String::new(),
        text: text.into(),
        hits: hits(text),
        language: Language::Fr,
        kind: SourceKind::Forum,
        tone,
        about,
    }
}

fn homonyms() -> Vec<Lesson> {
    let fruit = [
        "Un jus d’orange pressée le matin, c’est plein de vitamine C",
        "Recette : canard à l’orange et son jus de cuisson",
        "Ajoutez le zeste et le jus d’une orange bio",
        "Jus d’orange : les vitamines restent-elles au frigo ?",
    ];
    let telephone = [
        "Orange augmente le prix de ses forfaits mobiles",
        "Panne de réseau chez Orange dans le Gers",
        "La fibre Orange arrive dans le village",
        "Le service client d’Orange ne répond pas",
        "Orange recrute des techniciens pour la fibre",
    ];
    let fruit = fruit.iter().map(|text| lesson(text, None, Some(false)));
    fruit.chain(telephone.iter().map(|text| lesson(text, None, None))).collect()
}

fn asked<'t>(text: &'t str, hits: &'t [TermHit]) -> Subject<'t> {
    Subject { brand: ORANGE, kind: SourceKind::Forum, title: "", text, hits }
}

fn aside(taught: &Taught, text: &str) -> bool {
    taught.sets_aside(&asked(text, &hits(text)))
}

#[test]
fn rejected_homonyms_are_set_aside_and_the_brand_is_not() {
    let taught = Taught::learn(&homonyms());
    assert!(aside(&taught, "Le jus d’orange frais perd ses vitamines"));
    assert!(aside(&taught, "Gâteau au jus et zeste d’orange"));
    assert!(!aside(&taught, "Forfait mobile Orange : le réseau est en panne"));
    assert!(!aside(&taught, "Orange présente un bilan inattendu"));
}

#[test]
fn one_rejection_sets_nothing_aside() {
    let few: Vec<Lesson> = homonyms().into_iter().skip(2).collect();
    assert!(!aside(&Taught::learn(&few), "Ajoutez le zeste et le jus d’une orange bio"));
}

#[test]
fn terms_to_exclude_are_of_the_rejected_alone() {
    let proposed = not_terms(&homonyms());
    let (rejected, kept) = (4, homonyms().len() - 4);
    assert_eq!(proposed[0], NotTerm { term: "jus".into(), removes: 4, costs: 0, rejected, kept });
    assert_eq!(
        proposed[0].told(Locale::En),
        format!("NOT jus: would remove 4 of 4 rejected mentions, and 0 of {kept} kept ones")
    );
    assert!(not_terms(&homonyms()[4..]).is_empty());
}

#[test]
fn a_corrected_word_changes_the_tone_of_the_brand_alone() {
    let texts = ["Orange est carrément flinguée ce soir", "Orange flinguée à Lyon", "encore Orange flinguée, sérieux"];
    let lessons: Vec<Lesson> = texts.iter().map(|text| lesson(text, Some(ToneLabel::Negative), Some(true))).collect();
    let taught = Taught::learn(&lessons);
    let text = "Orange flinguée dans tout le quartier";
    let before = tone::towards("", text, &hits(text), Language::Fr);
    let after = taught.tone(&asked(text, &hits(text)), before.clone());
    assert!(after.score < before.score - 0.2, "{before:?} {after:?}");
    assert_eq!(after.label, ToneLabel::Negative, "{after:?}");
    assert!(taught.reasons(&asked(text, &hits(text))).iter().any(|why| &text[why.start..why.end] == "flinguée"));
    let (named, other) = (hits(text), BrandId(2));
    assert_eq!(taught.tone(&Subject { brand: other, ..asked(text, &named) }, before.clone()), before);
}

#[test]
fn lessons_in_one_order_teach_one_thing() {
    let (text, taught) = ("Le jus d’orange", Taught::learn(&homonyms()));
    let again = Taught::learn(&homonyms());
    let bits = |taught: &Taught| taught.elsewhere(&asked(text, &hits(text))).to_bits();
    assert_eq!(bits(&taught), bits(&again));
}

#[test]
fn a_kind_of_source_that_is_read_too_kindly_is_read_less_kindly() {
    // A forum where what sounds neutral is meant against: twelve corrections, of another brand, say so.
    let texts = (0..12).map(|nth| format!("Orange, épisode numéro {nth} de la série {}", "ab".repeat(nth)));
    let told = |text: &String| Lesson { brand: BrandId(7), ..lesson(text, Some(ToneLabel::Negative), Some(true)) };
    let lessons: Vec<Lesson> = texts.map(|text| told(&text)).collect();
    let taught = Taught::learn(&lessons);
    let bias = taught.bias(SourceKind::Forum).unwrap();
    assert!(bias.lessons == 12 && bias.added[0] > bias.added[1], "{bias:?}");
    let text = "Orange déménage jeudi";
    let named = hits(text);
    let before = tone::towards("", text, &named, Language::Fr);
    let score = |kind| taught.tone(&Subject { kind, ..asked(text, &named) }, before.clone()).score;
    assert!(score(SourceKind::Forum) < before.score - 0.1);
    assert!((score(SourceKind::Feed) - before.score).abs() < f64::EPSILON);
    assert!(Taught::learn(&lessons[..9]).bias(SourceKind::Forum).is_none());
}
