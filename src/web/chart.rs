//! A curve as an inline SVG: bars of mentions with the negative part in the colour of a crisis.
//!
//! Geometry only; the template prints it. The trend is also said in words, for those who do not see it.

use crate::model::CurvePoint;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 96.0;

/// One bar, in the SVG's own units.
pub(super) struct Bar {
    pub(super) x: String,
    pub(super) width: String,
    pub(super) y: String,
    pub(super) height: String,
    pub(super) negative_y: String,
    pub(super) negative_height: String,
}

/// Hours a bar: an hour of a week is too thin to be seen.
const HOURS_A_BAR: usize = 6;

/// Hours taken together, from the first one on.
pub(super) fn steps(hours: &[CurvePoint]) -> Vec<CurvePoint> {
    let sum = |step: &[CurvePoint], figure: fn(&CurvePoint) -> u32| {
        step.iter().fold(0_u32, |sum, hour| sum.saturating_add(figure(hour)))
    };
    let together = |step: &[CurvePoint]| CurvePoint {
        start: step[0].start,
        mentions: sum(step, |hour| hour.mentions),
        negative: sum(step, |hour| hour.negative),
    };
    hours.chunks(HOURS_A_BAR).map(together).collect()
}

/// The bars, scaled to the highest point.
pub(super) fn bars(points: &[CurvePoint]) -> Vec<Bar> {
    let peak = f64::from(points.iter().map(|point| point.mentions).max().unwrap_or_default().max(4));
    let step = WIDTH / points.len().max(1) as f64;
    let bar = |(i, point): (usize, &CurvePoint)| {
        let height = f64::from(point.mentions) / peak * HEIGHT;
        let negative = f64::from(point.negative.min(point.mentions)) / peak * HEIGHT;
        Bar {
            x: format!("{:.1}", i as f64 * step),
            width: format!("{:.1}", (step * 0.8).max(0.8)),
            y: format!("{:.1}", HEIGHT - height),
            height: format!("{height:.1}"),
            negative_y: format!("{:.1}", HEIGHT - negative),
            negative_height: format!("{negative:.1}"),
        }
    };
    points.iter().enumerate().filter(|(_, point)| point.mentions > 0).map(bar).collect()
}
