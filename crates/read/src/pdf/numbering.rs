//! How the items of a disclosure are numbered: 一、 （一） 1． （1） 第一部分 ①.

/// Whether a line begins with the number of an item or a heading.
pub(super) fn starts_item(text: &str) -> bool {
    let text = text.trim_start();
    let Some(first) = text.chars().next() else { return false };
    if ('①'..='⑳').contains(&first) || ('⑴'..='⒇').contains(&first) {
        return true;
    }
    if let Some(rest) = text.strip_prefix('第') {
        let after = skip_number(rest);
        return after.len() < rest.len()
            && ["部分", "章", "节", "条"].iter().any(|word| after.trim_start().starts_with(word));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let after = skip_number(rest);
        return after.len() < rest.len() && after.starts_with(['）', ')']);
    }
    let after = skip_number(text);
    if after.len() == text.len() {
        return ["注：", "注:", "备注：", "附件", "单位：", "金额单位：", "编制单位：", "公开部门："]
            .iter()
            .any(|word| text.starts_with(word));
    }
    match after.chars().next() {
        Some('、' | '）' | ')') => true,
        // 2.5 is a number, 2.信息化 is an item.
        Some('.' | '．') => !after.chars().nth(1).is_some_and(|ch| ch.is_ascii_digit()),
        _ => false,
    }
}

/// The text after a number of up to three digits, or the same text if it begins with none.
fn skip_number(text: &str) -> &str {
    let chinese = |ch: char| "一二三四五六七八九十百零〇".contains(ch);
    let digit = |ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch);
    let after = text.trim_start_matches(chinese);
    let after = if after.len() < text.len() { after } else { text.trim_start_matches(digit) };
    let count = text[..text.len() - after.len()].chars().count();
    if count <= 4 { after } else { text }
}

#[cfg(test)]
mod tests {
    use super::starts_item;

    #[test]
    fn numbers_of_items() {
        for text in [
            "一、主要职能",
            "十一、其他",
            "（二）承担",
            "(3)购置",
            "1、一般公共",
            "10.住房",
            "第一部分 概况",
            "第三条 职责",
            "①办公",
        ] {
            assert!(starts_item(text), "{text}");
        }
        for text in ["一般公共服务", "2.5万元", "2024年度", "（项）。主要", "第一季度", "三公经费", "161.62万元，"]
        {
            assert!(!starts_item(text), "{text}");
        }
    }
}
