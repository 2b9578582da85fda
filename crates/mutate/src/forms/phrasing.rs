/// A section of the narrative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 收入支出决算总体情况
    Overall,
    /// 收入决算情况
    Income,
    /// 支出决算情况
    Spending,
    /// 财政拨款收入支出决算总体情况
    Fiscal,
    /// 一般公共预算财政拨款支出决算情况
    General,
    /// 基本支出
    Basic,
    /// “三公”经费
    ThreePublic,
    /// 政府性基金
    Fund,
    /// 国有资本经营
    Capital,
    /// 机关运行经费
    Agency,
    /// 一般性支出
    Meetings,
    /// 政府采购
    Procurement,
    /// 国有资产占用
    Assets,
    /// 预算绩效
    Performance,
    /// 其他重要事项, with three of the above inside
    Others,
}

/// One of the nine tables.
#[derive(Clone, Copy, Debug)]
pub struct TableTitle {
    /// `T1` … `T9`, numbered as in the national form.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
}

/// Words of one form. Alternatives are chosen at random; slots stand in braces.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Heading of the third part.
    pub narrative_title: &'static str,
    /// Tables in their order.
    pub tables: &'static [TableTitle],
    /// Whether 公开09表 pairs budget and actual under each kind, and 公开08表 has income.
    pub paired: bool,
    /// Sections in their order with their headings.
    pub sections: &'static [(Section, &'static str)],
    /// 总体: `{now} {dir} {change} {dir2} {pct} {why}`
    pub overall: &'static [&'static str],
    /// 总体, unchanged.
    pub overall_flat: &'static [&'static str],
    /// 财政拨款总体
    pub fiscal: &'static [&'static str],
    /// 财政拨款总体, unchanged.
    pub fiscal_flat: &'static [&'static str],
    /// Head of the incomes: `{now}`
    pub income: &'static [&'static str],
    /// Head of the expenditures: `{now}`
    pub spending: &'static [&'static str],
    /// Whether incomes and expenditures of zero are written, and the three appropriations apart.
    pub lists_zeros: bool,
    /// 五（一）: `{now} {pct0} {dir} {change} {dir2} {pct} {why}`
    pub general: &'static [&'static str],
    /// 五（一）, unchanged: `{now} {pct0}`
    pub general_flat: &'static [&'static str],
    /// 五（二）: `{now}`
    pub structure: &'static [&'static str],
    /// One class: `{class} {amount} {pct}`
    pub class: &'static [&'static str],
    /// Whether a class is written without its 支出.
    pub short_classes: bool,
    /// 五（三）: `{budget} {now} {pct}`
    pub detail: &'static [&'static str],
    /// Whether item sentences say what the money was for.
    pub says_use: bool,
    /// 六: `{now}`
    pub basic: &'static [&'static str],
    /// 人员/公用经费: `{name} {amount} {pct} {list}`
    pub basic_part: &'static [&'static str],
    /// 政府性基金: `{income} {opening} {now} {basic} {project} {closing}`
    pub fund: &'static [&'static str],
    /// 政府性基金, nothing.
    pub fund_none: &'static [&'static str],
    /// 国有资本经营: same slots.
    pub capital: &'static [&'static str],
    /// 国有资本经营, nothing.
    pub capital_none: &'static [&'static str],
    /// 机关运行经费
    pub agency: &'static [&'static str],
    /// 机关运行经费, unchanged.
    pub agency_flat: &'static [&'static str],
    /// 机关运行经费, none.
    pub agency_none: &'static [&'static str],
    /// Words before the list of vehicles: `{all}`
    pub vehicles: &'static [&'static str],
    /// The eight uses in order.
    pub uses: [&'static str; 8],
    /// 设备: `{count}`
    pub equipment: &'static [&'static str],
}

/// Reasons for a difference.
pub const REASONS: [&str; 10] = [
    "年中追加项目资金",
    "人员变动",
    "落实过紧日子要求，压减一般性支出",
    "社保缴费基数调整",
    "项目进度调整，部分款项结转下年支付",
    "机构改革职能划转",
    "上级专项资金下达",
    "退休人员增加",
    "按实际工作需要调整支出结构",
    "部分合同尾款未到支付节点",
];

/// What money was for.
pub const PURPOSES: [&str; 6] = [
    "人员工资和日常运转",
    "专项业务工作",
    "信息系统运行维护",
    "在职人员社会保险缴费",
    "购买第三方服务",
    "设施维修改造",
];

/// The tables in the order of the national form.
pub const NATIONAL_TABLES: [TableTitle; 9] = [
    TableTitle { id: "T1", title: "收入支出决算总表" },
    TableTitle { id: "T2", title: "收入决算表" },
    TableTitle { id: "T3", title: "支出决算表" },
    TableTitle { id: "T4", title: "财政拨款收入支出决算总表" },
    TableTitle { id: "T5", title: "一般公共预算财政拨款支出决算表" },
    TableTitle { id: "T6", title: "一般公共预算财政拨款基本支出决算明细表" },
    TableTitle { id: "T7", title: "政府性基金预算财政拨款收入支出决算表" },
    TableTitle { id: "T8", title: "国有资本经营预算财政拨款支出决算表" },
    TableTitle { id: "T9", title: "财政拨款“三公”经费支出决算表" },
];
