//! By which form and with which rounding a disclosure is shown.

use juesuan_report::Rounding;
use serde::Deserialize;

use crate::show;

/// Form and rounding, as addresses say them: `form=hunan&rounding=additive`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    form: String,
    rounding: String,
}

/// One of several ways, as a page offers it.
pub struct Way {
    /// The value in the address.
    pub value: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Whether it is chosen.
    pub chosen: bool,
}

const ADDITIVE: &str = "additive";

impl Choice {
    /// A form's id and a rounding; the usual ones where they are empty.
    pub fn new(form: &str, rounding: &str) -> Self {
        Self { form: form.to_owned(), rounding: rounding.to_owned() }
    }

    /// Id of the form; the national one when none is chosen.
    pub fn form(&self) -> &str {
        if self.form.is_empty() { "national" } else { &self.form }
    }

    /// How amounts are rounded; each by itself when nothing is chosen.
    pub fn rounding(&self) -> Rounding {
        if self.rounding == ADDITIVE { Rounding::Additive } else { Rounding::Honest }
    }

    /// The forms that there are.
    pub fn forms(&self) -> Vec<Way> {
        let way = |form: &'static juesuan_form::PrintForm| {
            let name = match form.id.as_str() {
                "national" => "全国通用格式",
                "hunan" => "湖南格式",
                "shanghai" => "上海格式",
                other => other,
            };
            Way { value: &form.id, name, chosen: form.id == self.form() }
        };
        juesuan_form::print_forms().iter().map(way).collect()
    }

    /// The ways to round.
    pub fn roundings(&self) -> Vec<Way> {
        let additive = self.rounding() == Rounding::Additive;
        vec![
            Way { value: "honest", name: "逐数四舍五入", chosen: !additive },
            Way { value: ADDITIVE, name: "各项相加等于合计", chosen: additive },
        ]
    }

    /// What follows the `?` of an address that shows the same; empty for what is shown without.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        if self.form() != "national" {
            parts.push(format!("form={}", show::query_value(self.form())));
        }
        if self.rounding() == Rounding::Additive {
            parts.push(format!("rounding={ADDITIVE}"));
        }
        parts.join("&")
    }

    /// An address that shows the same of a place that has no query yet.
    pub fn at(&self, place: impl AsRef<str>) -> String {
        let place = place.as_ref();
        let query = self.query();
        if query.is_empty() { place.to_owned() } else { format!("{place}?{query}") }
    }

    /// The address of a figure's trace, under the address of the traces.
    pub fn trace(&self, traces: &str, figure: &str) -> String {
        let query = self.query();
        let and = if query.is_empty() { "" } else { "&" };
        format!("{traces}?figure={}{and}{query}", show::query_value(figure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_only_what_is_not_usual() {
        let usual = Choice { form: "national".to_owned(), rounding: "honest".to_owned() };
        assert_eq!(usual.at("/t"), "/t");
        assert_eq!(usual.trace("/trace", "T1/a&b"), "/trace?figure=T1/a%26b");
        let other = Choice { form: "hunan".to_owned(), rounding: "additive".to_owned() };
        assert_eq!(other.at("/t"), "/t?form=hunan&rounding=additive");
        assert_eq!(other.trace("/trace", "T1"), "/trace?figure=T1&form=hunan&rounding=additive");
        assert_eq!(Choice::default().forms().iter().filter(|way| way.chosen).count(), 1);
    }
}
