//! What surrounds every page: who is here, where they are, and where they can go.

use juesuan_rights::Right;

use crate::visitor::Visitor;

/// The department and year that a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Fiscal year.
    pub year: u16,
    /// 单位代码
    pub unit: String,
    /// 单位名称
    pub unit_name: String,
    /// The years that the books have, latest first.
    pub years: Vec<u16>,
}

impl Scope {
    /// The address of something of this department and year: `/d/2024/101/books`.
    #[must_use]
    pub fn at(&self, what: &str) -> String {
        let slash = if what.is_empty() { "" } else { "/" };
        format!("/d/{}/{}{slash}{what}", self.year, crate::show::path_part(&self.unit))
    }
}

/// A place to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub href: String,
    /// What it is called.
    pub name: &'static str,
    /// Whether the page is there.
    pub here: bool,
}

/// Places that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub name: &'static str,
    /// The places.
    pub links: Vec<Link>,
}

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// Title of the page.
    pub title: String,
    /// Who is signed in: their name.
    pub person: Option<String>,
    /// The department and year, where the page has one.
    pub scope: Option<Scope>,
    /// Where one can go.
    pub groups: Vec<Group>,
    /// What was just done, once: 已提交，等待复核。
    pub notice: Option<String>,
}

/// Pages of a department: group, right, address, name.
const OF_UNIT: [(&str, Right, &str, &str); 15] = [
    ("总览", Right::ReadPerformance, "", "首页"),
    ("账簿", Right::ReadBooks, "books/payments", "支付"),
    ("账簿", Right::ReadBooks, "books/budget", "预算指标"),
    ("账簿", Right::ReadBooks, "books/receipts", "收入"),
    ("账簿", Right::SubmitBooks, "books/import", "导入"),
    ("账簿", Right::ReadBooks, "books/submissions", "送审与复核"),
    ("决算", Right::ReadBooks, "tables", "九张表"),
    ("决算", Right::ReadBooks, "narrative", "情况说明"),
    ("决算", Right::ReadBooks, "pictures", "图表"),
    ("决算", Right::ReadBooks, "publish", "公开"),
    ("绩效", Right::ReadPerformance, "goals", "绩效目标"),
    ("绩效", Right::ReadPerformance, "monitor", "监控看板"),
    ("绩效", Right::ReadPerformance, "corrections", "整改"),
    ("绩效", Right::ReadPerformance, "evaluation", "绩效自评"),
    ("绩效", Right::ReadPerformance, "proposal", "下年建议"),
];

/// Pages of the office: group, right, address, name.
const OF_OFFICE: [(&str, Right, &str, &str); 6] = [
    ("账簿", Right::SubmitBooks, "/books/new", "建账"),
    ("审核", Right::CheckDocuments, "/check", "审核决算文件"),
    ("审核", Right::ReviewUnits, "/units", "各单位"),
    ("管理", Right::ReadAccounts, "/admin/people", "账号与授权"),
    ("管理", Right::ApproveTokens, "/admin/tokens", "接口令牌"),
    ("管理", Right::ReadLog, "/admin/log", "日志"),
];

impl Shell {
    /// A page without anything around it but the product's name.
    #[must_use]
    pub fn bare(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// The frame for a visitor on a page; `here` is its address.
    #[must_use]
    pub fn new(title: &str, visitor: &Visitor, scope: Option<Scope>, here: &str) -> Self {
        let mut shell = Self { title: title.to_owned(), scope, ..Self::default() };
        shell.person = visitor.person.as_ref().map(|person| person.name.clone());
        shell.add_places(visitor, here);
        shell.add("公开", Link { href: "/open".to_owned(), name: "已公开的决算", here: here.starts_with("/open") });
        shell
    }

    /// The same with a word on what was just done.
    #[must_use]
    pub fn with_notice(self, notice: Option<String>) -> Self {
        Self { notice, ..self }
    }

    fn add_places(&mut self, visitor: &Visitor, here: &str) {
        if let Some(scope) = self.scope.clone() {
            for (group, right, place, name) in OF_UNIT {
                let href = scope.at(place);
                let here = if place.is_empty() { here == href } else { here.starts_with(&href) };
                if visitor.may(right, &scope.unit) {
                    self.add(group, Link { href, name, here });
                }
            }
        }
        // Pages outside a department lead back into it; who reviews many finds them in “各单位”.
        if self.scope.is_none()
            && visitor.may_somewhere(Right::ReadPerformance)
            && !visitor.may_somewhere(Right::ReviewUnits)
        {
            self.add("总览", Link { href: "/".to_owned(), name: "本单位首页", here: here == "/" });
        }
        for (group, right, place, name) in OF_OFFICE {
            if visitor.may_somewhere(right) {
                self.add(group, Link { href: place.to_owned(), name, here: here.starts_with(place) });
            }
        }
    }

    fn add(&mut self, name: &'static str, link: Link) {
        match self.groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.links.push(link),
            None => self.groups.push(Group { name, links: vec![link] }),
        }
    }
}
