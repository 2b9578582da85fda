//! The official tables: recognised, bound to keys, and related.

mod corpus;
mod headers;
mod rows;
mod support;
mod variants;
