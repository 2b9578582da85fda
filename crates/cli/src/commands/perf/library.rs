use std::io::{self, Write};

use juesuan_performance::{library, library_fields};

use crate::{args::LibraryArgs, failure::Failure};

/// Lists indicators of the library.
///
/// # Errors
/// When there is no such field.
pub fn run(args: &LibraryArgs) -> Result<u8, Failure> {
    let fields = library_fields();
    if let Some(field) = args.field.as_deref().filter(|field| !fields.contains(field)) {
        return Err(Failure::new(format!("指标库里没有领域“{field}”。有：{}", fields.join("、"))));
    }
    let mut out = io::stdout().lock();
    let found = library(args.field.as_deref(), None, &args.words.join(" "));
    if found.is_empty() {
        writeln!(out, "没有找到。领域有：{}", fields.join("、"))?;
    }
    for template in found {
        let source = if template.register.is_empty() { "支付数据" } else { &template.register };
        writeln!(
            out,
            "{}　{}　{}　{}　{}　取自 {source}（{}）　{}",
            template.field,
            template.dimension.name(),
            template.name,
            template.comparison.name(),
            template.measure,
            template.aggregation.name(),
            template.scoring.name()
        )?;
    }
    Ok(0)
}
