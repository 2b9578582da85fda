//! What may be a login (登录名), a name (姓名) or the code of a unit.

use crate::Refusal;

/// A login as it is kept: without spaces around it, Latin letters small.
///
/// # Errors
/// When it is not 2 to 32 Latin letters, digits, Chinese characters, `.`, `-` or `_`. Others are not taken, because some
/// look like these: two people must never seem to have the same login.
pub fn login(text: &str) -> Result<String, Refusal> {
    let login = text.trim().to_ascii_lowercase();
    let sound =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let right = (2..=32).contains(&login.chars().count()) && login.chars().all(sound);
    if right { Ok(login) } else { Err(Refusal::BadLogin) }
}

/// The name of a person or thing as it is kept.
///
/// # Errors
/// When it is empty, longer than 40 characters, or has line breaks and the like.
pub fn name(text: &str) -> Result<String, Refusal> {
    let name = text.trim();
    let right = (1..=40).contains(&name.chars().count()) && !name.chars().any(is_hidden);
    if right { Ok(name.to_owned()) } else { Err(Refusal::BadName) }
}

/// Whether a text can be the code of a unit; the empty one stands for all units.
#[must_use]
pub fn is_code(text: &str) -> bool {
    text.chars().count() <= 40 && !text.chars().any(|c| c.is_whitespace() || is_hidden(c))
}

/// Controls, and what turns the direction of text around so that it reads as something else.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_cannot_look_alike() {
        assert_eq!(login(" Zhang.San ").as_deref(), Ok("zhang.san"));
        assert_eq!(login("张三-2").as_deref(), Ok("张三-2"));
        for bad in ["a", "", "аdmin", "ad min", "张\u{200b}三", "ａｄｍｉｎ", &"x".repeat(33), "x'--;", "<b>"] {
            assert_eq!(login(bad), Err(Refusal::BadLogin), "{bad}");
        }
    }

    #[test]
    fn names_are_one_short_line() {
        assert_eq!(name(" 张 三 ").as_deref(), Ok("张 三"));
        for bad in [" ", "张\n三", "张\u{202e}三", &"张".repeat(41)] {
            assert_eq!(name(bad), Err(Refusal::BadName), "{bad}");
        }
    }
}
