//! `?gemm_batch` and `?gemm_batch_strided`: each member as the reference's `?gemm` gives it.

use std::ops::Range;

use arenablas::scalar::Scalar;

use crate::call::{Arg, Array, Bound, Call, Outcome, sentinel};
use crate::compare::array;
use crate::define::{leaving, like};
use crate::gen_::{Gen, trans_number};
use crate::routine::{Routine, routine};
use crate::storage::Fill;

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("gemm_batch", "s d c z", gemm_batch).defined_by(gemm_batch_leaves),
        routine("gemm_batch_strided", "s d c z", gemm_batch_strided).defined_by(gemm_batch_strided_leaves),
    ]
}

/// Members are small, as there are many; now and then they are work for several threads.
fn limit_sizes<T: Scalar>(g: &mut Gen<T>) {
    let largest = g.one_of(&[40, 40, 40, 120]);
    g.largest = g.largest.min(largest);
}

/// What the members of a group have in common.
#[derive(Clone)]
struct Group<T> {
    trans: [u8; 2],
    sizes: [usize; 3],
    factors: [T; 2],
}

impl<T: Scalar> Group<T> {
    fn new(g: &mut Gen<T>) -> Self {
        let (trans, sizes) = ([g.one_of(b"NTC"), g.one_of(b"NTC")], [g.size(), g.size(), g.size()]);
        Group { trans, sizes, factors: [g.factor_of_sum(sizes[2]), g.factor()] }
    }

    /// Rows and columns of an operand (A, B or C) as it is stored, and whether it is read.
    fn shape(&self, operand: usize) -> (usize, usize, Fill) {
        let [m, n, k] = self.sizes;
        let (rows, cols) = [(m, k), (k, n), (m, n)][operand];
        let stored = if operand < 2 && self.trans[operand] != b'N' { (cols, rows) } else { (rows, cols) };
        (stored.0, stored.1, Fill::if_read(self.factors[operand / 2] != T::ZERO))
    }
}

/// So many matrices one after the other, with that many lines between them.
struct Series<T> {
    data: Vec<T>,
    ld: i32,
    stride: usize,
    members: Vec<Range<usize>>,
}

impl<T: Scalar> Series<T> {
    fn new(g: &mut Gen<T>, count: usize, (rows, cols, fill): (usize, usize, Fill), gap: usize) -> Self {
        // By columns, the matrices lie side by side in a wide one, by rows, one below the other in a tall one.
        let by_rows = g.row_major();
        let lines = if by_rows { rows } else { cols };
        let all = (count * (lines + gap)).saturating_sub(gap);
        let elements: Vec<T> = (0..rows.max(cols).max(1) * (all + 1)).map(|_| g.scalar()).collect();
        let at = |i: usize, j: usize| {
            let (line, i) = if by_rows { (i, j) } else { (j, i) };
            let is_read = fill == Fill::Full && line % (lines + gap) < lines;
            if is_read { elements[line * rows.max(cols) + i] } else { sentinel() }
        };
        if by_rows {
            g.matrix_of(all, cols, at)
        } else {
            g.matrix_of(rows, all, at)
        }
        let (data, ld) = g.take_matrix();
        let stride = ld as usize * (lines + gap);
        let end = |at: usize| at.min(data.len());
        let members = (0..count).map(|l| end(l * stride)..end(l * stride + ld as usize * lines)).collect();
        Series { data, ld, stride, members }
    }
}

/// Groups of none, one or more members; those of a group may share A, and C may lie in any order.
fn gemm_batch<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    limit_sizes(g);
    let counts: Vec<usize> = (0..g.one_of(&[0, 1, 2, 4])).map(|_| g.one_of(&[0, 1, 2, 5])).collect();
    let groups: Vec<Group<T>> = counts.iter().map(|_| Group::new(g)).collect();
    for side in 0..2 {
        let letters: Vec<u8> = groups.iter().map(|group| group.trans[side]).collect();
        let numbers = letters.iter().map(|&letter| trans_number(letter)).collect();
        g.arg(Arg::Options(letters, numbers));
    }
    for size in 0..3 {
        g.arg(Arg::Ints(groups.iter().map(|group| group.sizes[size] as i32).collect()));
    }
    for operand in 0..3 {
        if operand != 1 {
            g.arg(Arg::Scalars(groups.iter().map(|group| group.factors[operand / 2]).collect()));
        }
        let (mut data, mut lds, mut members) = (vec![], vec![], vec![]);
        for (group, &count) in groups.iter().zip(&counts) {
            let series = Series::new(g, count, group.shape(operand), 0);
            let shares = operand == 0 && g.one_of(&[false, true]);
            let first = series.members.first().cloned();
            let of_group =
                series.members.into_iter().map(|member| if shares { first.clone().unwrap() } else { member });
            let mut of_group: Vec<_> = of_group.map(|x| x.start + data.len()..x.end + data.len()).collect();
            if operand == 2 && g.one_of(&[false, true]) {
                of_group.reverse();
            }
            members.extend(of_group);
            data.extend(series.data);
            lds.push(series.ld);
        }
        g.arg(Arg::Array(Array { members: Some(members), ..Array::new(data) }));
        g.arg(Arg::Ints(lds));
    }
    g.int(counts.len());
    g.arg(Arg::Ints(counts.iter().map(|&count| count as i32).collect()));
    Bound::Magnitudes(groups.iter().map(|group| group.sizes[2]).max().unwrap_or(0))
}

/// A series of each operand; that of A or B may be one matrix.
fn gemm_batch_strided<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    limit_sizes(g);
    let group = Group::new(g);
    let count = g.one_of(&[0, 1, 2, 3, 9, 20]);
    for letter in group.trans {
        g.option(letter, trans_number(letter));
    }
    g.ints(&group.sizes);
    for operand in 0..3 {
        if operand != 1 {
            g.arg(Arg::Scalar(group.factors[operand / 2]));
        }
        let is_one = operand != 2 && g.one_of(&[false, false, true]);
        let gap = g.one_of(&[0, 0, 1, 3]);
        let series = Series::new(g, if is_one { 1 } else { count }, group.shape(operand), gap);
        g.array(series.data);
        g.ints(&[series.ld as usize, if is_one { 0 } else { series.stride }]);
    }
    g.int(count);
    Bound::Magnitudes(group.sizes[2])
}

/// The operands of a member, and their leading dimensions.
type Operands<'a, T> = [(&'a [T], i32); 3];

/// C of one member. `options` are the layout and the two transpositions.
fn product<T: Scalar>(
    call: &Call<T>,
    options: [Arg<T>; 3],
    sizes: [i32; 3],
    [alpha, beta]: [T; 2],
    operands: Operands<'_, T>,
) -> Vec<T> {
    let mut args = options.to_vec();
    args.extend(sizes.map(Arg::Int));
    for (operand, (data, ld)) in operands.into_iter().enumerate() {
        match operand {
            0 => args.push(Arg::Scalar(alpha)),
            2 => args.push(Arg::Scalar(beta)),
            _ => {}
        }
        args.extend([Arg::Array(Array::new(data.to_vec())), Arg::Int(ld)]);
    }
    array(like(call, &call.name.replace("_batch", "").replace("_strided", ""), args), 12)
}

fn gemm_batch_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let [
        Arg::Layout,
        Arg::Options(letters_a, numbers_a),
        Arg::Options(letters_b, numbers_b),
        Arg::Ints(m),
        Arg::Ints(n),
        Arg::Ints(k),
        Arg::Scalars(alpha),
        Arg::Array(a),
        Arg::Ints(lda),
        Arg::Array(b),
        Arg::Ints(ldb),
        Arg::Scalars(beta),
        Arg::Array(c),
        Arg::Ints(ldc),
        Arg::Int(_),
        Arg::Ints(counts),
    ] = &call.args[..]
    else {
        unreachable!("gemm_batch's arguments")
    };
    let member = |of: &Array<T>, l: usize| of.members.as_ref().unwrap()[l].clone();
    let mut new = c.data.clone();
    let group_of = counts.iter().enumerate().flat_map(|(i, &count)| vec![i; count as usize]);
    for (l, i) in group_of.enumerate() {
        let options =
            [Arg::Layout, Arg::Option(letters_a[i], numbers_a[i]), Arg::Option(letters_b[i], numbers_b[i])];
        let target = member(c, l);
        let operands = [
            (&a.data[member(a, l)], lda[i]),
            (&b.data[member(b, l)], ldb[i]),
            (&c.data[target.clone()], ldc[i]),
        ];
        let result = product(call, options, [m[i], n[i], k[i]], [alpha[i], beta[i]], operands);
        new[target].copy_from_slice(&result);
    }
    leaving(call, 12, new)
}

fn gemm_batch_strided_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let (
        [layout, trans_a, trans_b, Arg::Int(m), Arg::Int(n), Arg::Int(k), Arg::Scalar(alpha)],
        [Arg::Array(a), Arg::Int(lda), Arg::Int(stride_a), Arg::Array(b), Arg::Int(ldb), Arg::Int(stride_b)],
        [Arg::Scalar(beta), Arg::Array(c), Arg::Int(ldc), Arg::Int(stride_c), Arg::Int(count)],
    ) = (&call.args[..7], &call.args[7..13], &call.args[13..])
    else {
        unreachable!("gemm_batch_strided's arguments")
    };
    let mut new = c.data.clone();
    for l in 0..*count as usize {
        // The member's matrix and what comes behind it, which the reference doesn't touch either.
        let behind = |of: &Array<T>, stride: i32| (l * stride as usize).min(of.data.len());
        let (at_a, at_b, at_c) = (behind(a, *stride_a), behind(b, *stride_b), behind(c, *stride_c));
        let operands = [(&a.data[at_a..], *lda), (&b.data[at_b..], *ldb), (&c.data[at_c..], *ldc)];
        let options = [layout.clone(), trans_a.clone(), trans_b.clone()];
        let result = product(call, options, [*m, *n, *k], [*alpha, *beta], operands);
        let end =
            if l + 1 < *count as usize { (at_c + *stride_c as usize).min(new.len()) } else { new.len() };
        new[at_c..end].copy_from_slice(&result[..end - at_c]);
    }
    leaving(call, 14, new)
}
