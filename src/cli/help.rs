//! `vigie --help`: the command line, explained in the person's language.
//!
//! The words are in the tables of `config/locales`, under `cli-about-COMMAND` and `cli-option-COMMAND-OPTION` (or
//! `cli-option-OPTION` where several commands share it); the parser knows none.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Arg, ArgAction, Args, Command, CommandFactory};

use super::output::out;
use super::{Arguments, Context, Exit};
use crate::locale::{has, say, tell};
use crate::model::Locale;

/// Arguments of `vigie help`.
#[derive(Args)]
pub(super) struct Help {
    command: Option<String>,
}

/// Says how a command is used, or all of them.
pub(super) fn run(args: &Help, context: &Context) -> Result<Exit> {
    let mut all = command(context.locale);
    all.build();
    let asked = args.command.as_deref().and_then(|name| all.find_subcommand_mut(name));
    if let (None, Some(given)) = (&asked, &args.command) {
        bail!(tell(context.locale, "cli-usage-command", &[("given", given.as_str().into())]));
    }
    let help = match asked {
        Some(one) => one.render_help(),
        None => all.render_help(),
    };
    let mut out = out();
    writeln!(out, "{help}")?;
    out.flush()?;
    Ok(Exit::Well)
}

/// The command line with its descriptions and examples.
pub(super) fn command(spoken: Locale) -> Command {
    let flag = |name: &'static str, short, action| Arg::new(name).long(name).short(short).action(action);
    let mut all = Arguments::command()
        .arg(flag("help", 'h', ArgAction::Help).global(true))
        .arg(flag("version", 'V', ArgAction::Version))
        .about(say(spoken, "cli-about"))
        .after_help(say(spoken, "cli-examples"))
        .help_template(template(spoken, &["commands", "options"]))
        .mut_args(|arg| explained(arg, "", spoken));
    let names = all.get_subcommands().map(|one| one.get_name().to_owned()).collect::<Vec<_>>();
    for name in names {
        all = all.mut_subcommand(&name, |one| {
            let has_positionals = one.get_positionals().next().is_some();
            let sections: &[&str] = if has_positionals { &["arguments", "options"] } else { &["options"] };
            let one = one.about(say(spoken, &format!("cli-about-{name}"))).help_template(template(spoken, sections));
            let examples = format!("cli-examples-{name}");
            let one = if has(spoken, &examples) { one.after_help(say(spoken, &examples)) } else { one };
            one.mut_args(|arg| explained(arg, &name, spoken))
        });
    }
    all
}

fn explained(arg: Arg, command: &str, spoken: Locale) -> Arg {
    let key = key(&arg, command, spoken);
    let takes_values = arg.get_action().takes_values();
    // A default that a person should know is in the words.
    arg.help(say(spoken, &key)).hide_default_value(takes_values)
}

fn key(arg: &Arg, command: &str, spoken: Locale) -> String {
    let option = arg.get_id().as_str().replace('_', "-");
    let own = format!("cli-option-{command}-{option}");
    if has(spoken, &own) { own } else { format!("cli-option-{option}") }
}

/// clap's own, with headings that are translated.
fn template(spoken: Locale, sections: &[&str]) -> String {
    let styles = clap::builder::Styles::styled();
    let style = styles.get_header();
    let heading = |name: &str| format!("{style}{}{style:#}", say(spoken, &format!("cli-help-{name}")));
    let section = |section: &&str| {
        let tag = match *section {
            "commands" => "{subcommands}",
            "arguments" => "{positionals}",
            _ => "{options}",
        };
        format!("\n\n{}\n{tag}", heading(section))
    };
    let sections = sections.iter().map(section).collect::<String>();
    format!("{{about-with-newline}}\n{} {{usage}}{sections}{{after-help}}", heading("usage"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_is_explained_in_both_languages() {
        for spoken in Locale::ALL {
            let all = command(spoken);
            let explained = |one: &Command, name: &str| {
                for arg in one.get_arguments() {
                    let key = key(arg, name, spoken);
                    assert!(has(spoken, &key), "{spoken:?}: {key}");
                }
            };
            explained(&all, "");
            for one in all.get_subcommands() {
                assert!(has(spoken, &format!("cli-about-{}", one.get_name())), "{}", one.get_name());
                explained(one, one.get_name());
            }
        }
    }

    #[test]
    fn a_french_reader_reads_french() {
        let mut all = command(Locale::Fr);
        all.build();
        let help = all.find_subcommand_mut("mentions").unwrap().render_help().to_string();
        let head =
            "Chercher les mentions avec le langage de requête\n\nUtilisation\u{a0}: vigie mentions [OPTIONS] [QUERY]\n";
        assert!(help.starts_with(head), "{help}");
        assert!(help.contains("\n      --json           Pour un programme\u{a0}: un objet JSON par ligne\n"), "{help}");
        assert!(!help.contains("Options:") && !help.contains("Print help"), "{help}");
    }
}
