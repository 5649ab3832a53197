//! Which elements a matrix has, and where: whole, in bands, packed.

/// Which elements of a matrix are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fill {
    Full,
    /// None, as it is only written.
    Nothing,
    Upper,
    Lower,
    /// Without the diagonal.
    StrictlyUpper,
    StrictlyLower,
}

impl Fill {
    pub(crate) fn if_read(read: bool) -> Fill {
        if read { Fill::Full } else { Fill::Nothing }
    }

    /// By the letter of `uplo`; the diagonal of a unit triangle is not read.
    pub(crate) fn triangle(uplo: u8, unit: bool) -> Fill {
        match (uplo, unit) {
            (b'U', false) => Fill::Upper,
            (b'U', true) => Fill::StrictlyUpper,
            (_, false) => Fill::Lower,
            (_, true) => Fill::StrictlyLower,
        }
    }

    pub(crate) fn has(self, i: usize, j: usize) -> bool {
        match self {
            Fill::Full => true,
            Fill::Nothing => false,
            Fill::Upper => i <= j,
            Fill::Lower => i >= j,
            Fill::StrictlyUpper => i < j,
            Fill::StrictlyLower => i > j,
        }
    }
}

/// Where the elements of a matrix are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Storage {
    Full,
    /// So many diagonals below the main one and above it, each in a line of its own.
    Band(usize, usize),
    /// A triangle, by the letter of `uplo`, its columns one after the other.
    Packed(u8),
}

impl Storage {
    /// The band of a triangle with so many diagonals beside the main one.
    pub(crate) fn band_of(uplo: u8, diagonals: usize) -> Storage {
        if uplo == b'U' { Storage::Band(0, diagonals) } else { Storage::Band(diagonals, 0) }
    }

    pub(crate) fn transposed(self) -> Storage {
        match self {
            Storage::Full => Storage::Full,
            Storage::Band(below, above) => Storage::Band(above, below),
            Storage::Packed(uplo) => Storage::Packed(if uplo == b'U' { b'L' } else { b'U' }),
        }
    }

    pub(crate) fn least_ld(self, rows: usize) -> usize {
        match self {
            Storage::Band(below, above) => below + above + 1,
            _ => rows.max(1),
        }
    }

    /// The place of element (i, j) by columns, if it is stored.
    pub(crate) fn index(self, i: usize, j: usize, rows: usize, ld: usize) -> Option<usize> {
        match self {
            Storage::Full => Some(i + j * ld),
            Storage::Band(below, above) => {
                (i <= j + below && j <= i + above).then(|| (above + i - j) + j * ld)
            }
            Storage::Packed(b'U') => (i <= j).then(|| i + j * (j + 1) / 2),
            Storage::Packed(_) => (i >= j).then(|| i - j + j * (2 * rows + 1 - j) / 2),
        }
    }
}
