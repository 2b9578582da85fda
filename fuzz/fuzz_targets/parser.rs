//! Panics inside the PDF parser, a dependency, are caught by the reader and cost their file only; fuzzing goes on past them.

/// Ends the run at a panic of this project's own code, wherever it is caught.
pub fn abort_on_our_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if panic.location().is_some_and(|place| place.file().contains("crates/read")) {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}
