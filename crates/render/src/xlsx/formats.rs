use juesuan_report::Align;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The font of the tables: every Chinese Windows and every WPS has it.
const FONT: &str = "宋体";
/// Points.
pub(super) const SIZE: f64 = 10.0;

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter)
}

/// The title.
pub(super) fn title() -> Format {
    plain().set_font_size(18).set_bold().set_align(FormatAlign::Center)
}

/// A line between the title and the header.
pub(super) fn line(align: FormatAlign) -> Format {
    plain().set_align(align)
}

/// A cell of the header.
pub(super) fn header() -> Format {
    plain().set_align(FormatAlign::Center).set_border(FormatBorder::Thin).set_text_wrap()
}

/// A note below the table.
pub(super) fn note() -> Format {
    plain().set_align(FormatAlign::Left).set_text_wrap()
}

/// A cell of the body.
pub(super) fn body(align: Align, indent: u8, is_total: bool) -> Format {
    let format = plain().set_border(FormatBorder::Thin);
    let format = if is_total { format.set_bold() } else { format };
    match align {
        Align::Left => format.set_align(FormatAlign::Left).set_indent(indent.min(15)).set_text_wrap(),
        Align::Centre => format.set_align(FormatAlign::Center).set_text_wrap(),
        Align::Right => format.set_align(FormatAlign::Right),
    }
}

/// The code of a number format that shows a figure as it is printed, with the width of a blank (`_ `) after it. A blank
/// figure shows nothing for zero.
pub(super) fn number(printed: &str) -> String {
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let code = |places: usize, is_grouped: bool| {
        let whole = if is_grouped { "#,##0" } else { "0" };
        if places == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(places)) }
    };
    if printed.is_empty() {
        let code = code(2, true);
        // Positive; negative; zero. Without the last section zero is drawn like a positive number.
        return format!("{code}_ ;-{code}_ ;");
    }
    // A number below 1,000 does not show whether its like are grouped; the official tables group.
    let whole = printed.trim_start_matches('-').split('.').next().unwrap_or("");
    let percent = if printed.ends_with('%') { "\"%\"" } else { "" };
    let digits = printed.trim_end_matches('%');
    code(decimals(digits), whole.contains(',') || whole.len() <= 3) + percent + "_ "
}
