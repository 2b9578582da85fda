use std::process::ExitCode;

use clap::{
    Command, CommandFactory,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};

use crate::args::Cli;

/// Prints help where it was asked for, and otherwise says in Chinese what is wrong with the command line.
pub fn report(error: &Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed pipe is the only way for this to fail, and then nobody is listening.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let (path, command) = named();
    let path: String = path.iter().map(|name| format!("{name} ")).collect();
    eprintln!("错误：{}\n查看用法：juesuan {path}--help", message(error, &command));
    ExitCode::from(crate::UNREADABLE)
}

/// The command that the command line names, as far as it names one, and the words by which it does: `perf`, `correct`.
fn named() -> (Vec<String>, Command) {
    let mut command = Cli::command();
    let mut path = Vec::new();
    for word in std::env::args_os().skip(1).map_while(|word| word.into_string().ok()) {
        let Some(below) = command.find_subcommand(&word) else { break };
        command = below.clone();
        path.push(word);
    }
    (path, command)
}

/// What is wrong, with the nearest right spelling if there is one.
fn message(error: &Error, command: &Command) -> String {
    let get = |kind| context(error, kind);
    let argument = get(ContextKind::InvalidArg).unwrap_or_default();
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let given = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            let near = get(ContextKind::SuggestedSubcommand);
            format!("没有“{given}”这个命令{}", did_you_mean(near, &available(command)))
        }
        ErrorKind::UnknownArgument => {
            let near = get(ContextKind::SuggestedArg);
            format!("不认识“{argument}”{}", did_you_mean(near, "若它是文件名，请写在“--”之后"))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少内容"),
        ErrorKind::InvalidValue => {
            let all = get(ContextKind::ValidValue).unwrap_or_default();
            let near = get(ContextKind::SuggestedValue);
            format!("{argument} 不能是“{value}”{}", did_you_mean(near, &format!("可选：{all}")))
        }
        ErrorKind::ValueValidation => format!("{argument} 不能是“{value}”，应为{}", range(&argument)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} 重复或与其他选项冲突"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("缺少命令。{}", available(command))
        }
        ErrorKind::InvalidUtf8 => "参数里有无法识别的字符（不是 UTF-8）".into(),
        _ => format!("命令行有误：{argument} {value}").trim_end().to_owned(),
    }
}

/// The commands below a command.
fn available(command: &Command) -> String {
    let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    format!("可用的命令：{}", names.join("、"))
}

/// What the number of an argument may be.
fn range(argument: &str) -> &'static str {
    match argument.split_whitespace().next() {
        Some("--year") => "四位数的年度，如 2024",
        Some("--jobs") => " 1 到 1024 的整数",
        _ => "不小于0的整数",
    }
}

fn did_you_mean(near: Option<String>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("。是不是“{near}”？"),
        None => format!("。{otherwise}"),
    }
}

/// One piece of context of a clap error, as text.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if texts.is_empty() => None,
        ContextValue::Strings(texts) => Some(texts.join("、")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => texts.first().map(ToString::to_string),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
