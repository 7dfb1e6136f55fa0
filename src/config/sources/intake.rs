//! Sources that come in by themselves: `kind = "maildir"`, `"csv"`, `"jsonl"` and `"webhook"`.
//!
//! A path starts from the config file's folder. Whether something is there is seen when it is looked at, and told as the
//! source's health: a folder may well be made later.

use url::Url;

use crate::config::checked::SourceConfig;
use crate::config::notes::as_written;
use crate::config::section::Section;
use crate::config::surroundings::Surroundings;
use crate::config::{address, secrets, zones};
use crate::model::{
    Column, Columns, Intake, MailIntake, Proof, ReadAs, RowFormat, SourceKind, TableIntake, WebhookIntake,
};

const PROOFS: &[(&str, Proof)] = &[("bearer", Proof::Bearer), ("hmac", Proof::Hmac)];
/// A shorter secret can be guessed.
const SHORTEST_SECRET: usize = 16;

/// Whether nobody is asked.
pub(super) const fn is(kind: SourceKind) -> bool {
    !kind.is_asked()
}

/// Where it comes in, as an address, and how it is read.
pub(super) fn read(source: &Section<'_>, kind: SourceKind, around: &Surroundings) -> (Option<Url>, Option<ReadAs>) {
    let (url, intake) = match kind {
        SourceKind::Webhook => webhook(source, around),
        SourceKind::Maildir => maildir(source, around),
        kind => table(source, kind, around),
    };
    (url, intake.map(|intake| ReadAs::Intake(Box::new(intake))))
}

fn maildir(source: &Section<'_>, around: &Surroundings) -> (Option<Url>, Option<Intake>) {
    let url = place(source, around);
    if source.lacks("from") {
        source.notes.error(&source.span, "config-maildir-from", &[]);
    }
    let mut from = Vec::new();
    for text in source.texts("from") {
        let sender = text.value.trim().to_lowercase();
        let domain = sender.strip_prefix('@').map(|domain| format!("x@{domain}"));
        if address::plain(domain.as_ref().unwrap_or(&sender)).is_none() {
            source.notes.error(&text.span, "config-maildir-sender", &[("value", as_written(text.value).into())]);
        }
        from.push(sender);
    }
    let subject = source.text("subject").map(|text| text.value.trim().to_lowercase());
    let path = url.as_ref().and_then(|url| url.to_file_path().ok());
    (url, path.map(|path| Intake::Maildir(MailIntake { path, from, subject })))
}

fn table(source: &Section<'_>, kind: SourceKind, around: &Surroundings) -> (Option<Url>, Option<Intake>) {
    let url = place(source, around);
    let format = if kind == SourceKind::Csv { RowFormat::Csv } else { RowFormat::Jsonl };
    let columns = columns(source);
    let path = url.as_ref().and_then(|url| url.to_file_path().ok());
    (url, path.map(|path| Intake::Table(TableIntake { path, format, columns })))
}

/// Whether something is to be posted to the service's own pages.
pub(in crate::config) fn has_webhooks(sources: &[SourceConfig]) -> bool {
    sources.iter().any(|source| source.read_as.kind() == SourceKind::Webhook)
}

/// The address of a webhook is its name: people and programs post to `/in/NAME`.
fn webhook(source: &Section<'_>, around: &Surroundings) -> (Option<Url>, Option<Intake>) {
    let url = source.required("name", "config-webhook-name").and_then(|name| {
        let mut url = Url::parse("webhook:///in/").ok()?;
        url.set_path(&format!("/in/{}", name.value.trim()));
        Some(url)
    });
    let (file, credential) = (source.text("secret_file"), source.text("credential"));
    if let (Some(_), Some(credential)) = (&file, &credential) {
        source.notes.error(&credential.span, "config-webhook-secrets", &[]);
    }
    if source.lacks("secret_file") && source.lacks("credential") {
        source.notes.error(&source.span, "config-webhook-secret", &[]);
    }
    let place = file.as_ref().or(credential.as_ref()).map(|text| text.span.clone());
    let secret = secrets::of(source, file, credential, around);
    if let (Some(secret), Some(place)) = (&secret, place)
        && secret.reveal().trim().len() < SHORTEST_SECRET
    {
        let args = [("least", u32::try_from(SHORTEST_SECRET).unwrap_or_default().into())];
        source.notes.error(&place, "config-webhook-short", &args);
    }
    let proof = source.choice("proof", PROOFS).unwrap_or(Proof::Bearer);
    (url, Some(Intake::Webhook(WebhookIntake { secret, proof, columns: columns(source) })))
}

/// `path` as an absolute one, in the form of an address.
fn place(source: &Section<'_>, around: &Surroundings) -> Option<Url> {
    let text = source.required("path", "config-intake-path")?;
    let path = std::path::absolute(around.base_dir.join(text.value.trim())).ok();
    let url = path.and_then(|path| Url::from_file_path(path).ok());
    if url.is_none() {
        source.notes.error(&text.span, "config-intake-path", &[]);
    }
    url
}

fn columns(source: &Section<'_>) -> Columns {
    const LARGEST: u32 = 1_000;
    let section = source.section("columns", "source.columns");
    Columns {
        names: Column::ALL.map(|column| section.text(column.as_str()).map(|text| text.value.trim().to_owned())),
        time_zone: zones::read(&section),
        best_rating: section.number("best_rating", 1..=LARGEST),
    }
}
