//! Files as offices have them, and what becomes of them.

mod common;

use common::{Folder, import, problems};

const UNITS: &str =
    "单位代码,单位名称,部门代码,单位类型\n101,某市办公室,101,行政单位\n101001,某市信息中心,101,事业单位\n";

#[test]
fn a_folder_is_read_and_added_up() {
    let folder = Folder::new("adds-up");
    folder.write("1单位.csv", UNITS);
    folder.write(
        "2指标.csv",
        "bgt_id,agency_code,fund_type_code,exp_func_code,pro_cat_code,指标类型,amount,doc_date,bgt_dec\n\
         A1,101,111,2010301,21,年初预算,\"100,000.00\",20240110,\n\
         A1,101,111,2010301,21,追减,1000,2024/6/1,压减一般性支出\n\
         A1,101,111,2010301,21,追加,500.5,2024年7月1日,增加会议\n",
    );
    folder.write(
        "3收入.csv",
        "凭证号,日期,单位代码,资金性质,功能科目,金额（万元）\nS1,2024-01-31,101,一般公共预算,2010301,9.95005\n",
    );
    folder.write(
        "4支付.csv",
        "PayCertNo,VouDate,AgencyCode,BgtId,FundTypeCode,ExpFuncCode,ProCatCode,DepBgtEcoCode,PayAmt,UseDes\n\
         Z1,20240305102030123,101,A1,11,2010301-行政运行,21,30201-办公费,1200.00,文具\n\
         Z2,45356,101,A1,11,2010301,21,30201,-200,退款\n\
         合计,,,,,,,,1000.00,\n",
    );
    let (books, summary) = import(&folder);
    assert_eq!(books.units.len(), 2);
    assert_eq!(books.units[0].code, "101");
    let sum = |of: fn(&juesuan_books::Amounts) -> i64| books.totals.values().map(of).sum::<i64>();
    assert_eq!(sum(|a| a.initial.0), 10_000_000);
    assert_eq!(sum(|a| a.changed.0), -49_950);
    assert_eq!(sum(|a| a.received.0), 9_950_050);
    assert_eq!(sum(|a| a.spent.0), 100_000);
    assert_eq!(books.notes.len(), 2);
    assert_eq!(summary.counts.values().map(|count| count.new).sum::<u64>(), 2 + 3 + 1 + 2);
}

#[test]
fn a_missing_column_is_named_with_its_aliases() {
    let folder = Folder::new("missing-column");
    folder.write("单位.csv", "单位代码,单位名称\n101,某市办公室\n");
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn the_template_can_be_imported_and_holds_nothing() {
    let folder = Folder::new("template");
    let mut workbook = std::io::Cursor::new(Vec::new());
    juesuan_books::write_template(&mut workbook).unwrap();
    folder.write("模板.xlsx", workbook.into_inner());
    let (books, summary) = import(&folder);
    assert!(books.totals.is_empty() && books.units.is_empty());
    assert_eq!(summary.counts.len(), juesuan_books::Kind::ALL.len());
    assert!(summary.counts.values().all(|count| count.new == 0));
}
