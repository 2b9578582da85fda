//! One-time codes by time (动态口令), as RFC 6238 has them and every authenticator app shows: SHA-1, 30 seconds, 6 digits.

use std::fmt;

use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::{NoRandom, random};

/// How long a code holds, in seconds.
const PERIOD: i64 = 30;
/// How many steps clocks may be apart.
const DRIFT: i64 = 1;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The secret that an authenticator app shares with the program: 160 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 20]);

impl Key {
    /// A new one.
    ///
    /// # Errors
    /// When the operating system gives no random numbers.
    pub fn generate() -> Result<Self, NoRandom> {
        random::bytes().map(Self)
    }

    /// In base32, as it is kept and typed into apps: 32 characters.
    #[must_use]
    pub fn base32(&self) -> String {
        let (groups, _) = self.0.as_chunks::<5>();
        let letters = groups.iter().flat_map(|group| {
            let bits = group.iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
            (0..8).rev().map(move |place| char::from(ALPHABET[(bits >> (5 * place) & 31) as usize]))
        });
        letters.collect()
    }

    /// From base32; small letters and spaces do not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.bytes().filter(|byte| *byte != b' ').map(|byte| byte.to_ascii_uppercase());
        let mut bytes = [0; 20];
        let (mut bits, mut held, mut filled) = (0_u32, 0, 0);
        for letter in letters {
            let value = ALPHABET.iter().position(|&known| known == letter)?;
            (bits, held) = ((bits << 5 | value as u32) & 0xfff, held + 5);
            if held >= 8 {
                held -= 8;
                *bytes.get_mut(filled)? = (bits >> held & 0xff) as u8;
                filled += 1;
            }
        }
        (filled == bytes.len() && held == 0).then_some(Self(bytes))
    }

    /// The address that an app reads from a QR code.
    #[must_use]
    pub fn uri(&self, issuer: &str, login: &str) -> String {
        let (issuer, login, secret) = (escaped(issuer), escaped(login), self.base32());
        format!(
            "otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={PERIOD}"
        )
    }

    /// The step of a code that holds at a time (seconds since 1970), one step early or late; none when it does not. A step
    /// that is not after the last one that was used must be refused, or a code that was looked at could be used again.
    #[must_use]
    pub fn step(&self, code: &str, now: i64) -> Option<i64> {
        let mut code = code.bytes().filter(|byte| !byte.is_ascii_whitespace());
        let mut typed = [0; 6];
        for digit in &mut typed {
            *digit = code.next()?;
        }
        if code.next().is_some() {
            return None;
        }
        let step = now.div_euclid(PERIOD);
        // All are compared, and each to its end, so that the time it takes tells nothing.
        let holds = |&step: &i64| {
            let right = format!("{:06}", self.code(step) % 1_000_000);
            right.bytes().zip(typed).fold(0, |unlike, (a, b)| unlike | (a ^ b)) == 0
        };
        (step.saturating_sub(DRIFT)..=step.saturating_add(DRIFT)).filter(holds).max()
    }

    /// The number of 31 bits for a step (RFC 4226, 5.3).
    fn code(&self, step: i64) -> u32 {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("keys of any length are taken");
        mac.update(&step.to_be_bytes());
        let mac = mac.finalize().into_bytes();
        let at = usize::from(mac[19] & 15);
        u32::from_be_bytes([mac[at], mac[at + 1], mac[at + 2], mac[at + 3]]) & 0x7fff_ffff
    }
}

/// Never shows it: debug output ends up in logs.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// A text inside an address.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: SHA-1; its eight digits.
    const VECTORS: [(i64, u32); 6] = [
        (59, 94_287_082),
        (1_111_111_109, 7_081_804),
        (1_111_111_111, 14_050_471),
        (1_234_567_890, 89_005_924),
        (2_000_000_000, 69_279_037),
        (20_000_000_000, 65_353_130),
    ];

    fn key() -> Key {
        Key(*b"12345678901234567890")
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (time, code) in VECTORS {
            assert_eq!(key().code(time / 30) % 100_000_000, code, "{time}");
            let typed = format!("{:06}", code % 1_000_000);
            assert_eq!(key().step(&typed, time), Some(time / 30));
            let spaced = format!(" {} {}", &typed[..3], &typed[3..]);
            assert_eq!(key().step(&spaced, time), Some(time / 30));
        }
    }

    #[test]
    fn clocks_may_be_a_step_apart() {
        let code = |step: i64| format!("{:06}", key().code(step) % 1_000_000);
        for (apart, holds) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let step = 1000 + apart;
            assert_eq!(key().step(&code(step), 30_000), holds.then_some(step), "{apart}");
        }
        for bad in ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"] {
            assert_eq!(key().step(bad, 59), None, "{bad}");
        }
        let _ = (key().step("000000", i64::MIN), key().step("000000", i64::MAX));
    }

    #[test]
    fn base32_leads_back() {
        assert_eq!(key().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(Key::parse("gezd gnbv gy3t qojq GEZD GNBV GY3T QOJQ"), Some(key()));
        let random = Key::generate().unwrap();
        assert_eq!(Key::parse(&random.base32()), Some(random));
        for bad in ["", "GEZD", &"A".repeat(33), &"A".repeat(40), &"1".repeat(32), &"汉".repeat(32)] {
            assert_eq!(Key::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_address_names_issuer_and_login() {
        let uri = key().uri("决算 A", "zhang&san");
        let begin = "otpauth://totp/%E5%86%B3%E7%AE%97%20A:zhang%26san?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=";
        assert!(uri.starts_with(begin), "{uri}");
    }
}
