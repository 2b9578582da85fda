//! The licences, sources and banned names of `deny.toml`, checked with nothing but `cargo metadata`.
//!
//! cargo-deny reads the same file and does more; this is for machines on which it is not installed.

mod spdx;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use serde::Deserialize;

/// The part of `deny.toml` that is checked here.
#[derive(Deserialize)]
struct Policy {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

/// What `cargo metadata` says of the dependencies.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// The workspaces of the repository; what nobody is given (fuzzing) is not among them.
const WORKSPACES: [&str; 2] = [".", "crates/scale"];

/// Fails with a list of what the policy does not allow.
pub fn check(root: &Path) -> Result<String, String> {
    let text = fs::read_to_string(root.join("deny.toml")).map_err(|e| format!("deny.toml: {e}"))?;
    let policy: Policy = toml::from_str(&text).map_err(|e| format!("deny.toml: {e}"))?;
    let mut packages = BTreeMap::new();
    for workspace in WORKSPACES {
        let own = metadata(&root.join(workspace))?.packages.into_iter();
        packages.extend(own.map(|package| ((package.name.clone(), package.version.clone()), package)));
    }
    let problems: Vec<String> = packages.values().flat_map(|package| problems(&policy, package)).collect();
    if problems.is_empty() {
        Ok(format!("{} packages agree with deny.toml", packages.len()))
    } else {
        Err(problems.join("\n"))
    }
}

fn metadata(root: &Path) -> Result<Metadata, String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|e| format!("cargo metadata: {e}"))
}

fn problems(policy: &Policy, package: &Package) -> Vec<String> {
    let name = format!("{} {}", package.name, package.version);
    let mut problems = Vec::new();
    match package.license.as_deref().map(|text| (text, spdx::allowed(text, &policy.licenses.allow))) {
        Some((_, Some(true))) => {}
        Some((text, Some(false))) => problems.push(format!("{name}: licence {text} is not allowed")),
        Some((text, None)) => problems.push(format!("{name}: licence {text} is no SPDX expression")),
        None => problems.push(format!("{name}: states no licence")),
    }
    if policy.bans.deny.iter().any(|banned| banned.name == package.name) {
        problems.push(format!("{name}: is banned"));
    }
    // A package of this workspace has no source.
    if let Some(source) = &package.source {
        let registry = source.strip_prefix("registry+");
        if !registry.is_some_and(|url| policy.sources.allow_registry.iter().any(|allowed| allowed == url)) {
            problems.push(format!("{name}: comes from {source}"));
        }
    }
    problems
}
