use std::time::Instant;

use juesuan_amount::Fen;
use juesuan_scale::{
    Elimination, Error, From, Lake, Limits, Plan, Request, Result, Scope, Transfer, UnitId, session, unit_csv,
};

use crate::args::{
    ConsolidateArgs, DataArgs, ExampleUnitArgs, GenerateArgs, HandInArgs, PeersArgs, ReviewArgs, WhichArgs,
};
use crate::output;

/// Makes a region.
pub fn generate(args: &GenerateArgs) -> Result<()> {
    let plan = Plan { year: args.year, units: args.units, payments: args.payments, seed: args.seed, edition: 0 };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let known = juesuan_scale::generate(&plan, &args.out, args.threads.unwrap_or(processors))?;
    println!(
        "{}个单位，{}笔支付共{}元，{}笔收入共{}元；单位之间往来相符{}笔，不符{}笔",
        known.units,
        known.payments,
        Fen(known.paid),
        known.receipts,
        Fen(known.received),
        known.transfers,
        known.disputed
    );
    Ok(())
}

/// Adds up units to the nine tables.
pub async fn consolidate(args: &ConsolidateArgs) -> Result<()> {
    let lake = open(&args.data)?;
    let begin = Instant::now();
    let request = Request {
        year: args.data.year,
        code: args.which.region.first().map_or("000000", |region| region.as_str()).to_owned(),
        name: args.name.clone(),
        scope: scope(&args.which)?,
        from: if args.recount { From::Records } else { From::Totals },
        eliminate: !args.no_elimination,
    };
    let consolidated = lake.consolidate(&request).await?;
    output::write(&args.out, &consolidated)?;
    let Request { year, name, .. } = &request;
    println!("{year}年度{name}：{}条分类，九张表写到 {}", consolidated.lines, args.out.display());
    if let Some(elimination) = &consolidated.elimination {
        say(elimination);
    }
    let (added, whole) = (consolidated.added.as_secs_f64(), begin.elapsed().as_secs_f64());
    println!("用时：汇总 {added:.3} 秒，全部 {whole:.3} 秒");
    Ok(())
}

/// Replaces what units said.
pub async fn hand_in(args: &HandInArgs) -> Result<()> {
    let lake = open(&args.data)?;
    let begin = Instant::now();
    let units = juesuan_scale::hand_in(&lake, &args.data.data, args.data.year, &args.region, &args.paths).await?;
    let units: Vec<&str> = units.iter().map(UnitId::as_str).collect();
    println!("已更正：{}，用时 {:.3} 秒", units.join("、"), begin.elapsed().as_secs_f64());
    Ok(())
}

/// Writes another edition of the books of one unit of a generated region, and prints which unit it is.
pub fn example_unit(args: &ExampleUnitArgs) -> Result<()> {
    let plan = Plan { edition: args.edition, ..Plan::read(&args.data)? };
    let units = plan.units_of(0);
    let place = usize::try_from(args.edition).unwrap_or(0) % units.len().max(1);
    let unit = units.get(place).ok_or(Error::Nothing(plan.year))?;
    unit_csv(&plan, 0, |id| id == unit, &args.out)?;
    println!("{unit}");
    Ok(())
}

/// Compares units with their peers.
pub async fn peers(args: &PeersArgs) -> Result<()> {
    let lake = open(&args.data)?;
    let begin = Instant::now();
    let peers = lake.peers(args.data.year, &scope(&args.which)?).await?;
    output::write_peers(&args.out, &peers)?;
    println!(
        "{}组指标，{}处离群，写到 {}；用时 {:.3} 秒",
        peers.standards.len(),
        peers.outliers.len(),
        args.out.display(),
        begin.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Audits all disclosures of a region.
pub async fn review(args: &ReviewArgs) -> Result<()> {
    let session = session(&Limits::default())?;
    let begin = Instant::now();
    let reviewed = juesuan_scale::review(&session, &args.data, &args.out).await?;
    let rankings = juesuan_scale::rank(&session, &args.out, args.last.as_deref()).await?;
    output::write_rankings(&args.out, &rankings)?;
    println!(
        "审核{}份，错误{}处、警告{}处、提示{}处；读不了{}份。写到 {}；用时 {:.3} 秒",
        reviewed.documents,
        reviewed.errors,
        reviewed.warnings,
        reviewed.infos,
        reviewed.unreadable,
        args.out.display(),
        begin.elapsed().as_secs_f64()
    );
    Ok(())
}

fn open(args: &DataArgs) -> Result<Lake> {
    let limits = Limits { memory: args.memory, threads: args.threads, spill: args.spill.clone() };
    Lake::open(session(&limits)?, &args.data.to_string_lossy())
}

fn scope(args: &WhichArgs) -> Result<Scope> {
    let Some(path) = &args.units else { return Ok(Scope::regions(args.region.clone())) };
    let text = std::fs::read_to_string(path).map_err(|source| Error::Io { path: path.clone(), source })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let unit = |line: &str| {
        UnitId::parse(line)
            .ok_or_else(|| Error::Refused(format!("“{line}”不是单位。请写作 区划代码-单位代码，如 430102-101001")))
    };
    Ok(Scope::of_units(lines.map(unit).collect::<Result<Vec<_>>>()?))
}

fn say(elimination: &Elimination) {
    let sum = |transfers: &[Transfer]| -> Fen {
        transfers.iter().filter_map(|transfer| transfer.paid.or(transfer.received)).sum()
    };
    let Elimination { eliminated, differing, outside } = elimination;
    println!(
        "单位之间往来：抵销{}笔共{}元；双方不符{}笔，未抵销；与范围外单位或未写明对方的{}笔",
        eliminated.len(),
        sum(eliminated),
        differing.len(),
        outside.len()
    );
}
