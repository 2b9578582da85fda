use juesuan_chart::{Budget, Level, economic_department, functional};

/// Official codes of a year from which units are made.
pub(super) struct Codes {
    /// 项 of the general public budget.
    pub general: Vec<u32>,
    /// 项 of government funds.
    pub funds: Vec<u32>,
    /// 项 of the state capital budget.
    pub capital: Vec<u32>,
    /// 款 of staff expenses.
    pub staff: Vec<u32>,
    /// 款 of office expenses: goods and services, and vehicles bought.
    pub office: Vec<u32>,
    /// 款 of projects.
    pub project: Vec<u32>,
}

impl Codes {
    pub fn of(year: u16) -> Self {
        let items = |budget| -> Vec<u32> {
            let chart = functional();
            let entries = chart.entries().iter().filter(|entry| entry.level == Level::Item);
            let there =
                entries.filter(|entry| entry.budget == Some(budget) && chart.name_in(entry.code, year).is_some());
            there.filter_map(|entry| entry.code.parse().ok()).collect()
        };
        let economic = |classes: &[&str]| -> Vec<u32> {
            let chart = economic_department();
            let below = classes.iter().flat_map(|class| chart.children(class));
            below
                .filter(|entry| chart.name_in(entry.code, year).is_some())
                .filter_map(|e| e.code.parse().ok())
                .collect()
        };
        let mut office = economic(&["302"]);
        office.push(31_013);
        Self {
            general: items(Budget::General),
            funds: items(Budget::Fund),
            capital: items(Budget::StateCapital),
            staff: economic(&["301", "303"]),
            office,
            project: economic(&["302", "310"]),
        }
    }
}
