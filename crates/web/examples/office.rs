//! The example department's office, to look at pages while they are made: `cargo run -p juesuan-web --example office -- 8081`.
//! Everybody's password is `juesuan-yanshi`.

use std::{net::SocketAddr, path::Path};

use juesuan_store::{ImportOptions, Store};
use juesuan_web::{Config, Server, demo};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = std::env::args().nth(1).map_or(Ok(8081), |port| port.parse())?;
    let folder = tempfile::tempdir()?;
    let address = format!("sqlite:{}", folder.path().join("账簿.db").display());
    let mut store = Store::open(&address).await?;
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let options = ImportOptions { year: 2024, paths: vec![example], actor: "演示".to_owned() };
    store.import(&options, &mut |_| ()).await?;
    let demo = demo::furnish(&mut store, "101001").await?;
    store.close().await?;
    juesuan_web::write_log();
    let listen = SocketAddr::from(([127, 0, 0, 1], port));
    let server = Server::bind(&address, Config { listen, demo, ..Config::default() }).await?;
    println!("http://{}/", server.address()?);
    server.run(async { drop(tokio::signal::ctrl_c().await) }).await?;
    Ok(())
}
