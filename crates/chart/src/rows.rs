/// The rows of an embedded CSV file without its header, each field a slice of the file.
///
/// Fields may be quoted; a doubled quote inside a quoted field, which would need a copy, does not occur in the data (a
/// test watches that).
pub(crate) fn rows(csv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    csv.lines().skip(1).filter(|line| !line.is_empty()).map(fields)
}

fn fields(line: &'static str) -> Vec<&'static str> {
    let mut fields = Vec::with_capacity(10);
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            Some((field, after)) => (field, after.strip_prefix(',')),
            None => rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after))),
        };
        fields.push(field);
        match after {
            Some(after) => rest = after,
            None => return fields,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_quoted_fields() {
        assert_eq!(fields(r#"1,"a,b",,c"#), ["1", "a,b", "", "c"]);
        assert_eq!(fields(r#"1,"a,b""#), ["1", "a,b"]);
        assert_eq!(fields("1,"), ["1", ""]);
    }

    #[test]
    fn every_row_of_the_data_has_all_columns() {
        for csv in [
            include_str!("../data/functional-2024.csv"),
            include_str!("../data/functional-changes.csv"),
            include_str!("../data/economic-dept.csv"),
            include_str!("../data/economic-gov.csv"),
            include_str!("../data/revenue.csv"),
        ] {
            assert!(!csv.contains("\"\""), "a doubled quote needs a copying parser");
            let columns = csv.lines().next().unwrap().split(',').count();
            for row in rows(csv) {
                assert_eq!(row.len(), columns, "{row:?}");
            }
        }
    }
}
