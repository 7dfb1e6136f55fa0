//! The curve as a PNG: bars of mentions, the negative part darker, a dashed line at the expected.
//!
//! No text in the picture: it would neither be read aloud nor grow with the reader's letters. Drawn at twice its size
//! for sharp screens, on an opaque ground with a border, so that it stands in dark mails too.

use tiny_skia::{Color, Paint, Pixmap, Rect, Transform};

use crate::model::CurvePoint;

const WIDTH: f32 = 1068.0;
const HEIGHT: f32 = 280.0;
const BORDER: f32 = 2.0;
const MARGIN: f32 = 16.0;
/// More points than this are thinner than a pixel.
pub(super) const MOST_POINTS: usize = 400;

const GROUND: [u8; 3] = [0xfd, 0xfc, 0xfa];
const EDGE: [u8; 3] = [0xc9, 0xc4, 0xba];
const BAR: [u8; 3] = [0xa3, 0xb1, 0xc2];
const NEGATIVE: [u8; 3] = [0xa8, 0x23, 0x1b];
const EXPECTED: [u8; 3] = [0x23, 0x27, 0x2e];

/// The picture; none when there is nothing to draw.
pub(super) fn png(points: &[CurvePoint], expected: Option<f64>) -> Option<Vec<u8>> {
    let points = &points[points.len().saturating_sub(MOST_POINTS)..];
    if points.is_empty() {
        return None;
    }
    let expected = expected.filter(|value| value.is_finite() && *value > 0.0).map(pixels);
    let top = points.iter().map(|point| point.mentions.max(point.negative)).max().unwrap_or(0) as f32;
    let top = top.max(expected.unwrap_or(0.0)).max(4.0);

    let mut pixmap = Pixmap::new(1068, 280)?;
    fill(&mut pixmap, [0.0, 0.0, WIDTH, HEIGHT], EDGE);
    fill(&mut pixmap, [BORDER, BORDER, WIDTH - 2.0 * BORDER, HEIGHT - 2.0 * BORDER], GROUND);

    let floor = HEIGHT - MARGIN;
    let scale = (HEIGHT - 2.0 * MARGIN) / top;
    let step = (WIDTH - 2.0 * MARGIN) / points.len() as f32;
    let gap = (step * 0.2).min(6.0);
    for (i, point) in points.iter().enumerate() {
        let left = MARGIN + step * i as f32;
        let (all, negative) = (point.mentions as f32 * scale, point.negative.min(point.mentions) as f32 * scale);
        fill(&mut pixmap, [left, floor - all, step - gap, all - negative], BAR);
        fill(&mut pixmap, [left, floor - negative, step - gap, negative], NEGATIVE);
    }
    fill(&mut pixmap, [MARGIN, floor, WIDTH - 2.0 * MARGIN, 2.0], EDGE);
    if let Some(expected) = expected {
        let height = floor - expected * scale;
        let mut left = MARGIN;
        while left < WIDTH - MARGIN {
            fill(&mut pixmap, [left, height - 1.5, 10.0_f32.min(WIDTH - MARGIN - left), 3.0], EXPECTED);
            left += 18.0;
        }
    }
    pixmap.encode_png().ok()
}

#[expect(clippy::cast_possible_truncation, reason = "a height of pixels needs no more than 24 bits")]
fn pixels(value: f64) -> f32 {
    value.min(1e9) as f32
}

/// Fills `[left, top, width, height]`; nothing when it is empty.
fn fill(pixmap: &mut Pixmap, [left, top, width, height]: [f32; 4], [r, g, b]: [u8; 3]) {
    if width <= 0.0 || height <= 0.0 {
        return;
    }
    if let Some(rect) = Rect::from_xywh(left, top, width, height) {
        let mut paint = Paint::default();
        paint.set_color(Color::from_rgba8(r, g, b, 0xff));
        pixmap.fill_rect(rect, &paint, Transform::identity(), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn point(mentions: u32, negative: u32) -> CurvePoint {
        CurvePoint { start: Timestamp::from_millis(0), mentions, negative }
    }

    #[test]
    fn any_figures_draw_an_opaque_picture() {
        for points in [vec![point(0, 0); 48], vec![point(u32::MAX, 0), point(1, u32::MAX)], vec![point(3, 1); 5_000]] {
            let png = png(&points, Some(f64::MAX)).unwrap();
            let picture = Pixmap::decode_png(&png).unwrap();
            assert!(picture.pixels().iter().all(|pixel| pixel.alpha() == 0xff));
            assert!(png.len() < 40_000, "{}", png.len());
        }
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        assert!(png(&[], Some(1.0)).is_none());
    }
}
