use std::fmt;
use std::str::FromStr;

/// The place in the results of a search after which it goes on; as a text it fits into an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Id of the last record that was looked at.
    pub(crate) id: i64,
    /// Its number, where results are in the order of numbers.
    pub(crate) number: Option<String>,
}

/// The text is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“继续查找”的位置读不出，请重新查找")]
pub struct NoCursor;

impl fmt::Display for Cursor {
    /// `4294967297`, or `4294967297~P1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id)?;
        self.number.as_ref().map_or(Ok(()), |number| write!(f, "~{number}"))
    }
}

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (id, number) = text.split_once('~').map_or((text, None), |(id, number)| (id, Some(number.to_owned())));
        Ok(Self { id: id.parse().map_err(|_| NoCursor)?, number })
    }
}
