//! A Fiscal Data Package: the tables as CSV in long form, one row for each figure, and a description of them
//! (`datapackage.json`) by the rules of Frictionless Data.

mod descriptor;
mod rows;

use std::{fs, io::Write, path::Path};

use juesuan_report::Report;

use crate::{RenderError, zipped};

/// Writes the package into a folder, which is made if it is not there. Files of the same names are replaced, each of
/// them whole or not at all.
///
/// # Errors
/// `Io` if the folder cannot be made or written.
pub fn data_package(report: &Report, folder: &Path) -> Result<(), RenderError> {
    fs::create_dir_all(folder.join("data"))?;
    files(report)?.iter().try_for_each(|(path, content)| write(&folder.join(path), content))
}

/// The same package in one zip file.
///
/// # Errors
/// None in practice: it is put together in memory.
pub fn data_package_zip(report: &Report) -> Result<Vec<u8>, RenderError> {
    zipped::zipped(files(report)?.iter().map(|(path, content)| (path.as_str(), content.as_slice())))
}

/// Paths with forward slashes, and contents; the description comes last.
fn files(report: &Report) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    let (mut files, mut resources) = (Vec::new(), Vec::new());
    for table in &report.tables {
        let content = rows::csv(report, table)?;
        let path = format!("data/{}.csv", descriptor::resource_name(&table.id));
        resources.push(descriptor::resource(table, &path, content.len()));
        files.push((path, content));
    }
    let descriptor = descriptor::package(report, resources);
    let json = serde_json::to_string_pretty(&descriptor)? + "\n";
    files.push(("datapackage.json".to_owned(), json.into_bytes()));
    Ok(files)
}

/// Writes a file beside its place and moves it there.
fn write(path: &Path, content: &[u8]) -> Result<(), RenderError> {
    let new = path.with_extension("new");
    let mut file = fs::File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::Value;

    use super::data_package;
    use crate::sample;

    #[test]
    fn every_figure_is_a_row_and_every_field_is_described() {
        let folder = std::env::temp_dir().join(format!("juesuan-package-{}", std::process::id()));
        let report = sample::report();
        data_package(&report, &folder).unwrap();
        let text = fs::read_to_string(folder.join("datapackage.json")).unwrap();
        let package: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(package["resources"].as_array().unwrap().len(), report.tables.len());
        for (resource, table) in package["resources"].as_array().unwrap().iter().zip(&report.tables) {
            let path = folder.join(resource["path"].as_str().unwrap());
            assert_eq!(resource["bytes"], fs::metadata(&path).unwrap().len());
            let mut rows = csv::Reader::from_path(path).unwrap();
            let fields = resource["schema"]["fields"].as_array().unwrap();
            let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
            assert_eq!(rows.headers().unwrap().iter().collect::<Vec<_>>(), names);
            let figures = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.figure.is_some());
            assert_eq!(rows.records().count(), figures.count());
        }
        let mut rows = csv::Reader::from_path(folder.join("data/t3.csv")).unwrap();
        let row = rows.records().nth(5).unwrap().unwrap();
        let expected = "青禾市财政局,2024,T3,T3/201/project,201,一般公共服务支出,project,项目支出,30150.00";
        assert_eq!(row.iter().collect::<Vec<_>>().join(","), expected);
        fs::remove_dir_all(&folder).unwrap();
    }
}
