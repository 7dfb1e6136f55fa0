//! `[mail]`: how mails leave.
//!
//! Without a relay, mails are written as files: a first try needs no server. The password is never in the file.

use std::path::Path;

use super::checked::MailConfig;
use super::notes::as_written;
use super::section::{Section, Text};
use super::surroundings::Surroundings;
use super::{address, hosts, login, service};
use crate::model::{MailRoute, SmtpSecurity};

const SECURITIES: &[(&str, SmtpSecurity)] =
    &[("tls", SmtpSecurity::ImplicitTls), ("starttls", SmtpSecurity::StartTls), ("none", SmtpSecurity::None)];

/// How mails leave; nothing when that is not clear.
pub(super) fn read(root: &Section<'_>, around: &Surroundings, state_dir: &Path) -> Option<MailConfig> {
    let mail = root.section("mail", "mail");
    if mail.has("password") {
        mail.notes.error(&mail.place("password"), "config-password-inline", &[]);
    }
    let relay = mail.text("relay");
    let from = from(&mail, relay.is_some());
    if mail.lacks("relay") {
        for key in ["port", "security", "user", "password_file", "credential", "ca_file"] {
            if mail.has(key) {
                mail.notes.error(&mail.place(key), "config-mail-without-relay", &[("key", key.into())]);
            }
        }
        return Some(MailConfig { from: from?, route: MailRoute::File { dir: state_dir.join("mails") } });
    }
    let login = login::read(&mail, around);
    let port = mail.number("port", 1..=65_535).and_then(|port| u16::try_from(port).ok());
    let security = mail.choice("security", SECURITIES).unwrap_or(match port {
        Some(25 | 587) => SmtpSecurity::StartTls,
        _ => SmtpSecurity::ImplicitTls,
    });
    let ca_file = service::ca_file(&mail, around);
    let host = host(&mail, &relay?)?;
    if security == SmtpSecurity::None && !hosts::is_loopback(&host) {
        mail.notes.error(&mail.place("security"), "config-mail-clear", &[("host", as_written(&host).into())]);
    }
    let port = port.unwrap_or(match security {
        SmtpSecurity::ImplicitTls => 465,
        SmtpSecurity::StartTls => 587,
        SmtpSecurity::None => 25,
    });
    Some(MailConfig { from: from?, route: MailRoute::Smtp { host, port, security, login, ca_file } })
}

fn from(mail: &Section<'_>, required: bool) -> Option<String> {
    if !mail.has("from") {
        if required {
            mail.notes.error(&mail.span, "config-mail-from", &[]);
        }
        return Some("vigie@localhost".to_owned());
    }
    let text = mail.text("from")?;
    let from = address::mailbox(text.value);
    if from.is_none() {
        mail.notes.error(&text.span, "config-mail", &[("value", as_written(text.value).into())]);
    }
    from
}

fn host(mail: &Section<'_>, relay: &Text<'_>) -> Option<String> {
    let host = relay.value.trim();
    if hosts::is_host(host) {
        return Some(host.to_owned());
    }
    mail.notes.error(&relay.span, "config-relay", &[]);
    None
}
