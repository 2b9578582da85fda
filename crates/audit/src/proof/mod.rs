//! The proof engine: decides whether exact integer amounts can stand behind what is printed, and if not, why.
//!
//! The way of a contradiction: the problem is lowered to inequalities (`verify`), split into connected components
//! (`system`). Where integers near the printed values satisfy a component (`witness`), nothing in it is wrong. Elsewhere
//! bounds are propagated with their derivations (`propagate`), and a clash is unfolded into a certificate
//! (`certificate`). What propagation leaves open is searched for a solution without the copies in it (`merge`), in floats
//! that land on integers (`project`). Where none is found, rows that contradict each other are (`farkas`), as long as
//! `effort` allows, and only exact certificates count. `blame` names the suspect, `expect` says what should stand there,
//! `resolve` finds the fewest figures that have to be wrong, `prove` puts it together.

mod blame;
mod broken;
mod certificate;
mod effort;
mod expect;
mod farkas;
mod merge;
mod problem;
mod project;
mod propagate;
mod prove;
mod resolve;
mod system;
#[cfg(test)]
mod tests;
mod verify;
mod witness;

pub use problem::{Conflict, Expected, Observation, Problem, Source, Statement, Step};
pub use prove::prove;
pub use verify::verify;
