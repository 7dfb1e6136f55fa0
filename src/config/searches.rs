//! `[[search]]`: queries saved under a name, in the file or in one beside it, for `search:NAME` in any query.

use std::sync::Arc;

use super::finding::{Level, Words};
use super::names::Names;
use super::notes::as_written;
use super::queries;
use super::read_bounded;
use super::section::{Section, Text};
use super::surroundings::Surroundings;
use crate::locale::tell;
use crate::understand::query::{Library, Query};

/// One search, with the string that it was read from.
struct Search<'a> {
    name: String,
    query: String,
    place: Text<'a>,
    is_file: bool,
}

/// The searches of the file and of the program; what is wrong in one is noted where it is written.
pub(super) fn read(root: &Section<'_>, around: &Surroundings) -> Arc<Library> {
    let mut names = Names::default();
    let sections = root.sections("search", "search");
    let searches: Vec<Search<'_>> = sections.iter().filter_map(|section| search(section, around, &mut names)).collect();
    let library = Library::new(searches.iter().map(|search| (search.name.clone(), search.query.clone())));
    for search in searches {
        if !search.is_file {
            queries::check(root.notes, &search.place, &library);
        } else if let Err(errors) = Query::parse_with(&search.query, &library) {
            let locale = root.notes.locale();
            for error in errors {
                let line = search.query[..error.span.start].matches('\n').count() + 1;
                let message = format!("{}:{line}: {}", as_written(search.place.value), error.message(locale));
                let words = Words { message, label: None, remedy: error.remedy(locale) };
                root.notes.note(Level::Error, &search.place.span, words);
            }
        }
    }
    Arc::new(library)
}

fn search<'a>(section: &Section<'a>, around: &Surroundings, names: &mut Names) -> Option<Search<'a>> {
    let name = section.required("name", "config-search-name");
    if let Some(name) = &name {
        names.add(section, name, "config-search-twice");
    }
    let (query, file) = (section.text("query"), section.text("file"));
    let is_file = file.is_some();
    let (place, query) = match (query, file) {
        (Some(query), None) => (Text { value: query.value, span: query.span.clone() }, query.value.to_owned()),
        (None, Some(file)) => match read_bounded(&around.base_dir.join(file.value)) {
            Ok(query) => (file, query),
            Err((key, reason)) => {
                let reason = tell(section.notes.locale(), key, &[("reason", reason.into())]);
                let args = [("file", as_written(file.value).into()), ("reason", reason.into())];
                section.notes.error(&file.span, "config-search-file", &args);
                return None;
            }
        },
        _ => {
            section.notes.error(&section.span, "config-search-what", &[]);
            return None;
        }
    };
    Some(Search { name: name?.value.trim().to_owned(), query, place, is_file })
}
