//! The forms in which a disclosure is written: tables, then narrative, in the order and words of a province.

mod activity;
mod fees;
mod general;
mod hunan;
mod narrative;
mod national;
mod performance;
mod phrasing;
mod shanghai;
mod tables;

use phrasing::{Form, Section};

use crate::{books::Books, draft::Draft, rng::Rng, sample::Sample, style::Style};

/// Writes a document of these books in a random form and style.
pub fn write(books: Books, rng: &mut Rng) -> Sample {
    let form = *rng.pick(&[&national::FORM, &hunan::FORM, &shanghai::FORM]);
    let style = Style::random(rng);
    let mut draft = Draft::new(books, style, rng);
    front_matter(&mut draft, form);
    tables::write(&mut draft, form);
    draft.line(&[form.narrative_title], &[]);
    for (number, &(section, title)) in (1u32..).zip(form.sections) {
        let part = draft.part(title, |draft| {
            draft.line(&[&format!("{}、{title}", chinese(number))], &[]);
            write_section(draft, form, section);
        });
        draft.sample.sections.push(part);
    }
    back_matter(&mut draft);
    draft.sample
}

fn write_section(draft: &mut Draft<'_>, form: &Form, section: Section) {
    match section {
        Section::Overall => narrative::overall(draft, form),
        Section::Income => narrative::income(draft, form),
        Section::Spending => narrative::spending(draft, form),
        Section::Fiscal => narrative::fiscal(draft, form),
        Section::General => general::general(draft, form),
        Section::Basic => general::basic(draft, form),
        Section::ThreePublic => fees::three_public(draft, form),
        Section::Fund => general::fund(draft, form),
        Section::Capital => general::capital(draft, form),
        Section::Agency => activity::agency(draft, form),
        Section::Meetings => activity::meetings(draft, form),
        Section::Procurement => activity::procurement(draft, form),
        Section::Assets => activity::assets(draft, form),
        Section::Performance => performance::performance(draft, form),
        Section::Others => activity::others(draft, form),
    }
}

/// Title, contents and the part on the unit itself.
fn front_matter(draft: &mut Draft<'_>, form: &Form) {
    draft.line(&["{unit}{y}年度{kind}决算", "{y}年度{unit}{kind}决算公开"], &[]);
    draft.line(&["目录"], &[]);
    for title in ["第一部分 {unit}概况", "第二部分 {y}年度{kind}决算表"] {
        draft.line(&[title], &[]);
    }
    for (number, table) in (1u32..).zip(form.tables) {
        draft.line(&[&format!("{}、{}", chinese(number), table.title)], &[]);
    }
    draft.line(&[form.narrative_title], &[]);
    for (number, (_, title)) in (1u32..).zip(form.sections) {
        draft.line(&[&format!("{}、{title}", chinese(number))], &[]);
    }
    draft.line(&["第四部分 名词解释"], &[]);
    draft.line(&["第一部分 {unit}概况"], &[]);
    draft.line(&["一、{kind}职责"], &[]);
    draft.line(&["贯彻执行国家有关法律法规，承担本地区相关行政管理和公共服务工作，完成上级交办的其他任务。"], &[]);
    draft.line(&["二、机构设置及决算单位构成"], &[]);
    draft.line(&["{unit}{y}年度{kind}决算编制范围包括{unit}本级。"], &[]);
    draft.line(&["第二部分 {y}年度{kind}决算表"], &[]);
}

fn back_matter(draft: &mut Draft<'_>) {
    draft.line(&["第四部分 名词解释"], &[]);
    draft.line(&["一、财政拨款收入：指单位从同级财政部门取得的各类财政预算资金。"], &[]);
    draft.line(&["二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"], &[]);
    draft.line(&["三、项目支出：指在基本支出之外为完成特定任务和事业发展目标所发生的支出。"], &[]);
}

/// A number below 100 as headings write it: 十二, 二十一.
#[must_use]
pub fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((number / 10) as usize % 10, (number % 10) as usize);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}
