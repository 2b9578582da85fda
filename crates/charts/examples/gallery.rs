//! Writes one page with all pictures, from made-up figures of a department, to look at them:
//! `cargo run -p juesuan-charts --example gallery > gallery.html`; with `-- --narrow` as on a phone.

#[path = "../tests/sample/mod.rs"]
mod sample;

use juesuan_charts::{NARROW, WIDE};

fn main() {
    println!("<!doctype html><html lang=zh-CN><meta charset=utf-8><title>图</title>");
    println!("<body style='font-family:sans-serif;margin:20px;background:#fff'>");
    let narrow = std::env::args().any(|argument| argument == "--narrow");
    let width = if narrow { NARROW } else { WIDE };
    for (name, picture) in sample::pictures() {
        let picture = picture.draw(width);
        println!("<section style='max-width:{width}px;margin-bottom:36px'><h3>{name}：{}</h3>", picture.title);
        println!("{}<p style='font-size:13px;color:#555'>{}</p></section>", picture.svg, picture.message);
    }
}
