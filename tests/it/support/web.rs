//! A web server that says what the story wants: feeds, pages and answers, with ETags, on loopback.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use vigie::model::Timestamp;

#[derive(Clone, Default)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// The scripted web.
#[derive(Clone)]
pub(crate) struct Web {
    pub(crate) address: SocketAddr,
    pages: Arc<Mutex<HashMap<String, Answer>>>,
    log: Arc<Mutex<Vec<(String, u16)>>>,
    posts: Arc<Mutex<Vec<(String, String)>>>,
}

/// One entry of a feed.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) at: Timestamp,
}

impl Entry {
    pub(crate) fn new(id: &str, title: &str, text: &str, at: Timestamp) -> Self {
        Self { id: id.to_owned(), title: title.to_owned(), text: text.to_owned(), at }
    }
}

impl Web {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let web = Self {
            address: listener.local_addr().unwrap(),
            pages: Arc::default(),
            log: Arc::default(),
            posts: Arc::default(),
        };
        let served = web.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let web = served.clone();
                tokio::spawn(async move { web.serve(stream).await });
            }
        });
        web
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// Serves a body with an ETag made from it.
    pub(crate) fn page(&self, path: &str, kind: &str, body: &str) {
        let tag =
            format!("\"{:x}\"", body.bytes().fold(17_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())));
        let headers = vec![("Content-Type".to_owned(), kind.to_owned()), ("ETag".to_owned(), tag)];
        self.put(path, Answer { status: 200, headers, body: body.to_owned() });
    }

    /// Serves an answer without a body.
    pub(crate) fn status(&self, path: &str, status: u16, headers: &[(&str, &str)]) {
        self.answer(path, status, headers, "");
    }

    /// Serves an answer with these headers.
    pub(crate) fn answer(&self, path: &str, status: u16, headers: &[(&str, &str)], body: &str) {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.put(path, Answer { status, headers, body: body.to_owned() });
    }

    /// Serves entries as RSS.
    pub(crate) fn feed(&self, path: &str, entries: &[Entry]) {
        let items = entries.iter().map(|entry| {
            format!(
                "<item><title>{}</title><guid isPermaLink=\"false\">{}</guid><link>http://{path}.example/{}</link><pubDate>{}</pubDate><description>{}</description></item>",
                escape(&entry.title),
                escape(&entry.id),
                entry.id.replace(['/', ':'], "-"),
                entry.at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT"),
                escape(&entry.text)
            )
        });
        let items = items.collect::<String>();
        let feed = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{path}</title>{items}</channel></rss>"
        );
        self.page(path, "application/rss+xml", &feed);
    }

    /// What was asked, with the status that was answered.
    pub(crate) fn log(&self) -> Vec<(String, u16)> {
        self.log.lock().unwrap().clone()
    }

    /// What was posted: paths and bodies.
    pub(crate) fn posts(&self) -> Vec<(String, String)> {
        self.posts.lock().unwrap().clone()
    }

    fn put(&self, path: &str, answer: Answer) {
        self.pages.lock().unwrap().insert(format!("/{path}"), answer);
    }

    async fn serve(&self, mut stream: tokio::net::TcpStream) {
        let (read, mut write) = stream.split();
        let mut lines = BufReader::new(read).lines();
        while let Ok(Some(first)) = lines.next_line().await {
            let mut length = 0;
            let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
            let mut known = None;
            while let Ok(Some(line)) = lines.next_line().await {
                if line.is_empty() {
                    break;
                }
                match line.split_once(": ") {
                    Some((name, value)) if name.eq_ignore_ascii_case("if-none-match") => known = Some(value.to_owned()),
                    Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                        length = value.parse().unwrap();
                    }
                    _ => {}
                }
            }
            if length > 0 {
                let mut body = vec![0; length];
                if lines.get_mut().read_exact(&mut body).await.is_err() {
                    return;
                }
                self.posts.lock().unwrap().push((path.clone(), String::from_utf8(body).unwrap()));
            }
            let answer = self.pages.lock().unwrap().get(&path).cloned();
            let mut answer = answer.unwrap_or(Answer { status: 404, ..Answer::default() });
            if known.is_some() && answer.headers.iter().any(|(name, tag)| name == "ETag" && Some(tag) == known.as_ref())
            {
                answer.status = 304;
                answer.body.clear();
            }
            self.log.lock().unwrap().push((path, answer.status));
            let mut head = format!("HTTP/1.1 {} x\r\n", answer.status);
            for (name, value) in &answer.headers {
                write!(head, "{name}: {value}\r\n").unwrap();
            }
            write!(head, "Content-Length: {}\r\n\r\n{}", answer.body.len(), answer.body).unwrap();
            if write.write_all(head.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
