//! On what something was measured.

use std::{fs, process::Command, thread};

/// One line in Chinese: processor, cores, date and versions.
pub fn describe() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let date = first_line(Command::new("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_else(|| "日期不明".into());
    let rustc = first_line(Command::new("rustc").arg("--version")).unwrap_or_else(|| "rustc".into());
    let poppler = first_line(Command::new("pdftotext").arg("-v")).unwrap_or_else(|| "没有 pdftotext".into());
    format!(
        "机器：{}，{cores} 核；{date}；juesuan {}（{rustc}，release）；{poppler}。命令：`cargo xtask bench`。\n",
        processor(),
        env!("CARGO_PKG_VERSION")
    )
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")).and_then(|rest| rest.split_once(':'));
    model.map_or_else(|| std::env::consts::ARCH.into(), |(_, name)| name.trim().to_owned())
}

/// The first line of what a command says, on either stream.
fn first_line(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&said).lines().next().map(str::to_owned)
}
