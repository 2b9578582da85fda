use std::sync::Arc;

/// A file that somebody handed in, in memory. A copy of it shares its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its name, without folders; it may tell what kind of records it holds.
    pub name: String,
    /// Its bytes.
    pub content: Arc<[u8]>,
}
