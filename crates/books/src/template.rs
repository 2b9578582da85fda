use std::io::{Seek, Write};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet,
    XlsxError,
};

use crate::columns::{Column, Layout, Need, Value, layout, vocabulary};
use crate::{Kind, Record};

/// Rows that are prepared for records below the headings.
const PREPARED: u32 = 5_000;

/// Row of the headings, from 0; above it the sheet says what it is for.
const HEADINGS: u32 = 1;

/// Writes a workbook with a sheet for each kind of record: headings with notes, lists to choose from, and the cells
/// formatted. It is itself a file that can be imported; as it is, it holds nothing.
///
/// # Errors
/// As the writer says.
pub fn write_template<W: Write + Seek + Send>(to: W) -> Result<(), XlsxError> {
    write_workbook(to, |_| std::iter::empty::<Record<'_>>())
}

/// Writes records into such a workbook, each kind into its sheet, in the order in which they come.
///
/// # Errors
/// As the writer says; more than 1,048,574 records of a kind do not fit a sheet.
pub fn write_workbook<'r, W, I>(to: W, records: impl Fn(Kind) -> I) -> Result<(), XlsxError>
where
    W: Write + Seek + Send,
    I: Iterator<Item = Record<'r>>,
{
    let mut workbook = Workbook::new();
    for kind in Kind::ALL {
        let sheet = workbook.add_worksheet();
        write_headings(sheet, layout(kind))?;
        for (record, row) in records(kind).zip(HEADINGS + 1..) {
            for (cell, column) in record.cells().iter().zip(0_u16..) {
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    workbook.save_to_writer(to)
}

fn write_headings(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let title = Format::new().set_font_color(Color::RGB(0x59_59_59));
    sheet.set_name(layout.name())?;
    sheet.write_string_with_format(0, 0, format!("{}。带*的列必须填写。", layout.note()), &title)?;
    for (column, number) in layout.columns().iter().zip(0_u16..) {
        write_column(sheet, column, number)?;
    }
    sheet.set_freeze_panes(HEADINGS + 1, 0)?;
    Ok(())
}

fn write_column(sheet: &mut Worksheet, column: &Column, number: u16) -> Result<(), XlsxError> {
    let needed = column.need() == Need::Filled;
    let heading = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(if needed { 0xDD_EB_F7 } else { 0xF2_F2_F2 }));
    let mark = if needed { "*" } else { "" };
    sheet.write_string_with_format(HEADINGS, number, format!("{mark}{}", column.heading()), &heading)?;
    sheet.insert_note(HEADINGS, number, &Note::new(explain(column)).add_author_prefix(false))?;
    let characters = u16::try_from(column.heading().chars().count()).unwrap_or(u16::MAX);
    sheet.set_column_width(number, f64::from(characters.clamp(6, 20)) * 2.2 + 2.0)?;
    sheet.set_column_format(number, &Format::new().set_num_format(number_format(column.value())))?;
    if let Value::Choice(set) = column.value() {
        let list: Vec<&str> = vocabulary(set).labels().collect();
        // Names and codes that the list does not show are understood too, so others are allowed.
        let list = DataValidation::new()
            .allow_list_strings(&list)?
            .set_error_style(DataValidationErrorStyle::Information)
            .ignore_blank(true);
        sheet.add_data_validation(HEADINGS + 1, number, HEADINGS + PREPARED, number, &list)?;
    }
    Ok(())
}

/// What a column takes, for people.
fn explain(column: &Column) -> String {
    let mut lines = Vec::new();
    match column.value() {
        Value::Choice(set) => {
            let words: Vec<&str> = vocabulary(set).labels().collect();
            lines.push(words.join("、"));
        }
        Value::Date => lines.push("日期".to_owned()),
        Value::Function => lines.push("支出功能分类科目".to_owned()),
        Value::Economic => lines.push("部门预算支出经济分类科目".to_owned()),
        Value::Text | Value::Amount | Value::Count | Value::Points | Value::Quantity | Value::Percent => {}
        Value::Trajectory => lines.push("四个季度末或十二个月末应完成的累计百分比".to_owned()),
    }
    lines.extend([column.note().to_owned()].into_iter().filter(|note| !note.is_empty()));
    if !column.example().is_empty() {
        lines.push(format!("例：{}", column.example()));
    }
    let aliases: Vec<&str> = column.aliases().collect();
    lines.push(format!("也可写作：{}", aliases.join("、")));
    lines.join("\n")
}

/// Codes and numbers of documents are text, so that no spreadsheet spoils them.
const fn number_format(value: &Value) -> &'static str {
    match value {
        Value::Amount => "#,##0.00",
        Value::Date => "yyyy-mm-dd",
        Value::Count => "0",
        Value::Points | Value::Percent => "0.00",
        Value::Quantity => "General",
        Value::Text | Value::Trajectory | Value::Function | Value::Economic | Value::Choice(_) => "@",
    }
}
