//! Made-up, plausible figures of a department, shared by the tests and the gallery.

use juesuan_amount::Fen;
use juesuan_charts::*;

fn wan(amount: f64) -> Fen {
    Fen((amount * 1_000_000.0).round() as i64)
}

/// All pictures with their names.
pub fn pictures() -> Vec<(&'static str, Box<dyn Draw>)> {
    vec![
        ("execution", Box::new(execution())),
        ("execution-ahead", Box::new(ahead())),
        ("treemap", Box::new(treemap())),
        ("bars", Box::new(bars())),
        ("years", Box::new(years())),
        ("flow", Box::new(flow())),
        ("trend", Box::new(trend())),
        ("trajectory", Box::new(trajectory())),
        ("trajectory-rate", Box::new(rate())),
        ("gauge", Box::new(gauge())),
        ("gauge-score", Box::new(score())),
        ("spark", Box::new(spark())),
        ("nothing", Box::new(Bars { title: "没有支出".to_owned(), bars: Vec::new() })),
        ("spark-nothing", Box::new(Spark { title: "没有数据".to_owned(), ..Spark::default() })),
    ]
}

fn execution() -> Execution {
    let payments = (1..=273).filter(|day| day % 9 == 4 || day % 30 == 15).map(|day| DayAmount {
        day,
        amount: wan(8.3 + f64::from(day % 7) * 6.1 - if day == 130 { 80.0 } else { 0.0 }),
    });
    Execution {
        title: "2024年预算执行进度".to_owned(),
        year: 2024,
        budget: wan(1_482.36),
        payments: payments.collect(),
        plan: Vec::new(),
        today: Some(274),
    }
}

fn ahead() -> Execution {
    Execution {
        title: "省级专项资金执行进度".to_owned(),
        year: 2023,
        budget: wan(268_000.0),
        payments: vec![
            DayAmount { day: 20, amount: wan(30_000.0) },
            DayAmount { day: 47, amount: wan(82_500.0) },
            DayAmount { day: 98, amount: wan(61_200.5) },
        ],
        plan: vec![
            DayAmount { day: 90, amount: wan(40_000.0) },
            DayAmount { day: 181, amount: wan(134_000.0) },
            DayAmount { day: 365, amount: wan(268_000.0) },
        ],
        today: Some(110),
    }
}

fn branch(code: &str, name: &str, children: &[(&str, &str, f64)]) -> Branch {
    let child = |&(code, name, amount): &(&str, &str, f64)| Branch {
        code: code.to_owned(),
        name: name.to_owned(),
        amount: wan(amount),
        children: Vec::new(),
    };
    Branch {
        code: code.to_owned(),
        name: name.to_owned(),
        amount: Fen::ZERO,
        children: children.iter().map(child).collect(),
    }
}

fn treemap() -> Treemap {
    Treemap {
        title: "2024年支出按功能分类".to_owned(),
        branches: vec![
            branch(
                "201",
                "一般公共服务支出",
                &[
                    ("20101", "人大事务", 38.2),
                    ("20103", "政府办公厅（室）及相关机构事务", 1_204.55),
                    ("20199", "其他一般公共服务支出", 212.4),
                ],
            ),
            branch(
                "208",
                "社会保障和就业支出",
                &[
                    ("20805", "行政事业单位养老支出", 318.77),
                    ("20808", "抚恤", 42.1),
                    ("20899", "其他社会保障和就业支出", 12.03),
                ],
            ),
            branch("210", "卫生健康支出", &[("21004", "公共卫生", 66.0), ("21011", "行政事业单位医疗", 142.18)]),
            branch(
                "213",
                "农林水支出",
                &[
                    ("21301", "农业农村", 880.0),
                    ("21303", "水利", 412.6),
                    ("21305", "巩固脱贫攻坚成果衔接乡村振兴", 655.31),
                    ("21399", "其他农林水支出", -3.2),
                ],
            ),
            branch("221", "住房保障支出", &[("22102", "住房改革支出", 198.64)]),
            branch("224", "灾害防治及应急管理支出", &[("22401", "应急管理事务", 27.5)]),
            branch("229", "其他支出", &[("22960", "彩票公益金安排的支出", 8.0)]),
        ],
    }
}

fn bars() -> Bars {
    let bar = |(name, amount): (&str, f64)| Bar { name: name.to_owned(), amount: wan(amount) };
    Bars {
        title: "2024年支出按类".to_owned(),
        bars: [
            ("201 一般公共服务支出", 1_455.15),
            ("208 社会保障和就业支出", 372.9),
            ("210 卫生健康支出", 208.18),
            ("213 农林水支出", 1_944.71),
            ("221 住房保障支出", 198.64),
            ("224 灾害防治及应急管理支出", 27.5),
            ("229 其他支出", 8.0),
        ]
        .into_iter()
        .map(bar)
        .collect(),
    }
}

fn years() -> YearBars {
    let row = |name: &str, amounts: [Option<f64>; 3]| YearRow {
        name: name.to_owned(),
        amounts: amounts.map(|amount| amount.map(wan)).to_vec(),
    };
    YearBars {
        title: "收支三年对比".to_owned(),
        years: vec![2022, 2023, 2024],
        rows: vec![
            row("本年收入", [Some(3_820.1), Some(4_011.72), Some(4_102.9)]),
            row("本年支出", [Some(3_944.6), Some(4_203.31), Some(4_188.08)]),
            row("年末结转和结余", [None, Some(96.2), Some(11.02)]),
            row("政府性基金预算财政拨款支出", [Some(0.0), Some(120.0), Some(310.55)]),
        ],
    }
}

fn flow() -> Flow {
    const WAY: [([&str; 4], f64); 14] = [
        (["一般公共预算", "一般公共服务", "人员经费", "保障机关正常运转"], 980.0),
        (["一般公共预算", "一般公共服务", "公用经费", "保障机关正常运转"], 260.0),
        (["一般公共预算", "一般公共服务", "政务信息化", "提升政务服务效率"], 215.15),
        (["一般公共预算", "社会保障和就业", "人员经费", "保障机关正常运转"], 372.9),
        (["一般公共预算", "卫生健康", "人员经费", "保障机关正常运转"], 142.18),
        (["一般公共预算", "卫生健康", "基层公共卫生", "改善基层医疗条件"], 66.0),
        (["一般公共预算", "农林水", "高标准农田", "提高粮食产能"], 880.0),
        (["一般公共预算", "农林水", "水库除险加固", "保障防洪安全"], 412.6),
        (["一般公共预算", "农林水", "衔接乡村振兴", "巩固脱贫成果"], 345.31),
        (["政府性基金预算", "农林水", "衔接乡村振兴", "巩固脱贫成果"], 310.0),
        (["政府性基金预算", "其他支出", "社区养老设施", "改善养老服务"], 8.0),
        (["一般公共预算", "住房保障", "人员经费", "保障机关正常运转"], 198.64),
        (["财政专户管理资金", "一般公共服务", "政务信息化", ""], 27.5),
        (["一般公共预算", "其他支出", "零星修缮", "保障机关正常运转"], -2.0),
    ];
    let path = |&(stops, amount): &([&str; 4], f64)| FlowPath {
        stops: stops.map(str::to_owned).to_vec(),
        amount: wan(amount),
    };
    Flow {
        title: "资金从哪里来、到哪里去、为了什么".to_owned(),
        layers: ["资金性质", "功能分类", "项目", "绩效目标"].map(str::to_owned).to_vec(),
        paths: WAY.iter().map(path).collect(),
    }
}

fn trend() -> Trend {
    let line = |name: &str, values: [Option<f64>; 5]| Series {
        name: name.to_owned(),
        values: values.map(|value| value.map(wan)).to_vec(),
    };
    Trend {
        title: "“三公”经费支出趋势".to_owned(),
        years: (2020..=2024).collect(),
        series: vec![
            line("“三公”经费合计", [Some(62.4), Some(58.1), Some(49.93), Some(51.2), Some(44.05)]),
            line("公务用车购置及运行维护费", [Some(41.0), Some(40.2), Some(38.0), Some(37.5), Some(33.6)]),
            line("公务接待费", [Some(21.4), Some(17.9), Some(11.93), Some(10.7), Some(10.45)]),
            line("因公出国（境）费", [Some(0.0), None, Some(0.0), Some(3.0), Some(0.0)]),
        ],
    }
}

fn trajectory() -> Trajectory {
    let at = |(day, value): (u16, i64)| DayValue { day, value };
    Trajectory {
        title: "新建高标准农田面积".to_owned(),
        year: 2024,
        unit: "亩".to_owned(),
        decimals: 0,
        planned: [(1, 0), (91, 4_000), (182, 14_000), (274, 26_000), (366, 30_000)].map(at).to_vec(),
        actual: [
            (31, 300),
            (60, 1_200),
            (91, 3_100),
            (121, 5_600),
            (152, 8_900),
            (182, 11_200),
            (213, 14_050),
            (244, 17_300),
        ]
        .map(at)
        .to_vec(),
        target: Some(30_000),
        band: [(1, 0, 0), (91, 3_200, 4_800), (182, 11_200, 16_800), (274, 20_800, 31_200), (366, 24_000, 36_000)]
            .map(|(day, lo, hi)| DayRange { day, lo, hi })
            .to_vec(),
        forecast: Some(DayRange { day: 366, lo: 25_400, hi: 29_300 }),
        today: Some(250),
    }
}

fn rate() -> Trajectory {
    let at = |(day, value): (u16, i64)| DayValue { day, value };
    Trajectory {
        title: "群众满意度".to_owned(),
        year: 2023,
        unit: "%".to_owned(),
        decimals: 1,
        planned: Vec::new(),
        actual: [(90, 912), (181, 934), (273, 951)].map(at).to_vec(),
        target: Some(950),
        today: Some(300),
        ..Trajectory::default()
    }
}

fn gauge() -> Gauge {
    Gauge {
        title: "预算执行率".to_owned(),
        part: 81_230,
        whole: 120_000,
        text: String::new(),
        caption: "预算执行率（刻度：时间进度）".to_owned(),
        mark: Some(89_800),
        tone: Tone::Warn,
    }
}

fn score() -> Gauge {
    Gauge {
        title: "自评得分".to_owned(),
        part: 925,
        whole: 1_000,
        text: "92.5 分".to_owned(),
        caption: "自评得分（优）".to_owned(),
        mark: None,
        tone: Tone::Good,
    }
}

fn spark() -> Spark {
    Spark {
        title: "满意度".to_owned(),
        unit: "%".to_owned(),
        decimals: 1,
        values: vec![Some(912), Some(905), None, Some(934), Some(940), Some(951)],
        tone: Tone::Plain,
    }
}
