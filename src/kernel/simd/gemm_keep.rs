//! An A that is packed by the tiles that read it first. They have its columns in registers anyway, and while units multiply, others
//! have nothing to do: so packing takes hardly any time of its own.

use crate::kernel::cache::LINE;
use crate::kernel::gemm::Tile;
use crate::kernel::simd::Simd;
use crate::kernel::simd::gemm_beside::Beside;
use crate::kernel::stream::ask_l2;

/// Columns go to a packed panel, one after the other. Meanwhile those are asked for that follow some steps later, in this panel of A or
/// in those below it.
pub(crate) struct KeepPanel<T> {
    to: *mut T,
    asked: *const T,
    /// Distance of A's columns.
    col: isize,
    /// Steps until columns of the next panel are asked for.
    steps: usize,
    /// From behind a panel's last column to the first of the next.
    back: isize,
}

impl<T> KeepPanel<T> {
    /// Steps from a column that is read to the one that is asked for: each takes 6 to 24 cycles, and memory some hundred, more where lines
    /// have to wait for each other. (Zen 4, dgemm 100000×12×24: into L2 32 steps ahead 1.16, into L1 as many ahead 1.5 times the time.)
    const AHEAD: usize = 128;

    /// For a tile of full height, and room for its panel.
    #[inline(always)]
    pub(crate) fn new(t: &Tile<T>, to: *mut T) -> KeepPanel<T> {
        let (panels, columns) = (Self::AHEAD / t.k, Self::AHEAD % t.k);
        KeepPanel {
            to,
            asked: t.a.wrapping_add(panels * t.m).wrapping_offset(columns as isize * t.a_col),
            col: t.a_col,
            steps: t.k - columns,
            back: t.m as isize - t.k as isize * t.a_col,
        }
    }
}

impl<T> Beside<T> for KeepPanel<T> {
    #[inline(always)]
    fn lies(&self) -> bool {
        true
    }
    #[inline(always)]
    fn fetches(&self) -> bool {
        true
    }
    #[inline(always)]
    unsafe fn column<S: Simd, const MV: usize>(&mut self, column: &[S::Reg; MV]) {
        let bytes = MV * size_of::<S::Reg>();
        // SAFETY: the caller's promise.
        unsafe {
            for i in 0..MV {
                S::store(self.to.cast::<S::Elem>().add(i * S::LANES), column[i]);
            }
            for at in (0..bytes).step_by(LINE) {
                ask_l2(self.asked.wrapping_byte_add(at));
            }
            // A column may begin in the middle of a line: then it ends in one more.
            ask_l2(self.asked.wrapping_byte_add(bytes - 1));
        }
        self.to = self.to.wrapping_byte_add(bytes);
        self.asked = self.asked.wrapping_offset(self.col);
        self.steps = self.steps.wrapping_sub(1);
        if self.steps == 0 {
            self.asked = self.asked.wrapping_offset(self.back);
        }
    }
}
