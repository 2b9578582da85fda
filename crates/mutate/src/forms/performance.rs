//! Performance: scores of the unit's own evaluation, or counts of projects.

use super::phrasing::Form;
use crate::{
    draft::{Draft, Slot},
    ledger::Key,
};

/// 预算绩效
pub fn performance(draft: &mut Draft<'_>, form: &Form) {
    if form.paired { projects(draft) } else { scores(draft) }
}

/// Counts of projects in the words of the Shanghai template.
fn projects(draft: &mut Draft<'_>) {
    draft.say(&["{unit}{y}年度预算绩效管理工作开展情况如下：本部门建立了预算绩效管理工作机制；实行全过程绩效管理实施情况跟踪："], &[]);
    for (index, (name, stop)) in (0u8..).zip([("编报绩效目标", "；"), ("绩效跟踪评价", "；"), ("绩效自评", "，")])
    {
        let slots = [
            ("name", Slot::Text(name.to_owned())),
            ("count", Slot::Count(Key::Projects(index))),
            ("money", Slot::Amount(Key::ProjectMoney(index))),
            ("stop", Slot::Text(stop.to_owned())),
        ];
        draft.say(&["{name}的{y}年度项目{count}个，涉及预算金额{money}万元{stop}"], &slots);
    }
    draft.say(&["平均得分{average}分（其中，"], &[("average", Slot::Points(Key::Average))]);
    for (index, name) in (0u8..).zip(["优", "良", "合格", "不合格"]) {
        let slots = [("name", Slot::Text(name.to_owned())), ("count", Slot::Count(Key::Grade(index)))];
        draft.say(
            &[if index < 3 {
                "绩效评级为“{name}”的项目{count}个；"
            } else {
                "绩效评级为“{name}”的项目{count}个）。"
            }],
            &slots,
        );
    }
    let count = |index| Slot::Count(Key::Problems(index));
    draft.line(
        &["绩效自评中共发现问题{found}个，已经完成整改的{solved}个，正在整改的{open}个。"],
        &[("found", count(0)), ("solved", count(1)), ("open", count(2))],
    );
}

/// The unit's score with its indicators.
fn scores(draft: &mut Draft<'_>) {
    draft.line(&["（一）绩效管理工作开展情况"], &[]);
    draft.line(&["按照全面实施预算绩效管理的要求，对{y}年度整体支出和项目支出开展了绩效自评。"], &[]);
    draft.line(&["（二）{kind}整体支出绩效情况"], &[]);
    draft.line(
        &["根据整体支出绩效评价指标，{kind}整体支出绩效得分{score}分，具体情况如下："],
        &[("score", Slot::Points(Key::Score(0)))],
    );
    let indicators = draft.sample.books.performance.scores.clone();
    for (index, (name, weight, score)) in (1u8..).zip(indicators) {
        draft.say(
            &["{n}、{name}（分值{weight}分，得{score}分，"],
            &[
                ("n", Slot::Text(index.to_string())),
                ("name", Slot::Text(name.to_owned())),
                ("weight", Slot::Points(Key::Weight(index))),
                ("score", Slot::Points(Key::Score(index))),
            ],
        );
        if weight == score {
            draft.line(&["未扣分）"], &[]);
        } else {
            draft.line(&["扣{lost}分）"], &[("lost", Slot::Points(Key::Lost(index)))]);
        }
    }
    draft.line(&["（三）存在的问题及原因分析"], &[]);
    draft.line(&["绩效指标的量化程度有待提高，下一步将结合业务实际完善指标设置。"], &[]);
}
