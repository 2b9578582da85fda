//! 我的账号: password, second factor, tokens.

use crate::routes::Routes;

/// Where a password is changed.
pub const PASSWORD: &str = "/me/password";

/// What is open to who must choose a password first.
pub const OPEN_BEFORE_CHANGE: [&str; 1] = [PASSWORD];

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
