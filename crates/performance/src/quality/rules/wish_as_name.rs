use crate::quality::words::{WORDS, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A slogan instead of a name.
pub static RULE: Rule = Rule {
    code: "JX0107",
    name: "wish-as-name",
    severity: Severity::Info,
    title: "指标名称是口号",
    explanation: "名称是一句话，或者以“进一步”“确保”“提升”等开头，又不以率、数、量、度一类可以衡量的词结尾：说的是要做什么，不是衡量什么。",
    basis: "三级指标名称应当是可以衡量的名词。",
    fix: "改成可以衡量的名词，如“提升服务水平”改为“一次办结率”",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n社会效益指标,进一步提升政务服务能力,≥,90,%",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n社会效益指标,政务服务事项一次办结率,≥,90,%",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let name = plain(&target.name);
        if let Some(why) = fault(&name) {
            let message = format!("{why}，说的是要做什么，看不出衡量什么");
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}

fn fault(name: &str) -> Option<String> {
    if name.contains(['，', '。', '；', ',', ';']) {
        return Some("名称是一句话".to_owned());
    }
    let deed = WORDS.deeds.iter().find(|deed| name.starts_with(deed.as_str()))?;
    // A unit in brackets may stand behind what is measured.
    let noun = name.split(['(', '（']).next().unwrap_or(name);
    let is_measured = WORDS.measured.iter().any(|ending| noun.ends_with(ending.as_str()));
    (!is_measured).then(|| format!("名称以“{deed}”开头"))
}
