//! The example department's books, as they stand in `examples/huaihua-2024`.

/// File names and contents.
pub const FILES: &[(&str, &[u8])] = &[
    ("balances.csv", include_bytes!("../../../../../examples/huaihua-2024/balances.csv")),
    ("budget.csv", include_bytes!("../../../../../examples/huaihua-2024/budget.csv")),
    ("comparatives.csv", include_bytes!("../../../../../examples/huaihua-2024/comparatives.csv")),
    ("contracts.csv", include_bytes!("../../../../../examples/huaihua-2024/contracts.csv")),
    ("corrections.csv", include_bytes!("../../../../../examples/huaihua-2024/corrections.csv")),
    ("equipment.csv", include_bytes!("../../../../../examples/huaihua-2024/equipment.csv")),
    ("evidence.csv", include_bytes!("../../../../../examples/huaihua-2024/evidence.csv")),
    ("gatherings.csv", include_bytes!("../../../../../examples/huaihua-2024/gatherings.csv")),
    ("goals.csv", include_bytes!("../../../../../examples/huaihua-2024/goals.csv")),
    ("indicators.csv", include_bytes!("../../../../../examples/huaihua-2024/indicators.csv")),
    ("links.csv", include_bytes!("../../../../../examples/huaihua-2024/links.csv")),
    ("passages.csv", include_bytes!("../../../../../examples/huaihua-2024/passages.csv")),
    ("payments.csv", include_bytes!("../../../../../examples/huaihua-2024/payments.csv")),
    ("reasons.csv", include_bytes!("../../../../../examples/huaihua-2024/reasons.csv")),
    ("receipts.csv", include_bytes!("../../../../../examples/huaihua-2024/receipts.csv")),
    ("receptions.csv", include_bytes!("../../../../../examples/huaihua-2024/receptions.csv")),
    ("targets.csv", include_bytes!("../../../../../examples/huaihua-2024/targets.csv")),
    ("trips.csv", include_bytes!("../../../../../examples/huaihua-2024/trips.csv")),
    ("units.csv", include_bytes!("../../../../../examples/huaihua-2024/units.csv")),
    ("vehicles.csv", include_bytes!("../../../../../examples/huaihua-2024/vehicles.csv")),
];
