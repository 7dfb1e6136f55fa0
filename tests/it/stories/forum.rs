//! Forums by their address alone: the engine is found, its feed is preferred, and no post is found twice (R3, R4).

use std::fmt::Write as _;

use vigie::model::SourceStatus;

use crate::support::TestApp;

const FORUM: &[(&str, &str, &str)] = &[("Forum", "", "kind = \"forum\"\nevery = \"5 min\"")];

/// A XenForo list of topics: address, title, answers, pages.
fn list(app: &TestApp, path: &str, topics: &[(&str, &str, u32, u32)]) {
    let mut rows = String::new();
    for (topic, title, answers, pages) in topics {
        write!(
            rows,
            "<div class='structItem structItem--thread'><div class='structItem-title'><a href='/{topic}'>{title}</a>"
        )
        .unwrap();
        if *pages > 1 {
            write!(rows, "<span class='structItem-pageJump'><a href='/{topic}page-{pages}'>{pages}</a></span>")
                .unwrap();
        }
        write!(rows, "</div><div class='structItem-cell--meta'>{answers}</div></div>").unwrap();
    }
    app.web.page(path, "text/html", &format!("<html id=XF><title>Forum</title><body>{rows}"));
}

/// One page of a topic: its posts, numbered, of which the second and later quote the first.
fn page(app: &TestApp, topic: &str, this: u32, pages: u32, posts: &[u32]) {
    let mut body = String::from("<html id=XF><title>Topic</title><body><nav class=pageNav>");
    for n in 1..=pages {
        let address = if n == 1 { format!("/{topic}") } else { format!("/{topic}page-{n}") };
        let mark = if n == this { " class='pageNav-page--current'" } else { "" };
        write!(body, "<span{mark}><a href='{address}'>{n}</a></span>").unwrap();
    }
    body.push_str("</nav>");
    for post in posts {
        write!(
            body,
            "<article class='message message--post js-post' data-content='post-{post}' id='js-post-{post}'>\
             <h4 class=message-name>Ana</h4><div class=message-attribution><time datetime='2026-03-02T09:00:00Z'>x</time></div>\
             <div class=message-body><div class=bbWrapper><blockquote class='bbCodeBlock bbCodeBlock--quote'>Acme quoted</blockquote>\
             Post number {post} about Acme.</div></div></article>"
        )
        .unwrap();
    }
    let path = if this == 1 { topic.to_owned() } else { format!("{topic}page-{this}") };
    app.web.page(&path, "text/html", &body);
}

async fn poll(app: &TestApp, now: &str) -> u32 {
    let ended = app.at(now).await;
    let (_, end) = ended.iter().find(|(name, _)| name == "Forum").unwrap();
    assert!(end.status.is_well(), "{:?}", end.detail);
    assert_eq!((end.summary.renamed, end.summary.edited), (0, 0));
    end.summary.items
}

fn asked(app: &TestApp, path: &str) -> usize {
    app.web.log().iter().filter(|(asked, _)| asked == path).count()
}

#[tokio::test]
async fn r3_all_new_pages_of_a_topic_are_read_and_a_moved_topic_brings_nothing() {
    let app = TestApp::start("2026-03-02T09:00", FORUM).await;
    list(&app, "", &[("threads/acme.12/", "Acme", 1, 1)]);
    page(&app, "threads/acme.12/", 1, 1, &[1, 2]);
    assert_eq!(poll(&app, "2026-03-02T09:00").await, 2);
    assert_eq!(poll(&app, "2026-03-02T09:10").await, 0);

    // Three pages more since then.
    list(&app, "", &[("threads/acme.12/", "Acme", 7, 4)]);
    for (n, posts) in [(1, [1, 2]), (2, [3, 4]), (3, [5, 6]), (4, [7, 8])] {
        page(&app, "threads/acme.12/", n, 4, &posts);
    }
    assert_eq!(poll(&app, "2026-03-02T09:20").await, 6);

    // Another title, and another address: the same posts, and one more.
    list(&app, "", &[("threads/acme-solved.12/", "Acme [solved]", 8, 4)]);
    for (n, posts) in [(1, vec![1, 2]), (2, vec![3, 4]), (3, vec![5, 6]), (4, vec![7, 8, 9])] {
        page(&app, "threads/acme-solved.12/", n, 4, &posts);
    }
    assert_eq!(app.at("2026-03-02T09:30").await[0].1.summary.items, 1);
    let mentions = app.mentions().await;
    assert_eq!(mentions.len(), 9);
}

#[tokio::test]
async fn r3_what_was_too_much_for_one_poll_is_read_by_the_next() {
    let settings = "kind = \"forum\"\nevery = \"5 min\"\nforum = { max_topics = 2 }";
    let app = TestApp::start("2026-03-02T09:00", &[("Forum", "", settings)]).await;
    let topics = ["threads/a.1/", "threads/b.2/", "threads/c.3/", "threads/d.4/", "threads/e.5/"];
    list(&app, "", &topics.map(|topic| (topic, "Acme", 0, 1)));
    for (i, topic) in (1_u32..).zip(topics) {
        page(&app, topic, 1, 1, &[10 * i]);
    }
    assert_eq!(poll(&app, "2026-03-02T09:00").await, 2);
    assert_eq!(poll(&app, "2026-03-02T09:10").await, 2);
    assert_eq!(poll(&app, "2026-03-02T09:20").await, 1);
    assert_eq!(poll(&app, "2026-03-02T09:30").await, 0);
}

#[tokio::test]
async fn r3_views_that_grow_with_each_look_keep_nothing_else_from_being_read() {
    let settings = "kind = \"forum\"\nevery = \"5 min\"\nforum = { max_topics = 2 }";
    let app = TestApp::start("2026-03-02T09:00", &[("Forum", "", settings)]).await;
    let topics = ["threads/a.1/", "threads/b.2/", "threads/c.3/"];
    let list = |count: usize, answers: u32, views: u32| {
        let rows = topics.iter().take(count).map(|topic| {
            format!(
                "<div class='structItem structItem--thread'><div class='structItem-title'><a href='/{topic}'>Acme</a></div>\
                 <div class='structItem-cell--meta'>{answers} answers, {views} views</div></div>"
            )
        });
        app.web.page("", "text/html", &format!("<html id=XF><title>F</title><body>{}", rows.collect::<String>()));
    };
    for (i, topic) in (1_u32..).zip(topics) {
        page(&app, topic, 1, 1, &[10 * i]);
    }
    list(2, 0, 1);
    assert_eq!(poll(&app, "2026-03-02T09:00").await, 2);
    // All rows have changed, and the new one is read before those.
    list(3, 0, 2);
    assert_eq!(poll(&app, "2026-03-02T09:10").await, 1);
    for (minute, views) in [(20, 3), (30, 4), (40, 5), (46, 6), (52, 7)] {
        list(3, 0, views);
        assert_eq!(poll(&app, &format!("2026-03-02T09:{minute}")).await, 0);
    }
    // What only the views of changed is not asked for any more, until somebody answers.
    let times = || topics.map(|topic| asked(&app, &format!("/{topic}")));
    let before = times();
    assert!(before.iter().all(|&times| times > 1), "{before:?}");
    list(3, 0, 8);
    assert_eq!(poll(&app, "2026-03-02T09:58").await, 0);
    assert_eq!(times(), before);
    list(3, 1, 9);
    page(&app, topics[0], 1, 1, &[10, 11]);
    assert_eq!(poll(&app, "2026-03-02T10:06").await, 1);
}

#[tokio::test]
async fn an_engines_feed_of_posts_is_found_kept_and_left_when_it_fails() {
    let app = TestApp::start("2026-03-02T09:00", FORUM).await;
    let front = "<html><head><meta name='generator' content='Discourse 3.4'><title>F</title><body>\
        <table><tr class=topic-list-item><td><a class=title href='/t/acme/12'>Acme</a></td><td class=posts>3</td></tr></table>";
    app.web.page("", "text/html", front);
    let feed = |posts: &[u32]| {
        let item = |n: &u32| {
            format!(
                "<item><title>Acme</title><guid isPermaLink=\"false\">f-post-{n}</guid><link>http://f.example/t/acme/12/{n}</link>\
                 <description><![CDATA[<aside class=\"quote\"><blockquote>Acme quoted</blockquote></aside><p>Acme, post {n}.</p>]]></description></item>"
            )
        };
        format!("<rss version=\"2.0\"><channel>{}</channel></rss>", posts.iter().map(item).collect::<String>())
    };
    app.web.page("posts.rss", "application/rss+xml", &feed(&[1, 2]));
    assert_eq!(poll(&app, "2026-03-02T09:00").await, 2);
    app.web.page("posts.rss", "application/rss+xml", &feed(&[1, 2, 3]));
    assert_eq!(poll(&app, "2026-03-02T09:10").await, 1);
    assert_eq!((asked(&app, "/"), asked(&app, "/posts.rss")), (1, 2));
    assert!(app.mentions().await.iter().all(|mention| !format!("{mention:?}").contains("quoted")));

    app.web.status("posts.rss", 404, &[]);
    for now in ["2026-03-02T09:20", "2026-03-02T10:20", "2026-03-02T14:20"] {
        app.at(now).await;
    }
    let post = "<html><head><meta name='generator' content='Discourse 3.4'><body><div id=post_4 class='topic-body crawler-post'>\
        <div class=post itemprop=text>Acme, post 4.</div></div>";
    app.web.page("t/acme/12", "text/html", post);
    assert_eq!(poll(&app, "2026-03-03T14:20").await, 1);
    assert_eq!(asked(&app, "/"), 2);
    assert!(!app.inbox().is_empty(), "the day's digest");
}

#[tokio::test]
async fn a_page_that_shows_no_topic_is_followed_by_the_feed_that_it_names() {
    let app = TestApp::start("2026-03-02T09:00", FORUM).await;
    let page = "<html><title>Archive</title><link rel=alternate type='application/rss+xml' href='/list/feed/'><body><p>Archive</p>";
    app.web.page("", "text/html", page);
    let feed = |posts: &[u32]| {
        let item = |n: &u32| {
            format!("<item><title>Acme</title><guid>m{n}</guid><description>Acme, mail {n}.</description></item>")
        };
        format!("<rss version=\"2.0\"><channel>{}</channel></rss>", posts.iter().map(item).collect::<String>())
    };
    app.web.page("list/feed/", "application/rss+xml", &feed(&[1, 2]));
    assert_eq!(poll(&app, "2026-03-02T09:00").await, 2);
    app.web.page("list/feed/", "application/rss+xml", &feed(&[1, 2, 3]));
    assert_eq!(poll(&app, "2026-03-02T09:10").await, 1);
    assert_eq!((asked(&app, "/"), asked(&app, "/list/feed/")), (1, 2));
}

#[tokio::test]
async fn sections_are_read_by_name_and_one_that_is_not_there_is_told() {
    let section = |name: &str| format!("kind = \"forum\"\nevery = \"5 min\"\nforum = {{ sections = [\"{name}\"] }}");
    let (support, none) = (section("support"), section("nowhere"));
    let app = TestApp::start("2026-03-02T09:00", &[("Forum", "", &support), ("None", "index.php", &none)]).await;
    let front = "<html id=XF><title>F</title><body><h3 class=node-title><a href='/forums/news.1/'>News</a></h3>\
        <h3 class=node-title><a href='/forums/help.2/'>Support</a></h3>";
    app.web.page("", "text/html", front);
    app.web.page("index.php", "text/html", front);
    list(&app, "forums/help.2/", &[("threads/a.1/", "Acme", 0, 1)]);
    page(&app, "threads/a.1/", 1, 1, &[1]);
    let ended = app.at("2026-03-02T09:00").await;
    let end = |name: &str| ended.iter().find(|(ended, _)| ended == name).unwrap().1.clone();
    assert_eq!((end("Forum").status, end("Forum").summary.items), (SourceStatus::Ok, 1));
    assert_eq!((end("None").status, end("None").summary.items), (SourceStatus::SelectorLost, 0));
    assert_eq!(asked(&app, "/forums/news.1/"), 0);
}
