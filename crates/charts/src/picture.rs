//! What drawing gives.

/// A drawn picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The `<svg>` element, ready to stand in a page.
    pub svg: String,
    /// The title, as its `<title>`.
    pub title: String,
    /// What the picture shows, in words, as its `<desc>`.
    pub message: String,
    /// What could not be drawn, in words, for a note beside the picture; it is in the message too.
    pub left_out: Vec<String>,
}

/// A width that suits a page on a desk, in pixels.
pub const WIDE: u32 = 720;
/// A width that suits a phone, in pixels.
pub const NARROW: u32 = 340;

/// Something that can be drawn.
pub trait Draw {
    /// Draws it for a place about `width` pixels wide (brought into 280 to 1600): text is at least 11 pixels high there.
    /// It scales with the page; small pictures ([`Gauge`](crate::Gauge), [`Spark`](crate::Spark)) are never scaled up.
    fn draw(&self, width: u32) -> Picture;
}

/// Two drawings of the same, with the classes `wide` and `narrow` on their roots: the page hides one of them by the width
/// of the window.
#[must_use]
pub fn responsive(picture: &(impl Draw + ?Sized)) -> String {
    picture.draw(WIDE).svg + &picture.draw(NARROW).svg
}
