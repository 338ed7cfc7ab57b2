#!/usr/bin/env python3
"""The command line keeps its contract: exit codes, data alone on stdout, records with their fields, ledgers that
balance, a digest whose quotes are proved, a removal that leaves nothing. Over the bundled inquiry. $CLEW: the program."""

import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

CLEW = os.path.abspath(os.environ.get("CLEW", "build/clew"))
ROOT = pathlib.Path(__file__).resolve().parent.parent
failures = []


def clew(*args, stdin=None, status=0):
    done = subprocess.run([CLEW, *map(str, args)], input=stdin, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != status:
        failures.append(f"clew {' '.join(map(str, args))}: exit {done.returncode}, not {status}: {done.stderr[-300:]}")
    return done


def rows(*args, **more):
    return [json.loads(line) for line in clew(*args, **more).stdout.splitlines()]


def expect(truth, what):
    if not truth:
        failures.append(what)


def check_reading(case):
    clew("ingest", case, "inquiry/mail", "--dataset", "mail")
    clew("ingest", case, "inquiry/reports", "--as", "report", "--dataset", "press")
    records = rows("status", case)
    counts = json.loads((ROOT / "inquiry/truth/counts.json").read_text())
    expect(records[0]["letters"] == counts.get("letters", 298), f"letters: {records[0]['letters']}")
    for ledger in (r for r in records if r.get("record") == "ledger"):
        for account in (ledger, ledger["bytes"]):
            expect(account["expected"] == account["read"] + account["failed"] + account["skipped"],
                   f"books of {ledger['place']} do not balance")
    expect(rows("status", case, "--failed") == [], "something of the inquiry failed")


def check_records(case):
    documents = rows("export", case, "--as", "documents", "--with-text")
    texts = {d["id"]: d.get("text", "") for d in documents}
    for d in documents:
        for field in ("id", "sha256", "places", "type", "media_type", "from", "to", "cc", "language", "bytes", "status"):
            expect(field in d, f"a document without {field}")
        place = d["places"][0]["path"]
        if os.path.isfile(ROOT / place):
            expect(hashlib.sha256((ROOT / place).read_bytes()).hexdigest() == d["sha256"], f"wrong SHA-256: {place}")
    hits = rows("search", case, "courier")
    expect(len(hits) >= 5, "too few letters with 'courier'")
    for hit in hits:
        for p in hit["passages"]:
            quote = texts[hit["document"]].encode()[p["start"]:p["end"]].decode()
            expect(quote == p["quote"], "a hit's quote is not the bytes that it names")
    mentions = rows("export", case, "--as", "mentions")
    for m in mentions:
        if "start" in m:
            expect(texts[m["document"]].encode()[m["start"]:m["end"]].decode() == m["text"], "a mention is not its bytes")
    expect(len(mentions) > 500, "too few mentions")
    table = clew("search", case, "courier", "--format", "csv", "--limit", "3").stdout
    expect(len(list(csv.reader(io.StringIO(table)))) == 4, "--format csv --limit 3 gives not three rows and a heading")


def check_queries(case):
    everything = {d["document"] for d in rows("search", case, "type:mail")}
    for query in ("پیک", "from:nimvari", "with:lisk", "subject:pumps", "date:2012-05", "lang:fa", "in:press",
                  '"the courier"', "near(pumps canal, 10)", "cour* AND NOT bottles", "harbour OR courier"):
        expect(rows("search", case, query), f"nothing found for {query}")
    expect({d["document"] for d in rows("search", case, "پيك")} == {d["document"] for d in rows("search", case, "پیک")},
           "Arabic and Persian letters are told apart")
    dates = [d.get("date", "") for d in rows("search", case, "type:mail", "--sort", "date")]
    expect(dates == sorted(dates, reverse=True), "--sort date is not newest first")
    expect(len(everything) > 290, "a query of filters alone does not list all")
    clew("search", case, "nosuchwordatall", status=0)


def check_people(case):
    people = rows("people", case)
    before = len(people)
    a, b = people[0]["entity"], people[5]["entity"]
    clew("merge", case, a, b, "--reason", "test")
    expect(len(rows("people", case)) == before - 1, "merge does not join two people")
    clew("undo", case)
    expect(len(rows("people", case)) == before, "undo does not part them again")
    expect(rows("network", case), "no ties")
    expect(rows("network", case, "--about", a), "no ties of the first person")
    expect(rows("network", case, "--brokers"), "no brokers")
    expect(rows("network", case, "--communities"), "no communities")
    expect(len(rows("timeline", case)) > 290, "the timeline is short")


def check_proof(case, folder):
    for kind in ("md", "html"):
        digest = os.path.join(folder, "digest." + kind)
        clew("digest", case, "courier", "-o", digest)
        text = pathlib.Path(digest).read_text()
        expect("courier" in text, "an empty digest")
        expect("http-equiv" in text or kind == "md", "the page has no content security policy")
        clew("verify", case, "--digest", digest)
        expect("sample bottles" in text, "a digest without the quote that is looked for")
        pathlib.Path(digest).write_text(text.replace("sample bottles", "simple bottles"))
        clew("verify", case, "--digest", digest, status=1)
    clew("verify", case)


def tables(case):
    """All rows of all tables but the run log; of the full-text indexes, every word with its places."""
    with sqlite3.connect(f"file:{case}?mode=ro", uri=True) as db:
        names = [n for n, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        indexes = [n for n in names if n + "_data" in names]
        shadows = {i + end for i in indexes for end in ("_data", "_idx", "_content", "_docsize", "_config")}
        out = {n: db.execute(f'SELECT * FROM "{n}"').fetchall() for n in names if n not in {"runs", *indexes, *shadows}}
        for index in indexes:
            db.execute(f"CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab(main, {index}, instance)")
            out[index] = db.execute(f"SELECT * FROM temp.v_{index}").fetchall()
    out["properties"] = [row for row in out["properties"] if row[0] != "packed_pages"]
    return out


def check_screen(case, folder):
    clew("screen", case, status=3)  # no list in it yet
    clew("ingest", case, "inquiry/lists")
    hits = rows("screen", case)
    expect(any(h["listed_name"] == "Qobad Shabgir" and h["places"] for h in hits), "a listed name of the case is not found")
    expect(all(h["list"] and h["version"] and h["entry"] and h["statement"] and h["reasons"] for h in hits),
           "a hit does not name its list, version, entry, statement and reasons")
    clew("screen", "decide", case, hits[0]["hit"], "false", "--note", "another man")
    again = next(h for h in rows("screen", case) if h["hit"] == hits[0]["hit"])
    expect(again["decision"]["verdict"] == "false", "a decision is not applied again")
    clew("screen", "decide", case, hits[0]["hit"], "maybe", status=2)
    clew("screen", "decide", case, "0" * 16, "true", status=2)
    expect(not rows("screen", case, "--changed"), "changes where nothing changed")
    lists = os.path.join(folder, "lists")
    os.makedirs(lists)
    newer = os.path.join(lists, "maritime_measures.csv")
    text = pathlib.Path("inquiry/lists/maritime_measures.csv").read_text()
    kept = [line for line in text.splitlines() if not line.startswith("4001,")]
    pathlib.Path(newer).write_text("\n".join(kept) + "\n")
    clew("ingest", case, newer)
    changes = rows("screen", case, "--changed")
    expect(changes and all(h["change"] == "gone" and h["entry"] == "4001" for h in changes),
           "a newer list without an entry does not show what is gone, and nothing else")
    names = os.path.join(folder, "names.txt")
    pathlib.Path(names).write_text("Ghobad Shabgeer\nNobody Whatever\nقباد شبگیر\n")
    found = rows("screen", "--names", names, "--lists", "inquiry/lists/maritime_measures.csv")
    expect({h["name"] for h in found if h["entry"] == "4001"} == {"Ghobad Shabgeer", "قباد شبگیر"}, "names are not found")
    expect(not any(h["name"] == "Nobody Whatever" for h in found), "nobody is found")
    cut = os.path.join(folder, "cut.csv")
    pathlib.Path(cut).write_text(text[:len(text) // 2])
    clew("screen", "--names", names, "--lists", cut, status=3)
    clew("screen", "--names", names, "--lists", names, status=3)
    clew("screen", "--names", names, status=2)


def check_load(folder):
    read, loaded, halves = (os.path.join(folder, n + ".clew") for n in ("read", "loaded", "halves"))
    clew("ingest", read, "inquiry/mail", "inquiry/lists")
    clew("load", loaded, stdin=clew("extract", stdin="inquiry/mail\ninquiry/lists\n").stdout)
    clew("ingest", halves, "inquiry/mail", "--jobs", "1")
    clew("ingest", halves, "inquiry/lists", "--jobs", "2")
    expected = tables(read)
    expect(len(expected["occurrences"]) > 1000, "too few passages")
    for name, other in (("load", tables(loaded)), ("two runs", tables(halves))):
        for table in expected:
            expect(expected[table] == other[table], f"{name}: table {table} differs from ingest's")
    clew("extract", stdin="")


def check_removal(case):
    victim = rows("search", case, '"sample bottles came"')[0]["document"]
    before = len(rows("search", case, "type:mail"))
    clew("remove", case, victim, "--reason", "test")
    expect(len(rows("search", case, "type:mail")) < before, "the removed letter is still listed")
    clew("verify", case)
    clew("ingest", case, "inquiry/mail", "--dataset", "mail")
    expect(victim not in {d["document"] for d in rows("search", case, "type:mail")}, "the removed letter came back")


def check_errors(folder):
    clew("search", os.path.join(folder, "none.clew"), "x", status=3)
    clew("ingest", os.path.join(folder, "x.clew"), os.path.join(folder, "nothing-here"), status=3)
    clew("nonsense", status=2)
    clew("ingest", status=2)
    pathlib.Path(folder, "no.clew").write_text("this is no database at all, not even nearly one")
    clew("status", os.path.join(folder, "no.clew"), status=3)
    clew("--version")
    clew("help", "search")
    annotated = json.loads(clew("annotate", stdin="Dear Bo,\nwrite to ann@example.org\n").stdout)
    texts = {mention["text"]: mention["type"] for mention in annotated["mentions"]}
    expect(texts.get("ann@example.org") == "identifier", "annotate finds no address")
    expect(texts.get("Bo") == "person", "annotate finds no name")


def main():
    with tempfile.TemporaryDirectory() as folder:
        case = os.path.join(folder, "case.clew")
        check_reading(case)
        check_records(case)
        check_queries(case)
        check_people(case)
        check_proof(case, folder)
        check_load(folder)
        check_screen(case, folder)
        shutil.copy(case, os.path.join(folder, "copy.clew"))
        check_removal(os.path.join(folder, "copy.clew"))
        check_errors(folder)
    for failure in failures:
        print("FAILED:", failure)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
