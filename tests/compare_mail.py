#!/usr/bin/env python3
"""Compares what `clew extract` reads with what Python's mailbox and email packages find, on each real mail set.

usage: tests/compare_mail.py [SET...] [--clew build/clew] [--data DIR] [--differences FILE] [--limit N]

The sets lie in DIR/mail ($CLEW_DATA or ~/.cache/clew-data); without them the test is skipped. A message is found if a
document has the SHA-256 of its bytes (with or without the blank line that an mbox puts after it) or stands at its
place; failed-listed if a failure names its place; else missing. Texts are compared exactly (line ends aside), then
without white space, then by whether ours holds Python's. Pieces of an mbox without a header of their own (mailbox
cut inside a body, or no letter) are listed apart. Each difference goes to FILE (default compare_mail.differences.txt) to be looked at.
Exit status: 0 if no message is missing and at least 99.9 % of texts agree.
"""
import argparse
import collections
import email
import email.policy
import hashlib
import json
import mailbox
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SETS = ("enron-skilling", "enron-edrm-bailey", "spamassassin", "sisimai-bounces", "3gpp-listserv", "mail-parser-tests/notmuch",
        "mail-parser-tests/mu", "mail-parser-tests/mimekit", "mail-parser-tests/mime4j", "mail-parser-tests/mail-mime-parser",
        "mail-parser-tests/enmime", "mail-parser-tests/ingest-file")
KNOWN = {b"from", b"to", b"cc", b"date", b"subject", b"message-id", b"received", b"return-path", b"mime-version", b"content-type", b"reply-to", b"sender", b"delivered-to"}
TELLING = {b"from", b"date", b"message-id", b"received", b"return-path", b"to"}
ENVELOPE = re.compile(rb"From \S+.*\d{4}")
FIELD = re.compile(rb"([!-9;-~]+):")


def looks_like_letter(data):
    """Two known header fields in an unbroken header block, one of them telling: our own rule, kept simple."""
    names = set()
    for line in re.split(rb"\r\n|\n|\r", data[:16_384]):
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        match = FIELD.match(line)
        if not match:
            return False
        names.add(match[1].lower())
    return len(names & KNOWN) >= 2 and bool(names & TELLING)


def python_messages(folder):
    """(place, bytes, cut) of each message; cut: a piece of an mbox without a header of its own."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or path.stat().st_size == 0 or path.stat().st_size > 1 << 30:
            continue
        with open(path, "rb") as file:
            head = file.read(16_384)
        if ENVELOPE.match(head):
            box = mailbox.mbox(path, create=False)
            for number, key in enumerate(box.keys(), 1):
                data = box.get_bytes(key)
                yield f"{path}#{number}", data, not looks_like_letter(data)
        elif looks_like_letter(head):
            yield str(path), path.read_bytes(), False


def python_text(data):
    """(text, subtype) as the email package reads it; None where it has none or gives up."""
    try:
        body = email.message_from_bytes(data, policy=email.policy.default).get_body(("plain", "html"))
        return (None, None) if body is None else (body.get_content(), body.get_content_subtype())
    except Exception as error:      # the package raises many kinds on hostile mail
        return None, f"python: {type(error).__name__}: {error}"


class Extract:
    """What clew says of one set."""

    def __init__(self, clew, folder):
        self.by_sha, self.by_place, self.failures, self.ledgers = {}, {}, {}, 0
        process = subprocess.Popen([str(clew), "extract", "--with-text", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        for line in process.stdout:
            record = json.loads(line)
            kind = record.get("record")
            if kind == "document":
                self.by_sha.setdefault(record["sha256"], record)
                for place in record.get("places", []):
                    self.by_place[place["path"]] = record
            elif kind == "failure":
                self.failures[record["place"]] = record.get("reason", "")
            elif kind == "ledger":
                self.ledgers += 1
                counts = record
                if counts["expected"] != counts["read"] + counts["failed"] + counts["skipped"]:
                    self.failures["ledger " + counts["place"]] = "does not balance"
        self.status = process.wait()

    def find(self, place, data):
        core = data.rstrip(b"\r\n")
        for variant in (data, data.removesuffix(b"\n"), data + b"\n", core, core + b"\n", core + b"\r\n", core + b"\n\n"):
            record = self.by_sha.get(hashlib.sha256(variant).hexdigest())
            if record is not None:
                return record
        return self.by_place.get(place) or self.by_place.get(place + "#1")


def plain_line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").rstrip("\n")


def squeezed(text):
    return re.sub(r"[\s\u00a0\u200b\ufeff]+", "", text)


def agreement(theirs, ours):
    if plain_line_ends(theirs) == plain_line_ends(ours):
        return "exact"
    theirs, ours = squeezed(theirs), squeezed(ours)
    if theirs == ours:
        return "white space"
    if theirs and theirs in ours:
        return "holds"
    return "different"


def first_difference(theirs, ours):
    theirs, ours = plain_line_ends(theirs), plain_line_ends(ours)
    at = next((i for i, (a, b) in enumerate(zip(theirs, ours)) if a != b), min(len(theirs), len(ours)))
    return f"  at {at}\n  python: {theirs[max(0, at - 40):at + 80]!r}\n  clew:   {ours[max(0, at - 40):at + 80]!r}"


def compare(name, folder, options, report):
    extract = Extract(options.clew, folder)
    count = collections.Counter()
    for place, data, cut in python_messages(folder):
        if options.limit and count["messages"] >= options.limit:
            break
        if cut:
            count["no header"] += 1
            report.write(f"{name}: no header of its own: {place}: {data[:80]!r}\n")
            continue
        count["messages"] += 1
        record = extract.find(place, data)
        if record is None or record.get("status") == "failed":
            reason = extract.failures.get(place) or (record or {}).get("reason")
            count["failed, listed" if reason else "missing"] += 1
            report.write(f"{name}: {'failed: ' + reason if reason else 'MISSING'}: {place}\n")
            continue
        count["found"] += 1
        theirs, kind = python_text(data)
        if theirs is None:
            count["python has no text"] += 1
            if kind:
                report.write(f"{name}: {kind}: {place}\n")
            continue
        if kind == "html":
            count["html, not compared"] += 1
            continue
        count["texts"] += 1
        verdict = agreement(theirs, record.get("text") or "")
        count[verdict] += 1
        if verdict in ("different", "holds"):
            report.write(f"{name}: {verdict}: {place}\n{first_difference(theirs, record.get('text') or '')}\n")
    for place, reason in extract.failures.items():
        if place.startswith("ledger "):
            count["ledgers off"] += 1
            report.write(f"{name}: {place}: {reason}\n")
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="*", default=None)
    parser.add_argument("--clew", type=pathlib.Path, default=ROOT / "build/clew")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(os.environ.get("CLEW_DATA", "~/.cache/clew-data")).expanduser())
    parser.add_argument("--differences", default="compare_mail.differences.txt")
    parser.add_argument("--limit", type=int, default=0, help="messages a set, for a quick look")
    options = parser.parse_args()
    folders = [(s, options.data / "mail" / s) for s in (options.sets or SETS) if (options.data / "mail" / s).is_dir()]
    if not folders or not options.clew.exists():
        print(f"compare_mail: skipped: no {'mail sets in ' + str(options.data / 'mail') if not folders else options.clew}")
        return 0
    heads = ("messages", "found", "failed, listed", "missing", "no header", "texts", "exact", "white space", "holds", "different", "html, not compared", "ledgers off")
    total = collections.Counter()
    print(f"{'set':>34} " + " ".join(f"{h.replace(', ', '/').replace(' ', '-'):>14}" for h in heads) + "  text-equal")
    with open(options.differences, "w", encoding="utf-8", errors="backslashreplace") as report:
        for name, folder in folders:
            count = compare(name, folder, options, report)
            total.update(count)
            print(line_of(name, count, heads), flush=True)
    print(line_of("all", total, heads))
    agree = total["exact"] + total["white space"]
    good = not total["missing"] and not total["ledgers off"] and agree >= 0.999 * total["texts"]
    print(f"compare_mail: {'good' if good else 'NOT GOOD'}: {total['missing']} missing, {agree} of {total['texts']} texts agree; differences in {options.differences}")
    return 0 if good else 1


def line_of(name, count, heads):
    equal = 100 * (count["exact"] + count["white space"]) / count["texts"] if count["texts"] else 100.0
    return f"{name:>34} " + " ".join(f"{count[h]:>14,}" for h in heads) + f"  {equal:8.2f} %"


if __name__ == "__main__":
    sys.exit(main())
