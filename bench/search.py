#!/usr/bin/env python3
"""Times Clew's answers on a large case, each query as a whole process, and says which goals they meet.

usage: bench/search.py [--letters 500000] [--case FILE] [--queries 40] [--judge wall|cpu] [--clew build/clew]
                       [--haystack build/bench/haystack]

The words of the mix (CLASSES) come from the case's own index, by how many texts hold them: rare (2 to 20 texts),
middle (0.05 to 2 in a hundred), common (over 10 in a hundred), top (the ten commonest), in three scripts. Times are of
whole processes in milliseconds: `p50` to `max` by the clock, `cpu99` and `cpu` (the greatest) of the processor, which
other work on the machine disturbs less. `start` is `clew --version`: what a process costs before it does anything;
the other rows contain it. Goals are judged by --judge (wall); exit status 1 where one is missed or a run failed.
"""
import argparse
import dataclasses
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

NEWEST, RANK = "date", "rank"


@dataclasses.dataclass
class Class:
    """How a query is made: {rare} {middle} {common} {top} are words of one language, {phrase} two neighbours."""
    pattern: str
    few: bool = False   # its words stand in at most 2 in a hundred of the documents: rank is fast as well
    hard: bool = False  # made to be slow; bound by the goal for any query alone


CLASSES = {
    "rare word": Class("{rare}", few=True), "middle word": Class("{middle}", few=True), "common word": Class("{common}"),
    "two middle words": Class("{middle} {middle}", few=True), "common and rare": Class("{common} {rare}"),
    "phrase": Class('"{phrase}"'), "near": Class("near({middle} {common}, 10)"), "prefix": Class("{stem}*"),
    "or": Class("{middle} OR {rare}", few=True), "not": Class("{middle} NOT {common}"),
    "from and word": Class("from:{address} {common}"), "filter alone": Class("from:{address}"),
    "date and word": Class("date:{month}..{later} {middle}", few=True), "date alone": Class("date:{month}..{later}"),
    "subject": Class("subject:{middle}"), "language and word": Class("lang:{lang} {common}"),
    "top phrase": Class('"{top} {top}"', hard=True), "top phrase of 3": Class('"{top} {top} {top}"', hard=True),
    "near of top": Class("near({top} {top}, 3)", hard=True), "near of 3 top": Class("near({top} {top} {top}, 10)", hard=True),
    "one letter": Class("{letter}*", hard=True), "two letters": Class("{letter}* {letter}*", hard=True),
    "phrase and letter": Class('"{top} {letter}*"', hard=True), "letter and rare": Class("{letter}* {rare}", hard=True),
    "top not top": Class("{top} NOT {top}", hard=True), "nothing but not": Class("NOT {top}", hard=True),
    "top not letter": Class("{top} NOT {letter}*", hard=True), "rare not letter": Class("{rare} NOT {letter}*", hard=True),
    "or of many": Class(" OR ".join(["{common}", "{middle}", "{rare}", "{top}"] * 10), hard=True),
    "or of many middle": Class(" OR ".join(["{middle}"] * 40), hard=True), "and of many": Class("{top} " * 10, hard=True),
    "top, other script": Class("lang:{other} {top}", hard=True), "from and phrase": Class('from:{address} "{top} {top}"', hard=True),
}
KINDS = ("rare", "middle", "common", "top")


@dataclasses.dataclass
class Goal:
    what: str
    most: float  # milliseconds
    share: float = 1.0  # of the times that are to be below; 1: all


NEWEST_GOAL = Goal("newest first, without the hard ones: p99", 20, 0.99)
RANK_GOAL = Goal("rank, words in at most 2 % of the documents: p99", 20, 0.99)
ANY_GOAL = Goal("any query", 300)


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
        self.kinds = {(lang, kind): [] for lang in ("en", "fa", "ar") for kind in KINDS}
        self.top = {lang: [] for lang in ("en", "fa", "ar")}
        for term, doc in db.execute("SELECT term, doc FROM vocabulary"):
            share = doc / texts
            kind = "rare" if 2 <= doc <= 20 else "middle" if 0.0005 <= share <= 0.02 else "common" if share > 0.1 else None
            if kind and len(term) > 1 and term.isalpha():
                self.kinds[script_of(term), kind].append(term)
            if term.isalpha() and share > 0.02:
                self.top[script_of(term)].append((-doc, term))
        for lang, found in self.top.items():
            self.kinds[lang, "top"] = [term for _, term in sorted(found)[:10]]
        self.addresses = [a for (a,) in db.execute("SELECT address FROM parties WHERE address <> '' LIMIT 2000")]
        top = db.execute("SELECT max(id) FROM texts").fetchone()[0]
        self.texts = [r[0] for r in (db.execute("SELECT content FROM texts WHERE id >= ? AND content IS NOT NULL LIMIT 1", (rng.randrange(1, top + 1),)).fetchone() for _ in range(300)) if r]
        db.close()

    def word(self, lang, kind):
        """One of that language and kind; where a case has none, the nearest that it has."""
        for language in (lang, "fa", "ar", "en"):
            for nearest in dict.fromkeys((kind, "common", "middle", "rare") if kind == "top" else (kind, "middle", "rare", "common")):
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
            if kind in KINDS:
                return self.word(lang, kind)
            return {"phrase": self.phrase(), "address": self.rng.choice(self.addresses), "lang": lang, "other": {"en": "fa", "fa": "ar", "ar": "en"}[lang], "month": f"{year}-{month:02d}", "later": f"{year}-{month + 3:02d}",
                    "stem": self.word(lang, "middle")[:4], "letter": self.word(lang, "common")[0]}[kind]
        return re.sub(r"\{(\w+)\}", one, pattern)


def timed(command):
    """Milliseconds of the whole process by the clock and of the processor, and its status; its output goes nowhere."""
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    return (time.perf_counter() - start) * 1000, (used.ru_utime + used.ru_stime) * 1000, os.waitstatus_to_exitcode(status)


def at_share(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Report:
    def __init__(self, judge):
        self.judge, self.failed, self.judged = judge, [], {}

    def row(self, label, sort, commands, *goals):
        """Runs the commands, prints a row about them, remembers their times for the goals."""
        runs = []
        for command in commands:
            wall, cpu, status = timed(command)
            runs.append((wall, cpu))
            if status != 0:
                self.failed.append((status, command))
        for goal in goals:
            self.judged.setdefault(goal.what, (goal, []))[1].extend(runs)
        wall, cpu = [w for w, _ in runs], [c for _, c in runs]
        slowest = max(range(len(runs)), key=cpu.__getitem__)
        print(f"{label:>18} {sort:>5} {len(runs):5d} {at_share(wall, .5):8.1f} {at_share(wall, .9):8.1f} {at_share(wall, .99):8.1f} {max(wall):8.1f} "
              f"{at_share(cpu, .99):8.1f} {max(cpu):8.1f}  {' '.join(commands[slowest][3:4])[:60] if sort else ''}", flush=True)

    def verdicts(self):
        """Prints a line for each goal and what failed. True: all were met, nothing failed."""
        good = not self.failed
        for goal, runs in self.judged.values():
            wall, cpu = (at_share([run[i] for run in runs], goal.share) for i in (0, 1))
            met = (cpu if self.judge == "cpu" else wall) < goal.most
            good = good and met
            print(f"{'met' if met else 'MISSED':>6}  {goal.what} < {goal.most:g} ms: {wall:.1f} by the clock, {cpu:.1f} of the processor, {len(runs)} runs")
        for status, command in self.failed[:10]:
            print(f"failed with {status}: {command}")
        print(f"failed runs: {len(self.failed)}")
        return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--letters", type=int, default=500_000)
    parser.add_argument("--case", type=pathlib.Path, help="an existing case; else one is made of --letters")
    parser.add_argument("--queries", type=int, default=40, help="of each class")
    parser.add_argument("--judge", choices=("wall", "cpu"), default="wall")
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
        words, report = Words(case, rng), Report(options.judge)
        print(f"{'class':>18} {'sort':>5} {'n':>5} {'p50':>8} {'p90':>8} {'p99':>8} {'max':>8} {'cpu99':>8} {'cpu':>8}  dearest")
        report.row("start", "", [[clew, "--version"]] * options.queries)
        for label, kind in CLASSES.items():
            queries = [words.query(kind.pattern, ("en", "fa", "ar")[n % 3]) for n in range(options.queries)]
            for sort in (NEWEST, RANK):
                goals = [ANY_GOAL]
                if not kind.hard and sort == NEWEST:
                    goals.append(NEWEST_GOAL)
                if kind.few and sort == RANK:
                    goals.append(RANK_GOAL)
                report.row(label, sort, [[clew, "search", str(case), query, "--limit", "50", "--sort", sort] for query in queries], *goals)
        abouts = [words.addresses[n * len(words.addresses) // options.queries] for n in range(options.queries)]
        report.row("opening", "", [[clew, "search", str(case), "type:mail", "--limit", "0"]] * options.queries, Goal("opening", 50))
        report.row("status", "", [[clew, "status", str(case)]] * options.queries, Goal("status", 100))
        report.row("people", "", [[clew, "people", str(case), "--limit", "50"]] * options.queries, Goal("people", 100))
        report.row("network --about", "", [[clew, "network", str(case), "--about", about] for about in abouts], Goal("network --about", 100))
        return 0 if report.verdicts() else 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
