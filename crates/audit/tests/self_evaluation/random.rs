//! Random self-evaluation tables: those that are right have no error, a figure that is wrong is found, and nothing panics.

use juesuan_audit::{Options, Severity, check};
use juesuan_form::Kind;
use proptest::prelude::*;

use super::sheet::{Cell, Sheet, row};

/// A table of scores in hundredths of a point, and how it is printed.
#[derive(Clone, Debug)]
struct Table {
    /// Groups of indicators: full score and score of each.
    groups: Vec<Vec<(i64, i64)>>,
    budget: i64,
    executed: i64,
    /// Whether the names of groups carry their full score.
    weighted_names: bool,
    /// Whether the groups' names are merged cells, or repeated in every row.
    merged: bool,
    /// Whether trailing zeros are printed.
    padded: bool,
    wan: bool,
}

/// The full score of the execution, in hundredths.
const EXECUTION: i64 = 1000;

fn table() -> impl Strategy<Value = Table> {
    let cuts = prop::collection::vec(prop::collection::vec((1i64..8, 0i64..=100), 1..4), 2..5);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (cuts, 100_000i64..90_000_000, 30i64..=105, flags).prop_map(|(cuts, budget, percent, flags)| {
        let parts: i64 = cuts.iter().flatten().map(|(part, _)| part).sum();
        let mut left = 9000;
        let mut groups: Vec<Vec<(i64, i64)>> = Vec::new();
        for group in &cuts {
            let weigh = |&(part, got): &(i64, i64)| {
                let full = 9000 * part / parts / 50 * 50;
                (full, full * got.max(50) / 100 / 10 * 10)
            };
            groups.push(group.iter().map(weigh).collect());
            left -= groups.last().unwrap().iter().map(|(full, _)| full).sum::<i64>();
        }
        let last = groups.last_mut().unwrap().last_mut().unwrap();
        *last = (last.0 + left, last.1 + left);
        let (weighted_names, merged, padded, wan) = flags;
        Table { groups, budget, executed: budget * percent / 100, weighted_names, merged, padded, wan }
    })
}

impl Table {
    fn points(&self, hundredths: i64) -> String {
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        if self.padded { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
    }

    fn money(&self, fen: i64) -> String {
        let rounded = (fen + 5000) / 10_000;
        if self.wan {
            format!("{}.{:02}", rounded / 100, rounded % 100)
        } else {
            format!("{}.{:02}", fen / 100, fen % 100)
        }
    }

    /// The rate in hundredths of a percent, rounded.
    fn rate(&self) -> i64 {
        (20_000 * self.executed + self.budget) / (2 * self.budget)
    }

    fn execution_score(&self) -> i64 {
        (EXECUTION * self.rate().min(10_000) + 5000) / 10_000
    }

    fn sheet(&self) -> Sheet {
        let unit = if self.wan { "项目资金（万元）" } else { "项目资金（元）" };
        let [budget, executed] = [self.budget, self.executed].map(|fen| self.money(fen));
        let rate = format!("{}.{:02}%", self.rate() / 100, self.rate() % 100);
        let score = self.points(self.execution_score());
        let mut rows = vec![
            row(&["1x2:项目名称", "1x6:水库除险加固"]),
            row(&["1x2:主管部门", "1x2:临江县水利局", "1x2:实施单位", "1x2:临江县水利局"]),
            row(&[&format!("4x1:{unit}"), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]),
            row(&["年度资金总额", &budget, &budget, &executed, "10", &rate, &score]),
            row(&["其中：当年财政拨款", &budget, &budget, &executed, "", "", ""]),
            row(&["其他资金", "", "", "", "", "", ""]),
            row(&["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]),
        ];
        for (number, group) in self.groups.iter().enumerate() {
            let full = self.points(group.iter().map(|(full, _)| full).sum());
            let name = ["产出指标", "效益指标", "成本指标", "满意度指标", "其他指标"][number];
            let name = if self.weighted_names { format!("{name}（{full}分）") } else { name.to_owned() };
            for (index, (full, score)) in group.iter().enumerate() {
                let [full, score] = [*full, *score].map(|points| self.points(points));
                let indicator = format!("指标{number}之{index}");
                let mut cells = row(&["二级", &indicator, "≥90%", "90%", &full, &score, ""]);
                if index == 0 || !self.merged {
                    let rows = if self.merged { u16::try_from(group.len()).unwrap() } else { 1 };
                    cells.insert(0, Cell { text: name.clone(), rows, cols: 1 });
                }
                rows.push(cells);
            }
        }
        let got: i64 = self.groups.iter().flatten().map(|(_, score)| score).sum();
        rows.push(row(&["1x5:总分", "100", &self.points(got + self.execution_score()), ""]));
        let before = ["项目支出绩效自评表", "（2024年度）"].map(str::to_owned).to_vec();
        Sheet { before, rows }
    }
}

/// Codes of the findings of a severity in each format.
fn codes(sheet: &Sheet, severity: Severity) -> Vec<Vec<String>> {
    let codes = |document: &juesuan_read::Document| {
        let report = check(document, &Options::default());
        assert_eq!(report.outline.kind, Kind::PerformanceSelfEvaluation);
        let found = report.findings.iter().filter(|finding| finding.severity == severity);
        found.map(|finding| format!("{} {}", finding.code, finding.message)).collect()
    };
    sheet.read().iter().map(codes).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_is_right_has_no_error(table in table()) {
        let sheet = table.sheet();
        for severity in [Severity::Error, Severity::Warning] {
            for found in codes(&sheet, severity) {
                prop_assert!(found.is_empty(), "{found:#?}\n{table:?}");
            }
        }
    }

    #[test]
    fn a_wrong_total_is_an_error(table in table(), miss in 1i64..30) {
        let mut sheet = table.sheet();
        let total = sheet.rows.last_mut().unwrap();
        let printed: f64 = total[2].text.parse().unwrap();
        // Beyond what the rounding of all scores to tenths could explain.
        total[2].text = format!("{:.2}", printed + miss as f64 + 1.5);
        for found in codes(&sheet, Severity::Error) {
            prop_assert!(found.iter().any(|code| code.starts_with("JS0601")), "{found:#?}\n{table:?}");
        }
    }

    #[test]
    fn any_cell_may_say_anything(table in table(), at in any::<prop::sample::Index>(), words in "[0-9.%（）()分元≥ -]{0,8}|总分|一级指标|得分|年度资金总额") {
        let mut sheet = table.sheet();
        let cells: usize = sheet.rows.iter().map(Vec::len).sum();
        let at = at.index(cells);
        if let Some(cell) = sheet.rows.iter_mut().flatten().nth(at) {
            cell.text = words;
        }
        for document in sheet.read() {
            let _ = check(&document, &Options::default());
        }
    }
}
