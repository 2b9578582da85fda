//! What the accountant is told before publishing: texts that lack, and registers that do not go with the vouchers.

use std::path::Path;

use juesuan_books::{Books, BooksBuilder, Import};
use juesuan_report::{Options, Rounding, compile};

fn example() -> Books {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut books = BooksBuilder::new(2024);
    let mut import = Import::new(2024);
    let Ok(()) = import.read(&root.join("examples/huaihua-2024"), &mut books);
    import.finish().unwrap_or_else(|problems| panic!("{problems}"));
    books.finish()
}

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
