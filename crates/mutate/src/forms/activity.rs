//! Agency running costs, meetings, procurement, assets.

use super::{
    narrative::{Change, INVISIBLE, change_of, change_slots, one},
    phrasing::{Form, Section},
};
use crate::{
    draft::{Draft, Slot},
    ledger::{Key, Subject},
};

/// 机关运行经费
pub fn agency(draft: &mut Draft<'_>, form: &Form) {
    let slots = change_slots(draft, Subject::Agency);
    let phrasings = match change_of(draft, Subject::Agency) {
        _ if draft.sample.ledger.value(Key::Agency) < INVISIBLE => form.agency_none,
        Change::By => form.agency,
        Change::Flat | Change::FromZero => form.agency_flat,
    };
    draft.line(phrasings, &slots);
}

/// 一般性支出
pub fn meetings(draft: &mut Draft<'_>, _form: &Form) {
    draft.line(
        &["{y}年本{kind}开支会议费{meeting}万元，用于召开年度工作会议；开支培训费{training}万元，用于开展业务培训。"],
        &[("meeting", Slot::Amount(Key::Meeting(0))), ("training", Slot::Amount(Key::Meeting(1)))],
    );
}

/// 政府采购
pub fn procurement(draft: &mut Draft<'_>, form: &Form) {
    let amount = |index| Slot::Amount(Key::Procurement(index));
    let parts = [("all", amount(0)), ("goods", amount(1)), ("works", amount(2)), ("services", amount(3))];
    if form.paired {
        draft.line(&["{unit}{y}年度政府采购金额（以合同签订为准）为{all}万元，其中：货物采购金额{goods}万元、工程采购金额{works}万元、服务采购金额{services}万元。"], &parts);
        return;
    }
    draft.say(&["本{kind}{y}年度政府采购支出总额{all}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。"], &parts);
    let value = |draft: &Draft<'_>, index| draft.sample.ledger.value(Key::Procurement(index));
    if value(draft, 0) < INVISIBLE || value(draft, 4) < INVISIBLE {
        draft.end();
        return;
    }
    let share = |part, whole| Slot::Share(one(Key::Procurement(part)), one(Key::Procurement(whole)));
    draft.say(
        &["授予中小企业合同金额{small}万元，占政府采购支出总额的{pct}%，其中：授予小微企业合同金额{micro}万元，占授予中小企业合同金额的{pct2}%。"],
        &[("small", amount(4)), ("pct", share(4, 0)), ("micro", amount(8)), ("pct2", share(8, 4))],
    );
    let mut clauses = 0;
    for (index, name) in (1u8..).zip(["货物", "工程", "服务"]) {
        if value(draft, index) >= INVISIBLE {
            let name = Slot::Text(format!(
                "{}{name}采购授予中小企业合同金额占{name}支出金额的",
                if clauses > 0 { "，" } else { "" }
            ));
            draft.say(&["{name}{pct}%"], &[("name", name), ("pct", share(index + 4, index))]);
            clauses += 1;
        }
    }
    draft.line(&[if clauses > 0 { "。" } else { "" }], &[]);
}

/// 国有资产占用
pub fn assets(draft: &mut Draft<'_>, form: &Form) {
    draft.say(form.vehicles, &[("all", Slot::Count(Key::Vehicles(0)))]);
    for (index, name) in (1u8..).zip(form.uses) {
        let slots = [
            ("name", Slot::Text(format!("{}{name}", if index > 1 { "、" } else { "" }))),
            ("count", Slot::Count(Key::Vehicles(index))),
        ];
        draft.say(&["{name}{count}辆"], &slots);
    }
    draft.line(form.equipment, &[("count", Slot::Count(Key::Equipment))]);
}

/// 其他重要事项
pub fn others(draft: &mut Draft<'_>, form: &Form) {
    let parts: [(&str, Section); 3] = [
        ("（一）机关运行经费支出情况", Section::Agency),
        ("（二）政府采购支出情况", Section::Procurement),
        ("（三）国有资产占有使用情况说明", Section::Assets),
    ];
    for (title, section) in parts {
        draft.line(&[title], &[]);
        super::write_section(draft, form, section);
    }
}
