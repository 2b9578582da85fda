//! A made-up department for measurements: 40 projects with a goal each, and very many payments.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

use juesuan_books::Date;

/// Budget lines.
pub const LINES: u64 = 40;
/// Fiscal year.
const YEAR: u16 = 2024;
/// The last day with payments.
const LAST: u64 = 330;

/// Writes its records into the folder `账` of a folder.
pub fn write_records(folder: &Path, payments: u64) -> Result<()> {
    let records = folder.join("账");
    std::fs::create_dir(&records)?;
    let open = |name: &str| File::create(records.join(name)).map(BufWriter::new);
    writeln!(open("单位.csv")?, "单位代码,单位名称,部门代码,单位类型\n101,示例市某某局,,行政单位")?;
    let mut budget = open("预算指标.csv")?;
    writeln!(budget, "指标编号,单位代码,资金性质,功能科目,支出性质,变动类型,金额,指标说明")?;
    let mut goals = open("绩效目标.csv")?;
    writeln!(goals, "单位代码,目标编号,年度目标,对应职责,项目代码,责任科室")?;
    let mut links = open("预算挂钩.csv")?;
    writeln!(links, "单位代码,指标编号,目标编号,比例")?;
    for line in 0..LINES {
        writeln!(budget, "ZB{line:03},101,一般公共预算财政拨款,2010302,项目支出,年初预算,9000000000,项目{line}")?;
        writeln!(goals, "101,M{line:03},目标{line},,,综合科")?;
        writeln!(links, "101,ZB{line:03},M{line:03},100")?;
    }
    let mut receipts = open("收入.csv")?;
    writeln!(receipts, "收入凭证号,日期,单位代码,资金性质,功能科目,金额,付款人,摘要")?;
    writeln!(receipts, "S1,2024-01-02,101,一般公共预算财政拨款,2010302,360000000000,市财政局,拨款")?;
    write_payments(&mut open("支付.csv")?, payments)
}

fn write_payments(file: &mut impl Write, payments: u64) -> Result<()> {
    writeln!(file, "支付凭证号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,部门经济分类,金额,收款人,用途")?;
    let mut random = Random::new(88_172_645_463_325_252);
    for number in 0..payments {
        let (line, day, yuan) = (random.below(LINES), 1 + random.below(LAST) as u16, random.below(100_000));
        let (payee, economic) = (random.below(3000), 30_201 + random.below(6));
        let day = Date::of_year(YEAR, day).expect("a day");
        writeln!(
            file,
            "2024-{number:07},{day},101,ZB{line:03},一般公共预算财政拨款,2010302,项目支出,{economic},{yuan}.00,\
             示例市第{payee}供应商有限公司,支付费用",
        )?;
    }
    file.flush()
}

/// Numbers that look random and are the same in every run.
pub struct Random(u64);

impl Random {
    /// Those that follow from a seed, which must not be 0.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One below a limit.
    pub const fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}
