//! What programs read: payments, the figures of the disclosure, lights and scores.

use axum::{Json, extract::State, http::header, response::IntoResponse};
use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Kind};
use juesuan_report::Rounding;
use juesuan_store::{Cursor, Filter};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::IntoParams;

use super::{
    Answered, ApiError,
    problem::ErrorBody,
    request::{Asked, Place},
};
use crate::{App, WebError};

/// Payments of a page, unless asked otherwise; and at most.
const USUAL: u32 = 100;
const MOST: u32 = 1_000;

/// Which payments.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Payments {
    /// 凭证号的开头
    number: String,
    /// 任何文字里含有
    text: String,
    /// 从哪天（2024-01-01）
    from: String,
    /// 到哪天
    to: String,
    /// 金额不少于（元）
    least: String,
    /// 金额不多于（元）
    most: String,
    /// 资金性质：general、fund、state-capital、superior、business、operating、affiliated、other
    fund: String,
    /// 支出功能分类代码的开头
    function: String,
    /// 部门预算支出经济分类代码的开头
    economic: String,
    /// 指标编号
    line: String,
    /// 项目代码
    project: String,
    /// 接着上一页：上一页回答里的 next
    after: String,
    /// 一页几条，默认100，最多1000
    limit: Option<u32>,
}

/// 查支付。一页一页地查：回答有 next 时，用 after 接着查。
#[utoipa::path(get, path = "/api/v1/d/{year}/{unit}/payments", tag = "查询",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码；含下属单位"), Payments),
    responses((status = 200, description = "payments[] 每条的键为列的英文名，amount 为元；next 接着查的位置；total 总数（能很快得到时）", body = Value),
        (status = 422, description = "参数有误", body = ErrorBody)))]
pub async fn payments(State(app): State<App>, place: Place, Asked(asked): Asked<Payments>) -> Answered {
    let filter = asked.filter()?;
    let after: Option<Cursor> = given(&asked.after, "after", |text| text.parse().ok())?;
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let mut store = app.shelf.read().await?;
    let found = store.search(&place.unit, place.year, Kind::Payments, &filter, after.as_ref(), limit).await?;
    let payments: Vec<Value> = found
        .hits
        .iter()
        .map(|hit| {
            let cells = Kind::Payments.columns().iter().zip(&hit.cells);
            Value::Object(cells.map(|(column, cell)| ((*column).to_owned(), json!(cell))).collect::<Map<_, _>>())
        })
        .collect();
    let total = found.total.map(|(count, sum)| json!({ "count": count, "amount": sum.to_string() }));
    let next = found.next.map(|next| next.to_string());
    Ok(Json(json!({ "payments": payments, "next": next, "total": total })).into_response())
}

impl Payments {
    fn filter(&self) -> Result<Filter, ApiError> {
        Ok(Filter {
            number: self.number.clone(),
            text: self.text.clone(),
            from: given(&self.from, "from", Date::parse)?,
            to: given(&self.to, "to", Date::parse)?,
            least: given(&self.least, "least", Fen::parse_yuan)?,
            most: given(&self.most, "most", Fen::parse_yuan)?,
            fund: given(&self.fund, "fund", |id| Fund::ALL.into_iter().find(|fund| fund.id() == id))?,
            function: self.function.clone(),
            economic: self.economic.clone(),
            line: self.line.clone(),
            project: self.project.clone(),
        })
    }
}

/// A parameter that may be left out.
fn given<T>(text: &str, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, ApiError> {
    if text.is_empty() {
        return Ok(None);
    }
    let unusable = || WebError::Unusable(format!("参数 {name} 的值“{text}”不能用，请对照接口说明"));
    parse(text).map(Some).ok_or_else(|| unusable().into())
}

/// How a disclosure is made.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Form {
    /// 格式：national（默认）、hunan、shanghai
    form: String,
}

/// 决算公开的全部数字、表和文字，含每个数的来历。
#[utoipa::path(get, path = "/api/v1/d/{year}/{unit}/figures", tag = "查询",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码"), Form),
    responses((status = 200, description = "格式见 docs/report-json.md", body = Value), (status = 404, description = "没有这个单位的账", body = ErrorBody)))]
pub async fn figures(State(app): State<App>, place: Place, Asked(asked): Asked<Form>) -> Answered {
    let form = (!asked.form.is_empty()).then_some(asked.form);
    let compile = |snapshot: &juesuan_desk::Snapshot| snapshot.report(form.as_deref(), Rounding::default());
    let report = app.years.read(&app, place.year, &place.unit, compile).await??;
    let rendered = tokio::task::spawn_blocking(move || juesuan_render::json(&report)).await?;
    let text = rendered.map_err(|error| WebError::Unusable(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// 绩效运行监控：目标、项目、指标的灯和偏差，截至今天。
#[utoipa::path(get, path = "/api/v1/d/{year}/{unit}/monitor", tag = "查询",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码")),
    responses((status = 200, description = "light 为 green、yellow、red；金额为元", body = Value), (status = 404, description = "没有这个单位的账", body = ErrorBody)))]
pub async fn monitor(State(app): State<App>, place: Place) -> Answered {
    let monitor = app.years.read(&app, place.year, &place.unit, juesuan_desk::json::monitor).await?;
    Ok(Json(monitor).into_response())
}

/// 绩效自评：单位整体支出和各项目的得分。
#[utoipa::path(get, path = "/api/v1/d/{year}/{unit}/evaluation", tag = "查询",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码")),
    responses((status = 200, description = "数组，先单位后项目；分数以百分之一分计", body = Value), (status = 404, description = "没有这个单位的账", body = ErrorBody)))]
pub async fn evaluation(State(app): State<App>, place: Place) -> Answered {
    let evaluate = |snapshot: &juesuan_desk::Snapshot| {
        let evaluator = snapshot.evaluator();
        let all = std::iter::once(evaluator.unit(snapshot.unit())).chain(evaluator.projects());
        all.map(|it| juesuan_desk::json::evaluation(snapshot, &it)).collect::<Vec<Value>>()
    };
    Ok(Json(app.years.read(&app, place.year, &place.unit, evaluate).await?).into_response())
}
