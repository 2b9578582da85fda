use juesuan_amount::normalize_char;

/// A name in the form in which two spellings of one name are equal: without white space, with half-width brackets and
/// one kind of quotation marks, without the level mark (`（类）`, `（款）`, `（项）`).
#[must_use]
pub fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    plain.extend(name.chars().filter(|c| !c.is_whitespace()).map(|c| match normalize_char(c) {
        '"' | '＂' | '”' | '「' | '」' => '“',
        '﹙' | '〔' | '[' => '(',
        '﹚' | '〕' | ']' => ')',
        c => c,
    }));
    for mark in ["(类)", "(款)", "(项)"] {
        if plain.contains('(') && plain.contains(mark) {
            plain = plain.replace(mark, "");
        }
    }
    plain
}

/// What is left of a name without the parts in which documents take liberties: the suffix 支出, the choice between 和, 与
/// and 及, brackets, quotation marks and the mark 、.
#[must_use]
pub fn stem(name: &str) -> String {
    let plain = plain_name(name);
    let core = plain.strip_suffix("支出").filter(|core| !core.is_empty()).unwrap_or(&plain);
    let mut stem = String::with_capacity(core.len());
    let letters = core.chars().filter(|c| !matches!(c, '(' | ')' | '“' | '、' | ',' | '·'));
    stem.extend(letters.map(|c| if matches!(c, '与' | '及') { '和' } else { c }));
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn liberties_have_one_stem() {
        assert_eq!(stem("社会保障与就业（类）"), stem("社会保障和就业支出"));
        assert_eq!(stem("一般公共服务"), stem("一般公共服务支出（类）"));
        assert_eq!(stem("政府办公厅(室)及相关机构事务"), stem("政府办公厅（室） 及相关机构事务"));
        assert_ne!(stem("行政运行"), stem("事业运行"));
        assert_eq!(stem("支出"), "支出");
    }

    #[test]
    fn spellings_have_one_plain_name() {
        assert_eq!(plain_name("退职（役）费"), plain_name("退职(役) 费"));
        assert_ne!(plain_name("社会保障与就业支出"), plain_name("社会保障和就业支出"));
    }
}
