#!/usr/bin/env python3
"""Reads the annotated sentences of tests/gold: joins offsets to texts and prints claims as inquiry/truth has them.

usage: tests/gold/read_gold.py [--set claims|roles|stance] [--half open|kept|all] [--data DIR] [--passages] [--check]

One JSON object a line. Claims: `id` (passage.number), `type`, `args`, `time`, `status`, `attribution` (the passage's own
author first), `evidence` (file, start, end, quote), `half`, `set`. Offsets of args, time and sources count bytes in the
quote. --passages: one object a passage instead, with `text`, `date` and `author` where the file says them, and its
`claims` (none too). --check: prints nothing but counts; exit status 1 and the reasons on stderr when a file is not as it
should be: unknown types or roles, offsets outside the passage or inside a letter, bytes with another sha256, both halves
of one document. The texts of set claims lie in --data, $CLEW_DATA or ~/.cache/clew-data; without them "skipped: no
data". How each was annotated: docs/annotation.md.
"""
import argparse
import collections
import email.utils
import functools
import hashlib
import json
import os
import pathlib
import re
import sys
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
FILES = {"claims": "claims_en.jsonl", "roles": "roles_en.jsonl", "stance": "stance_en.jsonl"}
ARGUMENTS = {
    "payment": ["payer", "payee", "courier", "amount"],
    "supply": ["supplier", "recipient", "goods"],
    "support": ["supporter", "recipient", "form"],
    "role": ["holder", "title", "organisation"],
    "membership": ["member", "organisation"],
    "relation": ["subject", "object", "kind"],
    "meeting": ["participants"],
    "communication": ["sender", "recipients", "topic"],
    "consultation": ["seeker", "adviser", "before"],
    "travel": ["traveller", "origin", "destination"],
    "invitation": ["inviter", "invitee", "event"],
    "attendance": ["attendee", "event"],
    "founding": ["founder", "organisation"],
    "ownership": ["owner", "asset", "share"],
    "sanction": ["authority", "target", "programme"],
    "legal": ["actor", "target", "action"],
    "statement": ["speaker", "content"],
}
ANYWHERE = ["place", "purpose"]
STATUSES = ["asserted", "hedged", "negated", "denied", "planned"]
STANCES = STATUSES + ["question", "nonanswer"]
LABELS = {
    "form": ["money", "training", "shelter", "endorsement", "other"],
    "kind": ["family", "aide", "associate", "opposed"],
    "action": ["charged", "arrested", "sued", "suspended", "dismissed", "leave", "convicted", "investigated", "fined", "settled",
               "subpoenaed", "other"],
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@functools.lru_cache(maxsize=None)
def documents(path):
    with open(path, encoding="utf-8") as lines:
        return {record["_id"]: record["text"].encode() for record in map(json.loads, filter(str.strip, lines))}


def text_of(data, reader, file, document=None):
    """The bytes that `reader` makes of a file: see docs/annotation.md."""
    path = pathlib.Path(data) / file
    if reader == "raw":
        return path.read_bytes()
    if reader == "re3d":
        return documents(path)[document]
    if reader == "conllu":
        with open(path, encoding="utf-8") as lines:
            return "\n".join(line[9:].rstrip("\n") for line in lines if line.startswith("# text = ")).encode()
    if reader == "cat":
        sentences = {}
        for token in xml.etree.ElementTree.parse(path).getroot().iter("token"):
            sentences.setdefault(token.get("sentence"), []).append(token.text)
        return "\n".join(map(" ".join, sentences.values())).encode()
    raise ValueError(f"unknown reader {reader}")


def context(data, record):
    """(date, author) as the file says them; None each where it does not. A quoted passage has neither."""
    if record.get("author") == "quoted":
        return None, None
    path = pathlib.Path(data) / record["file"]
    if record["set"].startswith("enron"):
        head = path.read_bytes().split(b"\n\n", 1)[0].decode("utf-8", "replace")
        date = re.search(r"^Date: (.+)", head, re.M)
        sender = re.search(r"^X-From: ([^<\r\n]+)", head, re.M)
        when = email.utils.parsedate_to_datetime(date[1].strip()) if date else None
        return when and when.strftime("%Y-%m-%d"), sender and sender[1].strip(' "')
    if record["set"] == "polnear":
        return re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)[1], None
    if record["reader"] == "conllu":
        date = re.search(r"^# meta::dateCreated = (\d{4}-\d\d-\d\d)", path.read_text(encoding="utf-8"), re.M)
        return date and date[1], None
    if record["reader"] == "cat":
        second = text_of(data, "cat", record["file"]).decode().split("\n")[1].replace(" ,", "")
        date = re.match(r"([A-Z][a-z]+) (\d+) (\d{4})", second)
        months = "January February March April May June July August September October November December".split()
        return (f"{date[3]}-{months.index(date[1]) + 1:02}-{int(date[2]):02}" if date else None), None
    return None, None


def words(text, start, end):
    return text[start:end].decode()


def readable(passage, claim, text, author):
    """A claim with the words that its offsets mean."""
    args = {}
    for role, entries in claim["args"].items():
        args[role] = []
        for entry in entries:
            out = {"text": words(text, entry["start"], entry["end"])}
            if "name_start" in entry:
                out["name"] = words(text, entry["name_start"], entry["name_end"])
            args[role].append(out | {k: entry[k] for k in ("value", "currency", "label", "start", "end") if k in entry})
    out = {"type": claim["type"], "args": args}
    if "time" in claim:
        time = claim["time"]
        out["time"] = {k: time[k] for k in ("from", "to") if k in time} | {"text": words(text, time["start"], time["end"])}
    out["status"] = claim["status"]
    first = {"source": author or passage.get("author", "author"), "kind": "document"}
    out["attribution"] = [first] + [
        {"source": words(text, *step["source"])} | ({"cue": words(text, *step["cue"])} if "cue" in step else {}) | {"kind": step["kind"]}
        for step in claim["attribution"]]
    for flag in ("nonanswer", "ended"):
        if claim.get(flag):
            out[flag] = True
    return out


def load(name, half="all", data=None):
    """Passages of a set, each with its `text` and its claims made readable."""
    with open(HERE / FILES[name], encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if half not in ("all", record["half"]):
                continue
            if "file" in record:
                text = text_of(data, record["reader"], record["file"], record.get("document"))[record["start"]:record["end"]]
                date, author = context(data, record)
            else:
                text, date, author = record["text"].encode(), record.get("date"), None
            out = {"id": record["id"], "set": record.get("set", name), "half": record["half"]}
            out |= {k: record[k] for k in ("language", "file", "document", "start", "end", "stance") if k in record}
            out |= {k: v for k, v in (("date", date), ("author", author)) if v} | {"text": text.decode()}
            if "claims" in record:
                out["claims"] = [readable(record, claim, text, author) for claim in record["claims"]]
            yield out


def claims(passages):
    for passage in passages:
        evidence = {"file": passage.get("file", passage["id"]), "start": passage.get("start", 0), "end": passage.get("end", 0),
                    "quote": passage["text"], "language": passage.get("language", "en")}
        for number, claim in enumerate(passage.get("claims", []), 1):
            yield {"id": f"{passage['id']}.{number}"} | claim | {"evidence": [evidence], "half": passage["half"], "set": passage["set"]}


def faults_of_span(text, start, end, what):
    if not 0 <= start < end <= len(text):
        return [f"{what}: {start}..{end} is outside"]
    try:
        piece = words(text, start, end)
        words(text, 0, start)
    except UnicodeDecodeError:
        return [f"{what}: {start}..{end} cuts a letter"]
    return [f"{what}: white space at an edge of {piece!r}"] if piece != piece.strip() else []


def faults_of_claim(claim, text):
    faults = []
    if claim["type"] not in ARGUMENTS:
        return [f"no type {claim['type']}"]
    if claim["status"] not in STATUSES:
        faults.append(f"no status {claim['status']}")
    if not claim["args"]:
        faults.append("no argument")
    for role, entries in claim["args"].items():
        if role not in ARGUMENTS[claim["type"]] + ANYWHERE or not entries:
            faults.append(f"{claim['type']} has no {role}")
        for entry in entries:
            faults += faults_of_span(text, entry["start"], entry["end"], role)
            if "name_start" in entry:
                faults += faults_of_span(text, entry["name_start"], entry["name_end"], role + "'s name")
            if (role in LABELS) != ("label" in entry) or entry.get("label") not in LABELS.get(role, [None]):
                faults.append(f"label of {role}")
            if "currency" in entry and not re.fullmatch("[A-Z]{3}", entry["currency"]):
                faults.append(f"currency {entry['currency']}")
    time = claim.get("time")
    if time:
        faults += faults_of_span(text, time["start"], time["end"], "time")
        faults += [f"time {time[k]}" for k in ("from", "to") if k in time and not DATE.fullmatch(time[k])]
    for step in claim["attribution"]:
        faults += faults_of_span(text, *step["source"], "source")
        faults += faults_of_span(text, *step["cue"], "cue") if "cue" in step else []
        faults += [] if step["kind"] in ("direct", "indirect") else ["kind of attribution"]
    return faults


def faults_of_record(record, data):
    if "file" in record:
        text = text_of(data, record["reader"], record["file"], record.get("document"))[record["start"]:record["end"]]
        if hashlib.sha256(text).hexdigest() != record["sha256"]:
            return ["other bytes than those annotated"]
    else:
        text = record["text"].encode()
    faults = [] if record["half"] in ("open", "kept") else ["half"]
    if "stance" in record:
        faults += faults_of_span(text, record["start"], record["end"], "predicate")
        faults += [] if record["stance"] in STANCES else [f"no stance {record['stance']}"]
    for claim in record.get("claims", []):
        faults += faults_of_claim(claim, text)
    return faults


def check(names, data):
    bad = 0
    for name in names:
        halves, seen, count = {}, set(), collections.Counter()
        with open(HERE / FILES[name], encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                faults = faults_of_record(record, data)
                if record["id"] in seen:
                    faults.append("id twice")
                seen.add(record["id"])
                if "file" in record:
                    home = (record["file"], record.get("document"))
                    if halves.setdefault(home, record["half"]) != record["half"]:
                        faults.append("document in both halves")
                for fault in faults:
                    print(f"{name} {record['id']}: {fault}", file=sys.stderr)
                bad += len(faults)
                count.update({"passages": 1, record["half"]: 1, "claims": len(record.get("claims", [])), "without": "claims" in record and not record["claims"]})
        print(name, " ".join(f"{k}={v}" for k, v in sorted(count.items())))
    return 1 if bad else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", choices=list(FILES))
    parser.add_argument("--half", choices=["open", "kept", "all"], default="open")
    parser.add_argument("--data", default=os.environ.get("CLEW_DATA", pathlib.Path.home() / ".cache/clew-data"))
    parser.add_argument("--passages", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    names = [args.set] if args.set else [name for name, file in FILES.items() if args.check and (HERE / file).exists()] or ["claims"]
    if "claims" in names and not pathlib.Path(args.data, "gold").is_dir():
        print("skipped: no data")
        return 0
    if args.check:
        return check(names, args.data)
    passages = load(names[0], args.half, args.data)
    for line in passages if args.passages or names[0] == "stance" else claims(passages):
        print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
