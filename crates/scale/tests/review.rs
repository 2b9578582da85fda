//! Bulk review: what `juesuan check` says of each document, as tables; rankings; what came back from last year.

use std::fs;
use std::path::Path;

use juesuan_findings::{Audited, Options};
use juesuan_scale::{Limits, Ranking, Reviewed, rank, review, session};

/// A disclosure of the examples.
fn example(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)).unwrap()
}

fn put(folder: &Path, name: &str, content: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn ranking<'a>(rankings: &'a [Ranking], name: &str) -> &'a [Vec<String>] {
    &rankings.iter().find(|ranking| ranking.name == name).unwrap().rows
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_disclosures_becomes_tables_that_rank_and_compare() {
    let folder = tempfile::tempdir().unwrap();
    let (data, out, last) = (folder.path().join("全市"), folder.path().join("本年"), folder.path().join("上年"));
    let wrong = example("disclosure-with-errors.docx");
    put(&data, "甲区/有错.docx", &wrong);
    put(&data, "乙区/没错.txt", &example("disclosure-clean.txt"));
    put(&data, "乙区/坏的.docx", b"PK\x03\x04junk");
    put(&data, "乙区/~$有错.docx", b"lock");
    put(&data, "乙区/说明.md", b"no disclosure");
    let session = session(&Limits::default()).unwrap();
    let reviewed = review(&session, data.to_str().unwrap(), &out).await.unwrap();
    let audited = Audited::of_bytes("有错.docx", wrong, &Options::default()).unwrap();
    let brief = audited.brief();
    let number = |count: usize| count as u64;
    let expected = Reviewed {
        documents: 2,
        unreadable: 1,
        errors: number(brief.errors),
        warnings: reviewed.warnings,
        infos: reviewed.infos,
    };
    assert_eq!(reviewed, expected);
    assert!(brief.errors > 5 && reviewed.warnings >= number(brief.warnings) && reviewed.infos >= number(brief.infos));
    let rankings = rank(&session, &out, None).await.unwrap();
    let units = ranking(&rankings, "单位排名");
    assert_eq!((units.len(), units[0][7].as_str()), (2, "甲区/有错.docx"), "{units:?}");
    assert_eq!(units[0][3], brief.errors.to_string());
    let rules = ranking(&rankings, "规则排名");
    let found: usize = rules.iter().map(|row| row[4].parse::<usize>().unwrap()).sum();
    assert_eq!(number(found), reviewed.errors + reviewed.warnings + reviewed.infos);
    assert_eq!(rules[0][2], "错误");
    let unreadable = ranking(&rankings, "读不了的文件");
    assert!(unreadable[0][0] == "乙区/坏的.docx" && unreadable[0][1].contains("另存"), "{unreadable:?}");
    // Last year the same department made the same mistakes, and the other one none either.
    put(&data, "乙区/没错.txt", &example("disclosure-with-errors.txt"));
    review(&session, data.to_str().unwrap(), &last).await.unwrap();
    let compared = rank(&session, &out, Some(&last)).await.unwrap();
    let again: u64 = ranking(&compared, "与上年比较").iter().map(|row| row[1].parse::<u64>().unwrap()).sum();
    assert!(again >= reviewed.errors, "{compared:?}");
}

#[tokio::test]
async fn a_place_without_disclosures_or_a_review_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let session = session(&Limits::default()).unwrap();
    let root = folder.path().to_str().unwrap();
    assert!(review(&session, root, folder.path()).await.unwrap_err().to_string().contains("docx"));
    assert!(rank(&session, folder.path(), None).await.unwrap_err().to_string().contains("审核结果"));
    assert!(!folder.path().join("documents.parquet").exists(), "nothing half done");
}
