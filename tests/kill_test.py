#!/usr/bin/env python3
"""Kills `clew ingest` at random moments, restarts it, and demands the case of an undisturbed run, row for row.

usage: tests/kill_test.py SOURCE... [--kills 20] [--seed 1] [--clew build/clew] [--jobs 2]

SIGKILL goes to the writer or to one of its workers. A killed writer is started again with the same command; after a
killed worker the writer must go on by itself. When an ingest ends, its case is compared with the undisturbed one and
the next round starts from nothing, until all kills are spent. Every table counts but `runs`; full-text indexes are
compared word by word with their positions, as their internal trees may differ. Exit status: 0 equal, 1 not.
"""
import argparse
import hashlib
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHADOWS = ("_data", "_idx", "_content", "_config")


def contents(case):
    """table -> (rows, hash of the rows) of everything that must not depend on timing."""
    db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    db.text_factory = bytes
    tables = {n.decode(): s.decode() for n, s in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")}
    virtual = [n for n, sql in tables.items() if "using fts5" in sql.lower()]
    shadows = {v + s for v in virtual for s in SHADOWS}
    out = {}
    for name in sorted(tables):
        if name == "runs" or name in virtual or name in shadows or name.startswith("sqlite_"):
            continue
        columns = len(db.execute(f'PRAGMA table_info("{name}")').fetchall())
        out[name] = digest(db.execute(f'SELECT * FROM "{name}" ORDER BY {", ".join(map(str, range(1, columns + 1)))}'))
    for name in virtual:
        db.execute(f'CREATE VIRTUAL TABLE temp."{name}_instances" USING fts5vocab(main, "{name}", instance)')
        out[name + " (words)"] = digest(db.execute(f'SELECT term, doc, col, offset FROM temp."{name}_instances"'))
    check = db.execute("PRAGMA integrity_check").fetchone()[0]
    out["integrity"] = (1, check.decode())
    db.close()
    return out


def digest(rows):
    hasher, count = hashlib.sha256(), 0
    for row in rows:
        hasher.update(repr(row).encode())
        count += 1
    return count, hasher.hexdigest()


def rows_that_differ(first, second, table, most=3):
    """A few rows of one table that stand in only one of two cases."""
    sets = []
    for case in (first, second):
        db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
        sets.append({repr(r)[:300] for r in db.execute(f'SELECT * FROM "{table}"')})
        db.close()
    return [f"undisturbed only: {r}" for r in sorted(sets[0] - sets[1])[:most]] + [f"killed only: {r}" for r in sorted(sets[1] - sets[0])[:most]]


def workers_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
            return [int(p) for p in children.read().split()]
    except OSError:
        pass
    return []


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return stat.read().rsplit(b")", 1)[1].split()[0] != b"Z"
    except OSError:
        return False


class Round:
    """One case, ingested under fire."""

    def __init__(self, command, rng, span, scratch):
        self.command, self.rng, self.span, self.log = command, rng, span, open(scratch / "killed.log", "ab")
        self.kills = {"writer": 0, "worker": 0}
        self.orphans = 0

    def start(self):
        return subprocess.Popen(self.command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

    def run(self, budget):
        """Ends with a finished ingest; gives its exit status."""
        process = self.start()
        while True:
            try:
                wait = self.rng.uniform(0, self.span) if sum(self.kills.values()) < budget else 600
                return process.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                if sum(self.kills.values()) >= budget:
                    process.kill()
                    raise RuntimeError("ingest hung for ten minutes") from None
            workers = workers_of(process.pid)
            target = self.rng.choice(workers) if workers and self.rng.random() < 0.5 else process.pid
            try:
                os.kill(target, signal.SIGKILL)
            except ProcessLookupError:
                continue
            self.kills["writer" if target == process.pid else "worker"] += 1
            if target == process.pid:
                process.wait()
                deadline = time.monotonic() + 5
                while any(alive(w) for w in workers) and time.monotonic() < deadline:
                    time.sleep(0.01)
                self.orphans += sum(alive(w) for w in workers)
                process = self.start()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source", nargs="+")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clew", default=ROOT / "build/clew")
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="clew-kill-"))
    rng, spent, rounds, problems = random.Random(options.seed), {"writer": 0, "worker": 0}, 0, []
    command = lambda case: [str(options.clew), "ingest", str(case), *options.source, "--jobs", options.jobs]
    try:
        begun = time.monotonic()
        calm = subprocess.run(command(scratch / "calm.clew"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
        span = time.monotonic() - begun
        if calm.returncode not in (0, 1):
            print(calm.stderr.decode(errors="replace")[-2000:])
            print(f"kill_test: FAILED: the undisturbed run ended with {calm.returncode}")
            return 1
        expected = contents(scratch / "calm.clew")
        while sum(spent.values()) < options.kills and not problems:
            case = scratch / f"round{rounds}.clew"
            fire = Round(command(case), rng, span * rng.choice((0.1, 0.4, 1.0)), scratch)
            status = fire.run(options.kills - sum(spent.values()))
            rounds += 1
            for who, count in fire.kills.items():
                spent[who] += count
            if status != calm.returncode:
                problems.append(f"round {rounds}: exit status {status}, undisturbed {calm.returncode}")
            if fire.orphans:
                problems.append(f"round {rounds}: {fire.orphans} workers outlived their writer")
            found = contents(case)
            for table in sorted(expected.keys() | found.keys()):
                if expected.get(table) != found.get(table):
                    problems.append(f"round {rounds}: {table}: {expected.get(table, ('no',))[0]} rows undisturbed, {found.get(table, ('no',))[0]} after kills")
                    if "(" not in table and table in expected and table in found and table != "integrity":
                        problems += rows_that_differ(scratch / "calm.clew", case, table)
            for old in scratch.glob(f"{case.name}*"):
                old.unlink()
            if not sum(fire.kills.values()) and rounds > options.kills * 4:
                problems.append("the ingest ends before it can be killed: give a larger source")
        for problem in problems:
            print(problem)
        verdict = "FAILED" if problems else f"all {len(expected)} tables equal"
        print(f"kill_test: {sum(spent.values())} kills ({spent['writer']} of the writer, {spent['worker']} of workers) in {rounds} rounds, undisturbed run {span:.1f} s: {verdict}")
        return 1 if problems else 0
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
