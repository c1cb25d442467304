"""Packing: a reading as bytes and back, and what tells whether an article came again unchanged.

In: a `Reading` or its bytes. Out: the other. Raises StoreError where bytes are damaged.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from kg.errors import StoreError
from kg.model import Article, Claim, Event, Membership, Mention, Quotation, Reading


class _Packed(msgspec.Struct, array_like=True):
    """A reading on disk; `order` has one letter for each claim and tells from which list it comes."""

    article: Article
    mentions: tuple[Mention, ...]
    order: str
    memberships: tuple[Membership, ...]
    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Packed)


def pack(reading: Reading, level: int = 1) -> bytes:
    """A reading as bytes, compressed unless `level` is 0, which is read faster; `unpack` gives an equal one back."""
    claims = reading.claims
    memberships = tuple(claim for claim in claims if isinstance(claim, Membership))
    events = tuple(claim for claim in claims if isinstance(claim, Event))
    quotations = tuple(claim for claim in claims if isinstance(claim, Quotation))
    order = "".join(type(claim).__name__[0] for claim in claims)
    return zlib.compress(
        _encoder.encode(_Packed(reading.article, reading.mentions, order, memberships, events, quotations)), level
    )


def unpack(body: bytes) -> Reading:
    """The reading of some packed bytes. Raises StoreError where they are damaged."""
    try:
        packed = _decoder.decode(zlib.decompress(body))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise StoreError(f"a reading in the store is damaged ({error}); build the store again from the articles") from error
    lists: dict[str, Iterator[Claim]] = {"M": iter(packed.memberships), "E": iter(packed.events), "Q": iter(packed.quotations)}
    return Reading(packed.article, packed.mentions, tuple(next(lists[letter]) for letter in packed.order))


def content(article: Article) -> bytes:
    """What makes two articles of one id the same: everything but the file they came from."""
    return hashlib.blake2b(_encoder.encode(replace(article, origin="")), digest_size=16).digest()
