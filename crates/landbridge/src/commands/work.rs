//! Working off many questions: on some threads, answers in order, progress told, Ctrl-C heeded.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Answers that may wait for one before them.
const AHEAD_MAX: usize = 4_096;
/// How often progress is told and Ctrl-C looked for.
const TICK: Duration = Duration::from_secs(1);

/// What is to be done.
pub struct Job<'a> {
    /// Number of questions.
    pub count: usize,
    /// Threads.
    pub threads: u16,
    /// Tells progress also where standard error is no terminal.
    pub progress: bool,
    /// What the questions are called, in the plural.
    pub word: &'a str,
}

/// How work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything is done.
    All,
    /// Somebody stopped it (Ctrl-C); what was handed on is whole.
    Stopped,
    /// Nobody reads the answers any more.
    Closed,
}

/// Who takes which question, and how far the answers have been handed on.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    handed_on: usize,
    is_shut: bool,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next question; waits while too many answers wait for an earlier one.
    fn take(&self, count: usize) -> Option<usize> {
        let mut state = self.state();
        while !state.is_shut && state.next < count && state.next >= state.handed_on + AHEAD_MAX {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let number = state.next;
        state.next += 1;
        (!state.is_shut && number < count).then_some(number)
    }

    fn hand_on(&self, number: usize) {
        self.state().handed_on = number;
        self.moved.notify_all();
    }

    fn shut(&self) {
        self.state().is_shut = true;
        self.moved.notify_all();
    }
}

/// Answers questions 0 to `count` on the job's threads, each with its own scratch, and hands the answers on in order.
///
/// # Errors
/// Returns what `each` answers; a closed pipe ends the work without error.
pub fn in_order<T: Send, S: Default>(
    job: &Job<'_>,
    answer: impl Fn(usize, &mut S) -> T + Sync,
    each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Ended> {
    let stop = stop_on_interrupt();
    let gate = Gate::default();
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..job.threads {
            let (sender, gate, answer) = (sender.clone(), &gate, &answer);
            scope.spawn(move || {
                let mut scratch = S::default();
                while let Some(number) = gate.take(job.count) {
                    if sender.send((number, answer(number, &mut scratch))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let ended = hand_on(job, &receiver, (&gate, &stop), each);
        gate.shut();
        match ended {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Ended::Closed),
            ended => ended,
        }
    })
}

fn hand_on<T>(
    job: &Job<'_>,
    receiver: &mpsc::Receiver<(usize, T)>,
    (gate, stop): (&Gate, &AtomicBool),
    mut each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Ended> {
    let mut progress = Progress::new(job);
    let mut waiting = BTreeMap::new();
    let mut done = 0;
    loop {
        match receiver.recv_timeout(TICK) {
            Ok((number, answer)) => {
                waiting.insert(number, answer);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                progress.end(done);
                return Ok(if done < job.count { Ended::Stopped } else { Ended::All });
            }
        }
        while let Some(answer) = waiting.remove(&done) {
            each(answer)?;
            done += 1;
            gate.hand_on(done);
        }
        progress.tell(done);
        if stop.load(Ordering::Relaxed) && done < job.count {
            progress.end(done);
            return Ok(Ended::Stopped);
        }
    }
}

/// Tells how far the work is, at most once a second.
struct Progress<'a> {
    job: &'a Job<'a>,
    is_told: bool,
    is_terminal: bool,
    last: Instant,
    start: Instant,
    is_open: bool,
}

impl<'a> Progress<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        #[expect(clippy::disallowed_methods, reason = "progress is told, never decided upon")]
        let start = Instant::now();
        let is_terminal = io::stderr().is_terminal();
        Self { job, is_told: is_terminal || job.progress, is_terminal, last: start, start, is_open: false }
    }

    fn tell(&mut self, done: usize) {
        if self.is_told && self.last.elapsed() >= TICK {
            self.last += TICK * u32::try_from(self.last.elapsed().as_secs()).unwrap_or(1);
            self.write(done);
        }
    }

    fn write(&mut self, done: usize) {
        let Job { count, word, .. } = self.job;
        let seconds = self.start.elapsed().as_secs();
        let text = format!("landbridge: {done} of {count} {word}, {seconds} s");
        let (before, after) = if self.is_terminal { ("\r", "") } else { ("", "\n") };
        // Nothing can be done when standard error cannot be written.
        let mut err = io::stderr().lock();
        let _ = write!(err, "{before}{text}{after}").and_then(|()| err.flush());
        self.is_open = self.is_terminal;
    }

    /// Tells the end where progress was asked for or told before.
    fn end(&mut self, done: usize) {
        if self.is_told && (self.job.progress || self.is_open) {
            self.write(done);
        }
        if self.is_open {
            let _ = writeln!(io::stderr().lock());
        }
    }
}

/// Returns what the first Ctrl-C sets; the second ends the program at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&stop);
    // Where signals cannot be heard, Ctrl-C ends the program as it always does.
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        thread::spawn(move || {
            runtime.block_on(async {
                if tokio::signal::ctrl_c().await.is_ok() {
                    heard.store(true, Ordering::Relaxed);
                    if tokio::signal::ctrl_c().await.is_ok() {
                        process::exit(130);
                    }
                }
            });
        });
    }
    stop
}
