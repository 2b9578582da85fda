//! SARIF 2.1.0, for review platforms.

use juesuan_audit::{Finding, Rule, Severity, rules::RULES};
use juesuan_read::Place;
use serde_sarif::sarif::{
    ArtifactContent, ArtifactLocation, Invocation, Location, LogicalLocation, Message, MultiformatMessageString,
    Notification, PhysicalLocation, PropertyBag, Region, ReportingConfiguration, ReportingDescriptor,
    Result as SarifResult, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use crate::{Audited, Listed, Locator, json::written};

/// The findings of one document as SARIF has them.
pub type Results = Vec<SarifResult>;

/// One run over all files, with the catalogue of rules. A file that could not be read is a notification.
#[must_use]
pub fn sarif(all: &[Listed<Results>]) -> String {
    let driver = ToolComponent::builder()
        .name("juesuan")
        .version(env!("CARGO_PKG_VERSION"))
        .language("zh-CN")
        .rules(RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>())
        .build();
    let unread: Vec<Notification> = all.iter().filter_map(notification).collect();
    let invocation =
        Invocation::builder().execution_successful(unread.is_empty()).tool_execution_notifications(unread).build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .language("zh-CN")
        .invocations(vec![invocation])
        .results(all.iter().filter_map(|a| a.outcome.as_ref().ok()).flat_map(|(_, r)| r.clone()).collect::<Vec<_>>())
        .build();
    let sarif = Sarif::builder()
        .schema("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
        .version("2.1.0")
        .runs(vec![run])
        .build();
    written(&sarif) + "\n"
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    ReportingDescriptor::builder()
        .id(rule.code)
        .name(rule.name)
        .short_description(text(rule.title))
        .full_description(text(rule.explanation))
        .help(text(&format!("{}\n依据：{}", rule.explanation, rule.basis)))
        .default_configuration(ReportingConfiguration::builder().level(level_name(rule.severity)).build())
        .build()
}

fn notification<T>(listed: &Listed<T>) -> Option<Notification> {
    let reason = listed.outcome.as_ref().err()?;
    let text = format!("{}：{reason}", listed.path.display());
    Some(Notification::builder().level("error").message(Message::builder().text(text).build()).build())
}

/// The findings of one document, for [`sarif`].
#[must_use]
pub fn sarif_results(audited: &Audited) -> Results {
    let locator = Locator::of(audited);
    let uri = uri(&audited.document.path);
    audited.report.findings.iter().map(|finding| result(&locator, &uri, finding)).collect()
}

fn result(locator: &Locator<'_>, uri: &str, finding: &Finding) -> SarifResult {
    let mut places = finding.places.iter().map(|&place| location(locator, uri, place));
    let first: Vec<Location> = places.next().into_iter().collect();
    let mut properties = PropertyBag::default();
    let mut put = |key: &str, value: Option<serde_json::Value>| {
        if let Some(value) = value {
            properties.additional_properties.insert(key.into(), value);
        }
    };
    put("expected", finding.expected.as_deref().map(Into::into));
    put("suspect", finding.suspect.as_deref().map(Into::into));
    put("proof", finding.proof.as_ref().and_then(|proof| serde_json::to_value(proof).ok()));
    let mut result = SarifResult::builder()
        .rule_id(finding.code)
        .level(level(finding.severity))
        .message(Message::builder().text(finding.message.as_str()).build())
        .locations(first)
        .related_locations(places.collect::<Vec<_>>())
        .properties(properties)
        .build();
    result.rule_index = RULES.iter().position(|rule| rule.code == finding.code).and_then(|i| i64::try_from(i).ok());
    result
}

/// Page and section are logical locations: SARIF knows lines, and a disclosure has none.
fn location(locator: &Locator<'_>, uri: &str, place: Place) -> Location {
    let snippet = ArtifactContent::builder().text(locator.quote(place)).build();
    let physical = PhysicalLocation::builder()
        .artifact_location(ArtifactLocation::builder().uri(uri).build())
        .region(Region::builder().start_line(i64::try_from(place.block).unwrap_or(0) + 1).snippet(snippet).build())
        .build();
    let logical = LogicalLocation::builder().fully_qualified_name(locator.describe(place)).kind("section").build();
    Location::builder().physical_location(physical).logical_locations(vec![logical]).build()
}

const fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Info => ResultLevel::Note,
    }
}

const fn level_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference: everything but unreserved characters and slashes is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_run_with_results_and_a_notification() {
        let text = sarif(&[testing::listed(sarif_results(&testing::audited())), testing::unreadable()]);
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        // The catalogue of rules grows and the version rises; neither is what this test is about.
        value["runs"][0]["tool"] = serde_json::Value::Null;
        for result in value["runs"][0]["results"].as_array_mut().unwrap() {
            result.as_object_mut().unwrap().remove("ruleIndex");
        }
        insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
    }

    /// What the schema of SARIF 2.1.0 requires of the objects that are written here.
    #[test]
    fn required_properties_are_there() {
        let text = sarif(&[testing::listed(sarif_results(&testing::audited())), testing::unreadable()]);
        let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(sarif["version"], "2.1.0");
        let run = &sarif["runs"][0];
        let driver = &run["tool"]["driver"];
        assert!(driver["name"].is_string());
        let rules = driver["rules"].as_array().unwrap();
        assert!(rules.iter().all(|rule| rule["id"].is_string() && rule["shortDescription"]["text"].is_string()));
        for invocation in run["invocations"].as_array().unwrap() {
            assert!(invocation["executionSuccessful"].is_boolean());
            let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
            assert!(notifications.iter().all(|notification| notification["message"]["text"].is_string()));
        }
        let results = run["results"].as_array().unwrap();
        assert!(!results.is_empty());
        for result in results {
            assert!(result["message"]["text"].is_string(), "{result}");
            assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()), "{result}");
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[rule]["id"], result["ruleId"]);
            for location in result["locations"].as_array().unwrap() {
                let physical = &location["physicalLocation"];
                assert!(physical["artifactLocation"]["uri"].is_string(), "{location}");
                assert!(physical["region"]["startLine"].as_u64().unwrap() >= 1, "{location}");
            }
        }
    }

    #[test]
    fn uris_hold_no_raw_spaces_or_chinese() {
        assert_eq!(uri("a b/决.pdf"), "a%20b/%E5%86%B3.pdf");
    }
}
