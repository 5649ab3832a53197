//! The option letters of BLAS as types. Reading them from a caller's character is `ffi`'s work.

/// Which triangle of a matrix is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uplo {
    /// On and above the diagonal.
    Upper,
    /// On and below the diagonal.
    Lower,
}

impl Uplo {
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
