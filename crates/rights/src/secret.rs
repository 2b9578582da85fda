use std::fmt;

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::{NoRandom, random};

/// 256 random bits that stand for somebody: a session, a token. Whoever shows them is taken for that person, so only their
/// digest is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the operating system gives no random numbers.
    pub fn generate() -> Result<Self, NoRandom> {
        random::bytes().map(Self)
    }

    /// The one that somebody shows; none when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        if text.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.0) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// What is given to the person: 64 hexadecimal digits.
    #[must_use]
    pub fn reveal(&self) -> String {
        hexadecimal(&self.0)
    }

    /// What is kept: SHA-256, in hexadecimal. Nothing slower is needed, since 256 random bits cannot be guessed.
    #[must_use]
    pub fn digest(&self) -> String {
        hexadecimal(&Sha256::digest(self.0))
    }

    /// A value for a purpose (`csrf`) that only who knows the secret can tell, and that does not tell the secret.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> String {
        hexadecimal(&self.mac(purpose).finalize().into_bytes())
    }

    /// Whether somebody shows the value derived for a purpose; how long it takes does not tell how much of it is right.
    #[must_use]
    pub fn derives(&self, purpose: &str, shown: &str) -> bool {
        Self::parse(shown).is_some_and(|shown| self.mac(purpose).verify_slice(&shown.0).is_ok())
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("keys of any length are taken");
        mac.update(purpose.as_bytes());
        mac
    }
}

/// Never shows it: debug output ends up in logs.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_taken_back() {
        let secret = Secret::generate().unwrap();
        assert_eq!(Secret::parse(&secret.reveal()), Some(secret.clone()));
        assert_ne!(Secret::generate().unwrap(), secret);
        assert_ne!(secret.digest(), secret.reveal());
        for bad in ["", "x", &"z".repeat(64), &"汉".repeat(22), &"0".repeat(63), &"0".repeat(66), &"A".repeat(64)] {
            assert_eq!(Secret::parse(bad), None, "{bad}");
        }
        assert!(!format!("{secret:?}").contains(&secret.reveal()));
    }

    #[test]
    fn the_digest_is_sha_256() {
        let zeros = Secret([0; 32]);
        assert_eq!(zeros.digest(), "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
    }

    #[test]
    fn derived_values_belong_to_one_secret_and_one_purpose() {
        let (a, b) = (Secret([1; 32]), Secret([2; 32]));
        assert!(a.derives("csrf", &a.derive("csrf")));
        assert!(!a.derives("csrf", &b.derive("csrf")) && !a.derives("csrf", &a.derive("x")) && !a.derives("csrf", ""));
    }
}
