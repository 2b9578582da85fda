//! Tests of the engine as a whole.

mod bench;
mod brute;
mod cases;
mod documents;
mod sample;
