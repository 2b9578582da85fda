//! What the pages show: plain values, each a function of a snapshot.
