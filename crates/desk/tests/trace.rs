//! What stands behind the figures of the example department adds up to them.

mod common;

use common::{UNIT, YEAR, block_on, example};
use juesuan_amount::Fen;
use juesuan_desk::{Behind, books, disclosure};
use juesuan_report::{Rounding, Value};
use juesuan_store::Page;

/// Tables whose figures are asked for: sides, funds with what is left of them, fees.
const TABLES: [&str; 4] = ["T1/", "T4/", "T7/", "T9/"];

#[test]
fn vouchers_add_up_to_each_figure() {
    block_on(async {
        let (_folder, mut store) = example().await;
        let books = books(&mut store, UNIT, YEAR).await.unwrap();
        let report = disclosure(&books, None, Rounding::Honest).unwrap();
        let nothing = Page { offset: 0, limit: 0 };
        let mut traced = 0;
        for (id, figure) in report.figures.iter().filter(|(id, _)| TABLES.iter().any(|table| id.starts_with(table))) {
            let (Value::Money(exact), false) = (figure.value, report.leaves(id).is_empty()) else { continue };
            let behind = Behind::new(&books, &report, id);
            let mut sum = report.stated(id);
            for share in behind.shares() {
                let entries = behind.entries(&mut store, share, nothing).await.unwrap();
                sum += Fen(entries.sum.0 * share.times);
            }
            assert_eq!(sum, exact, "{id}");
            traced += 1;
        }
        assert!(traced > 100, "{traced}");
        assert!(Behind::new(&books, &report, "T5/total/total÷T3/total/total").shares().is_empty());
        assert!(Behind::new(&books, &report, "没有这个").shares().is_empty());
    });
}
