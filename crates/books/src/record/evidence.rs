use juesuan_amount::Quantity;

use super::Tabular;
use crate::Date;
use crate::columns::{Choice, YesNo};
use crate::import::Row;

/// An item of a register (登记簿): a document handled, a train run, a survey's answer… What indicators are measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EvidenceRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 登记簿
    pub register: &'a str,
    /// 登记号, once in a register.
    pub item: &'a str,
    /// Its day.
    pub date: Date,
    /// 数值: how many or how much it is; 1 where nothing is given.
    pub value: Quantity,
    /// 基数: of how many, for ratios; nothing where none is given.
    pub base: Quantity,
    /// 项目代码; may be empty.
    pub project: &'a str,
    /// 来源: where it can be looked up; may be empty.
    pub source: &'a str,
    /// 附件散列: SHA-256 of the attachment in hexadecimal; may be empty.
    pub attachment: &'a str,
    /// Whether somebody typed it for want of a source (手工填报); then it is signed.
    pub manual: bool,
    /// 签字人 of what was typed; may be empty otherwise.
    pub signer: &'a str,
    /// What it is; may be empty.
    pub text: &'a str,
}

pub(crate) const REGISTER: usize = 1;
pub(crate) const ITEM: usize = 2;
pub(crate) const DATE: usize = 3;
pub(crate) const VALUE: usize = 4;
const BASE: usize = 5;
pub(crate) const PROJECT: usize = 6;
pub(crate) const ATTACHMENT: usize = 8;
const MANUAL: usize = 9;
pub(crate) const SIGNER: usize = 10;

impl<'a> Tabular<'a> for EvidenceRecord<'a> {
    const COLUMNS: &'static [&'static str] = &[
        "unit",
        "register",
        "item",
        "evidence-date",
        "value",
        "base",
        "project",
        "origin",
        "attachment",
        "manual",
        "signer",
        "evidence-text",
    ];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            register: row.text(REGISTER),
            item: row.number(ITEM),
            date: row.date(DATE),
            value: row.quantity_if_given(VALUE).unwrap_or(Quantity::ONE),
            base: row.quantity_if_given(BASE).unwrap_or(Quantity::ZERO),
            project: row.text(PROJECT),
            source: row.text(7),
            attachment: row.text(ATTACHMENT),
            manual: row.given(MANUAL) && row.choice::<YesNo>(MANUAL) == YesNo::Yes,
            signer: row.text(SIGNER),
            text: row.text(11),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.register.to_owned(),
            self.item.to_owned(),
            self.date.to_string(),
            self.value.to_string(),
            self.base.to_string(),
            self.project.to_owned(),
            self.source.to_owned(),
            self.attachment.to_owned(),
            YesNo::from(self.manual).label().to_owned(),
            self.signer.to_owned(),
            self.text.to_owned(),
        ]
    }
}
