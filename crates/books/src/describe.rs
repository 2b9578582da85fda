use std::fmt::Write;

use crate::Kind;
use crate::columns::{Column, Layout, Need, Value, layout, vocabulary};

/// What files of records look like, for people: a page of Markdown in Chinese, made from the data that the importer goes
/// by. Escaping is not needed: the data holds no marks of Markdown.
#[must_use]
pub fn describe_files() -> String {
    let mut page = String::from(HEAD);
    for kind in Kind::ALL {
        describe_kind(&mut page, layout(kind));
    }
    page
}

const HEAD: &str = "# 账簿文件的格式\n\n\
由 `JUESUAN_WRITE_DOCS=1 cargo test -p juesuan-books --test docs` 从 `crates/books/data/columns.toml` 生成，请勿手工修改。\n\n\
`juesuan import` 读 CSV（UTF-8、GB18030、UTF-16；逗号、制表符或分号分隔）、xlsx、xls、ods 和 JSON 行，也可以给一个文件夹，按文件名次序全部读入。\
一个文件或工作表放一种记录，放的是哪一种由列标题认出；列的次序任意，多余的列不理会，列标题上方可以有标题和说明（不超过20行），\
“合计”行和表尾的“制表人：”等自动略去；有“年度”列的核对年度，有“是否删除”列的略去已删除的行。列标题用中文或预算管理一体化的要素名都可以，大小写、下划线、驼峰、全角半角不论；列标题写明（万元）的，金额按万元读。\n\n\
也读 JSON 行（扩展名 `jsonl` 或 `ndjson`，或内容以 `{` 开头）：一行一个对象，名称可以是下面的中文列标题、要素名或 JSON 列名，\
值是文字、数、`true`、`false` 或 `null`，不能是数组或对象；空的项可以不写。一个文件可以混放几种记录，\
按各行的名称认出，认不准的加一项 `\"kind\"`，值写记录的名称（如 `\"佐证\"` 或 `\"evidence\"`）。绩效目标、指标设定、预算挂钩、佐证、整改各种记录里\
有不认识的项就报错，以免写错名称而漏掉内容；其他记录多余的项不理会。一行不超过 1 MB、256 项。例：\n\n\
```json\n\
{\"kind\":\"佐证\",\"单位代码\":\"101001\",\"登记簿\":\"来文登记\",\"登记号\":\"2024-0001\",\"登记日期\":\"2024-03-05\",\"数值\":1}\n\
```\n\n\
- **日期**：`2024-03-05`、`20240305`、`2024/3/5`、`2024年3月5日`、17位时间串，或电子表格的日期。\n\
- **金额**：元，最多两位小数，可以有千分位；退款、退回写负数。\n\
- **科目**：代码，后面可以带名称（`2010301-行政运行`）。功能科目写到项，经济科目写到款。\n\n\
要么全部导入，要么什么也不改：有问题时列出每处的文件、行、列、错在哪里、怎么改。同一文件再导一次不会重复入账。\
`juesuan_books::write_template` 写出带列标题、说明和下拉列表的空白工作簿。\n";

fn describe_kind(page: &mut String, layout: &Layout) {
    let _ = write!(
        page,
        "\n## {}\n\n{}。\n\n| 列 | 填写 | 内容 | 也可写作 | JSON 列名 |\n|---|---|---|---|---|\n",
        layout.name(),
        layout.note()
    );
    for column in layout.columns() {
        let need = match column.need() {
            Need::Filled => "必填",
            Need::Present => "可空",
            Need::Optional => "可缺",
        };
        let aliases: Vec<String> = column.aliases().map(alias).collect();
        let (heading, content, aliases, id) = (column.heading(), content(column), aliases.join("、"), column.id());
        let _ = writeln!(page, "| {heading} | {need} | {content} | {aliases} | `{id}` |");
    }
}

/// Names of the standard are set as code.
fn alias(name: &str) -> String {
    if name.is_ascii() { format!("`{name}`") } else { name.to_owned() }
}

fn content(column: &Column) -> String {
    let what = match column.value() {
        Value::Text => String::new(),
        Value::Date => "日期".to_owned(),
        Value::Amount => "金额".to_owned(),
        Value::Count => "整数".to_owned(),
        Value::Points => "分数".to_owned(),
        Value::Quantity => "数，最多四位小数".to_owned(),
        Value::Percent => "百分比".to_owned(),
        Value::Trajectory => "四个季度末或十二个月末的累计百分比".to_owned(),
        Value::Function => "功能科目".to_owned(),
        Value::Economic => "经济科目".to_owned(),
        Value::Choice(set) => vocabulary(set).labels().collect::<Vec<_>>().join("、"),
    };
    let parts = [what, column.note().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}
