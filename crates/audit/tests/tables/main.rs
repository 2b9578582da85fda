//! The official tables: recognised, bound to keys, and related.

mod corpus;
mod support;
mod variants;
