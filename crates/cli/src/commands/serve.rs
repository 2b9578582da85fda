use std::{
    io::{self, Write},
    net::{Ipv4Addr, SocketAddr},
};

use juesuan_web::{Config, Overrides, Server};

use crate::{args::ServeArgs, failure::Failure};

/// Serves the web application until it is told to stop.
///
/// # Errors
/// When the settings or the books cannot be used, or nothing can listen at the address.
pub fn run(args: &ServeArgs) -> Result<u8, Failure> {
    let listen = args.listen.or(args.port.map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port))));
    let flags = Overrides {
        listen,
        metrics: args.metrics,
        https: args.https.then_some(true),
        upload_mb: args.upload_mb,
        ..Overrides::default()
    };
    let variable = |name: &str| std::env::var(name).ok();
    let config =
        Config::of(flags, &variable, args.config.as_deref()).map_err(|error| Failure::new(error.to_string()))?;
    serve(&args.database.db, config)
}

/// Serves books with settings that are made up already.
///
/// # Errors
/// As [`run`].
pub fn serve(books: &str, config: Config) -> Result<u8, Failure> {
    juesuan_web::write_log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("系统资源不足：{error}。请关闭其他程序后再试")))?;
    runtime.block_on(async {
        // Before anybody can know the address: who asks to stop from then on is heard.
        let stop = Stop::listen()?;
        let server = Server::bind(books, config).await.map_err(|error| Failure::new(error.to_string()))?;
        tell(&server).await?;
        server.run(stop.asked()).await.map_err(|error| Failure::new(error.to_string()))
    })?;
    Ok(0)
}

/// Says where the pages are, and the one-time passwords of a first start: these are shown this once.
async fn tell(server: &Server) -> Result<(), Failure> {
    let first = server.first_start().await.map_err(|error| Failure::new(error.to_string()))?;
    let mut out = io::stdout().lock();
    if let Some(accounts) = first {
        writeln!(out, "第一次启动，已建立三个管理员账号。下面的一次性密码只显示这一次，登录后须修改：")?;
        for account in accounts {
            writeln!(out, "  {}　登录名 {}　一次性密码 {}", account.role.name(), account.login, account.password)?;
        }
    }
    let address = server.address().map_err(|error| Failure::new(error.to_string()))?;
    writeln!(out, "请用浏览器打开 http://{address}/　（按 Ctrl+C 停止）")?;
    Ok(out.flush()?)
}

/// Hears that somebody presses Ctrl+C or that the system asks to stop.
struct Stop {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// From here on the signals no longer kill the process.
    #[cfg(unix)]
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    #[cfg(not(unix))]
    fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Done when a signal has come.
    #[cfg(unix)]
    async fn asked(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn asked(self) {
        // Without the signal it can only be killed, which loses nothing that was answered.
        let _ = tokio::signal::ctrl_c().await;
    }
}
