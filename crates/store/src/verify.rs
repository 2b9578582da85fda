use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use juesuan_books::Kind;
use rustc_hash::FxHashMap;

use crate::db;
use crate::ledger::Segment;
use crate::log::LogEntry;
use crate::walk::{self, Walk};
use crate::{Home, Result, Store, enter, office, people, scan, withdraw};

/// How many flaws are told.
const FLAWS: usize = 100;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many entries the log has.
    pub entries: u64,
    /// How many records the books have.
    pub records: u64,
    /// The hash of the last entry. Kept elsewhere (on paper, in the disclosure), it proves even against one who writes the
    /// whole log anew.
    pub head: Option<String>,
    /// What does not hold, the first broken entry of the log first; empty when all is well.
    pub flaws: Vec<Flaw>,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// The entry of the log that it breaks; none when it is about the books as a whole.
    pub entry: Option<i64>,
    /// What does not hold, in Chinese.
    pub message: String,
}

impl Store {
    /// Recomputes everything: the chain of the log, the digest of every imported record, the running totals; and looks
    /// whether the file is sound and still refuses changes.
    ///
    /// # Errors
    /// When the database cannot be read. That something does not hold is no error.
    pub async fn verify(&mut self) -> Result<Verified> {
        if let Home::File(_) = self.home {
            return self.verify_here().await;
        }
        // On a server others write all the time: that must not look as if something did not hold.
        let mut frozen = self.frozen().await?;
        let verified = frozen.verify_here().await;
        frozen.close().await?;
        verified
    }

    /// The same of what this connection sees.
    pub(crate) async fn verify_here(&mut self) -> Result<Verified> {
        let checked = self.check_all().await;
        checked.map_err(|error| self.error(error))
    }

    async fn check_all(&mut self) -> sqlx::Result<Verified> {
        let mut check = Check::default();
        let unsound: Vec<String> =
            db::query_scalar(self.connection.words().unsound).fetch_all(&mut self.connection).await?;
        for message in unsound.into_iter().filter(|message| message != "ok") {
            check.flaw(None, format!("数据库文件不完好：{message}"));
        }
        self.check_guards(&mut check).await?;
        self.check_log(&mut check).await?;
        self.check_withdrawals(&mut check).await?;
        self.check_records(&mut check).await?;
        self.check_totals(&mut check).await?;
        people::verify(&mut self.connection, &mut check).await?;
        office::check(&mut self.connection, &mut check).await?;
        let Check { mut verified, .. } = check;
        verified.flaws.sort_by_key(|flaw| flaw.entry.unwrap_or(i64::MAX));
        verified.flaws.truncate(FLAWS);
        Ok(verified)
    }

    /// Whether the database still refuses to change what was entered.
    async fn check_guards(&mut self, check: &mut Check) -> sqlx::Result<()> {
        let kinds = Kind::ALL.iter().map(|kind| kind.id());
        for table in
            kinds.chain(["account", "log", "import", "import_file", "segment", "withdrawal"]).chain(office::GUARDED)
        {
            for action in ["update", "delete"] {
                let sql = self.connection.words().triggers;
                let name = format!("{table}_no_{action}");
                let found = db::query_scalar(sql).bind(name).bind(table).fetch_one(&mut self.connection);
                let found: i64 = found.await?;
                if found == 0 {
                    check.flaw(None, format!("表 {table} 的防改触发器（{action}）被删除"));
                }
            }
        }
        Ok(())
    }

    /// The chain of hashes.
    async fn check_log(&mut self, check: &mut Check) -> sqlx::Result<()> {
        const AT_ONCE: u32 = 1000;
        let mut last: Option<LogEntry> = None;
        loop {
            let after = last.as_ref().map_or(0, |entry| entry.number);
            let sql = "SELECT * FROM log WHERE number > $1 ORDER BY number LIMIT $2";
            let entries: Vec<LogEntry> =
                db::query_as(sql).bind(after).bind(AT_ONCE).fetch_all(&mut self.connection).await?;
            if entries.is_empty() {
                check.verified.head = last.map(|entry| entry.hash);
                return Ok(());
            }
            for entry in entries {
                check.entry(&entry, last.as_ref());
                last = Some(entry);
            }
        }
    }

    /// Withdrawals against the log.
    async fn check_withdrawals(&mut self, check: &mut Check) -> sqlx::Result<()> {
        check.withdrawn = withdraw::entries(&mut self.connection).await?;
        let sql = "SELECT subject FROM log WHERE action = $1";
        let told: Vec<String> = db::query_scalar(sql).bind(withdraw::ACTION).fetch_all(&mut self.connection).await?;
        let told: BTreeSet<i64> = told.iter().filter_map(|subject| subject.parse().ok()).collect();
        for &entry in told.symmetric_difference(&check.withdrawn.clone()) {
            check.flaw(Some(entry), "是否撤销，与日志所记不符".to_owned());
        }
        Ok(())
    }

    /// Every record against the digest of its segment, and the segments of every entry against its digest.
    async fn check_records(&mut self, check: &mut Check) -> sqlx::Result<()> {
        let rows = db::query("SELECT * FROM account").fetch_all(&mut self.connection).await?;
        let mut accounts = FxHashMap::default();
        for row in &rows {
            let account = scan::account(row)?;
            accounts.insert(account.id, (row.try_get("year")?, account));
        }
        let mut entered: BTreeMap<i64, Vec<Segment>> = BTreeMap::new();
        for kind in Kind::ALL {
            let told = walk::told(&mut self.connection, kind).await?;
            let mut walk = Walk::new(kind, &accounts, &told, check, &mut entered);
            scan::all_rows(&mut self.connection, kind, (i64::MIN, i64::MAX), &mut |raw| {
                walk.row(raw.account, raw.number, &raw.cells);
                ControlFlow::Continue(())
            })
            .await?;
            walk.end();
        }
        for (&entry, digest) in &check.digests {
            let found = entered.get(&entry).map(|segments| enter::digest_of(segments));
            if found != *digest {
                let message = "入账的记录与日志中的摘要不符".to_owned();
                check.verified.flaws.push(Flaw { entry: Some(entry), message: check.named(entry, &message) });
            }
        }
        Ok(())
    }

    /// The running totals against the sums of the records.
    async fn check_totals(&mut self, check: &mut Check) -> sqlx::Result<()> {
        let sql = "SELECT kind, account, records, amount FROM total";
        let rows: Vec<(String, u32, i64, i64)> = db::query_as(sql).fetch_all(&mut self.connection).await?;
        let mut sums = std::mem::take(&mut check.sums);
        for (kind, account, records, amount) in rows {
            let sum = Kind::from_id(&kind).and_then(|kind| sums.remove(&(kind, account)));
            if sum != Some((records, amount)) {
                check.flaw(None, format!("“{kind}”表账户{account}的累计数与记录之和不符"));
            }
        }
        for ((kind, account), _) in sums {
            check.flaw(None, format!("“{}”表账户{account}缺少累计数", kind.id()));
        }
        Ok(())
    }
}

/// What has been found so far.
#[derive(Default)]
pub(crate) struct Check {
    pub verified: Verified,
    /// Entries by number, in a few words.
    names: BTreeMap<i64, String>,
    /// Entries that brought records, with the digest that they tell.
    digests: BTreeMap<i64, Option<String>>,
    /// Entries whose imports are withdrawn.
    pub withdrawn: BTreeSet<i64>,
    /// (records, 分 of those that count) by kind and account.
    pub sums: BTreeMap<(Kind, u32), (i64, i64)>,
}

impl Check {
    /// Notes a flaw.
    pub fn flaw(&mut self, entry: Option<i64>, message: String) {
        // A wholly spoilt file must not fill the memory.
        if self.verified.flaws.len() < 100 * FLAWS {
            let message = entry.map_or_else(|| message.clone(), |entry| self.named(entry, &message));
            self.verified.flaws.push(Flaw { entry, message });
        }
    }

    fn named(&self, entry: i64, message: &str) -> String {
        let name = self.names.get(&entry).map_or("（已不存在）", String::as_str);
        format!("日志第{entry}条{name}：{message}")
    }

    fn entry(&mut self, entry: &LogEntry, last: Option<&LogEntry>) {
        self.verified.entries += 1;
        let LogEntry { number, at, actor, action, subject, .. } = entry;
        self.names.insert(*number, format!("（{at} {actor} {action} {subject}）"));
        if entry.digest.is_some() {
            self.digests.insert(*number, entry.digest.clone());
        }
        let expected = last.map_or(0, |last| last.number) + 1;
        if *number != expected {
            self.flaw(Some(*number), format!("前面缺少第{expected}条"));
        }
        if entry.expected_hash(last.map_or("", |last| &last.hash)) != entry.hash {
            self.flaw(Some(*number), "内容或前一条被改动，校验链在此断开".to_owned());
        }
    }
}
