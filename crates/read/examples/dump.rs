//! Prints the blocks of a file: `cargo run -p juesuan-read --example dump -- FILE`.

use juesuan_read::{Block, ReadError, Table};
use std::path::Path;

fn main() -> Result<(), ReadError> {
    for path in std::env::args().skip(1) {
        let document = juesuan_read::read(Path::new(&path))?;
        println!("# {path}：{:?}，{:?} 页，{} 块", document.format, document.pages, document.blocks.len());
        for block in &document.blocks {
            match block {
                Block::Paragraph(p) => {
                    let marks = p.page_breaks.iter().map(|(at, page)| format!(" {at}→p{page}")).collect::<String>();
                    println!("p{}{marks}{} ¶ {}", p.page.unwrap_or(0), if p.toc { " toc" } else { "" }, p.text);
                }
                Block::Table(table) => print_table(table),
            }
        }
    }
    Ok(())
}

fn print_table(table: &Table) {
    println!("p{} table {}×{}", table.page.unwrap_or(0), table.rows, table.cols);
    for row in 0..table.rows {
        let cells = table.cells.iter().filter(|cell| cell.row == row).map(|cell| {
            let span = if cell.row_span * cell.col_span > 1 {
                format!("[{}×{}]", cell.row_span, cell.col_span)
            } else {
                String::new()
            };
            format!("{}{span}", cell.text)
        });
        println!("    {}", cells.collect::<Vec<_>>().join(" | "));
    }
}
