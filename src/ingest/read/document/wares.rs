//! The text of a product's page: title, description, properties.
//!
//! Such pages are short lines, lists and tables, folded away in tabs, round one heading; what surrounds them is sold
//! too. So the lines behind the heading are read, what belongs to something else is left out section by section, and
//! short lines stay only near longer ones.

use std::collections::HashSet;

use regex::Regex;
use std::sync::LazyLock;

use super::article::blocks::{self, Block};
use super::outline::Outline;
use super::schema::{self, Node};
use crate::ingest::read::feed::visible;
use crate::ingest::read::pattern;

/// The lines that describe what the page sells.
pub(super) fn text(outline: &Outline<'_>, nodes: &[Node], title: &str) -> String {
    let scope = scope(outline);
    let start = start(outline, scope);
    let mut lines: Vec<Block> = blocks::read(outline, scope).into_iter().filter(|block| block.at >= start).collect();
    lines = without_sections(lines);
    let behind_label: Vec<bool> = (0..lines.len()).map(|at| at > 0 && lines[at - 1].text.ends_with(':')).collect();
    let mut behind_label = behind_label.into_iter();
    lines.retain(|line| {
        let is_value = behind_label.next().unwrap_or(false) && line.letters < 60;
        !is_furniture(line, is_value)
    });
    let dangling: Vec<bool> = (0..lines.len()).map(|at| dangles(&lines, at)).collect();
    let mut dangling = dangling.into_iter();
    lines.retain(|_| !dangling.next().unwrap_or(false));
    let kept = near_the_matter(&lines);
    // The same once for telephones and once for screens.
    let mut seen = HashSet::new();
    let kept = kept.into_iter().map(|line| line.text.as_str()).filter(|text| seen.insert(*text));
    let text = kept.collect::<Vec<_>>().join("\n");
    with_description(text, nodes, title)
}

/// What the page says for machines, where that is more than what was found.
fn with_description(text: String, nodes: &[Node], title: &str) -> String {
    let said = schema::all(nodes, "Product").into_iter().filter_map(|node| node.text("description"));
    let said = said.map(visible).max_by_key(String::len).unwrap_or_default();
    let begins = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(40).collect::<String>();
    let folded: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if said.len() < 40 || text.len() > said.len() || folded.contains(&begins(&said)) {
        return text;
    }
    if text.len() < said.len() / 2 { format!("{title}\n{said}\n{text}") } else { format!("{said}\n{text}") }
}

fn scope(outline: &Outline<'_>) -> usize {
    let total = outline.parts.first().map_or(0, |page| page.letters);
    let mut scope = 0;
    for (at, part) in outline.within(0) {
        let is_main =
            part.name() == "main" || part.attr("role") == "main" || part.attr("id").eq_ignore_ascii_case("main");
        if is_main && part.letters * 3 > total {
            scope = at;
            break;
        }
    }
    scope
}

/// Where the product's heading stands.
fn heading(outline: &Outline<'_>, scope: usize) -> usize {
    outline.within(scope).find(|(_, part)| part.name() == "h1" && part.letters > 2).map_or(scope, |(at, _)| at)
}

/// Where the page begins to speak of the product: at its heading, or at the box in which most of it stands before that.
fn start(outline: &Outline<'_>, scope: usize) -> usize {
    const LEAST: usize = 100;
    let at = heading(outline, scope);
    let mut around = at;
    while around > scope {
        around = outline.parts[around].parent;
        let whole = outline.parts[around].prose;
        if whole >= LEAST {
            let before: usize =
                outline.within(around).take_while(|(inner, _)| *inner < at).map(|(_, part)| part.own).sum();
            return if before * 4 > whole * 3 { around } else { at };
        }
    }
    at
}

/// Leaves out the sections of reviews, of delivery and of other things to buy.
fn without_sections(lines: Vec<Block>) -> Vec<Block> {
    let mut skipping = false;
    let mut kept = Vec::with_capacity(lines.len());
    let tabs: Vec<bool> = (0..lines.len()).map(|at| is_no_heading(&lines, at)).collect();
    for (line, is_no_heading) in lines.into_iter().zip(tabs) {
        let is_label = line.letters < 45 && (line.heading || line.emphatic || line.letters < 25);
        if is_label && kept.len() > 3 && LEGAL.is_match(&line.text) {
            break;
        }
        if is_label && OTHERS.is_match(&line.text) {
            skipping |= !is_no_heading;
            continue;
        }
        if skipping && line.heading {
            skipping = false;
        }
        if !skipping {
            kept.push(line);
        }
    }
    kept
}

/// Whether a short line is one of a row of tabs, of which the sections stand elsewhere, or the name of a property:
/// "Shipping: at checkout".
fn is_no_heading(lines: &[Block], at: usize) -> bool {
    const VALUE: usize = 40;
    let is_link = |line: &Block| line.link_share() > 0.9 && line.letters < 45 && !line.heading;
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| lines.get(at));
    let is_tab = is_link(&lines[at]) && beside.into_iter().any(is_link);
    let is_value = |line: &Block| line.letters < VALUE && !line.heading && !line.text.ends_with(':');
    is_tab || !lines[at].heading && lines[at].text.ends_with(':') && lines.get(at + 1).is_some_and(is_value)
}

/// A label behind which no value stands.
fn dangles(lines: &[Block], at: usize) -> bool {
    let is_label = |line: &Block| line.text.ends_with(':') && line.letters < 40;
    is_label(&lines[at]) && lines.get(at + 1).is_none_or(is_label)
}

fn is_furniture(line: &Block, is_value: bool) -> bool {
    let is_bare = !line.text.chars().any(char::is_alphabetic);
    line.letters == 0
        || is_bare && !is_value && !line.listed && !is_paired(line)
        || line.text.contains('_') && !line.text.contains(' ')
        || line.link_share() > 0.6 && !line.heading && !is_value
        || line.text.starts_with("http")
        || line.letters < 60 && CALLS.is_match(&line.text)
}

/// Whether it is the name of a property, or what is said of it: a cell of a row of two.
fn is_paired(line: &Block) -> bool {
    line.cells == 2
}

/// Short lines stay when a longer one or an entry of a list stands within three lines of them.
fn near_the_matter(lines: &[Block]) -> Vec<&Block> {
    let is_matter =
        |line: &Block| line.letters >= 20 || line.listed && line.letters >= 8 || line.heading || is_paired(line);
    let near = |at: usize| lines[at.saturating_sub(3)..(at + 4).min(lines.len())].iter().any(is_matter);
    lines.iter().enumerate().filter(|&(at, line)| is_matter(line) || near(at)).map(|(_, line)| line).collect()
}

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*((customer |product |verified |\d+ |read |all |write a )?(reviews?|avis|bewertungen|rezensionen|opiniones|recensioni|avaliações)\b|ratings?( (&|and) reviews?)?\b|questions? (&|and) answers|(you )?(may|might) also|customers (also|who)|(frequently )?bought together|related|similar|recommended|recently viewed|people also|more (from|to|like)|complete the (look|set)|pairs well|shop (the|all|more)|sign up|subscribe|newsletter|join |follow us|shipping( (&|and) returns?)?\W*$|returns?\W*$|delivery\W*$|livraison|retours?\W*$|vous aimerez|produits (similaires|associés|apparentés)|les clients ont|das könnte|ähnliche|kunden|versand|sellers?\b|about (us|this seller|the seller)|payment|language|follow\b|need help|contact|help\W*$|company|customer (service|care|support)|my account|legal|privacy)",
    )
});

/// What stands at the end of every shop's page.
static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(privacy( policy| notice)?|cookie (policy|settings|preferences)|terms( (of|and|&) .{0,30})?|politique de confidentialité|mentions légales|conditions générales.{0,20}|datenschutz.{0,20}|impressum|política de privaci.{0,10}|footnotes?)\W*$",
    )
});

static CALLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(add to|ajouter|in den warenkorb|buy |acheter|quantity|qty|quantité|sold out|notify me|share|close|menu|search|cart\b|checkout|log ?in|sign in|free shipping|select|choose|size guide|learn more|read more|show (more|less)|see (more|all)|view (more|all|full|details)|load more|write a|report|previous|next|skip|loading|out of stock|in stock|en stock|only \d+ left|pay |klarna|afterpay|wishlist|compare|zoom|play|pause|slide \d|image \d|\d+ (of|/) \d+|regular price|sale price|unit price|tax included|error|sorry)",
    )
});
