use crate::{Confidence, rows::rows};

/// What happened to one code in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The code.
    pub code: &'static str,
    /// First fiscal year after the change.
    pub year: u16,
    /// Name before; none if the code is new.
    pub before: Option<&'static str>,
    /// Name after; none if the code is gone.
    pub after: Option<&'static str>,
    /// How sure the change is.
    pub confidence: Confidence,
}

/// Rows `effective_year,change,old_code,old_name,new_code,new_name,source,confidence,note`.
///
/// A target of a merger or split may have existed before, so nothing is said of it; `old;old` lists are taken apart;
/// what is not a list of codes (`2010704-2010708`) is left out.
pub(crate) fn read(csv: &'static str) -> Vec<Step> {
    let mut steps = Vec::new();
    for row in rows(csv) {
        let &[year, change, old_codes, old_names, new_codes, new_names, _, confidence, ..] = row.as_slice() else {
            continue;
        };
        let Ok(year) = year.parse() else { continue };
        let confidence = Confidence::parse(confidence);
        let (old, new) = (pairs(old_codes, old_names), pairs(new_codes, new_names));
        for &(code, before) in &old {
            let after = new.iter().find(|(new_code, _)| *new_code == code).map(|&(_, name)| name);
            steps.push(Step { code, year, before: Some(before), after, confidence });
        }
        if matches!(change, "add" | "move" | "recode") {
            for &(code, after) in new.iter().filter(|(code, _)| old.iter().all(|(old_code, _)| old_code != code)) {
                steps.push(Step { code, year, before: None, after: Some(after), confidence });
            }
        }
    }
    steps.sort_by_key(|step| step.year);
    steps
}

/// `a;b` and `甲；乙` as `[(a, 甲), (b, 乙)]`; nothing if they do not match or are not codes.
fn pairs(codes: &'static str, names: &'static str) -> Vec<(&'static str, &'static str)> {
    let codes: Vec<_> = codes.split(';').filter(|code| crate::Level::of(code).is_some()).collect();
    let names: Vec<_> = names.split('；').collect();
    if codes.len() == names.len() { codes.into_iter().zip(names).collect() } else { Vec::new() }
}
