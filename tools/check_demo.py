#!/usr/bin/env python3
"""Asserts that every planted quote stands verbatim in the demo file that the truth names.

usage: tools/check_demo.py [DEMO]     exit status 0: all stand; 1: some do not (each is printed)

Knows nothing of how the demo was made: letters are decoded by Python's own mailbox and email packages.
"""
import email
import email.policy
import html
import json
import mailbox
import pathlib
import re
import sys


def letter_text(message):
    body = message.get_body(("plain", "html"))
    text = body.get_content().replace("\r\n", "\n")
    if body.get_content_subtype() == "html":
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return text


def texts_of(demo):
    texts = {}
    parse = lambda data: email.message_from_bytes(data, policy=email.policy.default)
    for path in sorted((demo / "mail").rglob("*")):
        name = path.relative_to(demo).as_posix()
        if path.suffix == ".mbox":
            box = mailbox.mbox(path)
            for n, key in enumerate(box.keys(), 1):
                texts[f"{name}#{n}"] = letter_text(parse(box.get_bytes(key)))
        elif path.is_file() and not path.name.startswith("."):
            texts[name] = letter_text(parse(path.read_bytes()))
    for path in sorted((demo / "reports").glob("*.txt")):
        texts[path.relative_to(demo).as_posix()] = path.read_text(encoding="utf-8")
    return texts


def main():
    demo = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent / "inquiry")
    texts, wrong, claims, types = texts_of(demo), 0, 0, set()
    lines = lambda name: [json.loads(l) for l in (demo / "truth" / name).read_text(encoding="utf-8").splitlines()]
    for claim in lines("claims.jsonl"):
        claims += 1
        types.add(claim["type"])
        for evidence in claim["evidence"]:
            if evidence["quote"] not in texts.get(evidence["file"], ""):
                wrong += 1
                print(f"{claim['id']}: not in {evidence['file']}: {evidence['quote']}")
            if "start" in evidence and (demo / evidence["file"]).read_bytes()[evidence["start"]:evidence["end"]].decode() != evidence["quote"]:
                wrong += 1
                print(f"{claim['id']}: offsets of {evidence['file']}")
    placed = {p for t in lines("threads.jsonl") for l in t["letters"] for p in l["places"]}
    for missing in sorted(placed ^ {n for n in texts if n.startswith("mail/")}):
        wrong += 1
        print(f"threads.jsonl and the mail folder disagree on {missing}")
    size = sum(p.stat().st_size for p in demo.rglob("*") if p.is_file())
    print(f"check_demo: {claims} claims of {len(types)} types in {len(texts)} texts, {size:,} bytes, {wrong} wrong")
    return 1 if wrong or claims < 150 or len(types) < 17 or size > 2_000_000 else 0


if __name__ == "__main__":
    sys.exit(main())
