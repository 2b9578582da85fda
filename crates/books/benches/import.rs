//! How fast payments pass from a CSV file, and evidence from JSON lines, through the door.

use std::fmt::Write as _;
use std::path::PathBuf;

use divan::Bencher;
use divan::counter::ItemsCount;
use juesuan_books::{Import, Place, Record, Sink};

/// Payments in the file.
const PAYMENTS: u32 = 200_000;

/// Takes records and does nothing with them.
struct Nothing;

impl Sink for Nothing {
    type Error = std::convert::Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Self::Error> {
        divan::black_box(record);
        Ok(())
    }
}

/// A folder with units, budget and payments as a department has them.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("books-bench");
    std::fs::create_dir_all(&folder).expect("the folder of temporary files can be written");
    let mut units = String::from("单位代码,单位名称,部门代码,单位类型\n");
    let mut budget = String::from("bgt_id,agency_code,fund_type_code,exp_func_code,pro_cat_code,指标类型,amount\n");
    let mut payments = String::from(
        "pay_cert_no,entry_no,vou_date,agency_code,bgt_id,fund_type_code,exp_func_code,pro_cat_code,dep_bgt_eco_code,\
         pro_code,pay_amt,payee_acct_name,use_des\n",
    );
    for unit in 0..20 {
        let _ = writeln!(units, "1010{unit:02},某市第{unit}中学,101,事业单位");
    }
    for line in 0..400 {
        let _ = writeln!(budget, "ZB2024{line:05},1010{:02},11,2050203,21,年初预算,1000000000", line % 20);
    }
    for n in 0..PAYMENTS {
        let line = n % 400;
        let _ = writeln!(
            payments,
            "2024{n:08},1,2024-{:02}-{:02},1010{:02},ZB2024{line:05},11,2050203,21,302{:02},,{}.{:02},某市城区第{}文具批发公司,第{}批办公用品和印刷费",
            n % 12 + 1,
            n % 28 + 1,
            line % 20,
            n % 4 + 1,
            n * 37 % 100_000,
            n % 100,
            n % 500,
            n % 90
        );
    }
    for (name, text) in [("1.csv", units), ("2.csv", budget), ("3.csv", payments)] {
        std::fs::write(folder.join(name), text).expect("the folder of temporary files can be written");
    }
    folder
}

#[divan::bench(sample_count = 10)]
fn payments(bencher: Bencher<'_, '_>) {
    let folder = folder();
    bencher.counter(ItemsCount::new(PAYMENTS)).bench_local(|| {
        let mut import = Import::new(2024);
        let Ok(()) = import.read(&folder, &mut Nothing);
        import.finish().unwrap_or_else(|problems| panic!("{problems}"))
    });
}

/// A plan with an indicator, and items of its register, as JSON lines.
fn lines() -> String {
    let mut lines = String::from(
        "{\"unit\":\"101\",\"unit-name\":\"某市办公室\",\"unit-kind\":\"行政单位\"}\n\
         {\"unit\":\"101\",\"target\":\"P1\",\"dimension\":\"数量指标\",\"target-name\":\"办理来文\",\"comparison\":\"≥\",\
         \"target-value\":4000,\"weight\":100,\"register\":\"收文登记\",\"aggregation\":\"求和\"}\n",
    );
    for n in 0..PAYMENTS {
        let _ = writeln!(
            lines,
            "{{\"单位代码\":\"101\",\"登记簿\":\"收文登记\",\"登记号\":\"2024-{n:06}\",\"登记日期\":\"2024-{:02}-{:02}\",\"数值\":{},\
             \"来源\":\"公文系统\",\"说明\":\"关于第{}项工作的请示\"}}",
            n % 12 + 1,
            n % 28 + 1,
            n % 3 + 1,
            n % 500
        );
    }
    lines
}

#[divan::bench(sample_count = 10)]
fn evidence(bencher: Bencher<'_, '_>) {
    let lines = lines();
    bencher.counter(ItemsCount::new(PAYMENTS)).bench_local(|| {
        let mut import = Import::new(2024);
        let Ok(()) = import.read_bytes("佐证.jsonl", lines.as_bytes(), &mut Nothing);
        import.finish().unwrap_or_else(|problems| panic!("{problems}"))
    });
}

fn main() {
    divan::main();
}
