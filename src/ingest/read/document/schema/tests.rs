//! What pages say of themselves, in the three spellings.

use super::*;
use crate::ingest::read::html;

fn show(node: &Node) -> String {
    let values = node.properties.iter().map(|(name, value)| match value {
        Value::Text(text) => format!("{name}={text}"),
        Value::Node(inner) => format!("{name}={}", show(inner)),
    });
    format!("{}({})", node.types.join("+"), values.collect::<Vec<_>>().join("; "))
}

#[track_caller]
fn check(source: &str, want: &str) {
    let nodes = read(&html::parse(source));
    assert_eq!(nodes.iter().map(show).collect::<Vec<_>>().join(" "), want);
}

/// How many values it holds, at any depth.
fn size(node: &Node) -> usize {
    node.properties.iter().map(|(_, value)| if let Value::Node(inner) = value { 1 + size(inner) } else { 1 }).sum()
}

#[test]
fn references_to_a_large_thing_are_not_resolved_without_end_r7() {
    let large = format!("{{\"@id\":\"#x\",\"a\":{{\"b\":[{}]}}}}", "{\"c\":1},".repeat(20_000));
    let many = format!("{{\"d\":[{}]}}", "{\"@id\":\"#x\"},".repeat(1_000));
    let source = format!(
        "<script type=\"application/ld+json\">{large}</script><script type=\"application/ld+json\">{many}</script>"
    );
    let nodes = read(&html::parse(&source));
    let size: usize = nodes.iter().map(size).sum();
    assert!(size < 100_000, "{size}");
}

#[test]
fn json_ld_is_read_in_all_its_wrappings() {
    check(
        r##"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"Product","name":"Caf&eacute; </b>","offers":{"@id":"#o"}},
            {"@type":["Offer","x"],"@id":"#o","price":12.5}]}</script>
        <SCRIPT TYPE='application/ld+json; charset=utf-8'>[{"@type":"http://schema.org/Review"},]</SCRIPT>"##,
        "Product(name=Café </b>; offers=Offer+x(price=12.5)) Offer+x(price=12.5) Review()",
    );
}

#[test]
fn microdata_and_rdfa_are_read_alike() {
    check(
        "<div itemscope itemtype='https://schema.org/Product'><h1 itemprop=name>Vis &amp; co</h1>\
         <div itemprop=offers itemscope itemtype=http://schema.org/Offer><meta itemprop=price content=3>\
         <link itemprop=availability href=https://schema.org/InStock></div>\
         <a itemprop=brand href=/b>Acme</a><a itemprop=url href=/u>ici</a></div>",
        "Product(name=Vis & co; offers=Offer(price=3; availability=https://schema.org/InStock); brand=Acme; url=/u)",
    );
    check(
        "<div vocab=http://schema.org/ typeof=Product><b property=name>Vis</b>\
         <i property=schema:offers typeof=Offer><span property=price content=4>4 €</span></i></div>",
        "Product(name=Vis; offers=Offer(price=4))",
    );
}

#[test]
fn what_refers_to_itself_ends() {
    check(
        r#"<script type="application/ld+json">[{"@id":"a","@type":"A","b":{"@id":"b"}},
            {"@id":"b","@type":"B","a":{"@id":"a"}}]</script>"#,
        "A(b=B(a=())) B(a=A(b=()))",
    );
}

#[test]
fn stars_and_counts_are_read_in_their_scale() {
    let page = html::parse(
        r#"<script type="application/ld+json">{"@type":"Product","aggregateRating":
            {"ratingValue":"4,6","reviewCount":"1,234"},"review":{"reviewRating":{"ratingValue":87}}}</script>"#,
    );
    let nodes = read(&page);
    let product = all(&nodes, "Product")[0];
    assert_eq!(product.rating("aggregateRating"), Some(Rating { value: 4.6, best: 5.0 }));
    assert_eq!(product.node("aggregateRating").unwrap().count("reviewCount"), Some(1_234));
    let review = product.node("review").unwrap();
    assert_eq!(review.rating("reviewRating"), Some(Rating { value: 87.0, best: 100.0 }));
}

#[test]
fn hostile_nesting_costs_little_r7() {
    let page = html::parse(&"<div itemscope itemprop=a itemtype=x><p itemprop=b>t".repeat(20_000));
    assert!(read(&page).len() <= 100_000);
    let page = html::parse(&"<div itemprop=a itemscope>".repeat(200).replace("itemscope", "itemscope itemprop=b"));
    assert!(!read(&page).is_empty());
}
