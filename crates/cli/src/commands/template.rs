use std::io::Cursor;

use crate::{args::TemplateArgs, atomic, failure::Failure};

/// Writes the workbook that accountants fill in.
///
/// # Errors
/// When it cannot be written.
pub fn run(args: &TemplateArgs) -> Result<u8, Failure> {
    if args.file.exists() {
        return Err(Failure::new(format!("{} 已经存在，没有覆盖。请换一个文件名", args.file.display())));
    }
    let mut content = Cursor::new(Vec::new());
    juesuan_books::write_template(&mut content).map_err(|error| Failure::new(format!("写不出模板：{error}")))?;
    atomic::write(&args.file, content.get_ref())?;
    println!("模板：{}。每张表的第一行是列名，填好后用 juesuan import 导入；用不到的表可以空着。", args.file.display());
    Ok(0)
}
