use juesuan_amount::normalize_text;

/// A heading as it is compared: `exp_func_code`, `ExpFuncCode` and `expFuncCode` are one; so are `支付金额（元）` and `*支付金额`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// What is left of it.
    pub plain: String,
    /// Yuan in one unit of its amounts: 10,000 for a heading with （万元）.
    pub scale: u32,
}

impl Heading {
    /// Reads a heading.
    pub(crate) fn new(text: &str) -> Self {
        let text = normalize_text(text).to_lowercase();
        let scale = match unit_of(&text) {
            Some("亿元") => 100_000_000,
            Some("万元") => 10_000,
            Some("千元") => 1_000,
            _ => 1,
        };
        Self { plain: plain(&text), scale }
    }
}

/// The unit of money behind the last bracket or colon.
fn unit_of(text: &str) -> Option<&str> {
    let text = text.strip_suffix(')').unwrap_or(text);
    ["亿元", "万元", "千元", "元"].into_iter().find(|unit| {
        text.strip_suffix(unit)
            .is_some_and(|before| before.ends_with(['(', '/', ':', '：']) || before.ends_with("单位:"))
    })
}

/// Letters, digits and Chinese characters; without a unit of money or of count in brackets.
fn plain(text: &str) -> String {
    let cut = match text.rfind(['(', '/']) {
        Some(at) if is_unit(text[at + 1..].trim_end_matches(')')) => &text[..at],
        _ => text,
    };
    cut.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_unit(text: &str) -> bool {
    let text = text.trim_start_matches("单位").trim_start_matches([':', '：']);
    ["亿元", "万元", "千元", "元", "个", "人", "人次", "批", "批次", "辆", "台", "台套", "台、套", "分", "必填", "选填"]
        .contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_heading(one: &str, other: &str) -> bool {
        Heading::new(one).plain == Heading::new(other).plain
    }

    #[test]
    fn spellings_of_a_heading_are_one() {
        for (one, other) in [
            ("exp_func_code", "ExpFuncCode"),
            ("exp_func_code", "expFuncCode"),
            ("exp_func_code", "EXP_FUNC_CODE"),
            ("支付金额", "支付金额（元）"),
            ("支付金额", "*支付金额"),
            ("支付金额", "支付金额（单位：万元）"),
            ("因公出国（境）团组数", "因公出国(境)团组数"),
        ] {
            assert!(same_heading(one, other), "{one} {other}");
        }
        assert!(!same_heading("因公出国（境）费", "因公出国费"));
    }

    #[test]
    fn a_heading_may_name_its_unit() {
        for (text, scale) in [
            ("金额", 1),
            ("金额（元）", 1),
            ("金额（万元）", 10_000),
            ("金额/万元", 10_000),
            ("金额(单位:亿元)", 100_000_000),
        ] {
            assert_eq!(Heading::new(text).scale, scale, "{text}");
        }
        assert_eq!(Heading::new("金额（万元）").plain, "金额");
    }
}
