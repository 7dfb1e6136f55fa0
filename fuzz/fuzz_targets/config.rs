//! A config file: taken or refused whole, and every finding can be printed.
#![no_main]

use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use vigie::config::{Surroundings, parse};
use vigie::model::Locale;

fuzz_target!(|text: &str| {
    let around = Surroundings { only_checking: true, ..Surroundings::of(&PathBuf::from("/nonexistent/vigie.toml")) };
    match parse(text, "vigie.toml", &around, Locale::Fr) {
        Ok(loaded) => drop(format!("{:?}", loaded.warnings)),
        Err(report) => drop(report.to_string()),
    }
});
