//! The words of a recipe that its page says for machines.
//!
//! Ingredients and steps are short lines and lists, which on other pages stand beside the matter: brands of food are
//! named in them.

use super::about::folded;
use super::schema::{Node, Value};
use crate::ingest::read::feed::{clip, visible};

/// Lines that are looked for in the body.
const MAX_LINES: usize = 100;
const MAX_LINE: usize = 2_048;
/// Bodies longer than this are no recipe's.
const MAX_BODY: usize = 128 * 1_024;

/// The body with what it lacks of the recipe.
pub(super) fn completed(body: String, nodes: &[Node]) -> String {
    let recipe = nodes.iter().find(|node| node.is("Recipe")).filter(|_| body.len() <= MAX_BODY);
    let Some(recipe) = recipe else { return body };
    let known = folded(&body);
    let lines =
        ["description", "recipeIngredient", "ingredients", "recipeInstructions"].map(|name| lines(recipe, name));
    let lacking = lines.into_iter().flatten().take(MAX_LINES).filter(|line| {
        let line = folded(line);
        !line.is_empty() && !known.contains(&line)
    });
    lacking.fold(body, |body, line| if body.is_empty() { line } else { body + "\n" + &line })
}

/// The texts of a property, those of its steps and sections too.
fn lines(recipe: &Node, property: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo: Vec<&Value> = recipe.values(property).collect();
    todo.reverse();
    while let Some(value) = todo.pop() {
        let own = match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Node(step) => step.text("text"),
        };
        if let Some(text) = own {
            found.push(visible(clip(text, MAX_LINE).0));
        } else if let Value::Node(section) = value {
            let from = todo.len();
            todo.extend(section.values("itemListElement"));
            todo[from..].reverse();
        }
        if found.len() >= MAX_LINES {
            break;
        }
    }
    found
}
