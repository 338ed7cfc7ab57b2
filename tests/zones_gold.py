#!/usr/bin/env python3
"""Compares the zones that `clew extract` finds with texts that people have annotated: who wrote which line?

usage: tests/zones_gold.py [SET...] [--split NAME] [--data DIR] [--differences FILE] [--check]

Sets: quagga-enron, quagga-asf (mail/quagga-zones: lines of header, body, greeting, closing, signature; splits train,
eval, test), reply-trimmer (gold/email-reply-trimmer: the own text of a reply), talon (gold/talon: replies of mail
clients, signatures). The program is $CLEW (or build/clew); the sets lie in $CLEW_DATA or ~/.cache/clew-data. Without
them it prints "skipped: no data". --check: exit status 1 below the floors in FLOORS. Docs: docs/accuracy.md.

Every text is wrapped into a letter. Lines count that hold a letter or digit. Measures, in per cent:
  own      lines of the letter's own author (before the first header of gold): depth 0 and no head
  head     lines of quote heads and headers of quoted or forwarded letters
  author   heads whose author is the one that gold marks in them
  greeting, closing, signature: lines of these zones (quagga: Intro; Outro; Signature)
  exact    replies whose own text is gold's, but for white space
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = {("quagga-enron", "own", "f1"): 0.99, ("quagga-enron", "head", "f1"): 0.965, ("quagga-enron", "author", "f1"): 0.95,
          ("quagga-asf", "own", "f1"): 0.96, ("quagga-asf", "head", "f1"): 0.97, ("reply-trimmer", "exact", "recall"): 0.85,
          ("talon", "exact", "recall"): 1.0}
WORDY = re.compile(r"[^\W_]")


class Score:
    """True positives, what we found, what gold has."""

    def __init__(self):
        self.hit = self.found = self.gold = 0

    def add(self, found, gold):
        self.hit += found and gold
        self.found += found
        self.gold += gold

    def values(self):
        precision = self.hit / self.found if self.found else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall) if self.hit else 0.0}


def extract(texts, raw=False):
    """Zones of each text: {name: (bytes of the text, zones)}."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts.values()):
            head = b"From: A B <a@one.example>\nTo: b@two.example\nSubject: x\nDate: Mon, 2 Mar 2009 10:00:00 +0000\nMessage-ID: <%d@x>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" % number
            data = text if raw else head + text.encode()
            pathlib.Path(folder, f"{number:05d}.eml").write_bytes(data)
        clew = os.environ.get("CLEW", str(ROOT / "build/clew"))
        out = subprocess.run([clew, "extract", folder], capture_output=True, check=False).stdout.decode()
    found = {}
    for line in out.splitlines():
        record = json.loads(line)
        if record["record"] == "document" and record["type"] == "mail" and "parent" not in record["places"][0]:
            text = record.get("text", "").encode()
            found[int(record["places"][0]["path"][-9:-4])] = (text, record.get("zones") or [{"start": 0, "end": len(text), "kind": "body", "depth": 0}])
    return {name: found[n] for n, name in enumerate(texts) if n in found}


def lines_of(text):
    """(start, end) of each line of bytes that holds a letter or digit."""
    at = 0
    for line in text.split(b"\n"):
        if WORDY.search(line.decode(errors="replace")):
            yield at, at + len(line)
        at += len(line) + 1


def zone_at(zones, start, end):
    """The zone that covers most of a line."""
    return max(zones, key=lambda z: min(end, z["end"]) - max(start, z["start"]))


def fold(name):
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def quagga(folder, split, scores, report):
    files = sorted(p for s in (split.split(",") if split else ("train", "eval", "test")) for p in (folder / s).glob("*.ann"))
    gold, texts = {}, {}
    for path in files:
        try:
            data = json.loads(path.read_text())
        except ValueError:
            continue
        text = data["text"]
        if "\r" in text or "=09=09" in text:     # quoted-printable that was never decoded
            continue
        bytes_at = [0]
        for c in text:
            bytes_at.append(bytes_at[-1] + len(c.encode()))
        texts[path.name] = text
        gold[path.name] = [dict(d, start=bytes_at[d["start"]], end=bytes_at[min(d["end"], len(text))]) for d in data["denotations"]]
    for name, (text, zones) in extract(texts).items():
        marks = gold[name]
        heads = [d for d in marks if d["type"] == "Header"]
        inside = lambda kind, s, e: any(d["type"] == kind and min(e, d["end"]) - max(s, d["start"]) > (e - s) / 2 for d in marks)
        first = min((d["start"] for d in heads), default=len(text) + 1)
        for start, end in lines_of(text):
            zone = zone_at(zones, start, end)
            is_head = inside("Header", start, end)
            own = zone["depth"] == 0 and zone["kind"] != "head"
            # Below the first header of the list's letters gold does not say who wrote a line, unless ">" does.
            if start < first or is_head or "Enron" in str(folder) or text[start:start + 1] == b">":
                scores["own"].add(own, start < first and not is_head)
            scores["head"].add(zone["kind"] == "head", is_head)
            for kind, theirs in (("greeting", "Body/Intro"), ("closing", "Body/Outro"), ("signature", "Body/Signature")):
                scores[kind].add(zone["kind"] == kind, inside(theirs, start, end))
            if (own != (start < first and not is_head) and "Enron" in str(folder)) or (zone["kind"] == "head") != is_head:
                report(f"{name}: {'head' if is_head else 'own' if start < first else 'quoted'} in gold, {zone['kind']} {zone['depth']} here: {text[start:end].decode(errors='replace')[:100]}")
        for d in marks:
            if d["type"].startswith("Header/") and d["type"].endswith("/From") and any(h["start"] <= d["start"] < h["end"] for h in heads):
                if b"forwarded by" in text[:d["start"]].rsplit(b"\n", 1)[-1].lower():
                    continue    # who passed it on, not who wrote it
                zone = zone_at(zones, d["start"], d["end"])
                author = zone.get("author", {})
                wanted, told = fold(d["text"]), (fold(author.get("name", "")), fold(author.get("address", "")))
                right = zone["kind"] == "head" and any(t and (t in wanted or wanted in t) for t in told)
                scores["author"].add(bool(author) and zone["kind"] == "head", True)
                scores["author"].hit += right - (bool(author) and zone["kind"] == "head")
                if not right:
                    report(f"{name}: author {d['text']!r} in gold, {author} here ({zone['kind']})")


def own_text(text, zones, keep=("body", "greeting", "closing")):
    return b"".join(text[z["start"]:z["end"]] for z in zones if z["depth"] == 0 and z["kind"] in keep).decode(errors="replace")


def same(a, b):
    return " ".join(a.split()) == " ".join(b.split())


def reply_trimmer(folder, _split, scores, report):
    texts = {p.name: p.read_text() for p in sorted((folder / "test/emails").glob("*.txt"))}
    for name, (text, zones) in extract(texts).items():
        wanted, got = (folder / "test/trimmed" / name).read_text(), own_text(text, zones)
        # Where a reply stands between quoted lines, their gold keeps the quotes that are answered; ours are zones.
        plain = "\n".join(line for line in wanted.split("\n") if not line.startswith(">"))
        right = same(got, wanted) or same(got, plain)
        scores["exact"].add(right, True)
        if not right:
            report(f"{name}: gold {' '.join(plain.split())[:300]!r}\n    here {' '.join(got.split())[:300]!r}")


def talon(folder, _split, scores, report):
    fixtures = folder / "tests/fixtures"
    replies = {p.stem: p.read_bytes() for p in sorted((fixtures / "standard_replies").glob("*.eml"))}
    for name, (text, zones) in extract(replies, raw=True).items():
        given = fixtures / f"standard_replies/{name}_reply_text"
        wanted = given.read_text() if given.exists() else "Hello"
        got = own_text(text, zones)
        right = same(got, wanted) or same(own_text(text, zones, ("body", "greeting", "closing", "signature")), wanted)
        scores["exact"].add(right, True)
        if not right:
            report(f"{name}: gold {wanted!r} here {got[:200]!r}")
    signed = {p.name[:-5]: p.read_text() for p in sorted((fixtures / "signature/emails/stripped").glob("*_body"))}
    for name, (text, zones) in extract(signed).items():
        path = fixtures / f"signature/emails/stripped/{name}_signature"
        gold = (path.read_text() if path.exists() else "").strip()
        start = text.decode().find(gold) if gold else len(text)
        start = len(text.decode()[:start].encode())
        for s, e in lines_of(text):
            zone = zone_at(zones, s, e)
            scores["signature"].add(zone["kind"] in ("signature", "closing"), s >= start)
            if (zone["kind"] in ("signature", "closing")) != (s >= start):
                report(f"{name}: {'signature' if s >= start else 'text'} in gold, {zone['kind']} here: {text[s:e].decode()[:80]}")


SETS = {"quagga-enron": (quagga, "mail/quagga-zones/Enron/annotated_all"), "quagga-asf": (quagga, "mail/quagga-zones/ASF"),
        "reply-trimmer": (reply_trimmer, "gold/email-reply-trimmer"), "talon": (talon, "gold/talon")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("set", nargs="*", default=list(SETS))
    parser.add_argument("--split", help="train, eval, test, or several with commas (quagga)")
    parser.add_argument("--data", default=os.environ.get("CLEW_DATA", os.path.expanduser("~/.cache/clew-data")))
    parser.add_argument("--differences", default=os.devnull)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    data, below, any_data = pathlib.Path(options.data), [], False
    with open(options.differences, "w", encoding="utf-8") as out:
        for name in options.set:
            measure, folder = SETS[name]
            if not (data / folder).exists():
                continue
            any_data = True
            scores = collections.defaultdict(Score)
            measure(data / folder, options.split, scores, lambda line, n=name: print(f"{n}: {line}", file=out))
            for kind, score in scores.items():
                values = score.values()
                print(f"{name:14} {kind:10} " + "  ".join(f"{k} {100 * v:6.2f}" for k, v in values.items()) + f"   of {score.gold}")
                below += [f"{name} {kind} {k}: {v:.3f}" for k, v in values.items() if v < FLOORS.get((name, kind, k), 0)]
    if not any_data:
        print("skipped: no data")
    for line in below:
        print("below its floor:", line)
    return 1 if options.check and below else 0


if __name__ == "__main__":
    sys.exit(main())
