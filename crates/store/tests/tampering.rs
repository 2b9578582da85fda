//! Whatever is changed behind the program's back is found, and named.

mod common;

use common::{Place, import, run};
use juesuan_store::{Flaw, Store};

/// Books with two imports and an edited reason, changed by SQL without the triggers that forbid it.
async fn tampered(sql: &str) -> Vec<Flaw> {
    let place = Place::new();
    let mut store = place.filled().await;
    let file = place.write(
        "支付2.csv",
        "支付凭证号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,经济科目,金额,收款人,用途\n\
         P9,2024-04-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,7,书店,书\n",
    );
    import(&mut store, &file).await.unwrap();
    let reason = juesuan_books::Reason { figure: "general/2010301/initial", text: "设备更新", unit: "101" };
    store.set_reason(2024, reason, "李会计").await.unwrap();
    assert_eq!(store.verify().await.unwrap().flaws, []);
    store.close().await.unwrap();

    assert!(place.behind_guards(sql).await > 0, "{sql}");
    Store::open(&place.address()).await.unwrap().verify().await.unwrap().flaws
}

#[test]
fn every_change_is_found_and_its_entry_named() {
    if common::skips() {
        return;
    }
    let cases = [
        ("UPDATE payments SET paid = paid + 1 WHERE voucher = 'P3'", Some(1)),
        ("UPDATE payments SET payee = '别人' WHERE voucher = 'P9'", Some(2)),
        ("UPDATE payments SET voucher = 'P10' WHERE voucher = 'P9'", Some(2)),
        ("DELETE FROM payments WHERE voucher = 'P9'", Some(2)),
        (
            "INSERT INTO payments SELECT id + 100, 'X', entry, payment_date, paid, payee, purpose FROM payments LIMIT 1",
            None,
        ),
        ("UPDATE budget SET budgeted = 1 WHERE line = 'Z2'", Some(1)),
        ("UPDATE account SET function = 2010302 WHERE budget_line = 'Z1' AND economic = 30211", Some(1)),
        ("UPDATE reasons SET reason = '无'", Some(3)),
        ("UPDATE total SET amount = amount + 1 WHERE kind = 'payments'", None),
        ("DELETE FROM total WHERE kind = 'payments'", None),
        ("UPDATE log SET actor = '别人' WHERE number = 2", Some(2)),
        ("UPDATE log SET hash = 'x' WHERE number = 1", Some(1)),
        ("UPDATE segment SET digest = 'x' WHERE kind = 'payments' AND entry = 2", Some(2)),
        ("UPDATE segment SET amount = amount + 1 WHERE kind = 'payments' AND entry = 2", Some(2)),
    ];
    for (sql, entry) in cases {
        let flaws = run(tampered(sql));
        assert_eq!(flaws.first().map(|flaw| flaw.entry), Some(entry), "{sql}: {flaws:?}");
    }
}

#[test]
fn a_lost_entry_is_found() {
    if common::skips() {
        return;
    }
    let flaws = run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let reason = |text| juesuan_books::Reason { figure: "x", text, unit: "" };
        for text in ["一", "二"] {
            store.set_reason(2024, reason(text), "李会计").await.unwrap();
        }
        store.close().await.unwrap();
        place.behind_guards("DELETE FROM log WHERE number = 2").await;
        place.behind("DROP TRIGGER log_no_delete[ ON log]").await.unwrap();
        Store::open(&place.address()).await.unwrap().verify().await.unwrap().flaws
    });
    let messages: Vec<&str> = flaws.iter().map(|flaw| flaw.message.as_str()).collect();
    assert!(messages.iter().any(|message| message.contains("缺少第2条")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("触发器")), "{messages:?}");
}

#[test]
fn the_database_refuses_changes() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        place.filled().await.close().await.unwrap();
        for sql in
            ["UPDATE log SET actor = 'x'", "DELETE FROM log", "DELETE FROM payments", "UPDATE payments SET paid = 0"]
        {
            let refused = place.behind(sql).await.unwrap_err().to_string();
            assert!(refused.contains("不能修改或删除"), "{refused}");
        }
    });
}
