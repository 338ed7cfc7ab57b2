#!/usr/bin/env python3
"""Compares what `clew extract` reads with what Python's mailbox and email packages find, on each real mail set.

usage: tests/compare_mail.py [SET...] [--check] [--data DIR] [--differences FILE]

The program is $CLEW (or build/clew); the sets are the folders of DIR/mail ($CLEW_DATA or ~/.cache/clew-data). Without
them it prints "skipped: no data". A message is a file with a header block at its start, or a piece that `mailbox`
cuts from a file that begins with a "From " line; a file whose name says that it is one letter (.eml, Maildir's ":2,")
is one. A message is found if a document has the SHA-256 of its bytes (with or without the blank line that an mbox puts
after it) or stands at its place; failed-listed if a failure names its place; else missing. Pieces that begin with no
header (mailbox cut inside a body, or no letter) are listed apart, one by one, in FILE.

Texts (text/plain, as get_body() finds it) agree if they are equal but for line ends and white space. Where `email` has
no true text to compare with, the difference has a class of its own, and is decided by a rule, not by eye:
  from-quote  an mbox's ">From " marks, which `mailbox` leaves in the text; with them taken off the texts are equal
  charset     the package has U+FFFD or C1 controls for characters, or knows no such charset, and Python's own codec
              for the charset that we read gives our text
All others are differences; FILE shows where each begins. Docs: docs/accuracy.md.
Exit status: 0 if nothing is missing, every ledger balances and at least 99.9 % of the texts agree or are of these two
classes.
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
KNOWN = {b"from", b"to", b"cc", b"date", b"subject", b"message-id", b"received", b"return-path", b"mime-version",
         b"content-type", b"reply-to", b"sender", b"delivered-to"}
TELLING = {b"from", b"date", b"message-id", b"received", b"return-path", b"to"}
ENVELOPE = re.compile(rb"From \S+.*\d{4}")
ENVELOPE_LINE = re.compile(rb"From [^\r\n]*(\r\n|\n|\r)")
FIELD = re.compile(rb"([!-9;-~]+):")
LOST = re.compile("[\ufffd\u0080-\u009f]")      # what stands in Python's text for a character that it could not read
# The supersets that stand behind a label in practice (WHATWG Encoding Standard), by Python's names.
SUPERSETS = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
             "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
             "shift_jis": "cp932", "big5": "big5hkscs", "windows-874": "cp874"}
HEADS = ("messages", "found", "failed, listed", "missing", "no header", "texts", "equal", "from-quote", "charset",
         "holds", "different", "html", "no text", "ledgers off")


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
        if not path.is_file() or path.is_symlink() or not 0 < path.stat().st_size <= 1 << 30:
            continue
        with open(path, "rb") as file:
            head = file.read(16_384)
        one_letter = path.suffix in (".eml", ".emlx") or ":2," in path.name
        if ENVELOPE.match(head) and not one_letter:
            box = mailbox.mbox(path, create=False)
            for number, key in enumerate(box.keys(), 1):
                data = box.get_bytes(key)
                yield f"{path}#{number}", data, not looks_like_letter(data)
        elif looks_like_letter(ENVELOPE_LINE.sub(b"", head, count=1) if ENVELOPE.match(head) else head):
            yield str(path), path.read_bytes(), False


class PythonText:
    """The text of a message as the email package reads it: `text` is None where it has none or gives up."""

    def __init__(self, data):
        self.text, self.kind, self.error, self.part = None, None, None, None
        data = ENVELOPE_LINE.sub(b"", data, count=1) if data.startswith(b"From ") else data
        if b"\n" not in data:           # old Macintosh line ends, at which the package loses the end of parts
            data = data.replace(b"\r", b"\n")
        try:
            self.part = email.message_from_bytes(data, policy=email.policy.default).get_body(("plain", "html"))
            if self.part is not None:
                self.kind = self.part.get_content_subtype()
                self.text = self.part.get_content()
        except Exception as error:      # the package raises many kinds on hostile mail
            self.error = f"{type(error).__name__}: {error}"

    def decoded_as(self, charset):
        """The same bytes by Python's codec for `charset`; None if there is none."""
        try:
            return self.part.get_payload(decode=True).decode(SUPERSETS.get(charset.lower(), charset), "replace")
        except (LookupError, AttributeError, ValueError):
            return None


class Extract:
    """What clew says of one set."""

    def __init__(self, clew, folder):
        self.by_sha, self.by_place, self.failures, self.unbalanced = {}, {}, {}, []
        process = subprocess.Popen([str(clew), "extract", "--with-text", str(folder)], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        for line in process.stdout:
            if line.startswith((b'{"record":"passage"', b'{"record":"mention"')):
                continue
            self.take(json.loads(line))
        self.status = process.wait()

    def take(self, record):
        if record["record"] == "document":
            self.by_sha.setdefault(record["sha256"], record)
            for place in record.get("places", []):
                self.by_place[place["path"]] = record
        elif record["record"] == "text":        # a long text follows its document in pieces
            document = self.by_sha[record["document"]]
            document["text"] = document.get("text", "") + record["text"]
        elif record["record"] == "failure":
            self.failures[record["place"]] = record.get("reason", "")
        elif record["record"] == "ledger":
            if record["expected"] != record["read"] + record["failed"] + record["skipped"]:
                self.unbalanced.append(record["place"])

    def find(self, place, data):
        core = data.rstrip(b"\r\n")
        for variant in (data, data.removesuffix(b"\n"), data + b"\n", core, core + b"\n", core + b"\r\n", core + b"\n\n"):
            record = self.by_sha.get(hashlib.sha256(variant).hexdigest())
            if record is not None:
                return record
        return self.by_place.get(place) or self.by_place.get(place + "#1")


def squeezed(text):
    return re.sub(r"[\s\u00a0\u200b\ufeff]+", "", text)


def without_from_marks(text):
    return re.sub(r"^>+From ", "From ", text, flags=re.MULTILINE)


def field_of(record, name):
    return next((field[1] for field in record.get("fields", []) if field[0] == name), None)


def readable(text):
    """What is to be compared of a text in doubt: all but the marks of unreadable characters."""
    return LOST.sub("", squeezed(without_from_marks(text)))


def charsets_read(record, theirs):
    """The charsets that our text may have been read in: the guessed one, or the declared one."""
    guessed = field_of(record, "charset-guessed")
    return [guessed] if guessed else [theirs.part.get_content_charset("us-ascii"), "utf-8"]


def agreement(theirs, record):
    ours = squeezed(record.get("text") or "")
    if theirs.text is not None:
        text = squeezed(theirs.text)
        if text == ours:
            return "equal"
        if squeezed(without_from_marks(theirs.text)) == squeezed(without_from_marks(record.get("text") or "")):
            return "from-quote"
    if theirs.text is None or LOST.search(theirs.text):
        for charset in charsets_read(record, theirs):
            text = theirs.decoded_as(charset)
            if text is not None and readable(text) == readable(record.get("text") or ""):
                return "charset"
    return "holds" if theirs.text and squeezed(theirs.text) in ours else "different"


def first_difference(theirs, ours):
    theirs, ours = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (theirs or "", ours))
    at = next((i for i, (a, b) in enumerate(zip(theirs, ours)) if a != b), min(len(theirs), len(ours)))
    return f"  at {at}\n  python: {theirs[max(0, at - 40):at + 80]!r}\n  clew:   {ours[max(0, at - 40):at + 80]!r}\n"


def compare_text(name, place, data, record, count, report):
    theirs = PythonText(data)
    if theirs.part is None or (theirs.text is None and theirs.kind != "plain"):
        count["no text"] += 1
        if theirs.error:
            report(f"{name}: python gives up: {theirs.error}: {place}\n")
    elif theirs.kind == "html" or (not squeezed(theirs.text or "x") and field_of(record, "text-from") == "html"):
        count["html"] += 1              # also where the plain text is blank, and only the HTML says something
    else:
        count["texts"] += 1
        verdict = agreement(theirs, record)
        count[verdict] += 1
        if verdict != "equal":
            report(f"{name}: {verdict}: {place} {theirs.error or ''}\n{first_difference(theirs.text, record.get('text') or '')}")


def compare(name, folder, clew, report):
    extract = Extract(clew, folder)
    count = collections.Counter()
    for place, data, cut in python_messages(folder):
        if cut:
            count["no header"] += 1
            report(f"{name}: no header of its own: {place}: {data[:80]!r}\n")
            continue
        count["messages"] += 1
        record = extract.find(place, data)
        if record is None or record.get("status") == "failed":
            reason = extract.failures.get(place) or (record or {}).get("reason")
            count["failed, listed" if reason else "missing"] += 1
            report(f"{name}: {'failed: ' + reason if reason else 'MISSING'}: {place}\n")
            continue
        count["found"] += 1
        compare_text(name, place, data, record, count, report)
    for place in extract.unbalanced:
        count["ledgers off"] += 1
        report(f"{name}: the ledger does not balance: {place}\n")
    return count


def percent(count, *verdicts):
    return 100 * sum(count[v] for v in verdicts) / count["texts"] if count["texts"] else 100.0


def line_of(name, count):
    return (f"{name:>34} " + " ".join(f"{count[head]:>{max(len(head), 7)},}" for head in HEADS) +
            f" {percent(count, 'equal'):9.2f} % {percent(count, 'equal', 'from-quote', 'charset'):9.2f} %")


def sets_of(mail):
    """The sets by name: each folder, but those of mail-parser-tests one by one."""
    folders = [f for f in sorted(mail.iterdir()) if f.is_dir()] if mail.is_dir() else []
    return [g for f in folders for g in (sorted(f.iterdir()) if f.name == "mail-parser-tests" else [f]) if g.is_dir()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="*", help="folders below DIR/mail; all of them if none is named")
    parser.add_argument("--check", action="store_true", help="print the last lines only")
    parser.add_argument("--data", type=pathlib.Path,
                        default=pathlib.Path(os.environ.get("CLEW_DATA", "~/.cache/clew-data")).expanduser())
    parser.add_argument("--differences", metavar="FILE", help="write where each difference begins (it holds mail text)")
    options = parser.parse_args()
    clew = pathlib.Path(os.environ.get("CLEW", ROOT / "build/clew"))
    mail = options.data / "mail"
    folders = [mail / name for name in options.sets] or sets_of(mail)
    if not all(folder.is_dir() for folder in folders) or not folders:
        print("skipped: no data")
        return 0
    if not clew.exists():
        print(f"compare_mail: no program {clew}", file=sys.stderr)
        return 2
    total = collections.Counter()
    heads = " " * 34 + " " + " ".join(f"{head:>7}" for head in HEADS) + "       equal   explained"
    if not options.check:
        print(heads)
    with open(options.differences or os.devnull, "w", encoding="utf-8", errors="backslashreplace") as file:
        for folder in folders:
            count = compare(str(folder.relative_to(mail)), folder, clew, file.write)
            total.update(count)
            if not options.check and count["messages"]:
                print(line_of(str(folder.relative_to(mail)), count), flush=True)
    print((heads + "\n" if options.check else "") + line_of("all", total))
    agree = percent(total, "equal", "from-quote", "charset")
    good = not total["missing"] and not total["ledgers off"] and agree >= 99.9
    print(f"compare_mail: {'good' if good else 'NOT GOOD'}: {total['missing']} missing, {agree:.3f} % of {total['texts']} texts agree")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
