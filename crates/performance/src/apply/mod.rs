//! 结果应用
mod settings;
pub use settings::ApplicationSettings;
