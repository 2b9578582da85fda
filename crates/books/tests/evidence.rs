//! Goals, links and evidence at the door, as JSON lines: what is wrong is told with file, row, reason and remedy, and nothing
//! is applied.

mod common;

use common::{Folder, import, problems};
use juesuan_books::{BooksBuilder, Import, Kind, Place, Record, Sink};

const PLAN: &str = r#"{"kind":"units","unit":"101","unit-name":"某市办公室","unit-kind":"行政单位"}
{"kind":"goals","unit":"101","goal":"G1","goal-name":"文件运转"}
{"kind":"goals","unit":"101","goal":"G2","goal-name":"督查督办"}
{"kind":"预算指标","指标编号":"A1","单位代码":"101","资金性质":"一般公共预算","功能科目":"2010301","支出性质":"公用经费","变动类型":"年初预算","金额":1000}
{"kind":"指标设定","单位代码":"101","绩效指标编号":"P1","目标编号":"G1","二级指标":"数量指标","三级指标":"办理来文","指标方向":"≥","指标值":4000,"计量单位":"件","分值":50,"登记簿":"收文登记","取值方式":"件数"}
{"kind":"指标设定","单位代码":"101","绩效指标编号":"P2","目标编号":"G2","二级指标":"服务对象满意度指标","三级指标":"企业满意度","指标方向":"≥","指标值":95.5,"计量单位":"%","分值":50,"登记簿":"企业问卷","取值方式":"达标占比","达标线":80}
{"kind":"指标设定","单位代码":"101","绩效指标编号":"P3","项目代码":"X1","二级指标":"数量指标","三级指标":"档案数字化页数","指标方向":"≥","指标值":900,"计量单位":"页","分值":100,"登记簿":"项目产出","取值方式":"求和"}
"#;

/// A folder with a plan, and a file of evidence or of links.
fn with(test: &str, name: &str, lines: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("1计划.jsonl", PLAN);
    folder.write(name, lines);
    folder
}

/// Counts what it takes.
#[derive(Default)]
struct Taken(Vec<Vec<String>>);

impl Sink for Taken {
    type Error = std::convert::Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Self::Error> {
        self.0.push(record.cells());
        Ok(())
    }
}

#[test]
fn one_file_may_hold_all_kinds_under_any_of_their_names() {
    let digest = "a".repeat(64);
    let lines = format!(
        "\u{FEFF}{{\"单位代码\":\"101\",\"登记簿\":\"收文登记\",\"登记号\":\"S1\",\"登记日期\":\"2024-03-05\"}}\n\n\
         {{\"agency_code\":\"101\",\"register\":\"收文登记\",\"item\":\"S2\",\"evidence-date\":\"20240306\",\"数值\":2.5,\"attachment\":\"{digest}\"}}\r\n\
         {{\"evidence-date\":\"2024年3月7日\",\"item\":3,\"register\":\"企业问卷\",\"unit\":\"101\",\"value\":95,\"manual\":true,\"signer\":\"张三\",\"base\":null}}"
    );
    let folder = with("json-kinds", "2佐证.ndjson", &lines);
    let (_, summary) = import(&folder);
    let counts: Vec<(Kind, u64)> = summary.counts.iter().map(|(&kind, count)| (kind, count.new)).collect();
    let due = [(Kind::Units, 1), (Kind::Budget, 1), (Kind::Goals, 2), (Kind::Targets, 3), (Kind::Evidence, 3)];
    assert_eq!(counts, due);
    let (mut import, mut taken) = (Import::new(2024), Taken::default());
    let Ok(()) = import.read_bytes("佐证.ndjson", lines.as_bytes(), &mut taken);
    let manual = &taken.0[2];
    assert_eq!(manual[1..6], ["企业问卷", "3", "2024-03-07", "95", "0"]);
    assert_eq!((manual[9].as_str(), manual[10].as_str()), ("是", "张三"));
    assert_eq!(taken.0[1][4], "2.5");
}

#[test]
fn the_name_of_a_file_decides_only_where_its_lines_leave_doubt() {
    let item = r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S1","登记日期":"2024-03-05"}"#;
    let plan: String = PLAN.lines().map(|line| format!("{{{}\n", line.split_once(',').unwrap().1)).collect();
    let folder = Folder::new("json-names");
    folder.write("佐证.jsonl", format!("{plan}{item}"));
    let counts = import(&folder).1.counts;
    assert_eq!(counts.values().map(|count| count.new).sum::<u64>(), 8, "{counts:?}");
}

#[test]
fn the_same_lines_as_a_table_are_the_same_records() {
    let table = "单位代码,登记簿,登记号,登记日期,数值\n101,收文登记,S1,2024-03-05,2\n";
    let folder = with("json-and-csv", "2佐证.csv", table);
    let line = r#"{"数值":"2.0","登记日期":"2024/3/5","登记号":"S1","登记簿":"收文登记","单位代码":"101"}"#;
    folder.write("3佐证.jsonl", line);
    let count = import(&folder).1.counts[&Kind::Evidence];
    assert_eq!((count.new, count.repeated), (1, 1));
}

#[test]
fn evidence_that_is_not_sound() {
    let rows = [
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S1","登记日期":"2024-02-30"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S2","登记日期":"2024-03-05","手工填报":true}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S3","登记日期":"2024-03-05","附件散列":"abc"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S4","登记日期":"2023-12-31"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S5","登记日期":"2024-03-05","数量值":3}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S6"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S7","登记日期":"2024-03-05","数值":"三"}"#,
    ];
    insta::assert_snapshot!(problems(&with("json-unsound", "2佐证.jsonl", &rows.join("\n"))));
}

/// The same faults in a table are told in the same words.
#[test]
fn tables_of_evidence_are_judged_alike() {
    let rows = [
        r#"{"单位代码":"101","登记簿":"发文登记","登记号":"S1","登记日期":"2024-03-05"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S2","登记日期":"2024-02-30"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S3","登记日期":"2024-03-05","数值":"-1"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S3","登记日期":"2024-03-06","手工填报":"是"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S4","登记日期":"2024-03-06","附件散列":"x"}"#,
    ];
    let headings = ["单位代码", "登记簿", "登记号", "登记日期", "数值", "手工填报", "附件散列"];
    for left_out in [None, Some(1)] {
        let rows: Vec<&str> = (0..rows.len()).filter(|&row| Some(row) != left_out).map(|row| rows[row]).collect();
        let mut table = headings.join(",") + "\n";
        for row in &rows {
            let row: serde_json::Value = serde_json::from_str(row).unwrap();
            let cells = headings.map(|heading| row[heading].as_str().unwrap_or_default().to_owned());
            table += &(cells.join(",") + "\n");
        }
        let lines = problems(&with("json-alike", "2佐证.jsonl", &rows.join("\n")));
        let mut told = problems(&with("csv-alike", "2佐证.csv", &table)).replace("2佐证.csv", "2佐证.jsonl");
        // Headings stand on the first row of a table.
        for row in 1..=rows.len() {
            told = told.replace(&format!("第{}行", row + 1), &format!("第{row}行"));
        }
        assert_eq!(told, lines);
    }
}

#[test]
fn evidence_that_does_not_fit_the_plan() {
    let rows = [
        r#"{"单位代码":"101","登记簿":"发文登记","登记号":"S1","登记日期":"2024-03-05"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S2","登记日期":"2024-03-05","数值":-1}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S3","登记日期":"2024-03-05"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S3","登记日期":"2024-03-06"}"#,
        r#"{"单位代码":"102","登记簿":"收文登记","登记号":"S4","登记日期":"2024-03-06"}"#,
        r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S5","登记日期":"2024-03-06","项目代码":"X8"}"#,
        r#"{"单位代码":"101","登记簿":"项目产出","登记号":"S6","登记日期":"2024-03-06","项目代码":"X1"}"#,
        r#"{"单位代码":"101","登记簿":"项目产出","登记号":"S7","登记日期":"2024-03-06","项目代码":"X01"}"#,
    ];
    insta::assert_snapshot!(problems(&with("json-unfit", "2佐证.jsonl", &rows.join("\n"))));
}

#[test]
fn links_that_do_not_fit_the_plan() {
    let rows = [
        r#"{"单位代码":"101","指标编号":"A1","目标编号":"G1","比例":60}"#,
        r#"{"单位代码":"101","指标编号":"A1","目标编号":"G2","比例":"40.01%"}"#,
        r#"{"单位代码":"101","指标编号":"A1","目标编号":"G9","比例":0}"#,
        r#"{"单位代码":"101","指标编号":"A9","目标编号":"G1","比例":10}"#,
    ];
    insta::assert_snapshot!(problems(&with("json-links", "2预算挂钩.jsonl", &rows.join("\n"))));
    let above = r#"{"单位代码":"101","指标编号":"A1","目标编号":"G1","比例":100.01}"#;
    insta::assert_snapshot!(problems(&with("json-share", "2预算挂钩.jsonl", above)));
}

#[test]
fn lines_that_are_no_objects() {
    let good = r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S1","登记日期":"2024-03-05"}"#;
    let deep = format!("{{\"单位代码\":{}", "[".repeat(200_000));
    let wide = format!("{{{}\"a\":1}}", (0..300).map(|n| format!("\"k{n}\":1,")).collect::<String>());
    let rows = [
        good,
        r#"{"单位代码":"101","登记簿":"收文登记"},"#,
        r#"{"单位代码":"101","登记簿":["收文登记"]}"#,
        r#"{"单位代码":"101","单位代码":"101","登记簿":"收文登记","登记号":"S1","登记日期":"2024-03-05"}"#,
        r#"{"姓名":"张三"}"#,
        &deep,
        &wide,
    ];
    let folder = with("json-lines", "2佐证.jsonl", &rows.join("\n"));
    let doubtful = r#"{"单位代码":"101","凭证号":"Z1","日期":"2024-01-01","资金性质":"11","功能科目":"2010301","金额":1,"收款人":"甲","摘要":"乙"}"#;
    folder.write("3两可.jsonl", doubtful);
    folder.write("3数组.jsonl", "[{\"单位代码\":\"101\"},\n{\"单位代码\":\"102\"}]");
    folder.write("4空.jsonl", "\n\n");
    folder.write("5长.jsonl", format!("{good}\n{{\"登记号\":\"{}\"}}", "x".repeat(2 << 20)));
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn nothing_of_a_faulty_import_is_applied() {
    let good = r#"{"单位代码":"101","登记簿":"收文登记","登记号":"S1","登记日期":"2024-03-05"}"#;
    let bad = good.replace("S1", "S2").replace("03-05", "13-05");
    let (mut import, mut builder) = (Import::new(2024), BooksBuilder::new(2024));
    let Ok(()) = import.read_bytes("1计划.jsonl", PLAN.as_bytes(), &mut builder);
    let mut taken = Taken::default();
    let lines = format!("{bad}\n{good}\n");
    let Ok(()) = import.read_bytes("佐证.jsonl", lines.as_bytes(), &mut taken);
    assert!(taken.0.is_empty(), "no record is given after the first problem");
    let problems = import.finish().unwrap_err();
    assert_eq!((problems.list.len(), problems.list[0].row), (1, Some(1)));
}

#[test]
fn every_encoding_is_read() {
    let line = "{\"单位代码\":\"101\",\"登记簿\":\"收文登记\",\"登记号\":\"S1\",\"登记日期\":\"2024-03-05\",\"说明\":\"䶮\"}\n";
    let utf16 = [0xFF, 0xFE].into_iter().chain(line.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [line.as_bytes().to_vec(), encoding_rs::GB18030.encode(line).0.into_owned(), utf16] {
        let (mut import, mut taken) = (Import::new(2024), Taken::default());
        let Ok(()) = import.read_bytes("佐证.jsonl", &bytes, &mut taken);
        assert_eq!(taken.0.len(), 1, "{:?}", import.finish());
        assert_eq!(taken.0[0][11], "䶮");
    }
}
