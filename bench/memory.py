#!/usr/bin/env python3
"""Peak memory of a process and all its children, as PSS (shared pages counted once), sampled every 50 ms.

usage: bench/memory.py [--clew build/clew] [--haystack build/bench/haystack] [--scratch DIR] [--small N] [--large N] [--text-mb N]

As a program: ingests a small and a large mailbox and one long text, and prints the peak of each and the case's size.
As a module: measure(command) -> Measured.
"""
import argparse
import dataclasses
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


@dataclasses.dataclass
class Measured:
    status: int
    wall: float      # seconds
    cpu: float       # seconds, user and system, of the process and its children
    peak: int        # bytes of PSS, summed over the tree
    stderr: str
    stdout: str


def children_of():
    """pid -> pids of its children, from one walk over /proc."""
    tree = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", "rb") as stat:
                    parent = int(stat.read().rsplit(b")", 1)[1].split()[1])
                tree.setdefault(parent, []).append(int(entry))
            except (OSError, IndexError, ValueError):
                pass
    return tree


def pss(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as rollup:
            for line in rollup:
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) * 1024
    except (OSError, IndexError, ValueError):
        pass
    return 0


def tree_pss(pid):
    tree, todo, total = children_of(), [pid], 0
    while todo:
        one = todo.pop()
        total += pss(one)
        todo += tree.get(one, [])
    return total


def measure(command, sample=0.05, env=None, ok=(0, 1)):
    """Runs the command to its end. Raises RuntimeError on an exit status outside `ok`.

    Looking at the memory every `sample` seconds takes some of the time of a program that uses all cores; None: not.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=env)
        peak, done = 0, threading.Event()

        def watch():
            nonlocal peak
            while sample and not done.is_set():
                peak = max(peak, tree_pss(process.pid))
                done.wait(sample)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        status = process.wait()
        wall = time.monotonic() - start
        done.set()
        watcher.join()
        texts = []
        for stream in (out, err):
            stream.seek(max(0, stream.seek(0, 2) - 20_000))
            texts.append(stream.read().decode("utf-8", "replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if status not in ok:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {status}: {texts[1][-500:]}")
    return Measured(status, wall, cpu, peak, texts[1], texts[0])


def size_of(path):
    path = pathlib.Path(path)
    if path.is_file():
        return path.stat().st_size
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) if path.exists() else 0


def case_size(case):
    return sum(size_of(str(case) + tail) for tail in ("", "-wal"))


def remove_case(case):
    for tail in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(str(case) + tail).unlink(missing_ok=True)


def long_text(path, megabytes):
    """A text of that size whose words differ, with one rare word at the very end."""
    block = "".join(f"line {n:07d} of a long report, with some words about harbours and pumps\n" for n in range(14_000))
    with open(path, "w", encoding="ascii") as out:
        written, number = 0, 0
        while written < megabytes * 1_000_000:
            piece = block.replace("line 0", f"part {number:04d} line 0")
            out.write(piece)
            written += len(piece)
            number += 1
        out.write("\nthe last word is xylocarpine\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--clew", default=ROOT / "build/clew")
    parser.add_argument("--haystack", default=ROOT / "build/bench/haystack")
    parser.add_argument("--scratch", default=None)
    parser.add_argument("--small", type=int, default=5_000)
    parser.add_argument("--large", type=int, default=500_000)
    parser.add_argument("--text-mb", type=int, default=500)
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="clew-memory-", dir=options.scratch))
    try:
        print(f"{'source':>28} {'wall s':>8} {'cpu s':>8} {'peak PSS MB':>12} {'case MB':>9} {'source MB':>10}")
        for what, count in (("letters", options.small), ("letters", options.large), ("MB of text", options.text_mb)):
            if count == 0:
                continue
            source = scratch / ("mail" if what == "letters" else "long.txt")
            if what == "letters":
                subprocess.run([options.haystack, "--letters", str(count), "--seed", "11", "--out", source, "--format", "mbox"], check=True, stdout=subprocess.DEVNULL)
            else:
                long_text(source, count)
            case = scratch / "memory.clew"
            run = measure([options.clew, "ingest", case, source, "--jobs", options.jobs])
            print(f"{count:>17,} {what:<10} {run.wall:8.1f} {run.cpu:8.1f} {run.peak / 1e6:12.1f} {case_size(case) / 1e6:9.1f} {size_of(source) / 1e6:10.1f}", flush=True)
            if what != "letters":
                found = measure([options.clew, "search", case, "xylocarpine", "--format", "jsonl"])
                print(f"{'last word of the text':>28} {'found' if 'xylocarpine' in found.stdout or found.stdout.strip() else 'NOT FOUND'}")
            remove_case(case)
            shutil.rmtree(source, ignore_errors=True) if source.is_dir() else source.unlink(missing_ok=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
