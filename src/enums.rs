//! The option letters of BLAS as types. Reading them from a caller's character is `ffi`'s work.

use std::ops::Range;

/// Which triangle of a matrix is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uplo {
    /// On and above the diagonal.
    Upper,
    /// On and below the diagonal.
    Lower,
}

impl Uplo {
    /// The row before which a triangle of order n has as many elements, among some rows, as from it on.
    #[must_use]
    pub fn middle_row(self, n: usize, rows: &Range<usize>) -> usize {
        // Row i of a lower triangle is i + 1 elements long; an upper one is a lower one upside down.
        let half = |start: usize, end: usize| (start * start + end * end).div_ceil(2).isqrt();
        match self {
            Uplo::Lower => half(rows.start, rows.end),
            Uplo::Upper => n - half(n - rows.end, n - rows.start),
        }
    }

    /// The triangle that the transpose has.
    #[must_use]
    pub fn t(self) -> Self {
        match self {
            Uplo::Upper => Uplo::Lower,
            Uplo::Lower => Uplo::Upper,
        }
    }
}

/// op(A): A, Aᵀ, Aᴴ, or the conjugate without transposition (an extension, and what row-major Aᴴ becomes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A.
    NoTrans,
    /// Aᵀ.
    Trans,
    /// Aᴴ.
    ConjTrans,
    /// conj(A).
    Conj,
}

/// On which side of the product the special matrix stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// op(A)·B.
    Left,
    /// B·op(A).
    Right,
}

/// Whether a triangular matrix has an implicit diagonal of ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diag {
    /// The diagonal is stored.
    NonUnit,
    /// The diagonal is one, and what is stored there is not read.
    Unit,
}

/// How a two-dimensional array lies in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Fortran's: columns contiguous.
    ColMajor,
    /// C's: rows contiguous.
    RowMajor,
}

/// In which order a block reflector multiplies its elementary reflectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direct {
    /// H = H₁·H₂⋯Hₖ.
    Forward,
    /// H = Hₖ⋯H₂·H₁.
    Backward,
}

/// How a block reflector's vectors are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreV {
    /// As columns: H = I − V·T·Vᴴ.
    Columnwise,
    /// As rows: H = I − Vᴴ·T·V.
    Rowwise,
}
