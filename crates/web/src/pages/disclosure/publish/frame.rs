//! A rendered disclosure inside a page: in a frame, under a policy of its own.
//!
//! The document is one file that works without us, so its style and script stand in it. The policy names them by their
//! digests; whatever else could stand in the document is not run. The document is treated as a stranger's (`sandbox`): it
//! sees neither cookies nor the page around it.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// What stands behind the script of a document.
const END: &str = "</script>\n</body>\n</html>\n";

/// An answer with a document, for a frame of our own pages.
pub fn framed(html: &[u8]) -> Response {
    let policy = policy(&String::from_utf8_lossy(html));
    let kind = "text/html; charset=utf-8".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, policy)], html.to_vec()).into_response()
}

fn policy(html: &str) -> String {
    let allowed = |text: Option<&str>| text.map_or_else(|| "'none'".to_owned(), source);
    format!(
        "default-src 'none'; style-src {}; script-src {}; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; \
         sandbox allow-scripts",
        allowed(style(html)),
        allowed(script(html)),
    )
}

/// The first style sheet: it stands before everything that comes from the books but the title.
fn style(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("<style>")?;
    Some(rest.split_once("</style>")?.0)
}

/// The script that ends the document: behind everything that comes from the books.
fn script(html: &str) -> Option<&str> {
    let (_, script) = html.strip_suffix(END)?.rsplit_once("<script>")?;
    Some(script)
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documents_own_style_and_script_are_allowed() {
        let html = "<title>t</title>\n<style>\na{}</style><body><style>x</style><script>evil()</script>\
                    <script>\ngood()</script>\n</body>\n</html>\n";
        assert_eq!(style(html), Some("\na{}"));
        assert_eq!(script(html), Some("\ngood()"));
        let policy = policy(html);
        assert!(policy.contains(&source("\ngood()")) && !policy.contains(&source("evil()")));
        assert!(!policy.contains("unsafe") && policy.contains("sandbox allow-scripts"));
    }

    #[test]
    fn what_is_no_document_of_ours_runs_nothing() {
        let policy = policy("<script>evil()</script>");
        assert!(policy.contains("script-src 'none'") && policy.contains("style-src 'none'"));
    }

    #[test]
    fn a_digest_is_as_browsers_make_it() {
        assert_eq!(source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
