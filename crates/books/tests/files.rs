//! Files as they come: encodings, delimiters, spreadsheets, what is no table at all, and files that come twice.

mod common;

use common::{Folder, import, problems};
use juesuan_amount::Fen;
use juesuan_books::{Books, BooksBuilder, Import, Kind, Place, Record, Sink, Summary};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

const RECEIPTS: &str = "收入凭证号,收款日期,单位代码,资金性质,功能科目,收款金额,付款人\n\
                        S1,2024-02-01,101,其他收入,2010301,\"1,300.50\",某市财政局（䶮）\n";
const UNITS: &str = "单位代码,单位名称,单位类型\n101,某市办公室,行政单位\n";

fn received(books: &Books) -> Fen {
    books.totals.values().map(|amounts| amounts.received).sum()
}

/// The text in an encoding.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-8 with mark" => format!("\u{FEFF}{text}").into_bytes(),
        "gb18030" => encoding_rs::GB18030.encode(text).0.into_owned(),
        "utf-16le" => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        _ => [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
    }
}

#[test]
fn every_encoding_and_delimiter_is_read() {
    for encoding in ["utf-8", "utf-8 with mark", "gb18030", "utf-16le", "utf-16be"] {
        for (delimiter, name) in [(",", "a.csv"), ("\t", "b.txt"), (";", "c.csv")] {
            let folder = Folder::new("encodings");
            let quoted = RECEIPTS.replace("\"1,300.50\"", "1300.50").replace(',', delimiter).replace('\n', "\r\n");
            folder.write("0.csv", encoded(UNITS, encoding));
            folder.write(name, encoded(&quoted, encoding));
            assert_eq!(received(&import(&folder).0), Fen(130_050), "{encoding} {name}");
        }
    }
}

#[test]
fn titles_and_notes_may_stand_above_the_headings() {
    let folder = Folder::new("titles");
    folder.write("0.csv", UNITS);
    folder.write(
        "1.csv",
        format!("某市办公室2024年度收入明细,,,,,,\n,,,,,,单位：元\n\n{RECEIPTS},,,,,,\n合计,,,,,1300.50,\n"),
    );
    assert_eq!(received(&import(&folder).0), Fen(130_050));
}

#[test]
fn cells_of_spreadsheets_may_be_numbers_dates_and_formulas() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("收入").unwrap();
    sheet.write_string(0, 0, "本表由财务室填写").unwrap();
    let headings = ["序号", "凭证号", "日期", "单位代码", "资金性质代码", "科目编码", "金额（万元）", "备注"];
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string(2, column, heading).unwrap();
    }
    let day = Format::new().set_num_format("yyyy/m/d");
    for (row, amount) in [(3, 0.1), (4, 0.2)] {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_number(row, 1, f64::from(20_240_000 + row)).unwrap();
        sheet.write_datetime_with_format(row, 2, ExcelDateTime::from_ymd(2024, 3, 5).unwrap(), &day).unwrap();
        sheet.write_number(row, 3, 101.0).unwrap();
        sheet.write_number(row, 4, 39.0).unwrap();
        sheet.write_number(row, 5, 2_010_301.0).unwrap();
        sheet.write_number(row, 6, amount).unwrap();
    }
    for (column, value) in [(1, "S9"), (2, "2024年3月5日"), (3, "101"), (4, "其他收入"), (5, "2010301 行政运行")]
    {
        sheet.write_string(5, column, value).unwrap();
    }
    sheet.write_formula(5, 6, Formula::new("=G4+G5").set_result("0.30000000000000004")).unwrap();
    let notes = workbook.add_worksheet().set_name("说明").unwrap();
    notes.write_string(0, 0, "填表说明").unwrap();
    let folder = Folder::new("cells");
    folder.write("单位.csv", UNITS);
    folder.write("收入.xlsx", workbook.save_to_buffer().unwrap());
    let (books, summary) = import(&folder);
    assert_eq!(received(&books), Fen(600_000));
    assert_eq!(summary.ignored, ["收入.xlsx 工作表“说明”"]);
}

#[test]
fn files_that_hold_no_records_say_so() {
    let folder = Folder::new("no-records");
    folder.write("1网页.xls", "<html><body><table><tr><td>单位代码</td></tr></table></body></html>");
    folder.write("2坏表.xlsx", b"PK\x03\x04 and then nothing of a package");
    folder.write("3空.csv", "");
    folder.write("4别的.csv", "姓名,年龄\n张三,30\n");
    folder.write("5没表头.csv", "S1,2024-02-01,101,其他收入,2010301,300\n");
    folder.write("6乱码.csv", [&b"\xFF\xFE"[..], &[0x00, 0xD8, 0x41, 0x00]].concat());
    folder.write("说明.docx", "不是表");
    insta::assert_snapshot!(problems(&folder));
    insta::assert_snapshot!(common::try_import(&folder.path().join("没有这个文件")).unwrap_err().to_string());
}

#[test]
fn headings_that_fit_two_kinds_or_stand_twice() {
    let folder = Folder::new("headings");
    folder.write(
        "1.csv",
        "凭证号,日期,单位代码,资金性质,功能科目,金额,收款人,摘要\nZ1,2024-1-1,101,11,2010301,1,甲,乙\n",
    );
    folder.write("2.csv", RECEIPTS.replace("付款人", "收款金额"));
    folder.write("3.csv", "凭证号,日期,单位代码,资金性质,功能科目,项目类别,金额,收款人,摘要\n");
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn a_quotation_mark_without_its_other_half_does_not_swallow_the_file() {
    let folder = Folder::new("quotation");
    let rest = RECEIPTS.lines().nth(1).unwrap().replace("\"1,300.50\"", "1").repeat(3) + "\n";
    folder.write("1.csv", format!("{}S0,2024-02-01,101,其他收入,2010301,3,\"某\n{}", RECEIPTS, rest.repeat(200_000)));
    insta::assert_snapshot!(problems(&folder));
}

/// Books that remember what they took, as a database does.
#[derive(Default)]
struct Remembering(Vec<(Kind, csv::StringRecord)>);

impl Sink for Remembering {
    type Error = std::convert::Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Self::Error> {
        self.0.push((record.kind(), record.cells().into()));
        Ok(())
    }
}

impl Remembering {
    fn import(&mut self, folder: &Folder) -> Summary {
        let mut import = Import::new(2024);
        for (kind, cells) in &self.0 {
            import.remember(&Record::from_cells(*kind, cells).expect("what was taken can be read"));
        }
        let Ok(()) = import.read(folder.path(), self);
        import.finish().unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn books(&self) -> Books {
        let mut builder = BooksBuilder::new(2024);
        for (kind, cells) in &self.0 {
            builder.add(&Record::from_cells(*kind, cells).expect("what was taken can be read"));
        }
        builder.finish()
    }
}

#[test]
fn the_same_files_twice_change_nothing() {
    let folder = Folder::new("twice");
    folder.write("1.csv", UNITS);
    folder.write("2.csv", RECEIPTS);
    folder.write("接待.csv", "单位代码,批次,人次,事由\n101,1,5,调研\n101,1,5,调研\n101,2,9,检查\n");
    let mut books = Remembering::default();
    let first = books.import(&folder);
    assert_eq!(first.counts[&Kind::Receptions].new, 3);
    let before = books.books();
    let second = books.import(&folder);
    assert!(second.counts.values().all(|count| count.new == 0), "{second:?}");
    assert_eq!(second.counts[&Kind::Receptions].repeated, 3);
    assert_eq!(books.books().facts, before.facts);
    assert_eq!(books.books().totals, before.totals);
    folder.write("3.csv", RECEIPTS.replace("S1", "S2"));
    assert_eq!(books.import(&folder).counts[&Kind::Receipts].new, 1);
    assert_eq!(received(&books.books()), Fen(260_100));
}

#[test]
fn chinese_far_below_may_be_gb18030() {
    let folder = Folder::new("far-below");
    folder.write("0.csv", UNITS);
    let rows: String = (0..20_000).map(|n| format!("S{n},2024-02-01,101,39,2010301,0.01,somebody\n")).collect();
    let text = format!(
        "receipt_no,receipt_date,agency_code,fund_type_code,exp_func_code,receipt_amt,payer_name\n{rows}Z,2024-02-01,101,39,2010301,1,某市财政局\n"
    );
    folder.write("1.csv", encoded(&text, "gb18030"));
    assert_eq!(received(&import(&folder).0), Fen(20_100));
}

#[test]
fn rows_below_the_table_deleted_rows_and_other_years() {
    let folder = Folder::new("rows");
    folder.write("0.csv", UNITS);
    let with = |row: &str| {
        format!(
            "fiscal_year,is_deleted,receipt_no,receipt_date,agency_code,fund_type_code,exp_func_code,receipt_amt\n\
             2024,2,S1,20240201,101,39,2010301,1.00\n{row}\
             2024,1,S3,20240201,101,39,2010301,100.00\n小 计,,,,,,,101\n制表人：张三,,,审核：李四,,,,\n"
        )
    };
    folder.write("1.csv", with(""));
    assert_eq!(received(&import(&folder).0), Fen(100));
    folder.write("1.csv", with("2023,2,S2,20240201,101,39,2010301,1.00\n"));
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn exports_hold_no_formulas_and_can_be_read() {
    let passages = ["=1+1", "-2+3", "@SUM(A1)", "'quoted", "“引号”, 逗号"].map(|text| {
        Record::Passage(juesuan_books::Passage { unit: "101", section: juesuan_books::Section::Duty, text })
    });
    let mut csv = Vec::new();
    juesuan_books::write_csv(&mut csv, Kind::Passages, passages).unwrap();
    assert!(!String::from_utf8_lossy(&csv).contains(",="));
    let (mut import, mut taken) = (Import::new(2024), Remembering::default());
    let Ok(()) = import.read_bytes("文字材料.csv", &csv, &mut taken);
    let texts: Vec<&str> = taken.0.iter().filter_map(|(_, cells)| cells.get(2)).collect();
    assert_eq!(texts, ["=1+1", "-2+3", "@SUM(A1)", "'quoted", "“引号”, 逗号"]);
}

#[test]
fn marks_of_text_within_text_stay() {
    let passage =
        juesuan_books::Passage { unit: "101", section: juesuan_books::Section::Duty, text: "'甲' =\"乙\" " };
    let record = Record::Passage(passage);
    let cells = csv::StringRecord::from(record.cells());
    assert_eq!(Record::from_cells(Kind::Passages, &cells), Some(record));
}

/// The example department's books pass the door.
#[test]
fn the_example_department_can_be_imported() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let (books, _) = common::try_import(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(!books.totals.is_empty());
}
