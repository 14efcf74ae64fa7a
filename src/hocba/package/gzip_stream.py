"""One gzip stream out, and in again under a cap that a bomb cannot pass."""

from __future__ import annotations

import struct
import zlib

from hocba.errors import MalformedPackageError

__all__ = ["deflate", "inflate"]

# No file name, no time stamp, unknown system: equal input gives equal bytes.
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_MAGIC = _HEADER[:3]
_CHUNK = 64 * 1024
_LENIENT_MEMBERS = 1_000


def deflate(data: bytes, level: int = 6) -> bytes:
    """``data`` as one gzip member without time stamp."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    return b"".join((_HEADER, body, struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)))


def inflate(packed: bytes | memoryview, length: int, *, lenient: bool = False) -> bytes:
    """Exactly ``length`` bytes out of the gzip stream ``packed``; stops at the first byte too many.

    ``lenient`` joins further gzip members and ignores other bytes after the stream. Raises
    MalformedPackageError: PKG-GZIP, PKG-GZIP-TRUNCATED, PKG-LENGTH-LONGER, PKG-LENGTH-SHORTER,
    PKG-GZIP-MEMBERS, PKG-GZIP-TRAILING.
    """
    view = memoryview(packed)
    parts: list[bytes] = []
    position, remaining, members = 0, length, 0
    while True:
        position, remaining = _member(view, position, remaining, parts, announced=length)
        members += 1
        if position == len(view):
            break
        another = bytes(view[position : position + 3]) == _MAGIC
        if not lenient or members >= _LENIENT_MEMBERS:
            code = "PKG-GZIP-MEMBERS" if another else "PKG-GZIP-TRAILING"
            raise MalformedPackageError.of(code, extra=len(view) - position)
        if not another:
            break
    if remaining:
        raise MalformedPackageError.of("PKG-LENGTH-SHORTER", announced=length, found=length - remaining)
    return b"".join(parts)


def _member(
    view: memoryview, start: int, remaining: int, parts: list[bytes], *, announced: int
) -> tuple[int, int]:
    """Inflate the member at ``start``: the position after it and how much may still follow."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    position = start
    while not unpacker.eof:
        chunk = view[position : position + _CHUNK]
        if not chunk:
            raise MalformedPackageError.of("PKG-GZIP-TRUNCATED")
        try:
            piece = unpacker.decompress(chunk, remaining + 1)
        except zlib.error:
            raise MalformedPackageError.of("PKG-GZIP") from None
        if len(piece) > remaining:
            raise MalformedPackageError.of("PKG-LENGTH-LONGER", announced=announced)
        remaining -= len(piece)
        if piece:
            parts.append(piece)
        position += len(chunk) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
    return position, remaining
