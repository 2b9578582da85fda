//! Measures recall and precision of the audit on generated documents. A false error anywhere fails the run.

use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use juesuan_audit::{Options, check};
use juesuan_mutate::{
    Sample,
    faults::{Fault, Kind},
    report::{Format, Plan, clean_sample, describe, mutated_sample, print, run},
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
    /// 只输出第几份无错文档的全文与审核结果
    #[arg(long)]
    show_clean: Option<u64>,
    /// 只输出第几份含错文档的全文、差错与审核结果
    #[arg(long)]
    show_mutated: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Text,
    Md,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let only = arguments.only.and_then(|name| Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == name));
    let plan = Plan {
        mutated: arguments.documents,
        clean: arguments.clean,
        seed: arguments.seed,
        examples: arguments.examples,
        only,
    };
    if let Some(index) = arguments.show_clean {
        show(&clean_sample(&plan, index), &[]);
    } else if let Some(index) = arguments.show_mutated {
        match mutated_sample(&plan, index) {
            Some(mutated) => show(&mutated.sample, &mutated.faults),
            None => println!("没有可注入的位置"),
        }
    } else {
        let outcome = run(&plan);
        let format = match arguments.format {
            Output::Text => Format::Text,
            Output::Md => Format::Md,
        };
        print!("{}", print(&outcome, format));
        for example in &outcome.examples {
            println!("{example}");
        }
        if outcome.false_errors != [0, 0] {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Prints a document with its faults and the findings on it.
fn show(sample: &Sample, faults: &[Fault]) {
    println!("{}", sample.text());
    for fault in faults {
        println!("差错 {}: {} → {}", fault.kind.name(), fault.before, fault.after);
    }
    for finding in &check(&sample.document, &Options::default()).findings {
        println!("{:?} {}", finding.severity, describe(sample, finding));
    }
}
