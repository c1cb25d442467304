"""Train the reader of names on labelled sentences: the second half.

    python bench/names/train.py labels.jsonl … --output kg/extract/tagger.npz

Environment: that of the project and python-crfsuite (MIT), needed to train and never to run. Features are those of kg.extract.tagger, already hashed to
table rows, so that collisions are learnt and not met first in use. Training is deterministic (L-BFGS with L1 and L2).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import pycrfsuite

from kg.extract.tagger import LABELS, codes_of, rows_of, word_rows_of
from kg.lexicon import table

KINDS = ("PER", "ORG", "LOC")


def character_classes() -> np.ndarray:
    """A class for each character below 65,536: other, digit, letter, punctuation, surname, rare surname, foreign-name character, both, dot."""
    classes = np.zeros(65_536, dtype=np.uint8)
    for row in table("transliteration"):
        classes[ord(row["char"])] = 5
    for row in table("surnames"):
        if row["kind"] == "single":
            code = ord(row["surname"])
            foreign = classes[code] == 5
            classes[code] = (6 if foreign else 3) if row["rank"] == "common" else (7 if foreign else 4)
    classes[ord("0")], classes[ord("a")], classes[ord("·")] = 1, 2, 8
    for mark in "，。：；！？（）、“”‘’《》〈〉—… \n":
        classes[ord(mark)] = 9
    return classes


def labels_of(length: int, spans: list[list]) -> list[str]:
    """B I … E for each span; a span of one character is B alone."""
    labels = ["O"] * length
    for start, end, kind in spans:
        if kind in KINDS:
            labels[start:end] = [f"I-{kind}"] * (end - start)
            labels[end - 1] = f"E-{kind}"
            labels[start] = f"B-{kind}"
    return labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="+")
    parser.add_argument("--output", required=True)
    parser.add_argument("--iterations", type=int, default=90)
    parser.add_argument("--characters-only", action="store_true", help="no features of words")
    parser.add_argument("--smallest", type=float, default=0.03, help="weights below this are dropped")
    arguments = parser.parse_args()
    classes = character_classes()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=True)
    for path in arguments.labels:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            sentence, spans = json.loads(line)
            rows = rows_of(codes_of(sentence), classes)
            if not arguments.characters_only:
                rows = np.concatenate([rows, word_rows_of([sentence])[0]], axis=-1)
            trainer.append([list(map(str, features)) for features in rows.tolist()], labels_of(len(sentence), spans))
    trainer.set_params(
        {
            "c1": 0.08,
            "c2": 0.02,
            "max_iterations": arguments.iterations,
            "feature.minfreq": 2,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
    number = {label: index for index, label in enumerate(LABELS)}
    weights: dict[int, np.ndarray] = {}
    for (feature, label), value in info.state_features.items():
        if abs(value) >= arguments.smallest:
            weights.setdefault(int(feature), np.zeros(len(LABELS), dtype=np.float32))[number[label]] = value
    moves = np.full((len(LABELS), len(LABELS)), -20.0, dtype=np.float32)
    for (before, after), value in info.transitions.items():
        moves[number[before], number[after]] = value
    rows = np.array(sorted(weights), dtype=np.int32)
    values = np.stack([weights[row] for row in rows.tolist()]).astype(np.float16)
    np.savez_compressed(arguments.output, rows=rows, values=values, moves=moves.astype(np.float16), classes=classes)
    print(f"{len(rows)} rows, {Path(arguments.output).stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
