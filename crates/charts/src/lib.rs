//! Pictures of public money as SVG, drawn on the server and put inline into pages.
//!
//! Plain structs of exact integers go in, a [`Picture`] comes out. No rule of public finance lives here: what is a plan, a
//! threshold or a forecast is said by the caller. Every picture implements [`Draw`].
//!
//! **Content security.** The output has no script, no style attribute, no `<style>`, no link and no id: it may stand
//! several times in one page under the strictest policy. All text is escaped. The SVG is written directly, because
//! charting libraries give neither class names nor descriptions, and measure text with fonts that a server lacks.
//!
//! **Theming.** Every mark is painted in `currentColor` and has both a `color` attribute (used when no style sheet is
//! loaded) and a class, so that a page restyles it with one property, e.g. `.chart .c-1 { color: #336 }`:
//!
//! | class | what |
//! |---|---|
//! | `chart` with `execution`, `treemap`, `bars`, `years`, `flow`, `trend`, `trajectory`, `gauge`, `spark` | the root |
//! | `wide`, `narrow` | the root's layout, see [`responsive`] |
//! | `c-1` … `c-8` | the series, in their order; `c-8` is also “all the others” |
//! | `axis`, `grid` | axes and their lines |
//! | `label`, `muted` | text, secondary text |
//! | `today` | the marker of the present day |
//! | `good`, `warn`, `bad` | the tones of a [`Gauge`] or [`Spark`] |
//! | `paper` | what is painted in the colour of the page |
//! | `halo` | text standing on marks; its `stroke` is the colour of the page |
//!
//! A page needs hardly more than this:
//!
//! ```css
//! .chart.wide, .chart.narrow { display: block; max-width: 60rem }
//! .chart.narrow:not(.gauge, .spark) { display: none }
//! @media (max-width: 560px) { .chart.wide { display: none } .chart.narrow { display: block } }
//! ```
//!
//! **Reading.** The root is `role="img"` with a `<title>` and a `<desc>` that says the message in words; single marks have
//! a `<title>` that browsers show on hover. Series differ by dash and marker too, so that print without colour suffices.

mod area;
mod bars;
mod calendar;
mod canvas;
mod element;
mod execution;
mod figure;
mod flow;
mod gauge;
mod ink;
mod legend;
mod picture;
mod place;
mod runs;
mod scale;
mod spark;
mod style;
mod text;
mod trajectory;
mod treemap;
mod trend;
mod years;

pub use bars::{Bar, Bars};
pub use execution::{DayAmount, Execution};
pub use flow::{Flow, FlowPath};
pub use gauge::Gauge;
pub use ink::Tone;
pub use picture::{Draw, NARROW, Picture, WIDE, responsive};
pub use spark::Spark;
pub use text::text_width;
pub use trajectory::{DayRange, DayValue, Trajectory};
pub use treemap::{Branch, Treemap};
pub use trend::{Series, Trend};
pub use years::{YearBars, YearRow};
