"""Four machine instructions that numba lacks: unaligned load, compare-and-swap, and two counts of bits.

numba's and llvmlite's code generation is untyped, so this file is checked for names only.
"""
# pyright: basic

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def load8(typingctx, data, at):
    """The eight bytes of the uint8 array ``data`` from ``at`` on, as one little-endian uint64."""
    signature = types.uint64(data, types.int64)

    def generate(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        pointer = builder.gep(array.data, [arguments[1]])
        pointer = builder.bitcast(pointer, ir.IntType(64).as_pointer())
        return builder.load(pointer, align=1)

    return signature, generate


@intrinsic
def swap_if(typingctx, array, at, expected, value):
    """Writes ``value`` to ``array[at]`` (int32) if it holds ``expected``, as one step; whether it did."""
    signature = types.boolean(array, types.int64, types.int32, types.int32)

    def generate(context, builder, signature, arguments):
        item = context.make_array(signature.args[0])(context, builder, arguments[0])
        pointer = cgutils.gep_inbounds(builder, item.data, arguments[1])
        outcome = builder.cmpxchg(pointer, arguments[2], arguments[3], "acq_rel", "monotonic")
        return builder.extract_value(outcome, 1)

    return signature, generate


@intrinsic
def ones(typingctx, word):
    """The number of set bits of a uint64."""
    signature = types.int64(types.uint64)

    def generate(context, builder, signature, arguments):
        return builder.ctpop(arguments[0])

    return signature, generate


@intrinsic
def trailing(typingctx, word):
    """The zero bits below the lowest set bit of a uint64; 64 for 0."""
    signature = types.int64(types.uint64)

    def generate(context, builder, signature, arguments):
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return signature, generate
