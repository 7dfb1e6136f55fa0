//! The words round a curve: the trend for those who do not see it, the labels for those who do.

use super::letter::{Block, Curve, Letter};
use super::words::Words;
use super::{Chart, chart};
use crate::model::{CurvePoint, HOUR_MS};

const CID: &str = "curve@vigie";

/// Adds the curve to the letter, with its picture.
pub(super) fn add(letter: &mut Letter, points: &[CurvePoint], expected: Option<f64>, words: Words<'_>) {
    let points = &points[points.len().saturating_sub(chart::MOST_POINTS)..];
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let Some(png) = chart::png(points, expected) else { return };
    // The earliest of equal peaks: that is when it began to be so.
    let peak = points.iter().rev().max_by_key(|point| point.mentions).unwrap_or(last);
    let hourly = points.get(1).is_none_or(|second| second.start.since(first.start) <= HOUR_MS);
    let at = |point: &CurvePoint| if hourly { words.date_time(point.start) } else { words.date(point.start) };
    let alt = words.tell(
        "mail-curve-alt",
        &[
            ("unit", if hourly { "hour" } else { "day" }.into()),
            ("points", points.len().into()),
            ("total", points.iter().map(|point| u64::from(point.mentions)).sum::<u64>().into()),
            ("peak", peak.mentions.into()),
            ("negative", peak.negative.into()),
            ("at", at(peak).into()),
            ("last", last.mentions.into()),
            ("trend", trend(points).into()),
        ],
    );
    let label =
        |key: &str, point: &CurvePoint| words.tell(key, &[("at", at(point).into()), ("count", point.mentions.into())]);
    let labels = [label("mail-curve-first", first), label("mail-curve-peak", peak), label("mail-curve-last", last)];
    let legend = words.tell(
        "mail-curve-legend",
        &[
            ("expected", words.about(expected.unwrap_or(0.0)).into()),
            ("known", if expected.is_some() { "yes" } else { "no" }.into()),
        ],
    );
    letter.blocks.push(Block::Curve(Curve { cid: CID.to_owned(), alt: alt.clone(), legend, labels }));
    letter.chart = Some(Chart { cid: CID.to_owned(), png, alt });
}

/// The last sixth of the points beside all of them.
fn trend(points: &[CurvePoint]) -> &'static str {
    let mean = |points: &[CurvePoint]| {
        points.iter().map(|point| f64::from(point.mentions)).sum::<f64>() / points.len().max(1) as f64
    };
    let tail = &points[points.len() - points.len().div_ceil(6)..];
    let (now, all) = (mean(tail), mean(points));
    if now > all * 1.3 + 0.3 {
        "up"
    } else if now < all * 0.7 - 0.3 {
        "down"
    } else {
        "level"
    }
}
