use std::collections::BTreeSet;

/// Whether a licence expression can be satisfied with allowed licences alone; none if it is no expression.
/// `MIT/Apache-2.0` is the older way to write `MIT OR Apache-2.0`.
pub fn allowed(expression: &str, allow: &BTreeSet<String>) -> Option<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut tokens = spaced.split_whitespace().peekable();
    let result = any(&mut tokens, allow)?;
    tokens.next().is_none().then_some(result)
}

type Tokens<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Alternatives: `A OR B`.
fn any(tokens: &mut Tokens<'_>, allow: &BTreeSet<String>) -> Option<bool> {
    let mut result = all(tokens, allow)?;
    while tokens.next_if_eq(&"OR").is_some() {
        result |= all(tokens, allow)?;
    }
    Some(result)
}

/// Conjunctions, which bind closer: `A AND B`.
fn all(tokens: &mut Tokens<'_>, allow: &BTreeSet<String>) -> Option<bool> {
    let mut result = one(tokens, allow)?;
    while tokens.next_if_eq(&"AND").is_some() {
        result &= one(tokens, allow)?;
    }
    Some(result)
}

/// One licence, perhaps with an exception that only adds permissions, or an expression in parentheses.
fn one(tokens: &mut Tokens<'_>, allow: &BTreeSet<String>) -> Option<bool> {
    let token = tokens.next()?;
    if token == "(" {
        let result = any(tokens, allow)?;
        return (tokens.next() == Some(")")).then_some(result);
    }
    if matches!(token, ")" | "OR" | "AND" | "WITH") {
        return None;
    }
    if tokens.next_if_eq(&"WITH").is_some() {
        tokens.next()?;
    }
    Some(allow.contains(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read_as_spdx_means_them() {
        let allow = BTreeSet::from(["MIT".to_owned(), "Unicode-3.0".to_owned()]);
        let check = |text| allowed(text, &allow);
        assert_eq!(check("MIT"), Some(true));
        assert_eq!(check("MIT/Apache-2.0"), Some(true));
        assert_eq!(check("Apache-2.0 AND MIT"), Some(false));
        assert_eq!(check("(MIT OR Apache-2.0) AND Unicode-3.0"), Some(true));
        assert_eq!(check("GPL-3.0-only OR LGPL-3.0-only"), Some(false));
        assert_eq!(check("GPL-2.0 OR MIT AND Unicode-3.0"), Some(true));
        assert_eq!(check("MIT WITH LLVM-exception"), Some(true));
        assert_eq!(check("MIT OR"), None);
        assert_eq!(check("(MIT"), None);
    }
}
