"""Label sentences with LAC: the first half of making the trained reader of names.

    python bench/names/label.py CORPUS.jsonl.gz … --characters 2000000 --output labels.jsonl

Environment, needed to train and never to run: Python 3.11, numpy<2, paddlepaddle==2.6.2 and `pip install --no-deps LAC==2.1.2`
(Apache-2.0). LAC's own loader wants a paddle of 2020; its model files load with `paddle.inference`, as below. The sentences are
every k-th of the corpus, so that the same call gives the same file. Articles of 2026 are not used.

In: JSON Lines with `text`. Out: one JSON array a line, [sentence, [[start, end, tag], …]] with the tags PER, ORG, LOC and TIME.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path

TAGS = {"PER": "PER", "nr": "PER", "ORG": "ORG", "nt": "ORG", "LOC": "LOC", "ns": "LOC", "TIME": "TIME", "t": "TIME"}
SENTENCE = re.compile(r"[^。！？；\n]{6,200}[。！？；]?")


class Lac:
    """LAC's lexer over paddle.inference."""

    def __init__(self) -> None:
        from paddle import inference

        home = Path(next(iter(importlib.util.find_spec("LAC").submodule_search_locations)))
        package = types.ModuleType("lac_parts")
        package.__path__ = [str(home)]
        sys.modules["lac_parts"] = package
        reader = importlib.import_module("lac_parts.reader")
        segment = importlib.import_module("lac_parts.segment")
        conf = home / "lac_model" / "conf"
        settings = types.SimpleNamespace(
            word_dict_path=str(conf / "word.dic"),
            label_dict_path=str(conf / "tag.dic"),
            word_rep_dict_path=str(conf / "q2b.dic"),
            model="lac",
        )
        self.dataset = reader.Dataset(settings)
        self.segment = segment.Segment(str(conf / "small_seg.dic"))
        config = inference.Config(str(home / "lac_model" / "model"))
        config.disable_glog_info()
        config.set_cpu_math_library_num_threads(1)
        self.predictor = inference.create_predictor(config)

    def spans(self, sentences: list[str]) -> list[list[tuple[int, int, str]]]:
        """The named spans of each sentence."""
        import numpy as np

        words = [self.segment.fast_cut(s) for s in sentences]
        encoded = [self.dataset.text_to_ids(w) for w in words]
        lod = [0]
        for ids, _ in encoded:
            lod.append(lod[-1] + len(ids))
        handle = self.predictor.get_input_handle(self.predictor.get_input_names()[0])
        handle.reshape([lod[-1], 1])
        handle.copy_from_cpu(np.array([i for ids, _ in encoded for i in ids], dtype="int64").reshape(-1, 1))
        handle.set_lod([lod])
        self.predictor.run()
        tags = self.predictor.get_output_handle(self.predictor.get_output_names()[0]).copy_to_cpu().reshape(-1)
        found = []
        for number, (_, lengths) in enumerate(encoded):
            spans: list[tuple[int, int, str]] = []
            position = 0
            for index, length in zip(range(lod[number], lod[number + 1]), lengths, strict=True):
                tag, _, place = self.dataset.id2label_dict[str(tags[index])].rpartition("-")
                kind = TAGS.get(tag)
                if kind and place == "I" and spans and spans[-1][1] == position and spans[-1][2] == kind:
                    spans[-1] = (spans[-1][0], position + length, kind)
                elif kind:
                    spans.append((position, position + length, kind))
                position += length
            found.append(spans)
        return found


def chosen(paths: list[str], characters: int) -> Iterator[str]:
    """Every k-th sentence of the corpus, k so that about this many characters come out."""
    texts = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [item["text"] for item in map(json.loads, lines) if item["published"] < "2026"]
    step = max(1, round(sum(map(len, texts)) / characters))
    number = 0
    for text in texts:
        for match in SENTENCE.finditer(text):
            number += 1
            if number % step == 0:
                yield match.group().strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--output", required=True)
    arguments = parser.parse_args()
    lac = Lac()
    sentences = list(chosen(arguments.corpus, arguments.characters))
    with open(arguments.output, "w", encoding="utf-8") as output:
        for begin in range(0, len(sentences), 200):
            batch = sentences[begin : begin + 200]
            for sentence, spans in zip(batch, lac.spans(batch), strict=True):
                output.write(json.dumps([sentence, spans], ensure_ascii=False) + "\n")
            print(f"\r{begin + len(batch)} of {len(sentences)} sentences", end="", file=sys.stderr)


if __name__ == "__main__":
    main()
