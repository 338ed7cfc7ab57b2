#!/usr/bin/env python3
"""How well `clew annotate` finds goods and percentages, where open sets mark them; `tools/evaluate terms` calls it.

usage: measure_terms.py CLEW DATA GOLD

DATA: the data folder (gold/re3d: Weapon, MilitaryPlatform). GOLD: what prepare_gold.py wrote
(peyma-dev.own.tsv: PCT). A gold span is found where a mention overlaps it; of PEYMA also the very same span.
"""
import glob
import json
import os
import subprocess
import sys


def annotated(clew, text):
    out = subprocess.run([clew, "annotate"], input=text.encode(), capture_output=True, check=True).stdout
    return json.loads(out)["mentions"]


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def overlaps(span, spans):
    return any(s < span[1] and span[0] < e for s, e in spans)


def share(part, whole):
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "none"


def re3d(clew, data):
    wanted = {"Weapon": "arms", "MilitaryPlatform": "arms"}
    found, all_gold, told, right = {}, {}, {"arms": 0, "amounts": 0}, {"arms": 0, "amounts": 0}
    for folder in sorted(glob.glob(os.path.join(data, "gold/re3d/*/"))):
        gold = {}
        for entity in rows(folder + "entities.json"):
            gold.setdefault(entity["documentId"], []).append(entity)
        for document in rows(folder + "documents.json"):
            text = document["text"]
            goods = [m for m in annotated(clew, text) if m["type"] == "goods"]
            spans = {}
            for entity in gold.get(document["_id"], []):
                if entity["type"] in wanted:
                    span = tuple(len(text[: entity[side]].encode()) for side in ("begin", "end"))
                    spans.setdefault(entity["type"], []).append(span)
            mentions = [(m["start"], m["end"]) for m in goods]
            for name, list_ in spans.items():
                all_gold[name] = all_gold.get(name, 0) + len(list_)
                found[name] = found.get(name, 0) + sum(overlaps(span, mentions) for span in list_)
            anything = [span for list_ in spans.values() for span in list_]
            for m in goods:
                kind = "amounts" if m.get("value") else "arms"
                told[kind] += 1
                right[kind] += overlaps((m["start"], m["end"]), anything)
    for name in wanted:
        print(f"re3d {name}: found {share(found.get(name, 0), all_gold.get(name, 0))}")
    for kind, n in told.items():
        print(f"re3d goods told as {kind}: in a marked span {share(right[kind], n)}")


def peyma(clew, gold):
    text, spans, start = [], [], 0
    at = 0
    with open(os.path.join(gold, "peyma-dev.own.tsv"), encoding="utf-8") as file:
        inside = False
        for line in file:
            word, _, label = line.rstrip("\n").partition("\t")
            if line.startswith("#") or not word:
                text.append("\n" if line.strip() == "" else "")
                at += len(text[-1])
                inside = False
                continue
            if label.endswith("PCT"):
                if label.startswith("B") or not inside:
                    spans.append([at, at])
                spans[-1][1] = at + len(word.encode())
            inside = label.endswith("PCT")
            text.append(word + " ")
            at += len(word.encode()) + 1
    mentions = [(m["start"], m["end"]) for m in annotated(clew, "".join(text)) if m.get("value", "").endswith(" %") or
                m["type"] == "goods" and "درصد" in m["text"]]
    exact = len({tuple(s) for s in spans} & set(mentions))
    print(f"PEYMA dev percentages: exact recall {share(exact, len(spans))}, precision {share(exact, len(mentions))}; "
          f"overlapping {share(sum(overlaps(s, mentions) for s in spans), len(spans))}")


def main():
    clew, data, gold = sys.argv[1:]
    re3d(clew, data)
    peyma(clew, gold)


main()
