//! One piece of evidence (佐证) that somebody enters by hand, and signs.

use std::collections::BTreeMap;

use axum::extract::{Multipart, Path, State};
use juesuan_amount::Quantity;
use juesuan_books::{Date, EvidenceRecord, Kind, Record};
use juesuan_rights::Right;
use juesuan_store::{Act, Error, Store};
use sha2::{Digest, Sha256};

use super::{
    Done,
    indicator::{Place, render},
};
use crate::{
    App, WebError,
    pages::{Page, go},
    show,
    visitor::Visitor,
};

/// The form as it was filled in, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Form {
    texts: BTreeMap<String, String>,
    /// Field and words; the field is empty for what belongs to none.
    pub problems: Vec<(String, String)>,
}

impl Form {
    pub fn text(&self, field: &str) -> &str {
        self.texts.get(field).map_or("", |text| text.trim())
    }

    /// What is wrong at a field.
    pub fn at(&self, field: &str) -> Vec<&str> {
        self.problems.iter().filter(|(at, _)| at == field).map(|(_, words)| words.as_str()).collect()
    }

    fn wrong(&mut self, field: &str, words: &str) {
        self.problems.push((field.to_owned(), words.to_owned()));
    }

    /// Reads it; of a file only its name and digest are kept.
    async fn read(mut sent: Multipart) -> Result<Self, WebError> {
        let unusable = |error: axum::extract::multipart::MultipartError| WebError::Unusable(error.body_text());
        let mut form = Self::default();
        while let Some(mut field) = sent.next_field().await.map_err(unusable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "attachment" {
                let file = field.file_name().unwrap_or_default().to_owned();
                let (mut hash, mut size) = (Sha256::new(), 0);
                while let Some(part) = field.chunk().await.map_err(unusable)? {
                    size += part.len();
                    hash.update(&part);
                }
                if size > 0 {
                    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
                    form.texts.insert(name, digest);
                    form.texts.insert("file".to_owned(), file);
                }
            } else {
                let text = field.text().await.map_err(unusable)?;
                form.texts.insert(name, text);
            }
        }
        Ok(form)
    }

    fn quantity(&mut self, field: &str, blank: Quantity) -> Quantity {
        if self.text(field).is_empty() {
            return blank;
        }
        Quantity::parse(self.text(field)).unwrap_or_else(|| {
            self.wrong(field, "不是数。请写数字，最多四位小数，不带单位");
            blank
        })
    }
}

/// Enters it, or shows the form again with what is wrong.
pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, code)): Path<(u16, String, String)>,
    sent: Multipart,
) -> Page {
    let mut form = Form::read(sent).await?;
    let of = if form.text("of").is_empty() { unit.clone() } else { form.text("of").to_owned() };
    if !visitor.may(Right::SubmitEvidence, &of) {
        return Err(WebError::Forbidden("您没有报送这个单位佐证的权限".to_owned()));
    }
    let place = Place { year, unit, of, code };
    let found = app.years.read(&app, year, &place.unit, |snapshot| {
        let plan = snapshot.plan();
        let target = &plan.targets[plan.target(&place.of, &place.code)?];
        Some((target.register.clone(), target.project_code.clone()))
    });
    let Some((register, project)) = found.await?.filter(|(register, _)| !register.is_empty()) else {
        return Err(WebError::NotFound(format!("要登记佐证的绩效指标“{}”。请从“绩效目标”进入", place.code)));
    };
    let date = Date::parse(form.text("evidence-date"));
    if date.is_none() {
        form.wrong("evidence-date", "请填写日期");
    }
    if form.text("value").is_empty() {
        form.wrong("value", "请填写数值");
    }
    let (value, base) = (form.quantity("value", Quantity::ONE), form.quantity("base", Quantity::ZERO));
    if let Some(date) = date.filter(|_| form.problems.is_empty()) {
        let mut store = app.shelf.write().await;
        let entered = Entry { place: &place, register, project, date, value, base, form: &form };
        let done = entered.append(&mut store, &visitor.signature()).await;
        drop(store);
        match done {
            Ok(()) => {
                app.refresh().await?;
                let to =
                    format!("/d/{year}/{}/indicators/{}", show::path_part(&place.unit), show::path_part(&place.code));
                return go(&format!("{to}?of={}&done=evidence", show::query_value(&place.of)));
            }
            Err(error) => form.problems = told(error)?,
        }
    }
    render(&app, &visitor, &place, 1, (form, Done::default())).await
}

/// What is to be entered.
struct Entry<'e> {
    place: &'e Place,
    register: String,
    project: String,
    date: Date,
    value: Quantity,
    base: Quantity,
    form: &'e Form,
}

impl Entry<'_> {
    async fn append(&self, store: &mut Store, signature: &str) -> juesuan_store::Result<()> {
        let Self { place, register, project, date, value, base, form } = self;
        // The number of the entry that this will be, which no other item has.
        let number = format!("WB{:06}", store.head().await? + 1);
        let item = if form.text("item").is_empty() { &number } else { form.text("item") };
        let origin = match form.text("file") {
            "" => form.text("origin").to_owned(),
            file => format!("{} 附件：{file}", form.text("origin")).trim().to_owned(),
        };
        let record = Record::Evidence(EvidenceRecord {
            unit: &place.of,
            register,
            item,
            date: *date,
            value: *value,
            base: *base,
            project,
            source: &origin,
            attachment: form.text("attachment"),
            manual: true,
            signer: signature,
            text: form.text("evidence-text"),
        });
        let subject = format!("{} {} {register} {item}", place.year, place.of);
        let act = Act { actor: signature, action: "登记佐证", subject: &subject, before: None, after: None };
        store.append(place.year, &[record], act).await.map(drop)
    }
}

/// What the door says, each at its field.
fn told(error: Error) -> Result<Vec<(String, String)>, WebError> {
    let problems = match error {
        Error::Problems(problems) => problems,
        Error::Repeated(_) => {
            return Ok(vec![("item".to_owned(), "这个登记号已经有了。请换一个，或留空由程序编".to_owned())]);
        }
        other => return Err(other.into()),
    };
    let (headings, columns) = (Kind::Evidence.headings(), Kind::Evidence.columns());
    let field = |heading: &Option<String>| {
        let heading = heading.as_deref()?;
        let place = headings.iter().position(|known| *known == heading)?;
        columns.get(place).map(|column| (*column).to_owned())
    };
    let told = problems
        .list
        .iter()
        .map(|problem| (field(&problem.column).unwrap_or_default(), format!("{}。{}", problem.wrong, problem.remedy)));
    Ok(told.collect())
}
