//! `[[brand]]`: what is watched.

use super::checked::BrandConfig;
use super::names::Names;
use super::queries;
use super::section::{Section, Text};
use crate::model::Role;
use crate::understand::query::Library;

const ROLES: &[(&str, Role)] = &[("own", Role::Own), ("competitor", Role::Competitor), ("sector", Role::Sector)];

/// The brands, and all their names: a name counts though something else is wrong with its brand.
pub(super) fn read(root: &Section<'_>, sources: &Names, searches: &Library) -> (Vec<BrandConfig>, Names) {
    let mut names = Names::default();
    let mut brands = Vec::new();
    if root.lacks("brand") {
        root.notes.error(&root.span, "config-no-brand", &[]);
    }
    for section in root.sections("brand", "brand") {
        let role = section.choice("role", ROLES).unwrap_or(Role::Own);
        let wanted = section.texts("sources");
        sources.check(&section, &wanted, "config-unknown-source");
        let Some(name) = section.required("name", "config-brand-name") else { continue };
        names.add(&section, &name, "config-brand-twice");
        let Some((query_text, query)) = query(&section, &name, searches) else { continue };
        brands.push(BrandConfig {
            name: name.value.trim().to_owned(),
            role,
            query_text,
            query,
            sources: wanted.iter().map(|source| source.value.trim().to_owned()).collect(),
        });
    }
    (brands, names)
}

fn query(section: &Section<'_>, name: &Text<'_>, searches: &Library) -> Option<(String, queries::Query)> {
    if !section.has("query") {
        return queries::of_name(section.notes, name, searches);
    }
    let text = section.text("query")?;
    Some((text.value.to_owned(), queries::read(section.notes, &text, searches)?))
}
