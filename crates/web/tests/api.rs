//! The programming interface, as its documentation says it is.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use common::{Answer, Office};
use juesuan_rights::Right;
use juesuan_web::{Who, route_table};
use serde_json::Value;

/// A request with a token, and with an idempotency key if there is one.
async fn ask(office: &Office, token: &str, key: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
    let mut request = Request::builder().uri(path).header(header::HOST, "office.test");
    request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    let request = match body {
        None => request.body(Body::empty()),
        Some((kind, body)) => request.method("POST").header(header::CONTENT_TYPE, kind).body(Body::from(body)),
    };
    office.ask(request.unwrap()).await
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

/// The body of a form with files: (field, name, content).
fn form(files: &[(&str, &str, &[u8])]) -> (&'static str, Vec<u8>) {
    let mut body = Vec::new();
    for (field, name, content) in files {
        let head = format!("--LINE\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes().chain(content.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(b"--LINE--\r\n");
    ("multipart/form-data; boundary=LINE", body)
}

#[tokio::test]
async fn each_route_is_described() {
    let office = Office::new().await;
    let description = json(&office.get("-", "/api/v1/openapi.json").await.ok());
    let mut described = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            assert!(operation["summary"].is_string() || operation["description"].is_string(), "{path}");
        }
    }
    let api = route_table(&office.app).into_iter().filter(|route| route.path.starts_with("/api/"));
    let routes: BTreeSet<String> = api.map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(described, routes);
    let open: Vec<_> = route_table(&office.app)
        .into_iter()
        .filter(|route| route.path.starts_with("/api/") && !matches!(route.who, Who::Token(_)))
        .map(|route| route.path)
        .collect();
    assert_eq!(open, ["/api/v1/openapi.json"], "all else takes a token");
}

#[tokio::test]
async fn what_comes_twice_counts_once() {
    let office = Office::new().await;
    let token = office.token("kuaiji", "测试", &[Right::SubmitBooks, Right::ReadBooks]).await;
    let table = "支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途\n\
                 ZF9001,2024-12-20,101001,Z02,一般公共预算财政拨款,2010301,公用经费,30211,,5.00,出差人员,交通费\n\
                 ZF9002,2024-12-23,101001,Z02,一般公共预算财政拨款,2010301,公用经费,30211,,-5.00,出差人员,退回\n";
    let imports = "/api/v1/d/2024/101001/imports";
    let send = |key: &'static str, table: String| {
        let (office, token) = (&office, &token);
        async move { ask(office, token, key, imports, Some(form(&[("file", "支付.csv", table.as_bytes())]))).await }
    };
    assert_eq!(send("", table.to_owned()).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a key is needed");
    let first = send("a", table.to_owned()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let again = send("a", table.to_owned()).await;
    assert_eq!((again.status, again.text()), (first.status, first.text()));
    assert_eq!(send("a", table.replace("5.00", "6.00")).await.status, StatusCode::CONFLICT);
    assert_eq!(send("b", table.to_owned()).await.status, StatusCode::OK, "nothing new");
    // A program enters nothing for units that it was not let in for.
    let foreign = send("c", table.replace("101001,Z02", "990009,Z02")).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    let log = office.app.shelf.read().await.unwrap().find_log(Default::default(), i64::MAX, 1).await.unwrap();
    assert_eq!(log[0].actor, "kuaiji（令牌1）");
    let evidence = ask(&office, &token, "d", "/api/v1/d/2024/101001/evidence", None).await;
    assert!(evidence.status.is_client_error(), "no such right, no such method");
}

#[tokio::test]
async fn evidence_is_nothing_else() {
    let office = Office::new().await;
    let token = office.token("keshi", "测试", &[Right::SubmitEvidence]).await;
    let path = "/api/v1/d/2024/101001/evidence";
    for body in ["", "1", "[1]", "{", "{}", "[{\"支付凭证号\": \"1\"}]"] {
        let answer = ask(&office, &token, "a", path, Some(("application/json", body.into()))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", answer.text());
    }
    let units = r#"{"单位代码": "101001", "单位名称": "换个名字", "单位类型": "行政单位", "编制人数": 1}"#;
    let answer = ask(&office, &token, "b", path, Some(("application/json", units.into()))).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
}

#[tokio::test]
async fn pages_of_payments_follow_each_other_to_the_end() {
    let office = Office::new().await;
    let token = office.token("shenji", "测试", &[Right::ReadBooks]).await;
    let mut seen = BTreeSet::new();
    let mut after = String::new();
    loop {
        let path = format!("/api/v1/d/2024/101001/payments?limit=1000&after={after}");
        let page = json(&ask(&office, &token, "", &path, None).await.ok());
        for payment in page["payments"].as_array().unwrap() {
            assert!(seen.insert(payment["voucher"].to_string() + &payment.to_string()));
        }
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
    for query in ["from=2024-13-01", "least=x", "fund=x", "after=x", "limit=x"] {
        let answer = ask(&office, &token, "", &format!("/api/v1/d/2024/101001/payments?{query}"), None).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(json(&answer)["error"].is_string());
    }
}

/// An example of the documentation.
#[derive(Debug)]
struct Example {
    command: Vec<String>,
    /// Files that stand before it.
    table: Option<String>,
    /// What it says the answer is like.
    answer: Option<Value>,
}

#[tokio::test]
async fn the_examples_of_the_documentation_work() {
    let office = Office::new().await;
    let rights = [Right::SubmitBooks, Right::ReadBooks, Right::ReadPerformance, Right::CheckDocuments];
    let of_books = office.token("kuaiji", "测试", &rights).await;
    let of_evidence = office.token("jixiao", "测试", &[Right::SubmitEvidence]).await;
    let examples = examples();
    assert!(examples.len() >= 9);
    for example in examples {
        let token =
            if example.command.iter().any(|word| word.ends_with("/evidence")) { &of_evidence } else { &of_books };
        let answer = run(&office, token, &example).await;
        let refused = example.answer.as_ref().is_some_and(|answer| answer.get("error").is_some());
        assert_eq!(answer.status.is_success(), !refused, "{:?}: {}", example.command, answer.text());
        if let Some(expected) = &example.answer {
            alike(expected, &json(&answer));
        }
    }
}

/// Whether all keys that are documented are there.
fn alike(expected: &Value, answer: &Value) {
    match (expected, answer) {
        (Value::Object(expected), Value::Object(answer)) => {
            for (key, value) in expected {
                alike(value, answer.get(key).unwrap_or_else(|| panic!("no {key} in {answer:?}")));
            }
        }
        (Value::Array(expected), Value::Array(answer)) => {
            if let Some(first) = expected.first() {
                alike(first, answer.first().unwrap_or_else(|| panic!("nothing like {first}")));
            }
        }
        _ => {}
    }
}

/// The blocks of `docs/api.md`: tables, commands, answers.
fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api.md")).unwrap();
    let mut examples: Vec<Example> = Vec::new();
    let mut table = None;
    for block in text.split("\n```").collect::<Vec<_>>().chunks(2).filter_map(|pair| pair.get(1)) {
        let (kind, content) = block.split_once('\n').unwrap();
        match kind {
            "csv" => table = Some(format!("{content}\n")),
            "sh" => examples.push(Example { command: words(content), table: table.clone(), answer: None }),
            "json" => examples.last_mut().unwrap().answer = Some(serde_json::from_str(content).unwrap()),
            _ => {}
        }
    }
    examples
}

/// The words of a command line with quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote) = (vec![String::new()], None);
    for c in line.trim().chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.push(String::new()),
            (c, _) => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Does what curl would.
async fn run(office: &Office, token: &str, example: &Example) -> Answer {
    let mut headers = BTreeMap::new();
    let (mut files, mut data, mut url) = (Vec::new(), None, String::new());
    let mut words = example.command.iter().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-H" => {
                let (name, value) = words.next().unwrap().split_once(": ").unwrap();
                headers.insert(name.to_owned(), value.replace("$TOKEN", token));
            }
            "-F" => files.push(words.next().unwrap().split_once("=@").unwrap()),
            "-d" => data = Some(words.next().unwrap().clone()),
            word => url = word.strip_prefix("$JUESUAN").unwrap().to_owned(),
        }
    }
    let bearer = headers["Authorization"].strip_prefix("Bearer ").unwrap();
    let key = headers.get("Idempotency-Key").map_or("", String::as_str);
    let disclosure =
        b"<html><h1>2024\xe5\xb9\xb4\xe5\xba\xa6\xe9\x83\xa8\xe9\x97\xa8\xe5\x86\xb3\xe7\xae\x97</h1></html>"
            .as_slice();
    let table = example.table.as_deref().unwrap_or_default().as_bytes();
    let content = |name: &str| if name.ends_with(".csv") { table } else { disclosure };
    let files: Vec<_> = files.into_iter().map(|(field, name)| (field, name, content(name))).collect();
    let body = match data {
        Some(data) => Some(("application/json", data.into_bytes())),
        None if files.is_empty() => None,
        None => Some(form(&files)),
    };
    ask(office, bearer, key, &url, body).await
}
