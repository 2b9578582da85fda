//! Importing, loading, tracing.

mod common;

use common::{PAYMENTS, Place, import, run};
use juesuan_amount::Fen;
use juesuan_books::{Books, BooksBuilder, Import, Reason};
use juesuan_store::{Error, Page, Source, Store};

const ALL: Page = Page { offset: 0, limit: 100 };

/// What the files come to without a database.
fn direct(place: &Place) -> Books {
    let mut builder = BooksBuilder::new(2024);
    let mut import = Import::new(2024);
    import.read(&place.records(), &mut builder).expect("no sink fails");
    import.finish().expect("no problems");
    builder.finish()
}

#[test]
fn what_is_loaded_is_what_the_files_come_to() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let (loaded, direct) = (store.load("101", 2024).await.unwrap(), direct(&place));
        assert_eq!(loaded.units, direct.units);
        assert_eq!(loaded.totals, direct.totals);
        assert_eq!(loaded.notes, direct.notes);
        assert_eq!(loaded.facts, direct.facts);
        assert_eq!(loaded.totals.values().map(|amounts| amounts.spent).sum::<Fen>(), Fen(330_000));
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn a_unit_is_loaded_alone_and_a_department_with_its_units() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let unit = store.load("101002", 2024).await.unwrap();
        assert_eq!(unit.units.len(), 1);
        assert_eq!(unit.totals.values().map(|amounts| amounts.spent).sum::<Fen>(), Fen(30_000));
        assert!(matches!(store.load("999", 2024).await, Err(Error::NoUnit { .. })));
        let message = store.load("101", 2023).await.unwrap_err().to_string();
        assert!(message.contains("2023年度") && message.contains("2024"), "{message}");
    });
}

#[test]
fn the_same_again_changes_nothing() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let again = import(&mut store, &place.records()).await.unwrap();
        assert_eq!(again.entry, None);
        // The same records in another file: read, and skipped one by one.
        let file = place.write("支付（重发）.csv", &PAYMENTS.replace("文具店,办公用品", " 文具店 ,办公用品"));
        let again = import(&mut store, &file).await.unwrap();
        assert_eq!(again.entry, None);
        assert_eq!(store.log(0, 10).await.unwrap().len(), 1);
    });
}

#[test]
fn overlapping_files_add_what_is_new() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let more = "P9,,2024-04-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,7,书店,书\n";
        let file = place.write("支付2.csv", &format!("{PAYMENTS}{more}"));
        let imported = import(&mut store, &file).await.unwrap();
        assert_eq!(imported.entry.unwrap().number, 2);
        let books = store.load("101", 2024).await.unwrap();
        assert_eq!(books.totals.values().map(|amounts| amounts.spent).sum::<Fen>(), Fen(330_700));
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn a_problem_anywhere_leaves_nothing_behind() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let before = store.log(0, 10).await.unwrap();
        let more = "P8,,2024-04-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,7,书店,书\n\
                    P1,2,2024-02-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30211,2001,客运公司,差旅\n";
        let head = PAYMENTS.lines().next().unwrap();
        let file = place.write("支付3.csv", &format!("{head}\n{more}"));
        let problems = import(&mut store, &file).await.unwrap_err();
        assert!(matches!(&problems, Error::Problems(problems) if problems.list[0].row == Some(3)), "{problems}");
        assert_eq!(store.log(0, 10).await.unwrap(), before);
        let books = store_books(&mut store).await;
        assert!(store.voucher(&books, "P8").await.unwrap().is_empty());
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

async fn store_books(store: &mut Store) -> Books {
    store.load("101", 2024).await.unwrap()
}

#[test]
fn a_figure_is_traced_to_its_vouchers_page_by_page() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let books = store_books(&mut store).await;
        let all = store.entries(&books, Source::Payments, &|_| true, ALL).await.unwrap();
        assert_eq!((all.count, all.sum, all.page.len()), (4, Fen(330_000), 4));
        let mut paged = Vec::new();
        for offset in 0..5 {
            let page = Page { offset, limit: 1 };
            let one = store.entries(&books, Source::Payments, &|_| true, page).await.unwrap();
            assert_eq!((one.count, one.sum), (all.count, all.sum));
            paged.extend(one.page);
        }
        assert_eq!(paged, all.page);
        let of = |economic: u32| move |line: &juesuan_books::Line| line.economic == economic;
        let supplies = store.entries(&books, Source::Payments, &of(30201), ALL).await.unwrap();
        assert_eq!((supplies.count, supplies.sum), (3, Fen(130_000)));
        assert!(supplies.page.iter().all(|entry| entry.line.economic == 30201));
        let sums = [
            (Source::Receipts, 23_000_000),
            (Source::InitialBudget, 18_000_000),
            (Source::BudgetChanges, 5_000_000),
            (Source::Opening, 0),
        ];
        for (source, sum) in sums {
            let entries = store.entries(&books, source, &|_| true, ALL).await.unwrap();
            assert_eq!(entries.sum, Fen(sum), "{source:?}");
            assert_eq!(entries.page.len() as u64, entries.count);
        }
    });
}

#[test]
fn a_voucher_tells_its_lines() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let books = store_books(&mut store).await;
        let entries = store.voucher(&books, "P1").await.unwrap();
        let economic: Vec<u32> = entries.iter().map(|entry| entry.line.economic).collect();
        assert_eq!(economic, [30201, 30211]);
        assert_eq!(entries[0].amount, Fen(100_050));
        assert_eq!(store.voucher(&books, "S2").await.unwrap()[0].amount, Fen(8_000_000));
        assert!(store.voucher(&books, "没有").await.unwrap().is_empty());
    });
}

#[test]
fn reasons_are_edited_with_a_trace() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let reason = |text| Reason { figure: "general/2010301/initial", text, unit: "101" };
        for text in ["设备更新", "设备更新", "购置设备"] {
            store.set_reason(2024, reason(text), "李会计").await.unwrap();
        }
        let entries = store.log(1, 10).await.unwrap();
        let said: Vec<_> = entries.iter().map(|entry| (entry.before.as_deref(), entry.after.as_deref())).collect();
        assert_eq!(said, [(None, Some("设备更新")), (Some("设备更新"), Some("购置设备"))]);
        let books = store_books(&mut store).await;
        assert_eq!(books.reasons["general/2010301/initial"], "购置设备");
        store.set_reason(2024, reason(""), "李会计").await.unwrap();
        assert!(store_books(&mut store).await.reasons.is_empty());
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn passages_are_replaced_section_by_section() {
    if common::skips() {
        return;
    }
    use juesuan_books::Section;
    run(async {
        let place = Place::new();
        place.write(
            "账/文字.csv",
            "单位代码,栏目,文字\n101,部门职责,起草公文\n101,部门职责,督查督办\n101,内设机构,文电科\n",
        );
        let mut store = place.filled().await;
        let duties = async |store: &mut Store| store_books(store).await.facts.duties;
        assert_eq!(duties(&mut store).await, ["起草公文", "督查督办"]);
        for (texts, expected) in [(&["办会", " "][..], &["办会"][..]), (&[], &[]), (&["甲", "乙"], &["甲", "乙"])]
        {
            let entry = store.set_passages(2024, "101", Section::Duty, texts, "李会计").await.unwrap();
            assert_eq!(entry.unwrap().after.unwrap(), expected.join("\n"));
            assert_eq!(duties(&mut store).await, expected);
        }
        let same = store.set_passages(2024, "101", Section::Duty, &["甲", "乙"], "李会计").await.unwrap();
        assert_eq!((same, store_books(&mut store).await.facts.offices), (None, vec!["文电科".to_owned()]));
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn a_unit_takes_back_a_reason_that_names_no_unit() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        place.write("账/原因.csv", "数字编号,原因\nT3/total/total@change,新增项目\n");
        let mut store = place.filled().await;
        let head = store.head().await.unwrap();
        assert_eq!(store_books(&mut store).await.reasons["T3/total/total@change"], "新增项目");
        let reason = Reason { figure: "T3/total/total@change", text: "", unit: "101" };
        assert!(store.set_reason(2024, reason, "李会计").await.unwrap().is_some());
        assert!(store_books(&mut store).await.reasons.is_empty());
        let mut told = Vec::new();
        let kinds = juesuan_books::Kind::ALL;
        store.records_since("101", 2024, head, &kinds, &mut |record| told.push(record.kind())).await.unwrap();
        assert_eq!(told, [juesuan_books::Kind::Reasons], "who follows the books is told of it");
    });
}

#[test]
fn the_schema_has_the_columns_of_the_records() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        place.open().await.close().await.unwrap();
        for kind in juesuan_books::Kind::ALL {
            if kind == juesuan_books::Kind::Payments {
                continue; // The account says a part of it; reading it back is tested above.
            }
            let names = place.columns(kind.id()).await;
            let columns: Vec<String> = kind.columns().iter().map(|column| column.replace('-', "_")).collect();
            assert_eq!(names, columns, "{}", kind.id());
        }
    });
}

#[test]
fn a_server_can_run_it_on_any_thread() {
    if common::skips() {
        return;
    }
    fn can_move<T: Send>(work: T) -> T {
        work
    }
    run(async {
        let place = Place::new();
        let mut store = can_move(Store::open(&place.address())).await.unwrap();
        let options = juesuan_store::ImportOptions { year: 2024, paths: vec![place.records()], actor: String::new() };
        can_move(store.import(&options, &mut |_| ())).await.unwrap();
        let books = can_move(store.load("101", 2024)).await.unwrap();
        can_move(store.entries(&books, Source::Payments, &|_| true, ALL)).await.unwrap();
        can_move(store.set_reason(2024, Reason { figure: "x", text: "一", unit: "" }, "张会计")).await.unwrap();
        can_move(store.verify()).await.unwrap();
        let backup = can_move(store.backup(&place.path("备份.db"), false)).await;
        assert_eq!(backup.is_ok(), !common::on_server());
    });
}

#[test]
fn a_withdrawn_import_counts_no_more_and_can_come_again() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let before = store_books(&mut store).await;
        let head = PAYMENTS.lines().next().unwrap();
        let payment = |number: &str, amount: &str| {
            format!("{number},,2024-04-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,{amount},书店,书\n")
        };
        let wrong = place.write("支付2.csv", &format!("{head}\n{}", payment("P9", "7")));
        import(&mut store, &wrong).await.unwrap();
        let right = format!("{head}\n{}{}", payment("P9", "8"), payment("P10", "9"));
        let right = place.write("支付2（更正）.csv", &right);
        assert!(matches!(import(&mut store, &right).await, Err(Error::Problems(_))));

        assert!(matches!(store.withdraw(7, "张会计").await, Err(Error::NoImport(7))));
        store.withdraw(2, "张会计").await.unwrap();
        assert!(matches!(store.withdraw(2, "张会计").await, Err(Error::NoImport(2))));
        let books = store_books(&mut store).await;
        assert_eq!(books.totals, before.totals);
        assert!(store.voucher(&books, "P9").await.unwrap().is_empty());
        assert_eq!(store.verify().await.unwrap().flaws, []);

        import(&mut store, &right).await.unwrap();
        let books = store_books(&mut store).await;
        assert_eq!(store.voucher(&books, "P9").await.unwrap()[0].amount, Fen(800));
        let all = store.entries(&books, Source::Payments, &|_| true, ALL).await.unwrap();
        assert_eq!((all.count, all.sum, all.page.len()), (6, Fen(331_700), 6));
        let mut paged = Vec::new();
        for offset in 0..7 {
            let page = Page { offset, limit: 1 };
            paged.extend(store.entries(&books, Source::Payments, &|_| true, page).await.unwrap().page);
        }
        assert_eq!(paged, all.page);
        assert_eq!(store.verify().await.unwrap().flaws, []);
        // The same file as the withdrawn one is no repetition: it comes again, and disagrees.
        assert!(matches!(import(&mut store, &wrong).await, Err(Error::Problems(_))));
        store.close().await.unwrap();
        // Withdrawn by hand: found.
        place.behind("INSERT INTO withdrawal VALUES (4, 3)").await.unwrap();
        let flaws = place.open().await.verify().await.unwrap().flaws;
        assert_eq!(flaws.first().map(|flaw| flaw.entry), Some(Some(4)), "{flaws:?}");
    });
}

#[test]
fn a_budget_under_payments_is_not_withdrawn() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        for name in ["单位.csv", "预算指标.csv", "收入.csv", "支付.csv"] {
            import(&mut store, &place.records().join(name)).await.unwrap();
        }
        let error = store.withdraw(2, "张会计").await.unwrap_err();
        assert!(matches!(error, Error::Problems(_)), "{error:?}");
        assert_eq!(store.log(0, 10).await.unwrap().len(), 4);
        store.withdraw(4, "张会计").await.unwrap();
        store.withdraw(2, "张会计").await.unwrap();
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}
