//! [`Writer`]: takes the records of all threads and puts them into the file as text.

use std::fmt;
use std::io::{self, Write};
use std::process;

use crate::arena;
use crate::arena::trace::file::{File, TAIL};
use crate::arena::trace::json::{Json, Row};
use crate::arena::trace::recorder::Recorder;
use crate::arena::trace::ring::Record;
use crate::arena::trace::{self, Event};
use crate::env;

/// The one who takes records out of the rings.
#[derive(Default)]
pub(super) struct Writer {
    file: Option<File>,
    text: Text,
    /// The capacity that the file tells last.
    capacity: u32,
    /// Nothing comes after the tail, though threads go on while the process exits.
    ended: bool,
}

impl Writer {
    /// Turns what is in the rings into text in the file.
    pub(super) fn write(&mut self, recorder: &Recorder) {
        if self.ended {
            return;
        }
        let done = self.begin(recorder).and_then(|()| self.take_all(recorder)).and_then(|()| self.flush());
        self.give_up_on_error(done);
    }

    /// The same for the last time.
    pub(super) fn end(&mut self, recorder: &Recorder) {
        let done = self.begin(recorder).and_then(|()| {
            self.take_all(recorder)?;
            let now = recorder.now();
            for buffer in recorder.buffers() {
                let _ = self.json(&buffer.row).end_all(now);
                self.flush_if_full()?;
            }
            self.text.0.extend_from_slice(TAIL.as_bytes());
            self.flush()
        });
        self.give_up_on_error(done);
        self.ended = true;
    }

    /// Creates the file, unless that was done.
    fn begin(&mut self, recorder: &Recorder) -> io::Result<()> {
        if self.file.is_none() {
            self.text.0.try_reserve_exact(TEXT)?;
            let name = env::trace().unwrap_or_default();
            self.file = Some(File::create(&name, recorder.is_of_child())?);
            self.text.0.extend_from_slice(b"\"tid\":0,\"args\":{\"name\":\"arenablas\"}},\n");
            // Calls of one thread never tell it.
            let capacity = trace::number(arena::capacity());
            let _ = self.json(&Row::default()).record(Record { at: 0, event: Event::Running(0, capacity) });
        }
        Ok(())
    }

    fn take_all(&mut self, recorder: &Recorder) -> io::Result<()> {
        for buffer in recorder.buffers() {
            // SAFETY: only who has the writer takes.
            while let Some(record) = unsafe { buffer.ring.take() } {
                let _ = self.json(&buffer.row).record(record);
                self.flush_if_full()?;
            }
        }
        Ok(())
    }

    /// Formatting can't fail: `Text` takes all.
    fn json<'a>(&'a mut self, row: &'a Row) -> Json<'a, Text> {
        Json { out: &mut self.text, process: process::id(), row, capacity: &mut self.capacity }
    }

    fn flush_if_full(&mut self) -> io::Result<()> {
        if self.text.0.len() > TEXT - RECORD_TEXT { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.append(&self.text.0)?;
        }
        self.text.0.clear();
        Ok(())
    }

    fn give_up_on_error(&mut self, done: io::Result<()>) {
        if let Err(error) = done {
            trace::stop();
            // Not eprintln, which panics if nobody reads.
            let _ = writeln!(io::stderr(), "arenablas: no trace: {error}");
        }
    }
}

/// The size of the buffer for text.
const TEXT: usize = 1 << 16;
/// More than a record becomes; 64 slices end in less.
const RECORD_TEXT: usize = 1 << 12;

/// Text that has its memory already.
#[derive(Default)]
struct Text(Vec<u8>);

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}
