//! The example department from its books to a checked disclosure, once around the loop of its performance, and then in the
//! browser with a person of each role.

mod files;

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
};

use juesuan_desk::Snapshot;
use juesuan_findings::{Audited, Options};
use juesuan_performance::Settings;
use juesuan_store::ImportOptions;
use juesuan_web::{Config, DemoPerson};

use super::{compile, import, perf::view::points, serve};
use crate::{
    args::{DemoArgs, FileKind, How, RoundingChoice, Which},
    atomic,
    books::{Made, Session, disclose::filled, made},
    failure::Failure,
};

/// Fiscal year of the example.
const YEAR: u16 = 2024;

/// The kinds of file that the check reads.
const READ_BACK: [FileKind; 3] = [FileKind::Docx, FileKind::Xlsx, FileKind::Html];

/// Loads the example department, makes its disclosure and checks it, and serves it. Exit code 1 when the check finds an error.
///
/// # Errors
/// When the folder cannot be written, or nothing can listen at the port.
pub fn run(args: &DemoArgs) -> Result<u8, Failure> {
    let folder = &args.out;
    let books = folder.join("账簿");
    for (name, content) in files::FILES {
        atomic::write(&books.join(name), content)?;
    }
    println!("1．例子部门的账簿：{}", books.display());
    let database = folder.join("账簿.db");
    start_anew(&database)?;
    let mut session = Session::open_or_create(&format!("sqlite:{}", database.display()))?;
    let options = ImportOptions { year: YEAR, paths: vec![books], actor: "演示".to_owned() };
    let imported = import::import(&mut session, &options)?;
    let records: u64 = imported.summary.counts.values().map(|count| count.new).sum();
    println!("2．导入 {}：{records} 条记录", database.display());
    let snapshot = session.snapshot(&Which { unit: None, year: Some(YEAR) }, None, &Settings::default())?;
    let people = if args.no_serve { Vec::new() } else { furnished(&mut session, snapshot.unit())? };
    session.close()?;
    let how = How { form: Some("hunan".to_owned()), rounding: RoundingChoice::Honest };
    let report = filled(&snapshot.books(), &how)?;
    println!("3．编制决算公开");
    let files = made(&report, &folder.join("决算公开"), &[])?;
    compile::tell(&report, &files);
    println!("4．审核编出的文件");
    let mut errors = checked(&files)?;
    println!("5．绩效闭环");
    errors += evaluated(&snapshot, &folder.join("绩效自评"))?;
    let address = format!("sqlite:{}", database.display());
    println!(
        "{errors} 个错误（{errors} errors）。查一个数的来历：juesuan trace --db {address} operation/total/amount\n看每盏灯为什么亮：juesuan perf monitor --db {address} --all"
    );
    if !args.no_serve {
        // What was made is in the files; the pages read the books.
        drop((report, snapshot));
        println!("6．网页：打开后在登录页选一个岗位，一点就进");
        serve::serve(&address, Config { listen: listen(args.port), demo: people, ..Config::default() })?;
    }
    Ok(u8::from(errors > 0))
}

/// Gives the office of a unit its people.
fn furnished(session: &mut Session, unit: &str) -> Result<Vec<DemoPerson>, Failure> {
    session.wait(|store| async move {
        let made = juesuan_web::demo::furnish(store, unit).await;
        made.map_err(|error| Failure::new(error.to_string()))
    })
}

/// Where pages are served: on the port that was asked for, else on the usual one, or a free one where that is taken.
fn listen(port: Option<u16>) -> SocketAddr {
    let usual = Config::default().listen;
    if let Some(port) = port {
        return SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    }
    if TcpListener::bind(usual).is_ok() {
        return usual;
    }
    println!("  端口 {} 正被别的程序使用，另选一个空闲的", usual.port());
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

/// Tells what the loop of performance found, writes the self-evaluation and checks it; how many errors that has.
fn evaluated(snapshot: &Snapshot, folder: &Path) -> Result<usize, Failure> {
    let (plan, found) = (snapshot.plan(), snapshot.monitor().deviations().count());
    let whole = snapshot.evaluator().unit(snapshot.unit());
    let grade = whole.grade.map_or("", |grade| snapshot.settings().evaluation.name_of(grade));
    println!(
        "  目标 {} 个，指标 {} 个；全年监控发现偏差 {found} 项，整改 {} 项；整体支出得分 {}，{grade}",
        plan.goals.len(),
        plan.targets.len(),
        snapshot.corrections().len(),
        points(whole.total)
    );
    let report = snapshot.self_evaluation()?;
    let files = made(&report, folder, &[FileKind::Docx, FileKind::Html])?;
    for file in &files {
        println!("  {}：{}", file.what, file.path.display());
    }
    checked(&files)
}

/// Removes the books of an earlier demonstration.
fn start_anew(database: &Path) -> Result<(), Failure> {
    for suffix in ["", "-wal", "-shm"] {
        let file =
            database.with_file_name(format!("{}{suffix}", database.file_name().unwrap_or_default().to_string_lossy()));
        if file.exists() {
            fs::remove_file(&file).map_err(|error| {
                Failure::new(format!("删不掉上次演示的 {}：{error}。请关闭正在用它的程序", file.display()))
            })?;
        }
    }
    Ok(())
}

/// Checks what was made as any published disclosure, and counts the errors.
fn checked(files: &[Made]) -> Result<usize, Failure> {
    let mut errors = 0;
    for file in files.iter().filter(|file| READ_BACK.contains(&file.kind)) {
        let audited = Audited::of_path(&file.path, &Options::default())
            .map_err(|failure| Failure::new(format!("读不出 {}：{failure}", file.path.display())))?;
        let brief = audited.brief();
        println!(
            "  {}：错误 {}，警告 {}，提示 {}；数字 {} 个，读懂 {} 个",
            file.what, brief.errors, brief.warnings, brief.infos, brief.numerals, brief.understood
        );
        errors += brief.errors;
    }
    Ok(errors)
}
