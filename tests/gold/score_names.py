#!/usr/bin/env python3
"""How many names of persons in letters does `clew extract` find, to the byte?

usage: tests/gold/score_names.py [--half open|kept|both] [--errors FILE] [--data DIR] [--check]

Gold is names_mail.jsonl beside this file, made by reading (docs/annotation_names.md): for each letter its file under
the data root, the file's SHA-256, its half, and the spans of the names as byte offsets into the text that `clew
extract --with-text` gives. The program is $CLEW (or build/clew); the letters lie in $CLEW_DATA or ~/.cache/clew-data.
Without them it prints "skipped: no data".

A name is right if a mention of type person has the same start and the same end. The open half is for looking at
errors; the kept half is for a figure at the end.

--errors FILE  each error of the open half with its kind and its line; it holds text of letters: keep it to yourself
--check        exit status 1 where gold does not fit the letters, or a figure is below its floor
"""
import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FLOORS = {"open": 0.94, "kept": 0.93}
LISTED = re.compile(r"\s*[>\s]*\"?(?:from|to|cc|bcc|sent by|von|an)\s*:", re.I)


def load_gold():
    return [json.loads(line) for line in (HERE / "names_mail.jsonl").read_text().splitlines()]


def extract(paths):
    """Texts, zones and mentions of each file: {path: (bytes, zones, mentions)}."""
    clew = os.environ.get("CLEW", str(HERE.parent.parent / "build/clew"))
    out = subprocess.run([clew, "extract", "--with-text"], input="\n".join(map(str, paths)).encode(), capture_output=True, check=False).stdout.decode()
    documents, of_id = {}, {}
    for line in out.splitlines():
        record = json.loads(line)
        kind = record["record"]
        if kind == "document" and record["type"] == "mail" and "parent" not in record["places"][0]:
            entry = (record.get("text", "").encode(), [], [])
            of_id[record["id"]] = documents[record["places"][0]["path"]] = entry
        elif kind == "passage" and record["document"] in of_id:
            of_id[record["document"]][1].append(record)
        elif kind == "mention" and record["document"] in of_id:
            of_id[record["document"]][2].append(record)
    return documents


def misfits(gold, data, documents):
    """Where gold and the letters are not of one mind."""
    seen = set()
    for letter in gold:
        path = data / letter["file"]
        if letter["id"] in seen or letter["half"] not in ("open", "kept"):
            yield f"{letter['id']}: twice, or of no half"
        seen.add(letter["id"])
        if hashlib.sha256(path.read_bytes()).hexdigest() != letter["sha256"]:
            yield f"{letter['id']}: another file"
            continue
        text, last = documents[str(path)][0] if str(path) in documents else b"", 0
        for start, end in letter["names"]:
            name = text[start:end]
            if not last <= start < end <= len(text) or name != name.strip() or not re.search(r"[^\W\d_]", name.decode(errors="replace")):
                yield f"{letter['id']}: no name at {start}"
            last = end
    if len(gold) < 300 or not all(sum(letter["half"] == half for letter in gold) > 100 for half in ("open", "kept")):
        yield "fewer letters than promised"


def overlapping(span, spans):
    return [s for s in spans if s[0] < span[1] and span[0] < s[1]]


def place_of(text, zones, span):
    """Where in a letter a name stands and how it is written: for counting errors."""
    start, end = span
    name = text[start:end].decode(errors="replace")
    begin, stop = text.rfind(b"\n", 0, start) + 1, text.find(b"\n", end)
    line = text[begin:stop if stop >= 0 else len(text)].decode(errors="replace")
    zone = next((z["zone"] for z in zones if z["start"] <= start < z["end"]), "")
    rest = line.replace(name, "", 1).strip(" \t,.:;!->*")
    if re.fullmatch(r"[A-Z]{2,3}|[a-z]{2}", name):
        return "initials"
    if "," in name and not re.search(r", (Jr|Sr|I)", name):
        return "Last, First"
    if zone == "head" or LISTED.match(line) or "@" in text[end:end + 40].decode(errors="replace").split("\n")[0].split(",")[0]:
        return "in a head or a list of addresses"
    if name == name.lower():
        return "lower case"
    if zone == "greeting" or (start == begin and re.match(r"\s*[,:;-]", line[len(name):]) and len(rest) < 60):
        return "greeting"
    if zone in ("closing", "signature") or not rest or re.fullmatch(r"(?i)(thanks|thank you|regards|cheers|love|best)\W*", rest):
        return "closing or signature"
    return "in a sentence"


def judge(letter, document, report):
    """Hits, names found, names in gold."""
    text, zones, mentions = document
    persons = {(m["start"], m["end"]) for m in mentions if m["type"] == "person"}
    others = {(m["start"], m["end"]): m["type"] for m in mentions if m["type"] != "person"}
    gold = {tuple(span) for span in letter["names"]}
    show = lambda span: f"{letter['id']} {text[max(0, span[0] - 40):span[0]]!r} [{' '.join(text[span[0]:span[1]].decode(errors='replace').split())}] {text[span[1]:span[1] + 30]!r}"
    for span in sorted(gold - persons):
        near, other = overlapping(span, persons), overlapping(span, others)
        kind = "bounds" if near else f"taken for {others[other[0]]}" if other else "missed"
        report(f"{kind}: {place_of(text, zones, span)}", show(span) + (f" found {[text[a:b].decode(errors='replace') for a, b in near]}" if near else ""))
    for span in sorted(persons - gold):
        if not overlapping(span, gold):
            report(f"surplus: {next((z['zone'] for z in zones if z['start'] <= span[0] < z['end']), 'body')}", show(span))
    return len(gold & persons), len(persons), len(gold)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--half", choices=("open", "kept", "both"), default="both")
    parser.add_argument("--errors", help="errors of the open half")
    parser.add_argument("--data", default=os.environ.get("CLEW_DATA", os.path.expanduser("~/.cache/clew-data")))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    gold, data = load_gold(), pathlib.Path(options.data)
    if not all((data / letter["file"]).exists() for letter in gold):
        print("skipped: no data")
        return 0
    documents = extract([data / letter["file"] for letter in gold])
    wrong = list(misfits(gold, data, documents)) if options.check else []
    errors, counts = [], collections.Counter()

    def report(kind, line):
        counts[kind] += 1
        errors.append(f"{kind}\t{line}")

    for half in ("open", "kept") if options.half == "both" else (options.half,):
        letters = [letter for letter in gold if letter["half"] == half]
        tell = report if half == "open" else lambda *_: None
        hit, found, wanted = map(sum, zip(*(judge(letter, documents[str(data / letter["file"])], tell) for letter in letters)))
        f1 = 2 * hit / (found + wanted)
        print(f"{half}: {len(letters)} letters, {wanted} names: precision {100 * hit / found:.2f}  recall {100 * hit / wanted:.2f}  F1 {100 * f1:.2f}")
        if f1 < FLOORS[half]:
            wrong.append(f"{half}: F1 {f1:.4f} is below its floor")
    if options.errors:
        for kind, number in counts.most_common():
            print(f"{number:5}  {kind}")
        pathlib.Path(options.errors).write_text("\n".join(sorted(errors)) + "\n")
    for line in wrong if options.check else []:
        print("wrong:", line)
    return 1 if options.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
