"""Average two trained readers of names: the third part, after label.py and train.py.

    python bench/names/average.py characters.npz words.npz --share 0.6 --output kg/extract/tagger.npz

Weights of features and moves are averaged one by one, `--share` being the part of the second reader. One that knows only characters
and one that knows words too make other mistakes; together they read names that neither reads alone. Weights below `--smallest` are dropped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from kg.extract.tagger import LABELS, ROWS


def table_of(data: np.lib.npyio.NpzFile) -> np.ndarray:
    """The weights of every feature, shape (ROWS, labels)."""
    table = np.zeros((ROWS, len(LABELS)), dtype=np.float32)
    table[data["rows"]] = data["values"].astype(np.float32)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("one")
    parser.add_argument("two")
    parser.add_argument("--share", type=float, default=0.6)
    parser.add_argument("--smallest", type=float, default=0.03)
    parser.add_argument("--output", required=True)
    arguments = parser.parse_args()
    one, two, share = np.load(arguments.one), np.load(arguments.two), arguments.share
    table = (1 - share) * table_of(one) + share * table_of(two)
    table[np.abs(table) < arguments.smallest] = 0
    rows = np.nonzero(np.any(table != 0, axis=1))[0].astype(np.int32)
    moves = (1 - share) * one["moves"].astype(np.float32) + share * two["moves"].astype(np.float32)
    np.savez_compressed(
        arguments.output,
        rows=rows,
        values=table[rows].astype(np.float16),
        moves=moves.astype(np.float16),
        classes=one["classes"],
    )
    print(f"{len(rows)} rows, {Path(arguments.output).stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
