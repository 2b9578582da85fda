//! A simulated year of projects with planted low-benefit spending: what monitoring finds, when, and how often wrongly, beside
//! the same judgement made once a quarter.
//!
//! `cargo run --release -p juesuan-performance --example simulate -- [--seed N] [--seeds N] [--projects N]` prints the tables of
//! `docs/performance-simulation.md`; `--alarms` adds every false alarm, `--page` prints the whole page. The same seed gives the same
//! year everywhere.

mod design;
mod life;
mod plant;
mod random;
mod table;
mod watch;
mod year;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, default: u64| {
        let place = arguments.iter().position(|argument| argument == name);
        place.and_then(|place| arguments.get(place + 1)?.parse().ok()).unwrap_or(default)
    };
    let (first, seeds, projects) = (number("--seed", 1), number("--seeds", 1), number("--projects", 200));
    let projects = usize::try_from(projects).unwrap_or(200);
    let mut outcome = watch::Outcome::default();
    for seed in first..first + seeds {
        outcome.add(&year::year(seed, projects));
    }
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    let tables = table::tables(&outcome);
    if asked("--page") {
        let last = first + seeds - 1;
        let command = format!(
            "cargo run --release -p juesuan-performance --example simulate -- --seed {first} --seeds {seeds} --projects {projects} --page"
        );
        let page =
            include_str!("page.md").replace("{command}", &command).replace("{seeds}", &format!("{first}～{last}"));
        print!("{}", page.replace("{projects}", &projects.to_string()).replace("{tables}", &tables));
    } else {
        print!("{tables}");
    }
    if asked("--alarms") {
        outcome.false_alarms.iter().for_each(|alarm| println!("{alarm}"));
    }
}
