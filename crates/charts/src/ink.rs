//! What marks are painted with: a class for pages that theme, and a colour for those that do not.

/// A class and the colour it stands for when no style sheet is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink {
    /// Name of the class.
    pub class: &'static str,
    /// Its colour, `#rrggbb`.
    pub color: &'static str,
}

const fn ink(class: &'static str, color: &'static str) -> Ink {
    Ink { class, color }
}

/// Axes.
pub(crate) const AXIS: Ink = ink("axis", "#6b7480");
/// Lines behind the marks.
pub(crate) const GRID: Ink = ink("grid", "#dfe4ea");
/// Text.
pub(crate) const LABEL: Ink = ink("label", "#1f2933");
/// Secondary text.
pub(crate) const MUTED: Ink = ink("muted", "#56606c");
/// The present day.
pub(crate) const TODAY: Ink = ink("today", "#b3261e");
/// The page behind the picture.
pub(crate) const PAPER: Ink = ink("paper", "#ffffff");

/// The series. Neighbours differ in lightness as well as in hue, so that they stay apart for colour-blind readers.
pub(crate) const SERIES: [Ink; 8] = [
    ink("c-1", "#1f5fa8"),
    ink("c-2", "#d1600a"),
    ink("c-3", "#0a8f6f"),
    ink("c-4", "#6a1b6e"),
    ink("c-5", "#6e5a00"),
    ink("c-6", "#3d92cc"),
    ink("c-7", "#7a2e1d"),
    ink("c-8", "#6b7480"),
];

/// How the line of a series is broken, in its order; empty is solid.
const DASHES: [&str; 8] = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2", "9 3 2 3 2 3", "1 4"];

/// The ink of the series `index`; the colours repeat after eight.
pub(crate) const fn series(index: usize) -> Ink {
    SERIES[index % SERIES.len()]
}

/// The dashes of the series `index`.
pub(crate) const fn dash(index: usize) -> &'static str {
    DASHES[index % DASHES.len()]
}

/// Whether what a small picture shows is well; who decides it is the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is said.
    #[default]
    Plain,
    /// 正常
    Good,
    /// 预警
    Warn,
    /// 严重
    Bad,
}

impl Tone {
    pub(crate) const fn ink(self) -> Ink {
        match self {
            Self::Plain => series(0),
            Self::Good => ink("good", "#1b7f4b"),
            Self::Warn => ink("warn", "#b26a00"),
            Self::Bad => ink("bad", "#b3261e"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(color: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn contrast_with_white(color: &str) -> f64 {
        let [r, g, b] = linear(color);
        1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
    }

    #[test]
    fn colours_stand_out_from_paper() {
        for ink in SERIES.iter().chain([&AXIS, &TODAY]) {
            assert!(contrast_with_white(ink.color) >= 3.0, "{ink:?}");
        }
        for ink in [LABEL, MUTED, TODAY, Tone::Good.ink(), Tone::Bad.ink()] {
            assert!(contrast_with_white(ink.color) >= 4.5, "{ink:?}");
        }
    }

    /// How a colour looks without red-sensitive (protan) or green-sensitive (deutan) cones, after Machado et al. 2009.
    fn seen(color: &str, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let rgb = linear(color);
        let [r, g, b] = matrix.map(|row| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0));
        let xyz = [
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
        ];
        let [x, y, z] = xyz.map(|v: f64| if v > 0.008_856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn the_first_colours_differ_for_every_eye() {
        const EYES: [[[f64; 3]; 3]; 3] = [
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ];
        for eye in EYES {
            for (i, a) in SERIES.iter().enumerate() {
                for b in &SERIES[..i] {
                    let distance: f64 =
                        seen(a.color, eye).iter().zip(seen(b.color, eye)).map(|(p, q)| (p - q).powi(2)).sum();
                    assert!(distance.sqrt() > 10.0, "{a:?} {b:?} {}", distance.sqrt());
                }
            }
        }
    }
}
