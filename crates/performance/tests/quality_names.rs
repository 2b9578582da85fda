//! Names of indicators as departments write them: which the linter must let pass, and which it must find.

mod tables;

use juesuan_performance::Settings;
use juesuan_performance::quality::review;

/// The rules that look at names.
const ON_NAMES: [&str; 4] = ["JX0106", "JX0107", "JX0108", "JX0109"];

/// What rules on names say of an indicator at least (or at most) 90.
fn found(level: &str, name: &str, comparison: &str) -> Vec<&'static str> {
    let rows = tables::rows(&format!("指标设定\n二级指标,三级指标,指标方向,指标值\n{level},{name},{comparison},90"));
    let findings = review(&tables::plan(&rows), None, &Settings::default().quality).remove(0).findings;
    findings.into_iter().map(|finding| finding.code).filter(|code| ON_NAMES.contains(code)).collect()
}

#[test]
fn usual_names_pass() {
    let names = [
        (
            "数量",
            "开展专项检查次数 | 发放宣传资料份数 | 维修道路面积 | 12345热线受理件 | 聘用辅助人员数量 | 采购设备台套数 | 举办讲座场次 | 新建厂房（平方米）",
        ),
        (
            "质量",
            "项目验收合格率 | 设备采购合格率 | 政策知晓率 | 系统故障修复率 | 培训合格率 | 资金使用合规率 | 任务完成率 | 课题通过率 | 工程质量优良率",
        ),
        (
            "时效",
            "项目按期完成率 | 补助资金发放及时率 | 任务完成时间 | 故障响应时间 | 工程按时开工率 | 完成及时性 | 24小时办结率",
        ),
        (
            "经济成本",
            "项目成本控制率 | 每公里造价 | 人均培训费用 | 预算控制数 | 补助标准 | 公用经费控制率 | 三公经费变动率 | 采购成本",
        ),
        ("社会成本", "群众额外支出 | 施工扰民投诉 | 社会成本节约率"),
        ("生态环境成本", "建筑垃圾排放量 | 生态环境成本节约率"),
        (
            "经济效益",
            "带动投资额 | 节约财政资金 | 政府采购节支率 | 农产品成本降低率 | 产业增加值增速 | 受益农户增收额 | 贷款按期偿还率 | 资金使用效益",
        ),
        (
            "社会效益",
            "受益群众人数 | 服务覆盖人次 | 就业率 | 企业制度性交易成本下降率 | 居民遵守交通规则比例 | 食品经营企业合规率 | 违法案件下降率",
        ),
        ("生态效益", "空气质量优良天数比例 | 森林覆盖率 | 水质达标率 | 单位能耗下降率 | 造林面积 | 固废综合利用率"),
        ("可持续影响", "设施后续管护率 | 人才留任率 | 平台持续运行年限"),
        ("满意度", "群众满意度 | 受训学员满意率 | 社会公众满意程度"),
        ("预算执行率", "预算执行率"),
    ];
    let mut faults = Vec::new();
    for (level, names) in names {
        for name in names.split(" | ") {
            let found = found(level, name, "≥");
            if !found.is_empty() {
                faults.push(format!("{level} {name}: {found:?}"));
            }
        }
    }
    // Of what should be few, numbers tell quality.
    for name in ["差错次数", "安全事故次数", "被通报批评次数"] {
        assert_eq!(found("质量", name, "≤"), [""; 0], "{name}");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn faulty_names_are_found() {
    let names = [
        ("JX0106", "质量", "培训合格率不低于90%"),
        ("JX0106", "时效", "12月底前完成"),
        ("JX0106", "数量", "印发简报90件"),
        ("JX0107", "社会效益", "提高群众获得感，维护社会稳定"),
        ("JX0107", "社会效益", "营造良好营商环境"),
        ("JX0107", "可持续影响", "促进事业发展"),
        ("JX0108", "社会效益", "群众满意度"),
        ("JX0108", "质量", "完工及时率"),
        ("JX0108", "数量", "资金拨付及时率"),
        ("JX0108", "生态效益", "财务管理制度执行率"),
        ("JX0108", "社会效益", "专款专用率"),
        ("JX0108", "质量", "项目总成本"),
        ("JX0108", "时效", "开展检查次数"),
        ("JX0108", "数量", "产品合格率"),
        ("JX0108", "经济效益", "预算执行率"),
        ("JX0108", "社会效益", "年度工作完成率"),
        ("JX0109", "社会效益", "工作流程规范性"),
        ("JX0109", "可持续影响", "管理制度健全率"),
        ("JX0109", "经济效益", "项目程序合规率"),
    ];
    let missed = names.iter().filter(|(code, level, name)| found(level, name, "≥") != [*code]);
    let missed: Vec<String> = missed
        .map(|(code, level, name)| format!("{level} {name}: {:?}, not {code}", found(level, name, "≥")))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
