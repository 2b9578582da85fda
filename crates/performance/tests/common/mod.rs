//! The example department, read from its files.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::{convert::Infallible, path::Path};

use juesuan_books::{Books, BooksBuilder, Correction, CorrectionSteps, Date, Import, Place, Record, Sink};
use juesuan_performance::{Facts, Plan, PlanBuilder, Settings, evaluate::Deduction};

/// Its code.
pub const UNIT: &str = "101001";

struct Each<F>(F);

impl<F: FnMut(&Record<'_>)> Sink for Each<F> {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Self::Error> {
        (self.0)(record);
        Ok(())
    }
}

fn read(each: impl FnMut(&Record<'_>)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let mut import = Import::new(2024);
    let Ok(()) = import.read(&folder, &mut Each(each));
    import.finish().unwrap_or_else(|problems| panic!("{problems:?}"));
}

/// Its books, its plan, and what happened.
pub fn example() -> (Books, Plan, Facts) {
    let mut books = BooksBuilder::new(2024);
    let mut builder = PlanBuilder::new(2024);
    read(|record| {
        books.add(record);
        builder.add(record);
    });
    let plan = builder.finish();
    let mut facts = Facts::new(&plan);
    read(|record| drop(facts.take(&plan, record)));
    (books.finish(), plan, facts)
}

/// Its corrections.
pub fn corrections() -> Vec<Correction> {
    let mut steps = CorrectionSteps::default();
    read(|record| {
        if let Record::Correction(step) = record {
            steps.add(step);
        }
    });
    steps.corrections()
}

/// What its corrections take away.
pub fn deductions() -> Vec<Deduction> {
    let last_day = Date::new(2024, 12, 31).unwrap();
    juesuan_performance::correct::deductions(&corrections(), last_day, &Settings::default().correction)
}
