//! Block sizes of the QR family.

use crate::scalar::Scalar;

/// How many columns are treated at once. Any sizes from 1 up give a valid result.
#[derive(Clone, Copy, Debug)]
pub struct QrBlocking {
    /// Columns of a block reflector, which is applied by matrix products.
    pub nb: usize,
    /// Columns below which a panel is no longer halved, but factored one column after the other.
    pub base: usize,
}

impl QrBlocking {
    /// Block sizes for k reflectors.
    ///
    /// W = Vᴴ·C has nb rows: best is one whole register tile, where that is neither so low that C passes through the
    /// kernel too often, nor so high that panels, which run slower than products, weigh too much. Few reflectors take
    /// thinner panels for the same reason.
    #[must_use]
    pub fn new<T: Scalar>(k: usize) -> Self {
        let thin = 16;
        let nb = if k < 192 { thin } else { T::kernels().gemm.mr.clamp(thin, 32) };
        QrBlocking { nb, base: 8 }
    }
}
