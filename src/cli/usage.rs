//! What is wrong with a command line, in the person's language.
//!
//! The parser knows what is wrong; its own sentences are English, so that only what it found is taken from it.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::output::complain;
use crate::locale::tell;
use crate::model::Locale;

/// After the convention of the shells.
const MISUSED: u8 = 2;

/// Says what is wrong and what to write instead; help and versions are no faults and are printed as they are.
pub(super) fn refuse(mistake: &clap::Error, locale: Locale) -> ExitCode {
    if !mistake.use_stderr() || mistake.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        mistake.exit();
    }
    complain(&told(mistake, locale));
    ExitCode::from(MISUSED)
}

fn told(mistake: &clap::Error, locale: Locale) -> String {
    let of = |kind| mistake.get(kind).map(listed).unwrap_or_default();
    let (given, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let key = match mistake.kind() {
        ErrorKind::UnknownArgument => "unknown",
        ErrorKind::InvalidSubcommand => "command",
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => "missing",
        ErrorKind::InvalidValue if value.is_empty() => "empty",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "value",
        ErrorKind::ArgumentConflict => "conflict",
        _ => "other",
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = near.into_iter().map(of).find(|meant| !meant.is_empty()).unwrap_or_default();
    let source = std::error::Error::source(mistake).map(ToString::to_string).unwrap_or_default();
    let allowed = if source.is_empty() { of(ContextKind::ValidValue) } else { source };
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
    lines.push(tell(locale, "cli-usage-see", &[("command", command(&of(ContextKind::Usage)).into())]));
    tell(locale, "cli-failed", &[("why", lines.join("\n").into())])
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
}

/// The program and the command of a line of usage: `vigie analyse` of `Usage: vigie analyse [OPTIONS] [FILE]`.
fn command(usage: &str) -> String {
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let words = usage.split_whitespace().skip_while(|word| *word != "vigie").take_while(is_name);
    let name = words.collect::<Vec<_>>().join(" ");
    if name.is_empty() { "vigie".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;

    #[track_caller]
    fn check(line: &str, french: &str, english: &str) {
        for (locale, wanted) in [(Locale::Fr, french), (Locale::En, english)] {
            let mistake = help::command(locale).try_get_matches_from(line.split(' ')).unwrap_err();
            assert_eq!(told(&mistake, locale), wanted, "{line}");
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
            "vigie\u{a0}: good n’est pas une valeur de --tone <TONE>.\nÉcrivez\u{a0}: negative, neutral, positive\nVoyez vigie --help.",
            "vigie: good is no value of --tone <TONE>.\nWrite: negative, neutral, positive\nSee vigie --help.",
        );
        check(
            "vigie correct 1 --not-about-us --tone positive",
            "vigie\u{a0}: --not-about-us et --tone <TONE> ne vont pas ensemble.\nVoyez vigie correct --help.",
            "vigie: --not-about-us and --tone <TONE> do not go together.\nSee vigie correct --help.",
        );
    }
}
