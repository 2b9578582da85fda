//! What the accountant is told before publishing: texts that lack, and registers that do not go with the vouchers.

mod common;

use common::example;
use juesuan_report::{Options, Rounding, compile};

#[test]
fn what_lacks_and_what_contradicts_is_told_and_not_invented() {
    let mut books = example();
    books.facts.offices.clear();
    books.facts.performance.problems.clear();
    books.facts.gatherings.pop();
    books.facts.receptions.clear();
    for form in ["national", "hunan", "shanghai"] {
        let report = compile(&books, &Options { form: Some(form.into()), ..Options::default() }).unwrap();
        let notices = report.notices.join("\n");
        for told in
            ["“内设机构”栏目", "会议费支出13.74万元，会议培训表的经费合计", "公务接待费支出4.28万元，公务接待批次为0"]
        {
            assert!(notices.contains(told), "{form}: {told} in {notices}");
        }
        let text = format!("{:?}", report.blocks);
        assert!(!text.contains("包括：。") && !text.contains("没有发现"), "{form}");
    }
}

#[test]
fn the_example_lacks_nothing_however_it_is_rounded() {
    for rounding in [Rounding::Honest, Rounding::Additive] {
        let report = compile(&example(), &Options { form: None, rounding }).unwrap();
        assert_eq!(report.notices, Vec::<String>::new());
    }
}

#[test]
fn reasons_are_printed_word_for_word() {
    let mut books = example();
    let reason = "压减上年度，比年初数，合并会议后各持平";
    for id in ["operation/total/amount@change", "T9/total/actual@change", "T1/income-grand-total/amount@change"] {
        books.reasons.insert(id.into(), reason.into());
    }
    for form in ["national", "hunan", "shanghai"] {
        let report = compile(&books, &Options { form: Some(form.into()), ..Options::default() }).unwrap();
        assert_eq!(format!("{:?}", report.blocks).matches(reason).count(), 3, "{form}");
    }
}
