//! Measures recall and precision of the audit on generated documents.

use clap::{Parser, ValueEnum};
use juesuan_mutate::{
    Rng,
    faults::Kind,
    generate,
    report::{Format, Plan, print, run},
};

/// 用自生成的决算公开文档检验审核：无错文档不得误报，注入的差错应当发现。
#[derive(Parser)]
struct Arguments {
    /// 含错文档份数
    #[arg(long, default_value_t = 1000)]
    documents: u64,
    /// 无错文档份数
    #[arg(long, default_value_t = 1000)]
    clean: u64,
    /// 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 输出格式
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
    /// 列出若干误报与漏报
    #[arg(long, default_value_t = 0)]
    examples: usize,
    /// 只注入一类差错（如 `Digit`）
    #[arg(long)]
    only: Option<String>,
    /// 只输出该种子生成的无错文档全文
    #[arg(long)]
    show: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Text,
    Md,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(seed) = arguments.show {
        print!("{}", generate(&mut Rng::new(seed)).text());
        return;
    }
    let only = arguments.only.and_then(|name| Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == name));
    let outcome = run(&Plan {
        mutated: arguments.documents,
        clean: arguments.clean,
        seed: arguments.seed,
        examples: arguments.examples,
        only,
    });
    let format = match arguments.format {
        Output::Text => Format::Text,
        Output::Md => Format::Md,
    };
    print!("{}", print(&outcome, format));
    for example in &outcome.examples {
        println!("{example}");
    }
}
