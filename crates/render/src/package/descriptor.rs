use juesuan_report::{Report, Table};
use serde_json::{Value, json};

/// A column of the CSV files.
pub(super) struct Field {
    /// Its name there.
    pub name: &'static str,
    kind: &'static str,
    title: &'static str,
    description: &'static str,
    /// What it means, by the column types of the Fiscal Data Package.
    column_type: Option<&'static str>,
    is_required: bool,
}

/// All columns, in order.
pub(super) const FIELDS: [Field; 9] = [
    Field {
        name: "unit",
        kind: "string",
        title: "部门（单位）名称",
        description: "公开决算的部门或单位",
        column_type: Some("administrative-classification:generic:level1:label"),
        is_required: true,
    },
    Field {
        name: "year",
        kind: "year",
        title: "年度",
        description: "会计年度",
        column_type: Some("date:fiscal-year"),
        is_required: true,
    },
    Field {
        name: "table",
        kind: "string",
        title: "表",
        description: "T1 至 T9，依次为公开01表至公开09表的内容",
        column_type: None,
        is_required: true,
    },
    Field {
        name: "figure",
        kind: "string",
        title: "数字编号",
        description: "各年不变，可据以追溯",
        column_type: Some("budget-line-id"),
        is_required: true,
    },
    Field {
        name: "row_code",
        kind: "string",
        title: "行代码",
        description: "科目编码；没有编码的表为行次",
        column_type: Some("functional-classification:generic:code"),
        is_required: false,
    },
    Field {
        name: "row_name",
        kind: "string",
        title: "行名称",
        description: "科目名称或项目",
        column_type: Some("functional-classification:generic:label"),
        is_required: false,
    },
    Field {
        name: "column",
        kind: "string",
        title: "列",
        description: "列的编号",
        column_type: None,
        is_required: true,
    },
    Field {
        name: "column_name",
        kind: "string",
        title: "列名称",
        description: "表头自上而下，以“/”分隔",
        column_type: None,
        is_required: false,
    },
    Field {
        name: "amount",
        kind: "number",
        title: "金额（元）",
        description: "未经四舍五入的金额",
        column_type: Some("value"),
        is_required: true,
    },
];

/// The name of a table's resource: `T3` is `t3`.
pub(super) fn resource_name(id: &str) -> String {
    let clean = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c.to_ascii_lowercase() } else { '-' };
    id.chars().map(clean).collect()
}

/// The description of one CSV file.
pub(super) fn resource(table: &Table, path: &str, bytes: usize) -> Value {
    let fields: Vec<Value> = FIELDS.iter().map(field).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": resource_name(&table.id),
        "title": table.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes,
        "dialect": { "delimiter": ",", "doubleQuote": true, "lineTerminator": "\r\n", "header": true },
        "schema": {
            "fields": fields,
            "primaryKey": ["figure"],
            "missingValues": [""],
            "extraFields": [
                { "name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "CNY" },
            ],
        },
    })
}

fn field(of: &Field) -> Value {
    let mut field = json!({
        "name": of.name,
        "type": of.kind,
        "title": of.title,
        "description": of.description,
    });
    if let Some(column_type) = of.column_type {
        field["columnType"] = column_type.into();
    }
    if of.is_required {
        field["constraints"] = json!({ "required": true });
    }
    field
}

/// The description of the package.
pub(super) fn package(report: &Report, resources: Vec<Value>) -> Value {
    let names = resources.iter().filter_map(|resource| resource["name"].as_str());
    let source = |field: &str, name: &str| json!({ "source": field, "resource": name });
    let measures =
        names.clone().map(|name| (name.to_owned(), json!({ "source": "amount", "resource": name, "currency": "CNY" })));
    let first = names.clone().next().unwrap_or("");
    let dimensions = json!({
        "date": {
            "dimensionType": "datetime",
            "primaryKey": "year",
            "attributes": { "year": source("year", first) },
        },
        "unit": {
            "dimensionType": "classification",
            "classificationType": "administrative",
            "primaryKey": "unit",
            "attributes": { "unit": source("unit", first) },
        },
        "figure": {
            "dimensionType": "fact",
            "primaryKey": "figure",
            "attributes": {
                "figure": source("figure", first),
                "row_code": source("row_code", first),
                "row_name": { "source": "row_name", "resource": first, "labelfor": "row_code" },
                "column": source("column", first),
            },
        },
    });
    json!({
        // A Fiscal Data Package is a tabular one whose fields say what they mean.
        "profile": "tabular-data-package",
        "name": format!("juesuan-{}-{}", report.form.to_ascii_lowercase(), report.year),
        "title": report.title,
        "description": format!("{}，公开表格的全部数字，以元为单位，未经四舍五入。", report.title),
        "countryCode": "CN",
        "granularity": "aggregated",
        "fiscalPeriod": { "start": format!("{}-01-01", report.year), "end": format!("{}-12-31", report.year) },
        "contributors": [{ "title": report.unit, "role": "publisher" }],
        "resources": resources,
        "model": { "measures": measures.collect::<serde_json::Map<_, _>>(), "dimensions": dimensions },
    })
}
