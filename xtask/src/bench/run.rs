//! CPU time and memory of one command.

use std::{
    ffi::OsStr,
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// User and system time of a command with all its threads, in milliseconds. Bash measures it, because the standard library
/// cannot.
///
/// # Errors
/// When bash or the command does not run.
pub fn cpu_ms(program: &Path, args: &[&OsStr]) -> Result<f64, String> {
    let output = Command::new("bash")
        .args(["-c", "TIMEFORMAT='%3U %3S'; time \"$@\" >/dev/null 2>&1", "bash"])
        .arg(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .map_err(|e| format!("bash: {e}"))?;
    // 1 is the product's code for errors found.
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!("{} failed", program.display()));
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let times: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match times[..] {
        [user, system] => Ok((user + system) * 1000.0),
        _ => Err(format!("bash measured nothing: {text}")),
    }
}

/// The most memory that a command held at once (VmHWM), in megabytes. The kernel forgets it when the command ends, so it is
/// asked all the time.
///
/// # Errors
/// When the command does not run, or this is not Linux.
pub fn peak_mb(program: &Path, args: &[&OsStr]) -> Result<f64, String> {
    let mut child = Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().map_err(|e| e.to_string())?.is_none() {
        peak = peak.max(fs::read_to_string(&status).ok().and_then(|text| high_water_kb(&text)));
        thread::sleep(Duration::from_micros(200));
    }
    peak.map(|kb| f64::from(kb) / 1024.0).ok_or_else(|| format!("{status} says nothing"))
}

fn high_water_kb(status: &str) -> Option<u32> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The middle of some measurements; 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::{high_water_kb, median};

    #[test]
    fn reads_the_high_water_mark() {
        assert_eq!(high_water_kb("VmPeak:\t  9000 kB\nVmHWM:\t    5312 kB\n"), Some(5312));
        assert_eq!(high_water_kb("State:\tZ (zombie)\n"), None);
    }

    #[test]
    fn the_median_ignores_outliers() {
        assert_eq!(median(vec![3.0, 1.0, 900.0]), 3.0);
        assert_eq!(median(vec![]), 0.0);
    }
}
