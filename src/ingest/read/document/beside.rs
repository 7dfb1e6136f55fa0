//! What a page sells besides: the prices of other things say nothing of this one.
//!
//! Deliberately absent: what stands around the heading, too. Shops write on the box of the whole product what it is
//! part of (`related`, `shipping-taxable`).

use std::collections::HashSet;
use std::sync::LazyLock;

use ego_tree::NodeId;
use regex::Regex;
use scraper::{ElementRef, Html};

use super::noise;
use crate::ingest::read::html::{self, Effort};
use crate::ingest::read::pattern;

/// The place of the thing itself on its page.
pub(super) struct Own {
    /// The heading.
    pub(super) behind: Option<NodeId>,
    /// What holds the heading.
    around: HashSet<NodeId>,
    /// From where on other things are to be had.
    others: Option<NodeId>,
}

impl Own {
    pub(super) fn of(page: &Html, heading: Option<ElementRef<'_>>, effort: &Effort) -> Self {
        let around = heading.iter().flat_map(|heading| heading.ancestors()).map(|outer| outer.id()).collect();
        let behind = heading.map(|heading| heading.id());
        Self { behind, around, others: behind.and_then(|behind| others(page, behind, effort)) }
    }

    /// The elements around one that do not hold the heading, the nearest first.
    pub(super) fn boxes<'e>(&self, element: ElementRef<'e>) -> impl Iterator<Item = ElementRef<'e>> {
        let around = element.ancestors().take_while(|outer| !self.around.contains(&outer.id()));
        around.filter_map(ElementRef::wrap)
    }

    /// Whether an element is about another thing to buy.
    pub(super) fn is_beside(&self, element: ElementRef<'_>) -> bool {
        let names_others = |outer: ElementRef<'_>| {
            let names = [outer.attr("class"), outer.attr("id")].map(Option::unwrap_or_default).join(" ");
            names.split_ascii_whitespace().any(|name| {
                let folded = name.replace(['-', '_'], "").to_ascii_lowercase();
                ["upsell", "crosssell"].iter().any(|word| folded.contains(word))
                    || noise::split(name).iter().any(|word| WORDS.contains(&word.as_str()))
            })
        };
        self.others.is_some_and(|others| element.id() > others)
            || std::iter::once(element).chain(self.boxes(element)).any(names_others)
    }
}

/// The first heading behind that of the thing that is one of other things.
fn others(page: &Html, behind: NodeId, effort: &Effort) -> Option<NodeId> {
    const SHORT: usize = 60;
    let headings =
        selector!("h2, h3, h4, h5, [class*=title i], [class*=heading i], [class*=titre i], [class*=headline i]");
    let mut headings = page.select(headings).filter(|heading| heading.id() > behind).take(400);
    headings
        .find(|heading| {
            effort.look_into(*heading) && {
                let text = html::text(*heading, &[], effort);
                text.len() <= SHORT && OTHERS.is_match(&text)
            }
        })
        .map(|heading| heading.id())
}

const WORDS: [&str; 8] =
    ["related", "recommended", "recommendations", "recs", "similar", "minicart", "accessories", "bestsellers"];

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*((you )?(may|might) also|customers (also|who)|(frequently |often )?bought together|related\b|similar\b|recommended|recently viewed|people also|more (from|like)|complete (the|your)\b|pairs well|vous (aimerez|aimeriez|pourriez)|(produits|articles) (similaires|associés|apparentés|complémentaires|liés)|(les|nos) clients ont|dans la même catégorie|das könnte|ähnliche|passend dazu|kunden,? (kauften|haben|die)|wird oft zusammen|también te|(productos|artículos) (relacionados|similares)|prodotti (correlati|simili)|produtos (relacionados|semelhantes)|gerelateerde|anderen bekeken|похожие|с этим товаром|podobne)",
    )
});
