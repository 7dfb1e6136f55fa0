//! The `Link` header (RFC 8288, 3): what an answer leads to, beside what its body says.
//!
//! Read from left to right as its appendix B.2 has it: commas and semicolons in quotes and in addresses part nothing.
//! What is no link is passed over up to the next comma. A link with an `anchor` is about something else than the answer,
//! and is none here.

/// One link.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Link<'a> {
    /// Where it leads, as written: relative to the address that answered.
    pub(super) target: &'a str,
    rel: Option<String>,
    kind: Option<String>,
    anchor: Option<String>,
}

impl Link<'_> {
    /// Its relations, as written.
    pub(super) fn rel(&self) -> &str {
        self.rel.as_deref().unwrap_or_default()
    }

    /// Whether it is of that relation, of the several that it may have.
    pub(super) fn is(&self, rel: &str) -> bool {
        self.rel().split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(rel))
    }

    /// The media type that it promises, in lower case.
    pub(super) fn kind(&self) -> String {
        self.kind.as_deref().unwrap_or_default().trim().to_lowercase()
    }

    fn take(&mut self, name: &str, value: String) {
        let place = match name.to_ascii_lowercase().as_str() {
            "rel" => &mut self.rel,
            "type" => &mut self.kind,
            "anchor" => &mut self.anchor,
            _ => return,
        };
        // Of two, the first is meant (3.3).
        place.get_or_insert(value);
    }
}

/// The links of one header.
pub(super) fn links(header: &str) -> impl Iterator<Item = Link<'_>> {
    let mut left = Left(header);
    std::iter::from_fn(move || left.next()).filter(|link| link.anchor.is_none())
}

/// What is not read yet.
struct Left<'a>(&'a str);

impl<'a> Left<'a> {
    fn next(&mut self) -> Option<Link<'a>> {
        loop {
            self.0 = self.0.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            if self.0.is_empty() {
                return None;
            }
            let mut link = Link::default();
            let Some((target, rest)) = self.0.strip_prefix('<').and_then(|rest| rest.split_once('>')) else {
                self.parameters(&mut link);
                continue;
            };
            link.target = target.trim();
            self.0 = rest;
            self.parameters(&mut link);
            return Some(link);
        }
    }

    /// Up to the comma that ends the link, or the end.
    fn parameters(&mut self, link: &mut Link<'_>) {
        while !self.0.is_empty() && !self.0.starts_with(',') {
            let name = self.until(&['=', ';', ',']).trim();
            let value = if self.skip('=') { self.value() } else { String::new() };
            link.take(name, value);
            // What stands between a quote and the next sign is no parameter.
            self.until(&[';', ',']);
            self.skip(';');
        }
    }

    fn value(&mut self) -> String {
        self.0 = self.0.trim_start();
        if !self.skip('"') {
            return self.until(&[';', ',']).trim().to_owned();
        }
        let (mut value, mut escaped) = (String::new(), false);
        for (at, c) in self.0.char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => {
                    self.0 = &self.0[at + 1..];
                    return value;
                }
                _ => {
                    escaped = false;
                    value.push(c);
                }
            }
        }
        self.0 = "";
        value
    }

    fn until(&mut self, ends: &[char]) -> &'a str {
        let (text, rest) = self.0.split_at(self.0.find(ends).unwrap_or(self.0.len()));
        self.0 = rest;
        text
    }

    fn skip(&mut self, sign: char) -> bool {
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, want: &[(&str, &str, &str)]) {
        let found: Vec<_> = links(header).map(|link| (link.target, link.rel().to_owned(), link.kind())).collect();
        let want: Vec<_> = want.iter().map(|&(target, rel, kind)| (target, rel.to_owned(), kind.to_owned())).collect();
        assert_eq!(found, want, "{header}");
    }

    #[test]
    fn commas_and_semicolons_in_quotes_and_addresses_part_nothing() {
        check(
            r#"</a,b;c>; title="un, <deux>; rel=hub"; rel="self", <https://hub.example/>;rel=hub"#,
            &[("/a,b;c", "self", ""), ("https://hub.example/", "hub", "")],
        );
        check(r#"<a>; title="il dit \"oui\", <b>; rel=x"; rel=next,<b>"#, &[("a", "next", ""), ("b", "", "")]);
    }

    #[test]
    fn a_link_has_several_relations_and_the_first_list_of_them() {
        check(
            r#"<../f>; REL = "alternate  Self" ; rel=hub; Type="Application/RSS+XML""#,
            &[("../f", "alternate  Self", "application/rss+xml")],
        );
        let link = links(r#"<f>; rel="alternate Self""#).next().unwrap();
        assert!(link.is("self") && link.is("ALTERNATE") && !link.is("alternate self") && !link.is("sel"));
    }

    #[test]
    fn a_link_about_something_else_is_none() {
        check(r##"<a>; rel=self; anchor="#part", <b>; rel=self"##, &[("b", "self", "")]);
    }

    #[test]
    fn what_is_no_link_is_passed_over() {
        check("", &[]);
        check(" , ,", &[]);
        check(r#"nothing; x="<a>; rel=hub, ", <b>; crossorigin; rel=hub;"#, &[("b", "hub", "")]);
        check("<a", &[]);
        check("<>; rel=self", &[("", "self", "")]);
        check(r#"<a>; rel="hub"#, &[("a", "hub", "")]);
        check(r#"<a>; rel="hub" self; type=x"#, &[("a", "hub", "x")]);
        check("<a>; rel=hub\\, <b>; rel=é", &[("a", "hub\\", ""), ("b", "é", "")]);
    }
}
