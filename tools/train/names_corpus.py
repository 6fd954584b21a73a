#!/usr/bin/env python3
"""Turns the named-entity corpora into the lines that train-names reads.

    names_corpus.py CORPORA/ner DATA/agents train|dev OUT

A line: source TAB begin-end-TYPE,... TAB text; offsets in bytes; types PER, ORG, LOC only. Titles
("Prime Minister") are cut off the front of persons where a corpus counts them in (gmb), by the
rows of the agent dictionary that are titles.
"""
import gzip
import json
import pathlib
import sys

SOURCES = ["uner_ewt", "wikigold", "gmb", "wnut17"]  # the number is the style


def titles(folder):
    words = set()
    for path in sorted(pathlib.Path(folder).glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if len(cells) > 2 and not line.startswith(("#", "@")) and cells[2] in ("person", "military"):
                words.add(cells[0])
                words.update(a.lstrip("=").rstrip(".").lower() for a in cells[1].split("|") if a)
    return words


def cut_title(text, begin, end, known):
    """Where the name itself begins: behind the longest run of title words."""
    words, at = text[begin:end].split(" "), begin
    while len(words) > 1:
        for n in range(min(4, len(words) - 1), 0, -1):
            if " ".join(words[:n]).lower().rstrip(".").replace(".", "") in known:
                at += sum(len(w) + 1 for w in words[:n])
                words = words[n:]
                break
        else:
            return at
    return at


def main():
    corpora, agents, split, out = sys.argv[1:]
    known = titles(agents)
    with open(out, "w", encoding="utf-8") as f:
        for source in SOURCES:
            path = pathlib.Path(corpora) / ("%s.%s.jsonl.gz" % (source, split))
            if not path.exists():
                continue
            for line in gzip.open(path, "rt", encoding="utf-8"):
                record = json.loads(line)
                text, spans = record["text"].replace("\n", " ").replace("\t", " "), []
                for begin, end, kind in record["ents"]:
                    if kind not in ("PER", "ORG", "LOC"):
                        continue
                    if source == "gmb" and kind == "PER":
                        begin = cut_title(text, begin, end, known)
                    spans.append("%d-%d-%s" % (len(text[:begin].encode()), len(text[:end].encode()), kind))
                f.write("%d\t%s\t%s\n" % (SOURCES.index(source), ",".join(spans), text))


main()
