//! Passwords (密码): which are taken, and how they are kept. What they are made of is left to their owner: length is what
//! counts, and that they are not the first that anybody would try.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{NoRandom, random};

/// The least number of characters.
pub const SHORTEST: usize = 10;
/// The greatest number of characters, so that nobody keeps us busy with reading.
pub const LONGEST: usize = 128;

/// Memory in KiB, passes, lanes: the first choice of OWASP's list for argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// What a hash that we are shown may cost at most.
const DEAREST: (u32, u32, u32) = (262_144, 16, 16);

/// A hash of no password, with which unknown logins are given as much work as known ones.
pub const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$JhIDEANfoJXizsgSgw4B/g$tzcKhGP4MrA1SgjMTWX7O2Nv1N9gAH1aD6tVIBP3OeY";

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Too short.
    #[error("密码至少{SHORTEST}个字。可以用一句话，不必夹杂符号")]
    Short,
    /// Too long.
    #[error("密码最多{LONGEST}个字")]
    Long,
    /// The login, or hardly more.
    #[error("密码不能是登录名或只比登录名多几个字。请另想一个")]
    Login,
    /// One of those that are tried first.
    #[error("这个密码太常见，容易被猜中。请另想一个，例如几个不相干的词")]
    Common,
}

/// Whether a password is taken for a login.
///
/// # Errors
/// Why not.
pub fn check(password: &str, login: &str) -> Result<(), Weak> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weak::Short);
    }
    if length > LONGEST {
        return Err(Weak::Long);
    }
    let (password, login) = (password.to_lowercase(), login.to_lowercase());
    // What is left of it when the login is known must not be tried out in no time.
    if !login.is_empty() && password.contains(&login) && password.replace(&login, "").chars().count() < SHORTEST / 2 {
        return Err(Weak::Login);
    }
    if is_common(&password) { Err(Weak::Common) } else { Ok(()) }
}

/// Whether it is on the list, is a row of keys or digits, or repeats the same few characters.
fn is_common(password: &str) -> bool {
    static COMMON: LazyLock<BTreeSet<&str>> =
        LazyLock::new(|| include_str!("../data/common.txt").lines().filter(|line| !line.starts_with('#')).collect());
    const ROWS: [&str; 4] =
        ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];
    let distinct: BTreeSet<char> = password.chars().collect();
    distinct.len() < 4 || COMMON.contains(password) || ROWS.iter().any(|row| row.contains(password))
}

/// The hash of a password as it is kept, in the PHC's form, with its own salt. Takes some 20 MB and tens of milliseconds: not
/// for inside a transaction.
///
/// # Errors
/// When the operating system gives no random numbers.
pub fn hash(password: &str) -> Result<String, NoRandom> {
    let salt: [u8; 16] = random::bytes()?;
    // Neither can fail: sixteen bytes are a salt, and every password up to 4 GB is taken.
    let salt = SaltString::encode_b64(&salt).expect("sixteen bytes are a salt");
    let hash = hasher().hash_password(password.as_bytes(), &salt).expect("the parameters are sound");
    Ok(hash.to_string())
}

/// Whether a password is the one of a hash. Takes as long as [`hash()`], and as long for a wrong one as for the right one.
#[must_use]
pub fn verify(password: &str, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    let cheap = cost(&parsed).is_some_and(|(m, t, p)| m <= DEAREST.0 && t <= DEAREST.1 && p <= DEAREST.2);
    cheap && hasher().verify_password(password.as_bytes(), &parsed).is_ok()
}

/// Whether a hash was made in another way than [`hash()`] makes them now, so that it should be made anew when the password is
/// known.
#[must_use]
pub fn needs_rehash(hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return true };
    let current = parsed.algorithm == Algorithm::Argon2id.ident() && parsed.version == Some(Version::V0x13.into());
    !current || cost(&parsed) != Some(COST)
}

/// A password to be used once: 20 characters that cannot be taken for each other, in groups; 99 bits.
///
/// # Errors
/// When the operating system gives no random numbers.
pub fn one_time() -> Result<String, NoRandom> {
    // 32 characters, so that each byte gives one of them equally often; without 0 o 1 l.
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 20] = random::bytes()?;
    let groups = bytes
        .chunks(5)
        .map(|group| group.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect::<String>());
    Ok(groups.collect::<Vec<_>>().join("-"))
}

fn hasher() -> Argon2<'static> {
    let (m, t, p) = COST;
    let params = Params::new(m, t, p, None).expect("the parameters are sound");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Memory, passes and lanes of a hash.
fn cost(hash: &PasswordHash<'_>) -> Option<(u32, u32, u32)> {
    let params = Params::try_from(hash).ok()?;
    Some((params.m_cost(), params.t_cost(), params.p_cost()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_enough_and_not_the_first_guess() {
        for good in ["湖光山色与秋天的风声雨", "correct horse battery", "tR7!k2Lp9q", "zhangsan与茶与猫与海与山"]
        {
            assert_eq!(check(good, "zhangsan"), Ok(()), "{good}");
        }
        let cases = [
            ("123456789", Weak::Short),
            ("1234567890", Weak::Common),
            ("0987654321", Weak::Common),
            ("aaaaaaaaaaaa", Weak::Common),
            ("ababababab", Weak::Common),
            ("Password123", Weak::Common),
            ("QWERTYUIOP", Weak::Common),
            ("1qaz2wsx3edc", Weak::Common),
            ("ZhangSan1234", Weak::Login),
            ("zhangsanzhangsan", Weak::Login),
            (&"长".repeat(129), Weak::Long),
        ];
        for (bad, why) in cases {
            assert_eq!(check(bad, "zhangsan"), Err(why), "{bad}");
        }
        assert_eq!(check("一二三四五六七八九十", ""), Ok(()));
    }

    #[test]
    fn a_hash_knows_its_password() {
        let kept = hash("正确的密码一二三四").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("正确的密码一二三四", &kept) && !verify("正确的密码一二三", &kept) && !needs_rehash(&kept));
        assert_ne!(hash("正确的密码一二三四").unwrap(), kept, "each has its salt");
    }

    #[test]
    fn other_hashes_are_verified_and_made_anew() {
        let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
        let params = Params::new(64, 1, 1, None).unwrap();
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let kept = cheap.hash_password(b"x", &salt).unwrap().to_string();
        assert!(verify("x", &kept) && needs_rehash(&kept));
        let dear = kept.replace("m=64", "m=4000000000");
        for bad in ["", "x", "$argon2id$", &dear, "$1$abc$def"] {
            assert!(!verify("x", bad) && needs_rehash(bad), "{bad}");
        }
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        assert!(!needs_rehash(NOBODY) && !verify("", NOBODY) && !verify("juesuan", NOBODY));
    }

    #[test]
    fn one_time_passwords_differ_and_are_taken() {
        let (a, b) = (one_time().unwrap(), one_time().unwrap());
        assert!(a != b && a.len() == 23 && check(&a, "admin").is_ok(), "{a}");
    }
}
