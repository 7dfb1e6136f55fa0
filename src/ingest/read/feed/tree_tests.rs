use super::*;

#[track_caller]
fn check(markup: &str, want: &[&str]) {
    let declared = Declared::new();
    let tree = grow(markup, &declared);
    let got: Vec<String> = tree.entries.iter().map(|&id| tree.inner(id)).map(std::borrow::Cow::into_owned).collect();
    assert_eq!(got, want);
}

#[test]
fn items_are_found_in_broken_markup() {
    check("<rss><item>a<item>b</item></channel></rss><item>c", &["a", "b"]);
    check("<rss><item><p>a <b>b</item><item>c", &["<p>a <b>b</b></p>", "c"]);
    check("<feed><entry>1<source><entry>x</entry></source></entry></feed>", &["1<source><entry>x</entry></source>"]);
    check("<rss><item><title>T<link>u</link></item></rss>", &["<title>T</title><link>u</link>"]);
}

#[test]
fn nesting_is_bounded_without_recursion() {
    let deep = format!("<rss><item>{}x", "<a>".repeat(100_000));
    let declared = Declared::new();
    let tree = grow(&deep, &declared);
    assert!(tree.nodes.len() <= MAX_DEPTH + 2);
    assert!(tree.inner(tree.entries[0]).contains('x'));
}
