#!/usr/bin/env python3
"""Clew beside notmuch and mu on the same Maildir of made mail: time, CPU, peak memory, size of what they write.

usage: bench/ingest.py [--letters 50000] [--rounds 3] [--no-memory] [--clew build/clew]
                       [--haystack build/bench/haystack] [--maildir DIR]

Each round runs all from scratch, one after the other, with the mail in the page cache; the table shows the median of
each. "clew" is `ingest --no-annotate`, which reads, threads and indexes as the peers do; "with mentions and claims" is the whole
`ingest`, which also reads names, sums and dates. Memory is looked at in one more round, which is not timed: watching
takes time from a program that uses all cores. A peer that is missing is installed with apt-get if that can be, else
skipped by name. --maildir takes an existing Maildir (real mail) in place of made mail.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from memory import ROOT, case_size, measure, remove_case, size_of  # noqa: E402


def has(tool, package):
    """Whether the peer is there, after one attempt to install it."""
    if shutil.which(tool) is None:
        subprocess.run(["apt-get", "install", "-y", "-q", package], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False) if shutil.which("apt-get") else None
    return shutil.which(tool) is not None


def run_clew(options, mail, scratch, sample, *more):
    case = scratch / "bench.clew"
    remove_case(case)
    run = measure([options.clew, "ingest", case, mail, "--jobs", options.jobs, *more], sample)
    size = case_size(case)
    remove_case(case)
    return run, size


def run_clew_index(options, mail, scratch, sample):
    """What the peers do, and zones, passages, threads and people; names, sums and dates wait for the next ingest."""
    return run_clew(options, mail, scratch, sample, "--no-annotate")


def run_notmuch(_options, mail, scratch, sample):
    """notmuch insists on its index inside or beside the mail: it gets a database folder of its own."""
    base = scratch / "notmuch"
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir()
    config = base / "config"
    config.write_text(f"[database]\npath={base}/db\nmail_root={mail}\n[user]\nname=Bench\nprimary_email=bench@made.example\n[new]\ntags=\nignore=\n[maildir]\nsynchronize_flags=false\n")
    (base / "db").mkdir()
    env = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    run = measure(["notmuch", "new", "--quiet", "--no-hooks"], sample, env)
    return run, size_of(base / "db")


def run_mu(_options, mail, scratch, sample):
    home = scratch / "mu"
    shutil.rmtree(home, ignore_errors=True)
    first = measure(["mu", "init", f"--muhome={home}", f"--maildir={mail}"], sample)
    run = measure(["mu", "index", f"--muhome={home}", "--quiet"], sample)
    run.wall += first.wall
    run.cpu += first.cpu
    run.peak = max(run.peak, first.peak)
    return run, size_of(home)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--letters", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clew", type=pathlib.Path, default=ROOT / "build/clew")
    parser.add_argument("--haystack", type=pathlib.Path, default=ROOT / "build/bench/haystack")
    parser.add_argument("--maildir", type=pathlib.Path)
    parser.add_argument("--scratch", default=None)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--no-memory", dest="memory", action="store_false", help="leave out the round that watches it")
    options = parser.parse_args()
    runners = {"clew": run_clew_index, "with mentions and claims": run_clew} if options.clew.exists() else {}
    if not runners:
        print(f"skipped: clew (no {options.clew})")
    for tool, package, runner in (("notmuch", "notmuch", run_notmuch), ("mu", "maildir-utils", run_mu)):
        if has(tool, package):
            runners[tool] = runner
        else:
            print(f"skipped: {tool}")
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="clew-ingest-", dir=options.scratch))
    try:
        mail = options.maildir
        if mail is None:
            mail = scratch / "mail"
            subprocess.run([options.haystack, "--letters", str(options.letters), "--seed", "5", "--out", mail], check=True, stdout=subprocess.DEVNULL)
        letters = sum(1 for p in mail.rglob("*") if p.is_file())       # also warms the page cache
        volume = sum(len(p.read_bytes()) for p in mail.rglob("*") if p.is_file())
        runs = {name: [] for name in runners}
        for number in range(options.rounds):
            for name, runner in runners.items():
                runs[name].append(runner(options, mail.resolve(), scratch, None))
                print(f"round {number + 1}, {name}: {runs[name][-1][0].wall:.2f} s", file=sys.stderr)
        peaks = {name: runner(options, mail.resolve(), scratch, 0.05)[0].peak for name, runner in runners.items()} if options.memory else {}
        print(f"{letters:,} letters, {volume / 1e6:.1f} MB of mail, median of {options.rounds} rounds, {os.cpu_count()} cores")
        print(f"{'':>13} {'wall s':>8} {'cpu s':>8} {'letters/s':>10} {'MB/s':>7} {'peak PSS MB':>12} {'written MB':>11} {'x mail':>7} {'time x clew':>12}")
        base = statistics.median(r.wall for r, _ in runs["clew"]) if "clew" in runs else None
        for name, results in runs.items():
            wall, cpu = statistics.median(r.wall for r, _ in results), statistics.median(r.cpu for r, _ in results)
            size = statistics.median(s for _, s in results)
            peak = f"{peaks[name] / 1e6:.1f}" if peaks else "-"
            ratio = f"{wall / base:.1f}" if base else "-"
            print(f"{name:>13} {wall:8.2f} {cpu:8.2f} {letters / wall:10,.0f} {volume / wall / 1e6:7.1f} {peak:>12} {size / 1e6:11.1f} {size / volume:7.2f} {ratio:>12}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
