#!/usr/bin/env python3
"""Times Clew's answers on a large case: each query as a whole process, newest first and by rank.

usage: bench/search.py [--letters 500000] [--case FILE] [--queries 40] [--clew build/clew] [--haystack build/bench/haystack]

The mix (QUERIES below) takes its words from the case's own index, by how many texts hold them: rare (2 to 20 texts),
middle (0.05 to 2 in a hundred), common (over 10 in a hundred), in three scripts. `start` is the time of
`clew --version`: what a process costs before it does anything; the other rows contain it. Times in milliseconds.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from memory import ROOT, measure  # noqa: E402

# class -> how a query of it is made; {rare} {middle} {common} are words of one language, {phrase} two neighbours.
QUERIES = {
    "rare word": "{rare}", "middle word": "{middle}", "common word": "{common}", "two middle words": "{middle} {middle}",
    "common and rare": "{common} {rare}", "phrase": "\"{phrase}\"", "near": "near({middle} {common}, 10)", "prefix": "{stem}*",
    "boolean": "{middle} OR {rare}", "boolean not": "{middle} NOT {common}", "from and word": "from:{address} {common}",
    "filter alone": "from:{address}", "date range": "date:{month}..{later} {middle}", "date alone": "date:{month}..{later}",
    "subject": "subject:{middle}", "language": "lang:{lang} {common}",
}
NEWEST = ["--sort", "date"]
RANKED = ["--sort", "rank"]


def script_of(term):
    if term.isascii():
        return "en"
    return "fa" if any(c in term for c in "پچژگک") else "ar"


class Words:
    """Words of the case by how common they are, and phrases that stand in it."""

    def __init__(self, case, rng):
        self.rng = rng
        db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
        db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
        texts = db.execute("SELECT count(*) FROM texts").fetchone()[0]
        self.kinds = {(lang, kind): [] for lang in ("en", "fa", "ar") for kind in ("rare", "middle", "common")}
        for term, doc in db.execute("SELECT term, doc FROM vocabulary"):
            share = doc / texts
            kind = "rare" if 2 <= doc <= 20 else "middle" if 0.0005 <= share <= 0.02 else "common" if share > 0.1 else None
            if kind and len(term) > 1 and term.isalpha():
                self.kinds[script_of(term), kind].append(term)
        self.addresses = [a for (a,) in db.execute("SELECT address FROM parties WHERE address <> '' LIMIT 2000")]
        top = db.execute("SELECT max(id) FROM texts").fetchone()[0]
        self.texts = [r[0] for r in (db.execute("SELECT content FROM texts WHERE id >= ? AND content IS NOT NULL LIMIT 1", (rng.randrange(1, top + 1),)).fetchone() for _ in range(300)) if r]
        db.close()

    def word(self, lang, kind):
        """One of that language and kind; where a case has none, the nearest that it has."""
        for language in (lang, "fa", "ar", "en"):
            for nearest in dict.fromkeys((kind, "middle", "rare", "common")):
                if self.kinds[language, nearest]:
                    return self.rng.choice(self.kinds[language, nearest])
        return "word"

    def phrase(self):
        for _ in range(50):
            found = re.findall(r"\b(\w{3,}) (\w{3,})\b", self.rng.choice(self.texts))
            if found:
                return " ".join(self.rng.choice(found))
        return "of the"

    def query(self, pattern, lang):
        year, month = self.rng.randrange(2009, 2014), self.rng.randrange(1, 10)

        def one(match):
            kind = match[1]
            if kind in ("rare", "middle", "common"):
                return self.word(lang, kind)
            return {"phrase": self.phrase(), "address": self.rng.choice(self.addresses), "lang": lang, "month": f"{year}-{month:02d}", "later": f"{year}-{month + 3:02d}",
                    "stem": self.word(lang, "middle")[:4]}[kind]
        return re.sub(r"\{(\w+)\}", one, pattern)


def timed(command):
    """Milliseconds of the whole process; its output goes nowhere."""
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return (time.perf_counter() - start) * 1000, status


def row(label, sort, times, worst=""):
    if not times:
        return
    ordered = sorted(times)
    at = lambda p: ordered[min(len(ordered) - 1, int(p * len(ordered)))]
    print(f"{label:>18} {sort:>7} {len(times):5d} {at(.5):8.1f} {at(.9):8.1f} {at(.99):8.1f} {ordered[-1]:8.1f}  {worst}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--letters", type=int, default=500_000)
    parser.add_argument("--case", type=pathlib.Path, help="an existing case; else one is made of --letters")
    parser.add_argument("--queries", type=int, default=40, help="of each class")
    parser.add_argument("--clew", default=ROOT / "build/clew")
    parser.add_argument("--haystack", default=ROOT / "build/bench/haystack")
    parser.add_argument("--scratch", default=None)
    options = parser.parse_args()
    rng, clew = random.Random(17), str(options.clew)
    if not pathlib.Path(clew).exists():
        print(f"skipped: no {clew}")
        return 0
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="clew-search-", dir=options.scratch))
    try:
        case = options.case
        if case is None:
            case, mail = scratch / "large.clew", scratch / "mail"
            subprocess.run([options.haystack, "--letters", str(options.letters), "--seed", "23", "--out", mail, "--format", "mbox"], check=True, stdout=subprocess.DEVNULL)
            run = measure([clew, "ingest", case, mail])
            print(f"ingested {options.letters:,} letters in {run.wall:.1f} s")
        words = Words(case, rng)
        print(f"{'class':>18} {'sort':>7} {'n':>5} {'p50':>8} {'p90':>8} {'p99':>8} {'max':>8}  slowest")
        row("start", "", [timed([clew, "--version"])[0] for _ in range(options.queries)])
        everything, failed = {"newest": [], "rank": []}, 0
        for label, pattern in QUERIES.items():
            queries = [words.query(pattern, ("en", "fa", "ar")[n % 3]) for n in range(options.queries)]
            for sort, flags in (("newest", NEWEST), ("rank", RANKED)):
                times, worst = [], (0, "")
                for query in queries:
                    ms, status = timed([clew, "search", str(case), query, "--limit", "50", *flags])
                    failed += status != 0
                    times.append(ms)
                    worst = max(worst, (ms, query))
                everything[sort] += times
                row(label, sort, times, worst[1])
        for sort, times in everything.items():
            row("all", sort, times)
        about = words.addresses[0]
        for label, command in (("status (opens)", ["status", case]), ("people", ["people", case, "--limit", "50"]), ("network --about", ["network", case, "--about", about]), ("filter, 1 hit", ["search", case, f"from:{about}", "--limit", "1"])):
            results = [timed([clew, *map(str, command)]) for _ in range(options.queries)]
            failed += sum(s != 0 for _, s in results)
            row(label, "", [ms for ms, _ in results])
        print(f"failed runs: {failed}")
        return 1 if failed else 0
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
