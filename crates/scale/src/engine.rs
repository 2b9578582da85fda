use std::path::Path;
use std::sync::Arc;

use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::Result;

/// How much a query may take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Memory for groups, sorts and joins, in bytes; beyond it they go to disk.
    pub memory: usize,
    /// Threads; none for as many as there are processors.
    pub threads: Option<usize>,
    /// Where to put what memory does not hold; none for the system's place.
    pub spill: Option<std::path::PathBuf>,
}

impl Default for Limits {
    /// 8 GiB, all processors, the system's place.
    fn default() -> Self {
        Self { memory: 8 << 30, threads: None, spill: None }
    }
}

/// Rows that operators hand to each other at once.
const BATCH: usize = 16 << 10;

/// A session with these limits.
///
/// # Errors
/// When the place to spill to cannot be used.
pub fn session(limits: &Limits) -> Result<SessionContext> {
    let mut config = SessionConfig::new().with_batch_size(BATCH).with_collect_statistics(false);
    if let Some(threads) = limits.threads {
        config = config.with_target_partitions(threads);
    }
    let options = config.options_mut();
    // Conditions on the unit are decided while reading, so that the other columns of other units are not even unpacked.
    options.execution.parquet.pushdown_filters = true;
    options.execution.parquet.reorder_filters = true;
    let pool = Arc::new(FairSpillPool::new(limits.memory));
    let mut runtime = RuntimeEnvBuilder::new().with_memory_pool(pool);
    if let Some(spill) = limits.spill.as_deref() {
        runtime = runtime.with_temp_file_path(Path::new(spill));
    }
    Ok(SessionContext::new_with_config_rt(config, runtime.build_arc()?))
}
