//! What is wrong with a command line, in the person's language.
//!
//! The parser knows what is wrong; its own sentences are English, so that only what it found is taken from it.

use std::num::{ParseFloatError, ParseIntError};
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Arguments;
use super::output::complain;
use crate::locale::{say, tell};
use crate::model::Locale;

/// After the convention of the shells.
const MISUSED: u8 = 2;

/// Says what is wrong and what to write instead; help and versions are no faults and are printed as they are.
pub(super) fn refuse(mistake: &clap::Error, locale: Locale) -> ExitCode {
    if !mistake.use_stderr() || mistake.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        mistake.exit();
    }
    complain(&told(mistake, std::env::args(), locale));
    ExitCode::from(MISUSED)
}

fn told(mistake: &clap::Error, words: impl Iterator<Item = String>, locale: Locale) -> String {
    let of = |kind| mistake.get(kind).map(listed).unwrap_or_default();
    let (given, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let key = match mistake.kind() {
        ErrorKind::UnknownArgument if given.starts_with('-') => "unknown",
        ErrorKind::UnknownArgument => "extra",
        ErrorKind::InvalidSubcommand => "command",
        ErrorKind::MissingSubcommand => "no-command",
        ErrorKind::MissingRequiredArgument => "missing",
        ErrorKind::InvalidValue if value.is_empty() => "empty",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "value",
        ErrorKind::ArgumentConflict => "conflict",
        _ => "other",
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = near.into_iter().map(of).find(|meant| !meant.is_empty()).unwrap_or_default();
    let allowed = std::error::Error::source(mistake)
        .map_or_else(|| of(ContextKind::ValidValue), |source| say(locale, &takes(source)));
    let facts = [
        ("given", if key == "command" { of(ContextKind::InvalidSubcommand) } else { given }),
        ("value", value),
        ("other", of(ContextKind::PriorArg)),
        ("why", mistake.kind().to_string()),
    ];
    let facts = facts.map(|(name, text)| (name, text.into()));
    let mut lines = vec![tell(locale, &format!("cli-usage-{key}"), &facts)];
    if !meant.is_empty() {
        lines.push(tell(locale, "cli-usage-meant", &[("meant", meant.into())]));
    } else if !allowed.is_empty() {
        lines.push(tell(locale, "cli-usage-allowed", &[("allowed", allowed.into())]));
    }
    lines.push(tell(locale, "cli-usage-see", &[("command", command(words).into())]));
    tell(locale, "cli-failed", &[("why", lines.join("\n").into())])
}

/// The key of what a value's reader takes; our own readers name it as their error.
fn takes(source: &(dyn std::error::Error + 'static)) -> String {
    if source.is::<ParseIntError>() {
        "cli-takes-number".to_owned()
    } else if source.is::<ParseFloatError>() {
        "cli-takes-figure".to_owned()
    } else {
        source.to_string()
    }
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.iter().map(|one| one.trim_end_matches("...")).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The program, and the command if a word of the line names one.
fn command(mut words: impl Iterator<Item = String>) -> String {
    let all = Arguments::command();
    words.find(|word| all.find_subcommand(word).is_some()).map_or("vigie".to_owned(), |name| format!("vigie {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;

    #[track_caller]
    fn check(line: &str, french: &str, english: &str) {
        for (locale, wanted) in [(Locale::Fr, french), (Locale::En, english)] {
            let mistake = help::command(locale).try_get_matches_from(line.split(' ')).unwrap_err();
            assert_eq!(told(&mistake, line.split(' ').map(str::to_owned), locale), wanted, "{line}");
        }
    }

    #[test]
    fn a_fault_is_told_with_what_to_write_instead() {
        check(
            "vigie analyse --brand Acme",
            "vigie\u{a0}: l’option --brand n’existe pas.\nVouliez-vous dire --brands\u{202f}?\nVoyez vigie analyse --help.",
            "vigie: there is no option --brand.\nDid you mean --brands?\nSee vigie analyse --help.",
        );
        check(
            "vigie analize",
            "vigie\u{a0}: la commande analize n’existe pas.\nVouliez-vous dire analyse\u{202f}?\nVoyez vigie --help.",
            "vigie: there is no command analize.\nDid you mean analyse?\nSee vigie --help.",
        );
        check(
            "vigie ack",
            "vigie\u{a0}: il manque <ID>.\nVoyez vigie ack --help.",
            "vigie: <ID> is missing.\nSee vigie ack --help.",
        );
        check(
            "vigie correct 1 --tone good",
            "vigie\u{a0}: good n’est pas une valeur de --tone <TONE>.\nÉcrivez\u{a0}: négatif, neutre ou positif\nVoyez vigie correct --help.",
            "vigie: good is no value of --tone <TONE>.\nWrite: negative, neutral or positive\nSee vigie correct --help.",
        );
        check(
            "vigie --lang fr",
            "vigie\u{a0}: il manque une commande.\nVoyez vigie --help.",
            "vigie: a command is missing.\nSee vigie --help.",
        );
        check(
            "vigie eval",
            "vigie\u{a0}: il manque <FILES>.\nVoyez vigie eval --help.",
            "vigie: <FILES> is missing.\nSee vigie eval --help.",
        );
        check(
            "vigie mentions acme nul",
            "vigie\u{a0}: nul est de trop.\nVoyez vigie mentions --help.",
            "vigie: nul is one word too many.\nSee vigie mentions --help.",
        );
        check(
            "vigie mentions --since hier",
            "vigie\u{a0}: hier n’est pas une valeur de --since <SINCE>.\nÉcrivez\u{a0}: une durée, comme 90s, 15min ou 30d\nVoyez vigie mentions --help.",
            "vigie: hier is no value of --since <SINCE>.\nWrite: a length of time, such as 90s, 15min or 30d\nSee vigie mentions --help.",
        );
        check(
            "vigie ack x",
            "vigie\u{a0}: x n’est pas une valeur de <ID>.\nÉcrivez\u{a0}: un nombre entier\nVoyez vigie ack --help.",
            "vigie: x is no value of <ID>.\nWrite: a whole number\nSee vigie ack --help.",
        );
        check(
            "vigie backtest --budget deux",
            "vigie\u{a0}: deux n’est pas une valeur de --budget <N>.\nÉcrivez\u{a0}: un nombre, comme 24 ou 2.5\nVoyez vigie backtest --help.",
            "vigie: deux is no value of --budget <N>.\nWrite: a number, such as 24 or 2.5\nSee vigie backtest --help.",
        );
        check(
            "vigie correct 1 --not-about-us --tone positive",
            "vigie\u{a0}: --not-about-us et --tone <TONE> ne vont pas ensemble.\nVoyez vigie correct --help.",
            "vigie: --not-about-us and --tone <TONE> do not go together.\nSee vigie correct --help.",
        );
    }
}
