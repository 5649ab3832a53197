//! Where operands lie: between two pages that nobody may touch, right at one of them or at a given offset from a cache
//! line, with sentinels beside them that must still be there afterwards.

use std::cell::RefCell;
use std::ffi::c_int;
use std::mem::zeroed;
use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::sync::{Mutex, Once};

const PAGE: usize = 4096;
/// Bytes of sentinels beside an operand, as far as there is no forbidden page.
const MARGIN: usize = 256;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// Begins where a forbidden page ends.
    Front,
    /// Ends where a forbidden page begins.
    Back,
    /// So many times the type's alignment behind the beginning of a cache line.
    Inside(usize),
}

/// Memory between two forbidden pages.
struct Region {
    /// The first byte that may be touched.
    start: *mut u8,
    room: usize,
}

impl Region {
    fn new(room: usize) -> Region {
        // SAFETY: a fresh mapping without access; what lies between its first and its last page becomes writable.
        unsafe {
            let (flags, bytes) = (libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, room + 2 * PAGE);
            let map = libc::mmap(ptr::null_mut(), bytes, libc::PROT_NONE, flags, -1, 0);
            assert_ne!(map, libc::MAP_FAILED);
            let start = map.byte_add(PAGE);
            assert_eq!(libc::mprotect(start, room, libc::PROT_READ | libc::PROT_WRITE), 0);
            Region { start: start.cast(), room }
        }
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: the constructor's mapping, in which no operand is any more.
        unsafe { libc::munmap(self.start.byte_sub(PAGE).cast(), self.room + 2 * PAGE) };
    }
}

/// An operand that has been put in a region of this thread.
pub(crate) struct Operand<X> {
    pub address: *mut X,
    before: usize,
    len: usize,
    behind: usize,
    sentinel: X,
}

thread_local! {
    /// A region for each argument, used again by the next call.
    static REGIONS: RefCell<Vec<Region>> = const { RefCell::new(vec![]) };
}

impl<X: Copy> Operand<X> {
    /// Copies the data to where the argument of this number is to lie. What was there before is gone.
    pub(crate) fn new(argument: usize, data: &[X], sentinel: X, place: Place) -> Self {
        let size = size_of::<X>();
        let bytes = size_of_val(data);
        let (start, room) = region(argument, bytes + 2 * MARGIN + 64);
        let offset = match place {
            Place::Front => 0,
            Place::Back => room - bytes,
            Place::Inside(shift) => MARGIN + shift * align_of::<X>() % 64,
        };
        let before = offset.min(MARGIN) / size;
        let behind = (room - offset - bytes).min(MARGIN) / size;
        // SAFETY: within the region, which belongs to this thread and argument.
        unsafe {
            let address = start.add(offset).cast::<X>();
            (0..before).for_each(|i| address.sub(i + 1).write(sentinel));
            address.copy_from_nonoverlapping(data.as_ptr(), data.len());
            (0..behind).for_each(|i| address.add(data.len() + i).write(sentinel));
            Operand { address, before, len: data.len(), behind, sentinel }
        }
    }

    /// What is there now; whether all sentinels beside it still are.
    pub(crate) fn take(self) -> (Vec<X>, bool) {
        let mut expected = vec![self.sentinel; self.before + self.len + self.behind];
        // SAFETY: as in `new`; nobody else works on it any more.
        let now = unsafe { slice::from_raw_parts(self.address.sub(self.before), expected.len()) };
        let data = now[self.before..][..self.len].to_vec();
        expected[self.before..][..self.len].copy_from_slice(&data);
        let intact = bytes(&expected) == bytes(now);
        (data, intact)
    }
}

/// The start and the size of an argument's region, which has at least so many bytes.
fn region(argument: usize, least: usize) -> (*mut u8, usize) {
    REGIONS.with_borrow_mut(|regions| {
        while regions.len() <= argument {
            regions.push(Region::new(PAGE));
        }
        if regions[argument].room < least {
            regions[argument] = Region::new(least.next_power_of_two().next_multiple_of(PAGE));
        }
        (regions[argument].start, regions[argument].room)
    })
}

fn bytes<X: Copy>(of: &[X]) -> &[u8] {
    // SAFETY: numbers, which have no padding.
    unsafe { slice::from_raw_parts(of.as_ptr().cast(), size_of_val(of)) }
}

/// The text that stands on stderr if this process faults from now on, in whichever thread: each test thread has one.
pub(crate) fn if_it_faults(text: String) {
    static HANDLER: Once = Once::new();
    HANDLER.call_once(|| {
        // SAFETY: the handler does what a handler may; an all-zero action is one without flags and mask.
        unsafe {
            let mut action: libc::sigaction = zeroed();
            action.sa_sigaction = report as *const () as usize;
            action.sa_flags = libc::SA_ONSTACK | libc::SA_RESETHAND;
            libc::sigaction(libc::SIGSEGV, &raw const action, ptr::null_mut());
        }
    });
    thread_local! {
        static MINE: &'static Label = {
            let label: &Label = Box::leak(Box::default());
            let slot = NEXT.fetch_add(1, Ordering::Relaxed) % LABELS.len();
            LABELS[slot].store(ptr::from_ref(label).cast_mut(), Ordering::Release);
            label
        };
    }
    MINE.with(|label| *label.lock().unwrap() = text);
}

type Label = Mutex<String>;
static NEXT: AtomicUsize = AtomicUsize::new(0);
static LABELS: [AtomicPtr<Label>; 64] = [const { AtomicPtr::new(ptr::null_mut()) }; 64];

/// Writes all texts. The fault then happens again and ends the process.
extern "C" fn report(_: c_int) {
    for label in &LABELS {
        // SAFETY: null or leaked.
        let Some(label) = (unsafe { label.load(Ordering::Acquire).as_ref() }) else { continue };
        let Ok(text) = label.try_lock() else { continue };
        for part in ["no access: a read or write outside its operands, in ", &*text, "\n"] {
            // SAFETY: writes from a live buffer.
            unsafe { libc::write(2, part.as_ptr().cast(), part.len()) };
        }
    }
}
