use std::sync::LazyLock;

use juesuan_amount::Decimal;
use juesuan_form::{Kind, Role, TOTAL};
use juesuan_read::Place;
use regex::Regex;

use super::evaluated::evaluated;
use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{Para, narrative, regex, section_ids},
    understand::Measure,
};

/// A grade that is not the grade of the score beside it.
pub static RULE: Rule = Rule {
    code: "JS0606",
    name: "grade-against-score",
    group: Group::Performance,
    severity: Severity::Warning,
    title: "评价等级与得分不符",
    explanation: "紧挨着写的总得分和评价等级不一致，或者自评表里的总分和自评等级不一致。等级划分各地可能另有规定，因此报警告。",
    basis: "《项目支出绩效评价管理办法》：90分（含）以上为优，80（含）～90分为良，60（含）～80分为中，60分以下为差。",
    bad: "十四、关于2024年度预算绩效情况的说明\n经自评，整体支出绩效自评得分为98.7分，评价等级为“良”。",
    good: "十四、关于2024年度预算绩效情况的说明\n经自评，整体支出绩效自评得分为98.7分，评价等级为“优”。",
    check: Some(check),
};

/// A score and a grade of one statement. 合格 spans more than one of the four grades and is left alone.
static GRADED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"得分为?\s*(?P<score>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s*分[，,；;、（(]?\s*(?:自评|评价|绩效|评定)*(?:等级|等次|结果|级别)(?:为|是|：|:)\s*[“‘]?(?P<grade>优秀?|良好?|中|差)[”’]?(?:[，。；,;）)]|$)",
    )
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let everywhere = context.outline.kind == Kind::PerformanceSelfEvaluation;
    let is_about = |para: &&Para<'_>| everywhere || section_ids(context, para.block).contains(&"performance");
    for para in narrative(context).iter().filter(is_about) {
        for found in GRADED.captures_iter(para.text) {
            let (Some(whole), Some(score)) = (found.get(0), Decimal::parse(&found["score"])) else { continue };
            out.extend(compare(score, &found["grade"], vec![para.place(whole.range())]));
        }
    }
    for evaluated in evaluated(context) {
        let score = evaluated.points(TOTAL, Measure::Score);
        let (Some((score, figure)), Some((words, place))) = (score, evaluated.words(TOTAL, Role::Grade)) else {
            continue;
        };
        let grade = words.trim_matches(['“', '”', '"', '□', '☑', '√']);
        if GRADES.contains(&grade) {
            out.extend(compare(score, grade, vec![place, figure.place]));
        }
    }
}

/// The words of the four grades.
const GRADES: [&str; 6] = ["优", "优秀", "良", "良好", "中", "差"];

/// A finding, if a grade is not that of the score.
fn compare(score: Decimal, grade: &str, places: Vec<Place>) -> Option<Finding> {
    let right = grade_of(score).filter(|right| !grade.starts_with(right))?;
    let message = format!("得分{score}分，按规定应为“{right}”，文中写“{grade}”。");
    let mut finding = RULE.finding(Severity::Warning, places, message);
    finding.expected = Some(right.to_owned());
    Some(finding)
}

/// The grade of a score of 100 points; none for one that cannot be of 100.
fn grade_of(score: Decimal) -> Option<&'static str> {
    let points = score.mantissa / 10i128.checked_pow(score.scale)?;
    match points {
        0..60 => Some("差"),
        60..80 => Some("中"),
        80..90 => Some("良"),
        90..=100 => Some("优"),
        _ => None,
    }
}
