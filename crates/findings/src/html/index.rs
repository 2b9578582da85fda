use juesuan_audit::Severity;

use super::{POLICY, class_of, escape};
use crate::{Listed, coverage_percent, kind_name, severity_name};

const CSS: &str = include_str!("index.css");

/// A page that lists all documents with links to their reports, of which the file names are given.
#[must_use]
pub fn html_index(all: &[Listed<String>]) -> String {
    let rows: String = all.iter().map(row).collect();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>决算公开审核汇总</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n\
         <h1>决算公开审核汇总</h1>\n<table>\n<thead><tr><th>单位</th><th>年度</th><th>类别</th><th>{}</th><th>{}</th><th>{}</th>\
         <th>数字读懂</th><th>文件</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n",
        severity_name(Severity::Error),
        severity_name(Severity::Warning),
        severity_name(Severity::Info)
    )
}

fn row(listed: &Listed<String>) -> String {
    let path = escape(&listed.path.display().to_string());
    let (brief, name) = match &listed.outcome {
        Ok(seen) => seen,
        Err(reason) => {
            return format!(
                "<tr class=\"unread\"><td colspan=\"7\">读不出：{}</td><td>{path}</td></tr>\n",
                escape(reason)
            );
        }
    };
    let unit = escape(brief.unit_name.as_deref().unwrap_or("（没有认出单位）"));
    let year = brief.fiscal_year.map_or_else(|| "—".into(), |year| year.to_string());
    let (link, kind) = (escape(&encoded(name)), kind_name(brief.kind));
    let mut out = format!("<tr><td><a href=\"{link}\">{unit}</a></td><td>{year}</td><td>{kind}</td>");
    let audited = brief.kind.is_audited();
    let counts = [(Severity::Error, brief.errors), (Severity::Warning, brief.warnings), (Severity::Info, brief.infos)];
    for (severity, count) in counts {
        let class = if audited && count > 0 { class_of(severity) } else { "" };
        let count = if audited { count.to_string() } else { "—".into() };
        out += &format!("<td class=\"number {class}\">{count}</td>");
    }
    let coverage =
        if audited { coverage_percent(brief.understood, brief.numerals) } else { "不按决算审核".into() };
    out + &format!("<td class=\"number\">{coverage}</td><td>{path}</td></tr>\n")
}

/// A file name as a relative reference: what would end the path or begin an escape is encoded.
fn encoded(name: &str) -> String {
    let name = name.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    // A colon in the first segment would read as a scheme.
    format!("./{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn documents_are_linked_and_unread_ones_named() {
        let page = html_index(&[testing::listed("a#1.html".into()), testing::unreadable()]);
        assert!(page.contains("<a href=\"./a%231.html\">临江县水利局</a>"));
        assert!(page.contains("读不出：文件是空的") && !page.contains("<水利局>"));
    }
}
