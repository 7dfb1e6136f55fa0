//! Topics as the standard themes of some engines write them.

use url::Url;

use super::posts;
use super::profile::Profile;
use crate::ingest::read::{Input, feed};
use crate::model::{Draft, ForumEngine, ForumSelectors, NetText, Timestamp};

fn read(source: &str, url: &str) -> Vec<Draft> {
    let url = Url::parse(url).unwrap();
    let input =
        Input { bytes: source.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &url, text: None };
    let now: jiff::Timestamp = "2026-03-04T15:30:00Z".parse().unwrap();
    posts(&input, &ForumSelectors::default(), "Acme", Some(Timestamp::from(now))).drafts
}

/// Each post as "Author 2026-03-02T09:05 #place: text".
#[track_caller]
fn check(source: &str, url: &str, want: &[&str]) {
    let shown = |draft: &Draft| {
        let author = draft.author.as_ref().map_or("-", NetText::as_str);
        let day = draft.published.map_or("-".to_owned(), |at| at.to_string()[..16].to_owned());
        let place = draft.url.as_deref().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        format!("{author} {day} {place}: {}", draft.text.as_str().replace('\n', " / "))
    };
    assert_eq!(read(source, url).iter().map(shown).collect::<Vec<_>>(), want);
}

#[test]
fn a_topic_of_yabb_is_read_without_its_signatures_and_buttons() {
    let post = |at: u32, head: &str, name: &str, text: &str| {
        format!(
            "<div class=displaycontainer><table class=bordercolor><tr><td class=catbg><span class=small><img \
             src=/yabbfiles/Templates/Forum/default/xx.gif></span><span class=small><span>{head}</span></span></table>\
             <table class=bordercolor><tr><td><table><tr><td class=shadow><div class=userinfo><div class=small><span>\
             <a name={at}></a>{name} &nbsp; <span class=useroffline>Offline</span> YaBB Newbies<br>Long live the kettle\
             </span></div><span class=small><b>Posts: 42</b></span></div></table><table class=bordercolor><tr>\
             <td class=windowbg><span class=small><a href='?action=post;num=1393855281;quote={at}'>Quote</a></span>\
             <div class=message>{text}</div><div class=small><hr><div class=signature>Kettles are forever</div></div>\
             <div class=dividertop><a href='#top'>Back to top</a><span class=small>IP Logged<br>\
             <a href='/cgi-bin/yabb2/YaBB.pl?num=1393855281/{at}#{at}'>Permalink</a></span></div></table></table></div>"
        )
    };
    let member = |name: &str| format!("<a href='YaBB.pl?action=viewprofile;username={name}'><b>{name}</b></a>");
    let quote = "<i><a href='YaBB.pl?num=1393855281/0#0'>Moorhen wrote</a> on Mar 3<sup>rd</sup>, 2014 at 2:01pm:</i><br>\
                 <div class=quote>It leaks.</div><br>Mine too, after a year.";
    let page = "<div class=displaycontainer><table><tr><td class=titlebg>Acme leaks (Read 204 times)</table></div>"
        .to_owned()
        + &post(0, "<b></b>Mar 3<sup>rd</sup>, 2014 at 2:01pm", &member("Moorhen"), "It leaks.")
        + &post(1, "<b>Reply #1 - </b>Mar 3<sup>rd</sup>, 2014 at 6:31pm", &member("Col"), quote)
        + &post(2, "<b>Reply #2 - </b>Mar 4<sup>th</sup>, 2014 at 9:12am", "<b>Tom</b>", "Send it back.");
    check(
        &page,
        "http://kettles.example/cgi-bin/yabb2/YaBB.pl?num=1393855281",
        &[
            "Moorhen 2014-03-03T14:01 0#0: It leaks.",
            "Col 2014-03-03T18:31 1#1: Mine too, after a year.",
            "Tom 2014-03-04T09:12 2#2: Send it back.",
        ],
    );
}

#[test]
fn a_topic_of_phorum_has_the_days_and_places_of_its_answers() {
    let post = |number: u32, name: &str, day: &str, text: &str| {
        let anchor = if number == 811 { String::new() } else { format!("<a name='msg-{number}'></a>") };
        format!(
            "{anchor}<div class=message><div class=generic><table><tr><td><div class='message-author icon-user'>\
             <a href='profile.php?1,{number}'>{name}</a><small>[ <a href='pm.php?1'>PM</a> ]</small></div><small><strong>\
             Acme leaks</strong><br>{day}</small></td><td class=message-user-info>Registered: 10 years ago<br>Posts: 42</td>\
             </table></div><div class=message-body>{text}<div class=message-options>\
             <a href='read.php?1,811,{number}#REPLY'>Reply</a> <a href='read.php?1,811,{number},quote=1#REPLY'>Quote</a>\
             </div></div></div>"
        )
    };
    let quote = "<blockquote class=bbcode><div><small>Quote<br></small><strong>ana</strong><br>It leaks.</div></blockquote>\
                 Mine too.";
    let page = "<div id=phorum>".to_owned()
        + &post(811, "ana", "March 02, 2014 09:05AM", "It leaks.")
        + &post(812, "bob", "March 02, 2014 07:05PM", quote)
        + "<div id=footer-plug>This forum powered by <a href='http://www.phorum.org/'>Phorum</a>.</div></div>";
    check(
        &page,
        "https://kettles.example/read.php?1,811",
        &[
            "ana 2014-03-02T09:05 read.php?1,811#:~:text=It%20leaks.: It leaks.",
            "bob 2014-03-02T19:05 read.php?1,811#msg-812: Mine too.",
        ],
    );
}

#[test]
fn a_topic_of_drupal_begins_with_its_node() {
    let comment = |number: u32, name: &str, day: &str, text: &str| {
        format!(
            "<a id=comment-{number}></a><article class='comment js-comment'><h3><a href='/comment/{number}#comment-{number}' \
             class=permalink>Re</a></h3><footer><p class=submitted>Submitted by <span property='schema:name'>{name}</span> on \
             <span>{day}</span></p></footer><div class=content><div class='field field--name-comment-body'><p>{text}</p></div>\
             <ul class=links><li><a href=/user/login>Log in</a> to post comments</li></ul></div></article>"
        )
    };
    let page = "<body class='path-node page-node-type-forum'><h1>La pompe claque</h1><article about=/node/812 \
                class='node node--type-forum'><footer class=node__meta><article typeof='schema:Person' about=/user/9></article>\
                <div class=node__submitted><span>Submitted by <span property='schema:name'>zoe</span> on <span>lun 02/03/2026 - \
                09:05</span></span></div></footer><div class=node__content><div class='field field--name-body'><p>Elle claque.\
                </p></div><div class='field field--name-taxonomy-forums'><a href=/forum/4>Pompes</a></div>\
                <section class='field comment-wrapper'><h2>Comments</h2>"
        .to_owned()
        + &comment(51, "karim", "mar 03/03/2026 - 18:20", "Le clapet.")
        + &comment(52, "zoe", "mer 04/03/2026 - 07:41", "Merci.");
    check(
        &page,
        "https://atelier.example/forum/la-pompe",
        &[
            "zoe 2026-03-02T09:05 812: Elle claque.",
            "karim 2026-03-03T18:20 51#comment-51: Le clapet.",
            "zoe 2026-03-04T07:41 52#comment-52: Merci.",
        ],
    );
    let comment = |number: u32, name: &str, text: &str| {
        format!(
            "<a id=comment-{number}></a><div class=comment about='/comment/{number}#comment-{number}'><div class=submitted>\
             <p class=commenter-name><span class=username>{name}</span></p><p class=comment-time><span \
             property='dc:date dc:created' content='2013-03-03T18:20:00+00:00'>Sun, 03/03/2013 - 18:20</span></p></div>\
             <div class=comment-text><div class='field field-name-comment-body'>{text}</div></div></div>"
        )
    };
    let page = "<body class='page-node node-type-forum'><div id=node-812 class='node node-forum' about=/node/812><div \
                class='meta submitted'><span property='dc:date dc:created' content='2013-03-02T09:05:00+00:00'>Submitted by \
                <a href=/user/9 class=username>zoe</a> on Sat, 03/02/2013 - 09:05</span></div><div class=content>\
                <div class=field-name-body>It knocks.</div></div><div id=comments class=comment-wrapper>"
        .to_owned()
        + &comment(51, "karim", "The valve.");
    check(
        &page,
        "https://atelier.example/node/812",
        &["zoe 2013-03-02T09:05 812: It knocks.", "karim 2013-03-03T18:20 51#comment-51: The valve."],
    );
}

/// A quotation as Discourse writes it.
const QUOTE: &str = "<aside class=\"quote no-group\" data-username=\"ana\" data-post=\"1\" data-topic=\"812\"><div class=\"title\">\
    <div class=\"quote-controls\"></div> ana:</div><blockquote><p>Elle fuit.</p></blockquote></aside>";

#[test]
fn a_topic_of_discourse_without_scripts_and_as_a_feed_has_no_quotations() {
    let post = |number: u32, name: &str, text: &str| {
        format!(
            "<div id=post_{number} class='topic-body crawler-post' itemprop=comment itemscope \
             itemtype='http://schema.org/Comment'><div class=crawler-post-meta><span class=creator itemprop=author itemscope>\
             <a itemprop=url href=/u/{name}><span itemprop=name>{name}</span></a></span><time itemprop=datePublished \
             datetime=2026-03-02T0{number}:05:00Z class=post-time>March 2</time></div><div class=post itemprop=text>{text}</div></div>"
        )
    };
    let posts = post(1, "ana", "<p>Elle fuit.</p>") + &post(2, "bob", &format!("{QUOTE}<p>La mienne aussi.</p>"));
    let url = "https://forum.example/t/elle-fuit/812";
    let want = ["ana 2026-03-02T01:05 812#post_1: Elle fuit.", "bob 2026-03-02T02:05 812#post_2: La mienne aussi."];
    check(&format!("<head><meta name=generator content='Discourse 3.3.0'></head><body>{posts}"), url, &want);
    // Some hide what made them.
    check(&format!("<div itemscope itemtype='http://schema.org/DiscussionForumPosting'>{posts}</div>"), url, &want);
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Elle fuit</title><item><title>Elle fuit</title><description><![CDATA[{QUOTE}\
         <p>La mienne aussi.</p>]]></description><link>{url}/2</link></item></channel></rss>"
    );
    let url = Url::parse(url).unwrap();
    let input = Input { bytes: rss.as_bytes(), content_type: Some("application/rss+xml"), url: &url, text: None };
    assert_eq!(feed::feed(&input).entries[0].draft.text.as_str(), "La mienne aussi.");
}

#[test]
fn a_topic_of_flarum_without_scripts_has_the_days_of_its_state() {
    let post = |name: &str, text: &str| {
        format!(
            "<article><div class=PostUser><h3 class=PostUser-name>{name}</h3></div><div class=Post-body>{text}</div></article>"
        )
    };
    let stated = |id: u32, text: &str| {
        let attributes = serde_json::json!({"number": id, "createdAt": format!("2026-03-0{id}T09:05:00+00:00"),
            "contentType": "comment", "contentHtml": text});
        serde_json::json!({"type": "posts", "id": id.to_string(), "attributes": attributes})
    };
    let quoting = "<blockquote><p><a href='/d/812/1' class=PostMention>ana</a> Elle fuit.</p></blockquote><p>La mienne aussi.</p>";
    let state = serde_json::json!({"resources": [], "session": {"userId": 0}, "apiDocument": {"data": {"type": "discussions",
        "attributes": {"title": "Elle fuit", "slug": "elle-fuit-et-personne-ne-repond-depuis-trois-semaines-que-faire-alors"}},
        "included": [stated(1, "<p>Elle fuit.</p>"), stated(2, quoting)]}});
    let page = format!(
        "<link rel=stylesheet href=/assets/forum.css?v=1><noscript id=flarum-content><h1>Elle fuit</h1>{}{}</noscript>\
         <script id=flarum-json-payload type='application/json'>{state}</script>",
        post("ana", "<p>Elle fuit.</p>"),
        post("bob", quoting)
    );
    let drafts = read(&page, "https://forum.example/d/812-elle-fuit");
    let days = drafts.iter().map(|draft| (draft.text.as_str(), draft.published.unwrap().to_string()));
    assert_eq!(
        days.collect::<Vec<_>>(),
        [("Elle fuit.", "2026-03-01T09:05:00Z".to_owned()), ("La mienne aussi.", "2026-03-02T09:05:00Z".to_owned())]
    );
}

#[test]
fn days_behind_names_that_a_program_made_are_read() {
    let post = |number: u32, name: &str, day: &str, text: &str| {
        format!(
            "<div class='css-1x2y3z e1abc{number}' id=post-400{number}><div class=css-7a8b9c><a class=css-k3j2 \
             href=/members/{name}><span class=css-qq1>{name}</span></a><span class=css-0d1e2f>{day}</span></div>\
             <div class=css-aa11bb><p class=css-77>{text}</p></div><button class=css-b1>J’aime</button></div>"
        )
    };
    let page = post(1, "ana", "2 March 2026", "La mienne fuit à la base, après trois semaines.")
        + &post(2, "bob", "Mar 3, 2026, 7:05 PM", "Pareil, ils m’ont envoyé un joint.")
        + &post(3, "zoé", "Yesterday at 8:00 AM", "Renvoie-la, c’est tout ce qu’il y a à faire.");
    let days =
        read(&page, "https://community.example/t/812").into_iter().map(|draft| draft.published.unwrap().to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2026-03-02T00:00:00Z", "2026-03-03T19:05:00Z", "2026-03-03T08:00:00Z"]);
}

#[test]
fn a_day_without_its_year_is_not_that_of_its_weekday() {
    let post = |name: &str, day: &str, text: &str| {
        format!(
            "<div class=post><b class=author>{name}</b> <i class=date>{day}</i><div class=post-content>{text}</div></div>"
        )
    };
    let page = post("Ana", "Mardi 24 février à 21:24", "La mienne fuit à la base, sans raison.")
        + &post("Bob", "Mardi à 21:24", "Pareil chez moi, depuis hier matin.");
    let days = read(&page, "https://forum.example/t/812").into_iter().map(|draft| draft.published.unwrap().to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2026-02-24T21:24:00Z", "2026-03-03T21:24:00Z"]);
}

#[test]
fn a_day_of_two_figures_is_read_in_the_order_of_the_page_with_the_time_beside_it() {
    let post = |number: u32, name: &str, day: &str, time: &str| {
        format!(
            "<table class=t_outer><tr><td><span id=number{number}><a href='/topics/812#Post{number}'>#{number}</a> \
             <span class=date>{day}</span> <span class=time>{time}</span></span></td></tr><tr><td><a href=/users/7/{name}>\
             <span class=username>{name}</span></a><b>2010</b><div>Joined: <span class=date>Apr 2009</span></div></td>\
             <td class=post-content><div id=body{number}>Both soles came off, says {name}.</div></td></tr></table>"
        )
    };
    let page = post(4001, "ana", "10/02/17", "09:05 AM") + &post(4002, "bob", "10/13/17", "07:05 PM");
    check(
        &page,
        "https://boots.example/forums/ubbthreads.php/topics/812",
        &[
            "ana 2017-10-02T09:05 812#Post4001: Both soles came off, says ana.",
            "bob 2017-10-13T19:05 812#Post4002: Both soles came off, says bob.",
        ],
    );
}

#[test]
fn an_address_that_several_posts_have_is_none_of_theirs() {
    let post = |name: &str, text: &str| {
        format!(
            "<div class=post><b class=author>{name}</b> <i class=date>2 mars 2026</i><div class=post-content>{text} \
             <a href='#p1'>plus haut</a></div><a href='#top'>Haut</a> <a href='/t/812#reply'>Répondre</a></div>"
        )
    };
    let page =
        post("Ana", "La mienne fuit à la base, sans raison.") + &post("Bob", "Pareil chez moi, depuis hier matin.");
    let drafts = read(&page, "https://forum.example/t/812");
    assert_eq!(drafts.len(), 2);
    for draft in drafts {
        assert!(draft.guid.is_none() && draft.url.unwrap().contains("#:~:text="));
    }
}

#[test]
fn the_engines_whose_lists_are_left_to_guessing_are_known_by_their_topics() {
    for engine in [ForumEngine::Yabb, ForumEngine::Phorum, ForumEngine::Drupal] {
        assert!(Profile::of(engine).is_some_and(|profile| profile.topic.is_empty()));
    }
}

#[test]
fn short_posts_are_found_beside_links_that_are_written_over_many_lines() {
    let post = |n: u32, name: &str, text: &str| {
        let gap = "\n                    ";
        format!(
            "<table class='table post' id=post-{n}><tr><th colspan=2><a class=permalink href=/forum/post/{n}/>#</a>\
             <span class=updated>2 March 2026, 9:0{n}</span><tr><td class=post-info><a href=/forum/users/{name}/>{gap}<img>{gap}</a>\
             <a href=/forum/users/{name}/>{gap}<span>{name}</span>{gap}</a><td class=post-content>{text}</table>"
        )
    };
    let page = post(1, "paul", "Ma machine Acme fuit, que faire ?") + &post(2, "ines", "La mienne fuit aussi.");
    check(
        &page,
        "https://cafes.example/forum/topic/14/",
        &["paul 2026-03-02T09:01 : Ma machine Acme fuit, que faire ?", "ines 2026-03-02T09:02 : La mienne fuit aussi."],
    );
}
