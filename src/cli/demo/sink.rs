//! An SMTP server on loopback that accepts every mail and keeps it (RFC 5321, the commands that a relay must know).

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use mail_parser::MessageParser;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::expected::Expected;
use crate::locale::tell;

/// A mail may be so long.
const LONGEST: u64 = 4 * 1024 * 1024;

/// Starts the sink; mails go to `folder`, one `.eml` each, numbered in the order of their arrival.
pub(super) async fn start(folder: PathBuf, expected: Arc<Expected>, stop: CancellationToken) -> Result<SocketAddr> {
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let listener = TcpListener::bind("127.0.0.1:0").await.context("listening for mails")?;
    let address = listener.local_addr().context("the relay's address")?;
    tokio::spawn(async move {
        let mut number = 0;
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = accepted else { continue };
            // One after the other: numbers are those of arrival, and nobody else talks to this port.
            if let Err(failure) = talk(stream, &folder, &expected, &mut number).await {
                info!("A mail connection broke off: {failure}");
            }
        }
    });
    Ok(address)
}

async fn talk(mut stream: TcpStream, folder: &Path, expected: &Expected, number: &mut u32) -> Result<()> {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read.take(LONGEST));
    write.write_all(b"220 demo ESMTP\r\n").await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let verb = String::from_utf8_lossy(&line).trim().to_ascii_uppercase();
        let answer: &[u8] = match verb.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => b"250-demo\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "HELO" | "MAIL" | "RCPT" | "RSET" | "NOOP" => b"250 ok\r\n",
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mail = data(&mut lines).await?;
                *number += 1;
                keep(&mail, folder, expected, *number)?;
                lines.get_mut().set_limit(LONGEST);
                b"250 kept\r\n"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"502 not known here\r\n",
        };
        write.write_all(answer).await?;
    }
}

/// The mail up to the lone dot, with doubled dots undone (RFC 5321, 4.5.2).
async fn data(lines: &mut (impl AsyncBufReadExt + Unpin)) -> Result<Vec<u8>> {
    let mut mail = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).await? == 0 {
            anyhow::bail!("the connection ended within a mail");
        }
        if line == b".\r\n" {
            return Ok(mail);
        }
        mail.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}

fn keep(mail: &[u8], folder: &Path, expected: &Expected, number: u32) -> Result<()> {
    let path = folder.join(format!("{number:03}.eml"));
    std::fs::write(&path, mail).with_context(|| path.display().to_string())?;
    let Some(parsed) = MessageParser::new().parse(mail) else { return Ok(()) };
    let to = parsed.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let subject = parsed.subject().unwrap_or_default();
    let args = [("to", to.into()), ("subject", subject.into()), ("file", name.into())];
    info!("{}", tell(expected.locale(), "cli-demo-mail", &args));
    expected.accept(&parsed);
    Ok(())
}
