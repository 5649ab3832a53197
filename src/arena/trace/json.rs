//! Records as Chrome's trace events, one a line. The array form may lack its end, so a file is readable whenever the
//! process was killed; what `end` writes makes it JSON.

use std::fmt::{self, Write};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::arena::trace::ring::Record;
use crate::arena::trace::{Event, Label, Routine, Slice};

/// What the file says of a thread so far.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Counted from 1: 0 is the kernel's.
    thread: AtomicU32,
    /// The slices that haven't ended.
    open: AtomicU32,
}

/// Text in the making.
pub(super) struct Json<'a, W> {
    pub(super) out: &'a mut W,
    pub(super) process: u32,
    pub(super) row: &'a Row,
    /// The capacity that was told last.
    pub(super) capacity: &'a mut u32,
}

impl<W: Write> Json<'_, W> {
    /// One record, as a line or none.
    pub(super) fn record(&mut self, Record { at, event }: Record) -> fmt::Result {
        match event {
            Event::Thread { worker, number } => {
                self.end_all(at)?;
                self.row.thread.store(number.saturating_add(1), Relaxed);
                let kind = if worker { "worker" } else { "caller" };
                self.meta("thread_name", format_args!("\"name\":\"{kind} {number}\""))?;
                // Callers first.
                let index = u64::from(number) + if worker { 1 << 20 } else { 0 };
                self.meta("thread_sort_index", format_args!("\"sort_index\":{index}"))
            }
            Event::Lost(n) => {
                self.end_all(at)?;
                self.line(
                    "i",
                    at,
                    format_args!(",\"s\":\"t\",\"name\":\"lost\",\"args\":{{\"records\":{n}}}"),
                )
            }
            Event::Begin(slice) => {
                self.row.open.fetch_add(1, Relaxed);
                self.begin(at, slice)
            }
            // If there is none, its beginning was lost.
            Event::End if self.row.open.load(Relaxed) == 0 => Ok(()),
            Event::End => {
                self.row.open.fetch_sub(1, Relaxed);
                self.line("E", at, format_args!(""))
            }
            Event::Steal => self.line("i", at, format_args!(",\"s\":\"t\",\"name\":\"steal\"")),
            Event::GiveBack => self.line("i", at, format_args!(",\"s\":\"t\",\"name\":\"give back\"")),
            Event::Running(running, capacity) => {
                if *self.capacity != capacity {
                    *self.capacity = capacity;
                    self.counter(at, "capacity", capacity)?;
                }
                self.counter(at, "running threads", running)
            }
            Event::Queued(n) => self.counter(at, "queued tasks", n),
        }
    }

    /// Ends the slices that are open at the end of the trace, or where records were lost.
    pub(super) fn end_all(&mut self, at: u64) -> fmt::Result {
        for _ in 0..self.row.open.swap(0, Relaxed) {
            self.line("E", at, format_args!(""))?;
        }
        Ok(())
    }

    fn begin(&mut self, at: u64, slice: Slice) -> fmt::Result {
        let plain = |json: &mut Self, kind: &str| {
            json.line("B", at, format_args!(",\"cat\":\"{kind}\",\"name\":\"{kind}\""))
        };
        match slice {
            Slice::Routine(routine) => {
                self.line("B", at, format_args!(",\"cat\":\"routine\",\"name\":\"{routine}\""))
            }
            Slice::Call(label, width) => self.line(
                "B",
                at,
                format_args!(
                    ",\"cat\":\"call\",\"name\":\"{label}\",\"args\":{{\"call\":{},\"width\":{width}}}",
                    label.id
                ),
            ),
            Slice::Join(label) => self.line(
                "B",
                at,
                format_args!(",\"cat\":\"join\",\"name\":\"{label}\",\"args\":{{\"call\":{}}}", label.id),
            ),
            Slice::Piece(start, end) => self.line(
                "B",
                at,
                format_args!(
                    ",\"cat\":\"piece\",\"name\":\"piece\",\"args\":{{\"start\":{start},\"end\":{end}}}"
                ),
            ),
            Slice::Task => plain(self, "task"),
            Slice::Wait => plain(self, "wait"),
            Slice::Search => plain(self, "search"),
            Slice::Park => plain(self, "park"),
            Slice::Writing => plain(self, "writing the trace"),
        }
    }

    fn counter(&mut self, at: u64, name: &str, value: u32) -> fmt::Result {
        self.line("C", at, format_args!(",\"name\":\"{name}\",\"args\":{{\"{name}\":{value}}}"))
    }

    fn meta(&mut self, name: &str, args: fmt::Arguments<'_>) -> fmt::Result {
        let (process, thread) = (self.process, self.row.thread.load(Relaxed));
        let head = format_args!("{{\"name\":\"{name}\",\"ph\":\"M\",\"pid\":{process},\"tid\":{thread},");
        writeln!(self.out, "{head}\"args\":{{{args}}}}},")
    }

    /// Times are in µs.
    fn line(&mut self, phase: &str, at: u64, rest: fmt::Arguments<'_>) -> fmt::Result {
        let (process, thread) = (self.process, self.row.thread.load(Relaxed));
        let (us, ns) = (at / 1000, at % 1000);
        let head = format_args!("{{\"ph\":\"{phase}\",\"pid\":{process},\"tid\":{thread}");
        writeln!(self.out, "{head},\"ts\":{us}.{ns:03}{rest}}},")
    }
}

impl fmt::Display for Routine {
    /// `dgemm 512x512x512`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_name(f)?;
        for (i, n) in self.shape.iter().take(usize::from(self.dims)).enumerate() {
            write!(f, "{}{n}", if i == 0 { ' ' } else { 'x' })?;
        }
        Ok(())
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.routine {
            Some(routine) => routine.fmt(f),
            None => write!(f, "call {}", self.id),
        }
    }
}
