use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::{Block, Note, Place, Table, annotate_docx, read_bytes};

const NS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// A package of parts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A docx with this body and these further parts.
pub(crate) fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {NS}><w:body>{body}</w:body></w:document>");
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\
        \"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let rels = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    let mut parts = vec![("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", &document)];
    parts.extend_from_slice(more);
    package(&parts)
}

fn blocks(body: &str) -> Vec<Block> {
    read_bytes("a.docx", docx_with(body, &[])).unwrap().blocks
}

/// Paragraphs as text, tables as `rows×cols` with each cell as `row,col+row_span×col_span text`.
fn show(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(p) => p.text.clone(),
            Block::Table(t) => show_table(t),
        })
        .collect()
}

fn show_table(t: &Table) -> String {
    let cells = t.cells.iter().map(|c| format!(" {},{}+{}x{} {}", c.row, c.col, c.row_span, c.col_span, c.text));
    format!("{}x{}", t.rows, t.cols) + &cells.collect::<String>()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(props: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text))
}

#[test]
fn keeps_insertions_and_drops_deletions_hidden_text_and_field_codes() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">收入 </w:t></w:r><w:ins><w:r><w:t>3,801.19</w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>2</w:t></w:r></w:moveFrom>\
        <w:moveTo><w:r><w:t>万元</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>&amp;&#x3002;</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    assert_eq!(show(&blocks(body)), ["收入 3,801.19万元&。7"]);
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let body = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一般公共</w:t></w:r></w:p>{}", p("预算"));
    assert_eq!(show(&blocks(&body)), ["一般公共预算"]);
}

#[test]
fn reads_a_text_box_once_and_counts_every_paragraph() {
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>{0}\
         </w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>\
         </mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>{1}",
        p("框"),
        p("尾")
    );
    let blocks = blocks(&body);
    assert_eq!(show(&blocks), ["前后", "框", "尾"]);
    let sources: Vec<_> = blocks.iter().map(|b| if let Block::Paragraph(p) = b { p.source } else { None }).collect();
    assert_eq!(sources, [Some(0), Some(1), Some(3)]);
}

#[test]
fn line_breaks_split_sentences_and_join_titles() {
    let page = "<w:p><w:r><w:t>附件</w:t><w:br w:type=\"page\"/><w:t>部门决算表</w:t></w:r></w:p>";
    assert_eq!(show(&blocks(page)), ["附件", "部门决算表"]);
    let brk = |a: &str, b: &str| format!("<w:p><w:r><w:t>{a}</w:t><w:br/><w:t>{b}</w:t></w:r></w:p>");
    assert_eq!(show(&blocks(&brk("2024年度部门决算", "情况说明"))), ["2024年度部门决算情况说明"]);
    assert_eq!(show(&blocks(&brk("收入合计1万元。", "支出合计1万元。"))), ["收入合计1万元。", "支出合计1万元。"]);
    assert_eq!(show(&blocks(&brk("一、收入情况", "2024年度收入"))), ["一、收入情况", "2024年度收入"]);
}

#[test]
fn tables_have_spans_over_rows_and_columns() {
    let merge = |v: &str| format!("<w:vMerge{v}/>");
    let (start, more) = (merge(" w:val=\"restart\""), merge(""));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        tc(&start, "项目"),
        tc("<w:gridSpan w:val=\"2\"/>", "金额"),
        tc(&more, ""),
        tc("", "预算"),
        tc("", "决算"),
        tc(&more, ""),
        tc("", "1"),
        tc("", "2"),
        tc("", "删")
    );
    assert_eq!(show(&blocks(&body)), ["3x3 0,0+3x1 项目 0,1+1x2 金额 1,1+1x1 预算 1,2+1x1 决算 2,1+1x1 1 2,2+1x1 2"]);
}

#[test]
fn a_nested_table_follows_and_a_frame_is_dissolved() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", "内"), tc("", "1"));
    let outer = format!("<w:tbl><w:tr>{}<w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", tc("", "外"), p("甲"), p("乙"));
    assert_eq!(show(&blocks(&outer)), ["1x2 0,0+1x1 外 0,1+1x1 甲乙", "1x2 0,0+1x1 内 0,1+1x1 1"]);
    let frame = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("一、概况"), p("正文。"));
    assert_eq!(show(&blocks(&frame)), ["一、概况", "正文。"]);
}

#[test]
fn prints_automatic_numbers() {
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering {NS}><w:abstractNum w:abstractNumId=\"5\">{}{}{}</w:abstractNum><w:num w:numId=\"1\">\
         <w:abstractNumId w:val=\"5\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"20\"/></w:lvlOverride></w:num></w:numbering>",
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3.")
    );
    let item = |num: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "乙"),
        item(1, 1, "丙"),
        item(1, 2, "2024年"),
        item(1, 0, "丁"),
        item(1, 1, "戊"),
        item(2, 0, "己"),
        item(2, 0, "庚"),
    ]
    .concat();
    let read = read_bytes("a", docx_with(&body, &[("word/numbering.xml", &numbering)])).unwrap();
    assert_eq!(
        show(&read.blocks),
        ["一、甲", "（一）乙", "（二）丙", "1. 2024年", "二、丁", "（一）戊", "二十、己", "二十一、庚"]
    );
}

#[test]
fn headings_and_contents_come_from_styles_and_fields() {
    let styles = format!(
        "<w:styles {NS}><w:style w:type=\"paragraph\" w:styleId=\"a1\"><w:name w:val=\"heading 2\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"a2\"><w:name w:val=\"我的\"/><w:basedOn w:val=\"a1\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"t1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>"
    );
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>一、概况</w:t><w:tab/><w:t>1</w:t></w:r></w:p>\
        <w:p><w:r><w:t>二、收入</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>正文</w:t></w:r></w:p>";
    let body = [&styled("t1", "目录"), &styled("t1", "部门概况"), field, &styled("a2", "收入情况")].concat();
    let read = read_bytes("a", docx_with(&body, &[("word/styles.xml", &styles)])).unwrap();
    let seen: Vec<_> = read
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => (p.text.as_str(), p.toc, p.heading_level),
            Block::Table(_) => ("", false, None),
        })
        .collect();
    let expected = [
        ("目录", false, None),
        ("部门概况", true, None),
        ("一、概况\t1", true, None),
        ("二、收入", true, None),
        ("正文", false, None),
        ("收入情况", false, Some(2)),
    ];
    assert_eq!(seen, expected);
}

/// A document with all that a comment may have to cut through.
fn annotated_sample() -> Vec<u8> {
    let body = format!(
        "<w:p w:rsidR=\"1\"><w:pPr><w:jc/></w:pPr><w:r w:rsidR=\"2\"><w:rPr><w:b/></w:rPr><w:t>收入3,801.19万元 &amp; 支出</w:t></w:r>\
         <w:hyperlink><w:r><w:t xml:space=\"preserve\"> 5 </w:t><w:tab/><w:t>元</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr>{}{}\
         <w:tc><w:p/></w:tc></w:tr></w:tbl>",
        tc("", "合计"),
        tc("", "1.00")
    );
    docx_with(&body, &[("word/media/x.bin", "原样")])
}

#[test]
fn comments_leave_the_text_as_it_was() {
    let original = annotated_sample();
    let document = read_bytes("a", original.clone()).unwrap();
    let text = show(&document.blocks)[0].clone();
    let figure = text.find("3,801.19").unwrap();
    let place = |block, cell, start, end| Place { block, cell, start, end };
    let places = [
        place(0, None, figure, figure + 8),
        place(0, None, figure + 2, figure + 30),
        place(0, None, 0, text.len()),
        place(0, None, 0, 0),
        place(1, Some(0), 0, 6),
        place(1, Some(1), 0, 4),
        place(1, Some(2), 0, 0),
        place(9, None, 0, 0),
    ];
    let note =
        |place| Note { place, author: "决算<审>".to_owned(), text: "应为 \"1\"\n第二行\u{1}".to_owned() };
    let once = annotate_docx(&original, &places.map(note)).unwrap();
    assert_eq!(format!("{:?}", read_bytes("a", once.clone()).unwrap().blocks), format!("{:?}", document.blocks));
    let mut package = crate::package::Package::open(&once).unwrap();
    assert_eq!(package.text("word/media/x.bin").unwrap().unwrap(), "原样");
    let xml = package.text("word/document.xml").unwrap().unwrap();
    let begin = xml.find("<w:commentRangeStart w:id=\"0\"/>").unwrap();
    let end = xml.find("<w:commentRangeEnd w:id=\"0\"/>").unwrap();
    let between: String = regex::Regex::new("<[^>]*>").unwrap().replace_all(&xml[begin..end], "").into_owned();
    assert_eq!(between, "3,801.19");
    // A second round finds the comments and goes on counting.
    let twice = annotate_docx(&once, &[note(places[0])]).unwrap();
    assert_eq!(format!("{:?}", read_bytes("a", twice.clone()).unwrap().blocks), format!("{:?}", document.blocks));
    let comments = crate::package::Package::open(&twice).unwrap().text("word/comments.xml").unwrap().unwrap();
    let ids: Vec<_> = comments.match_indices("<w:comment w:id=").map(|(at, _)| &comments[at + 17..at + 18]).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6", "7"]);
}

#[test]
fn bodies_cut_short_or_too_deep_are_refused() {
    use crate::ReadError;
    let cut = package(&[("word/document.xml", "<w:document xmlns:w=\"x\"><w:body><w:p>")]);
    assert!(matches!(read_bytes("a", cut), Err(ReadError::Damaged(_))));
    let deep = "<w:sdt>".repeat(100_000);
    assert!(matches!(read_bytes("a", docx_with(&deep, &[])), Err(ReadError::LimitExceeded(_))));
    let blank = docx_with(&p(" "), &[]);
    assert!(matches!(read_bytes("a", blank), Err(ReadError::NoText)));
}
