pub mod opening_balance;
pub mod prior_amount;
pub mod unusable_prior;
