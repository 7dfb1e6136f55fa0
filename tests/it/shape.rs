//! The shape of the house: who may import whom, and which crate is named where. ARCHITECTURE.md holds the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

#[test]
fn rooms_import_only_what_the_architecture_allows() {
    let architecture = read("ARCHITECTURE.md");
    let allowed = table(&architecture, "imports");
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let may = allowed.get(&room).unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for the room {room}"));
        for used in rooms_named_in(&text) {
            if used != room && !may.contains(&used) {
                wrong.push(format!("{}: {room} imports {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_are_named_only_where_they_belong() {
    let architecture = read("ARCHITECTURE.md");
    let homes = table(&architecture, "crates");
    assert!(!homes.is_empty());
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let place = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
        for (name, homes) in &homes {
            if names_crate(&text, name) && !homes.iter().any(|home| place.starts_with(home.as_str())) {
                wrong.push(format!("{place} names {name}, which belongs to {homes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clock_is_read_in_one_file() {
    let readers = ["Timestamp::now(", "SystemTime::now(", "Zoned::now(", "Utc::now("];
    let wrong = sources().into_iter().filter(|(path, text)| {
        !path.ends_with("daemon/clock.rs") && readers.iter().any(|call| code(text).contains(call))
    });
    let wrong = wrong.map(|(path, _)| path.display().to_string()).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn no_file_is_two_files() {
    let long = sources().into_iter().filter(|(_, text)| text.lines().count() > LONGEST_FILE);
    let long = long.map(|(path, text)| format!("{} {}", text.lines().count(), path.display())).collect::<Vec<_>>();
    assert!(long.is_empty(), "past {LONGEST_FILE} lines: {long:#?}");
}

/// Rows of a fenced block of ARCHITECTURE.md: `name: a b c`.
fn table(text: &str, name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let start = format!("```{name}\n");
    let block = text.split_once(&start).unwrap_or_else(|| panic!("ARCHITECTURE.md has no block {name}")).1;
    let block = block.split_once("```").unwrap().0;
    let row = |line: &str| {
        let (name, uses) = line.split_once(':').unwrap_or_else(|| panic!("{line:?} is no row"));
        (name.trim().to_owned(), uses.split_whitespace().map(str::to_owned).collect())
    };
    block.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

/// The rooms that a file names, by `use crate::…` or in full.
fn rooms_named_in(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let head = rest.strip_prefix('{').map_or_else(
            || vec![rest],
            |group| group.split_once('}').map_or(vec![group], |(group, _)| group.split(',').collect()),
        );
        rooms.extend(head.iter().map(|name| identifier(name.trim_start()).to_owned()).filter(|name| is_room(name)));
    }
    rooms
}

/// The text without comments and without the test module at its end.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn names_crate(text: &str, name: &str) -> bool {
    let code = code(text);
    let name = name.replace('-', "_");
    code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"))
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn is_room(name: &str) -> bool {
    root().join("src").join(name).is_dir()
}

fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root().join("src")).ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    is_room(first).then(|| first.to_owned())
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().is_some_and(|name| name == "tests" || name == "tests.rs") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
