use std::path::Path;

use super::*;

#[track_caller]
fn check(robots: &str, agent: &str, path: &str, want: bool) {
    assert_eq!(Robots::parse(robots.as_bytes(), agent).allows(path), want, "{agent} {path}\n{robots}");
}

#[test]
fn the_group_that_names_us_is_the_only_one_that_counts() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: Vigie/2.0 (x)\nDisallow: /private\n";
    check(robots, "vigie", "/", true);
    check(robots, "vigie", "/private/x", false);
    check(robots, "other", "/x", false);
    check("User-agent: a\nUser-agent: vigie\nDisallow: /x\nUser-agent: b\nDisallow: /y", "vigie", "/y", true);
    check(
        "User-agent: vigie\nAllow: /\nUser-agent: a\nDisallow: /\nUser-agent: vigie\nDisallow: /z",
        "vigie",
        "/z",
        false,
    );
    check("User-agent: vigiebot\nDisallow: /", "vigie", "/", true);
    check("Disallow: /\nUser-agent: b\nDisallow: /", "vigie", "/", true);
}

#[test]
fn the_longest_match_decides_and_allow_wins_a_draw() {
    check("User-agent: *\nDisallow: /shop\nAllow: /shop/reviews", "vigie", "/shop/reviews/1", true);
    check("User-agent: *\nAllow: /shop\nDisallow: /shop/reviews", "vigie", "/shop/reviews/1", false);
    check("User-agent: *\nAllow: /p\nDisallow: /p", "vigie", "/page", true);
    check("User-agent: *\nDisallow:", "vigie", "/page", true);
    check("User-agent: *\nDisallow: /*.html\nAllow: /page", "vigie", "/page.html", false);
}

#[test]
fn stars_and_ends() {
    for (pattern, path, hit) in [
        ("/*.php", "/a/b.php?x", true),
        ("/*.php$", "/a/b.php?x", false),
        ("/*.php$", "/a.php.php", true),
        ("/a*b*c", "/aXbYcZ", true),
        ("/a*b*c", "/acb", false),
        ("/a**b", "/a/b", true),
        ("/a$b", "/a$b", true),
        ("/$", "/", true),
        ("/$", "/a", false),
        ("*/feed", "/x/feed", true),
        ("/ab*ab$", "/ab", false),
        ("/été", "/%C3%A9t%C3%A9", true),
        ("/%c3%a9", "/%C3%A9", true),
    ] {
        check(&format!("User-agent: *\nDisallow: {pattern}"), "vigie", path, !hit);
    }
}

#[test]
fn what_is_written_badly_is_understood() {
    check("\u{feff}USER-AGENT: *\r\rdissallow: /x # all of it\r\n", "vigie", "/x", false);
    check("user-agent *\ndisallow /x", "vigie", "/x", false);
    check("user-agent: *\nSitemap: /s\nunknown: 1\nUser-agent: b\nDisallow: /x", "vigie", "/x", false);
    check("<html>User-agent: *\nDisallow: /</html>", "vigie", "/x", true);
    check("User-agent: *\nDisallow: /\u{0}", "vigie", "/x", true);
}

#[test]
fn index_pages_open_their_folder() {
    check("User-agent: *\nAllow: /news/index.html\nDisallow: /", "vigie", "/news/", true);
    check("User-agent: *\nAllow: /news/index.html\nDisallow: /", "vigie", "/news/a", false);
}

#[test]
fn crawl_delays_are_read_and_capped() {
    for (robots, want) in [
        ("User-agent: *\nCrawl-delay: 2.5", Some(2_500)),
        ("User-agent: *\nCrawl-delay: 86400", Some(30_000)),
        ("User-agent: *\nCrawl-delay: inf", Some(30_000)),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: NaN", None),
        ("User-agent: *\nCrawl-delay: 9\nUser-agent: vigie\nDisallow:", None),
        ("User-agent: *\nCrawl-delay: 9\nUser-agent: bad\nDisallow: /", Some(9_000)),
    ] {
        let robots = Robots::parse(robots.as_bytes(), "vigie");
        assert_eq!(robots.delay().map(|delay| delay.as_millis()), want);
        assert!(robots.allows("/"));
    }
}

#[test]
fn a_hostile_file_costs_little_r7() {
    let line = format!("Disallow: /{}$\n", "*a".repeat(200));
    let robots = Robots::parse(format!("User-agent: *\n{}", line.repeat(1_000)).as_bytes(), "vigie");
    assert!(!robots.allows(&format!("/{}", "a".repeat(8_000))));
    assert!(robots.allows(&format!("/{}b", "a".repeat(8_000))));
}

#[test]
fn the_reference_cases_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/robots/cases.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    for case in &cases {
        let field = |name: &str| case[name].as_str().unwrap();
        // These cases give the path raw, so the `url` crate, which would escape it, is kept out.
        let after = field("url").split_once("://").map_or("", |(_, rest)| rest);
        let path = after.find('/').map_or("/", |at| &after[at..]).split('#').next().unwrap();
        check(field("robots"), field("agent"), path, case["allow"].as_bool().unwrap());
    }
    println!("{} cases", cases.len());
}

proptest::proptest! {
    #[test]
    fn no_file_makes_it_fail_r7(body: Vec<u8>, line in "[a-z*$%:# \\-]{0,40}", path: String) {
        Robots::parse(&body, "vigie").allows(&path);
        let rules = format!("user-agent: *\ndisallow: {line}\nallow: /{line}\ncrawl-delay: {line}");
        Robots::parse(rules.as_bytes(), "vigie").allows(&path);
    }
}
