//! What months and zones are called.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A month by its name, in the case that dates have it in, or by its usual abbreviation. Whole words: who is called Jane or
/// Marco is no month.
pub(super) fn month(word: &str) -> Option<i8> {
    static BY_NAME: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
        let named = (1..).zip(&NAMES).flat_map(|(month, names)| names.iter().map(move |names| (month, names)));
        named.flat_map(|(month, names)| names.split(' ').map(move |name| (name, month))).collect()
    });
    BY_NAME.get(word).copied()
}

/// The abbreviations of many languages; names in English, French, German, Spanish, Italian, Portuguese, Catalan, Dutch,
/// Swedish, Danish, Norwegian; Romanian, Polish, Czech, Hungarian, Turkish, Indonesian; Russian, Bulgarian, Ukrainian; Greek.
const NAMES: [[&str; 5]; 12] = [
    [
        "jan janv gen ene jän янв яну січ ιαν",
        "january janvier januar jänner enero gennaio janeiro gener januari",
        "ianuarie stycznia styczeń ledna leden január ocak",
        "январь января януари січень січня",
        "ιανουάριος ιανουαρίου",
    ],
    [
        "feb febr fév févr fev şub фев февр лют φεβ",
        "february février fevrier februar febrero febbraio fevereiro febrer februari",
        "februarie lutego luty února únor február şubat",
        "февраль февраля февруари лютий лютого",
        "φεβρουάριος φεβρουαρίου",
    ],
    [
        "mar mär mrz mrt maa már мар бер μαρ μάρ μαρτ",
        "march mars märz maerz marzo março marco març maart marts",
        "martie marca marzec března březen március mart maret",
        "март марта березень березня",
        "μάρτιος μαρτίου",
    ],
    [
        "apr avr abr ápr апр квіт кві απρ",
        "april avril abril aprile",
        "aprilie kwietnia kwiecień dubna duben április nisan",
        "апрель апреля април квітень квітня",
        "απρίλιος απριλίου",
    ],
    [
        "may mai mag mei maj máj мая трав μαϊ μαι μάι",
        "mayo maggio maio maig",
        "maja května květen május mayıs",
        "май мая травень травня",
        "μάιος μαΐου μαίου",
    ],
    [
        "jun giu jún июн юни черв ιουν ιούν",
        "june juin juni junio giugno junho juny",
        "iunie czerwca czerwiec června červen június haziran",
        "июнь июня червень червня",
        "ιούνιος ιουνίου",
    ],
    [
        "jul juil lug júl июл юли лип ιουλ ιούλ",
        "july juillet juli julio luglio julho juliol",
        "iulie lipca lipiec července červenec július temmuz",
        "июль июля липень липня",
        "ιούλιος ιουλίου",
    ],
    [
        "aug aoû aou ago agu ağu авг серп сер αυγ αύγ",
        "august août aout agosto agost augustus augusti",
        "sierpnia sierpień srpna srpen augusztus ağustos agustus",
        "август августа серпень серпня",
        "αύγουστος αυγούστου",
    ],
    [
        "sep sept set szept сен сент сеп вер σεπ σεπτ",
        "september septembre septiembre setiembre settembre setembro setembre",
        "septembrie września wrzesień září szeptember eylül",
        "сентябрь сентября септември вересень вересня",
        "σεπτέμβριος σεπτεμβρίου",
    ],
    [
        "oct okt ott out окт жовт жов οκτ",
        "october octobre oktober octubre ottobre outubro",
        "octombrie października październik října říjen október ekim",
        "октябрь октября октомври жовтень жовтня",
        "οκτώβριος οκτωβρίου",
    ],
    [
        "nov noi ноя нояб ное лист лис νοε νοέ",
        "november novembre noviembre novembro",
        "noiembrie listopada listopad listopadu kasım",
        "ноябрь ноября ноември листопад листопада",
        "νοέμβριος νοεμβρίου",
    ],
    [
        "dec déc dez dic des груд дек δεκ",
        "december décembre decembre dezember diciembre dicembre dezembro desembre desember",
        "decembrie grudnia grudzień prosince prosinec aralık",
        "декабрь декабря декември грудень грудня",
        "δεκέμβριος δεκεμβρίου",
    ],
];

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
