//! The one thread that writes. It commits in groups: what arrives while a commit is under way
//! is committed together by the next one, so that one sync of the disk serves many reports.

use crate::metrics::Metrics;
use crate::storage::{Entry, Outcome, Storage, StorageError};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};

/// Reports that may wait for a commit; those above are told to come back later.
const WAITING: usize = 4096;

/// Reports in one commit at most.
const GROUP: usize = 1024;

type Waiting = (Entry, u16, oneshot::Sender<Option<Outcome>>);

/// Counts reports, in groups. Clones lead to the same thread, which ends with the last one.
#[derive(Debug, Clone)]
pub struct Ledger(mpsc::Sender<Waiting>);

/// Why a report was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCounted {
    /// Too many wait already.
    Full,
    /// The database did not take it.
    Failed,
}

impl Ledger {
    /// Starts the thread. It ends, after what waits is committed, when all ledgers are gone.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(
        mut storage: impl Storage,
        metrics: Arc<Metrics>,
    ) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (send, mut receive) = mpsc::channel::<Waiting>(WAITING);
        let write = move || {
            let mut group = Vec::with_capacity(GROUP);
            while receive.blocking_recv_many(&mut group, GROUP) > 0 {
                commit(&mut storage, &metrics, &mut group);
            }
        };
        let thread = Builder::new().name("ledger".to_owned()).spawn(write)?;
        Ok((Self(send), thread))
    }

    /// Counts a report, and answers when that is on the disk. Ids of days before `oldest`
    /// are forgotten.
    ///
    /// # Errors
    /// When too many wait, or the database fails; then it is not counted.
    pub async fn count(&self, entry: Entry, oldest: u16) -> Result<Outcome, NotCounted> {
        let (tell, told) = oneshot::channel();
        self.0
            .try_send((entry, oldest, tell))
            .map_err(|_| NotCounted::Full)?;
        told.await.ok().flatten().ok_or(NotCounted::Failed)
    }
}

fn commit(storage: &mut impl Storage, metrics: &Metrics, group: &mut Vec<Waiting>) {
    let begun = Instant::now();
    let oldest = group.iter().map(|(_, oldest, _)| *oldest).max();
    let (entries, tellers): (Vec<Entry>, Vec<_>) = group
        .drain(..)
        .map(|(entry, _, tell)| (entry, tell))
        .unzip();
    let outcomes = storage.count(&entries, oldest.unwrap_or(0));
    metrics.committed(begun.elapsed());
    let outcomes: Vec<Option<Outcome>> = match outcomes {
        Ok(outcomes) => outcomes.into_iter().map(Some).collect(),
        Err(error) => {
            say(&error);
            vec![None; tellers.len()]
        }
    };
    for (tell, outcome) in tellers.into_iter().zip(outcomes) {
        // Whoever asked may be gone; it is counted all the same.
        let _ = tell.send(outcome);
    }
}

/// The error names the file and what SQLite says, and no report.
fn say(error: &StorageError) {
    eprintln!("error: {error}");
}
