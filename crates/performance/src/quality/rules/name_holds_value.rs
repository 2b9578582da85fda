use crate::quality::words::{WORDS, aimed_words, holds, numerals, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};
use crate::{Aim, Target};

/// A name that repeats the value.
pub static RULE: Rule = Rule {
    code: "JX0106",
    name: "name-holds-value",
    severity: Severity::Warning,
    title: "指标名称与指标值重复",
    explanation: "名称里写着目标值或方向（“举办培训12期”“不低于90%”），或者指标值就是名称再说一遍：等于没有指标名，目标一调整名称也得跟着改。",
    basis: "三级指标名称是被衡量的事物，方向、数值和单位各有其栏。",
    fix: "名称只写衡量什么（培训期数），数值、方向、单位填在各自的栏里",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n数量指标,举办业务培训12期,≥,12,期",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n数量指标,业务培训期数,≥,12,期",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        if let Some(why) = fault(target) {
            out.push(RULE.finding(Severity::Warning, About::Target(index), why));
        }
    }
}

fn fault(target: &Target) -> Option<String> {
    let name = plain(&target.name);
    if let Some(word) = holds(&name, &WORDS.comparisons) {
        return Some(format!("名称里有方向“{word}”"));
    }
    match &target.aim {
        Aim::Number(number) => {
            let value = number.to_string();
            let measured = format!("{value}{}", plain(&target.measure));
            // A number that means something else (12345热线) is not followed by the unit.
            let holds = numerals(&name).any(|numeral| numeral == value) && name.contains(&measured);
            (holds && measured != value).then(|| format!("名称里写着指标值“{measured}”"))
        }
        Aim::Day(_) => None,
        Aim::Words(_) => {
            let words = plain(aimed_words(target)?);
            let repeats = words == name || (name.chars().count() >= 4 && words.contains(&name));
            repeats.then(|| format!("指标值“{words}”把名称又说了一遍"))
        }
    }
}
