//! One conversation with an SMTP relay, verb by verb, so that a refusal is known by the verb it answers: a refused
//! recipient, a refused content and a refused login ask for three different things.
//!
//! TLS is from the first byte, or by STARTTLS that must be offered; nothing falls back to clear text (F26). Every
//! step has its own time limit and the whole has one too (F24).

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::{Address, Message};
use tokio::time::timeout;

use crate::model::{NetText, Secret, SmtpSecurity};

/// How long a relay that has taken a mail is given to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);
/// What every certificate in a PEM file begins with.
const MARK: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// A relay and how to talk to it.
pub(super) struct Relay {
    host: String,
    port: u16,
    security: SmtpSecurity,
    tls: Option<TlsParameters>,
    login: Option<Login>,
    step: Duration,
}

/// Who we are to the relay.
struct Login {
    credentials: Credentials,
    user: String,
    secret: Secret,
}

/// What became of one conversation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The relay took the mail over.
    Sent,
    /// Not now.
    Later(String),
    /// The relay does not take the user and password.
    LoginRefused(String),
    /// The relay refuses what the mail contains.
    Content(String),
    /// The relay refuses this recipient for good.
    Never(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Connect,
    StartTls,
    Auth,
    From,
    Recipient,
    Data,
}

enum Trouble {
    Slow,
    NoStartTls,
    NoUtf8,
    Smtp(SmtpError),
}

impl Relay {
    pub(super) fn new(
        host: &str,
        port: u16,
        security: SmtpSecurity,
        login: Option<&(String, Secret)>,
        ca_file: Option<&Path>,
        step: Duration,
    ) -> Result<Self> {
        if security == SmtpSecurity::None && !loops_back(host) {
            bail!("mails would cross the network in clear text to {host}: use implicit TLS or STARTTLS");
        }
        let tls = if security == SmtpSecurity::None { None } else { Some(tls(host, ca_file)?) };
        let login = login.map(|(user, secret)| Login {
            credentials: Credentials::new(user.clone(), secret.reveal().to_owned()),
            user: user.clone(),
            secret: secret.clone(),
        });
        Ok(Self { host: host.to_owned(), port, security, tls, login, step })
    }

    /// Delivers one message to the one recipient of its envelope.
    pub(super) async fn deliver(&self, message: &Message) -> Verdict {
        let mut verb = Verb::Connect;
        let talk = timeout(self.step * 3, self.talk(message, &mut verb)).await;
        match talk.unwrap_or(Err(Trouble::Slow)) {
            Ok(mut connection) => {
                // The mail is the relay's since its 250: what follows changes nothing.
                let _ = timeout(GOODBYE, connection.quit()).await;
                Verdict::Sent
            }
            Err(trouble) => self.judge(verb, &trouble),
        }
    }

    async fn talk(&self, message: &Message, verb: &mut Verb) -> Result<AsyncSmtpConnection, Trouble> {
        let hello = ClientId::default();
        let implicit = self.tls.clone().filter(|_| self.security == SmtpSecurity::ImplicitTls);
        let address = (self.host.as_str(), self.port);
        let connect = AsyncSmtpConnection::connect_tokio1(address, Some(self.step), &hello, implicit, None);
        let mut connection = self.within(connect).await?;
        if self.security == SmtpSecurity::StartTls {
            *verb = Verb::StartTls;
            let tls = self.tls.clone().filter(|_| connection.can_starttls()).ok_or(Trouble::NoStartTls)?;
            self.within(connection.starttls(tls, &hello)).await?;
        }
        if let Some(Login { credentials, .. }) = &self.login {
            *verb = Verb::Auth;
            self.within(connection.auth(DEFAULT_MECHANISMS, credentials)).await?;
        }
        *verb = Verb::From;
        let envelope = message.envelope();
        let mut parameters = Vec::new();
        let ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
        if !envelope.from().into_iter().chain(envelope.to()).all(ascii) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Trouble::NoUtf8);
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        self.within(connection.command(Mail::new(envelope.from().cloned(), parameters))).await?;
        *verb = Verb::Recipient;
        for to in envelope.to() {
            self.within(connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        }
        *verb = Verb::Data;
        self.within(connection.command(Data)).await?;
        self.within(connection.message(&message.formatted())).await?;
        Ok(connection)
    }

    async fn within<T>(&self, step: impl Future<Output = Result<T, SmtpError>>) -> Result<T, Trouble> {
        match timeout(self.step, step).await {
            Ok(answer) => answer.map_err(Trouble::Smtp),
            Err(_) => Err(Trouble::Slow),
        }
    }

    fn judge(&self, verb: Verb, trouble: &Trouble) -> Verdict {
        let relay = format!("{}:{}", self.host, self.port);
        let (code, said) = match trouble {
            Trouble::Slow => (None, "no answer in time".to_owned()),
            Trouble::NoStartTls => (None, "STARTTLS is not offered; nothing was sent in clear text".to_owned()),
            Trouble::NoUtf8 => return Verdict::Never(format!("{relay} does not take addresses beyond ASCII")),
            Trouble::Smtp(error) => {
                (error.status().filter(|_| error.is_permanent()).map(u16::from), self.cleaned(&error.to_string()))
            }
        };
        let why = format!("the mail relay {relay}, at {}: {said}", verb.word());
        match (verb, code) {
            (Verb::Auth, Some(_)) | (_, Some(530 | 534 | 535 | 538)) => Verdict::LoginRefused(why),
            (Verb::Recipient, Some(_)) => Verdict::Never(why),
            (Verb::Data, Some(_)) => Verdict::Content(why),
            // A refused greeting or sender is about this installation, not about this mail: it may be mended.
            _ => Verdict::Later(why),
        }
    }

    /// What the relay said, without control characters, without the password, should it have echoed it as it is or as
    /// it was sent (R10).
    fn cleaned(&self, said: &str) -> String {
        let mut said = said.to_owned();
        if let Some(Login { user, secret, .. }) = self.login.as_ref().filter(|login| !login.secret.reveal().is_empty())
        {
            let plain = format!("\0{user}\0{}", secret.reveal());
            for sent in [secret.reveal().to_owned(), encoded(plain.as_bytes()), encoded(secret.reveal().as_bytes())] {
                said = said.replace(&sent, "…");
            }
        }
        NetText::new(said).clipped(300).to_string()
    }
}

/// As logins are sent (base64), without the filling at its end.
fn encoded(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |three: &[u8]| {
        let byte = |nth: usize| three.get(nth).copied().unwrap_or(0);
        let (a, b, c) = (byte(0), byte(1), byte(2));
        let four = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
        four.into_iter().take(three.len() + 1).map(|digit| char::from(DIGITS[usize::from(digit)])).collect::<Vec<_>>()
    };
    bytes.chunks(3).flat_map(digits).collect()
}

impl Verb {
    const fn word(self) -> &'static str {
        match self {
            Self::Connect => "connection",
            Self::StartTls => "STARTTLS",
            Self::Auth => "login",
            Self::From => "MAIL FROM",
            Self::Recipient => "RCPT TO",
            Self::Data => "DATA",
        }
    }
}

fn tls(host: &str, ca_file: Option<&Path>) -> Result<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = ca_file {
        let shown = path.display();
        let pem = std::fs::read(path).with_context(|| format!("cannot read the CA file {shown}"))?;
        if !pem.windows(MARK.len()).any(|window| window == MARK) {
            bail!("the CA file {shown} holds no certificate");
        }
        let authority = Certificate::from_pem(&pem).with_context(|| format!("{shown} is not a PEM file of CAs"))?;
        builder = builder.add_root_certificate(authority);
    }
    builder.build().context("preparing TLS for the mail relay")
}

fn loops_back(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
