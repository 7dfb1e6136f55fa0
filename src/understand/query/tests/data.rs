//! The cases of `tests/data/queries`: each query with texts that it hits or not, and why.

use std::fs;
use std::path::Path;

use crate::model::Locale;
use crate::understand::query::{Query, trial};

#[test]
fn each_text_is_hit_or_not_as_its_line_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/queries");
    let (mut asked, mut wrong) = (0, Vec::new());
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (trials, unread) = trial::read(&fs::read_to_string(&file).unwrap());
        assert_eq!(unread, [0; 0], "{name}");
        for one in trials {
            let query = match Query::parse(&one.query) {
                Ok(read) => read.query,
                Err(errors) => panic!("{name}:{}: {errors:?}", one.line),
            };
            asked += 1;
            if one.hits(&query) != one.wanted || one.why.is_empty() {
                wrong.push(format!("{name}:{}: {} on {} ({})", one.line, one.query, one.written, one.why));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked >= 150, "{asked}");
}

#[test]
fn a_query_is_explained_in_both_languages() {
    let query = "(acme OR {BT} OR =pâté OR ={Été} OR acme~1 OR \"a1 b1\") NEAR/1 nul NEAR/3f cher SENT x1 PARA /y1/ \
                 AND lang:fr NOT search:jobs";
    let query = super::parsed(query);
    for locale in Locale::ALL {
        let lines = query.explained(locale);
        assert!(lines.len() > 30);
        assert!(lines.iter().all(|(_, line)| !line.contains("query-") && !line.contains('$')), "{lines:?}");
    }
    let said: Vec<String> = super::parsed("acme NOT \"offre d'emploi\"")
        .explained(Locale::En)
        .into_iter()
        .map(|(depth, line)| format!("{}{line}", "  ".repeat(depth)))
        .collect();
    assert_eq!(said, ["all of:", "  the word acme", "  not:", "    the words in a row \"offre d'emploi\""]);
}
