#!/usr/bin/env python3
"""Measures screening: speed, memory, what is lost beside comparing with every name, false alarms beside Jaro-Winkler.

usage: bench/screening.py --lists PATH... --innocent FILE --listed FILE... [--innocents 2000] [--slow 100]
                          [--clew build/clew] [--bench build/bench/bench_screening]

--lists: list files, read by `clew extract`. --innocent: CSV with a column full_name of people who are not listed;
--listed: the same of people who are (names as listed, or distorted). False alarms: of the innocent, how many have a hit
at the threshold at which 95 in a hundred of the listed have one; Jaro-Winkler over folded names, words sorted, gets its
own threshold. Times are of the processor, per name, on one core.
"""
import argparse
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def listed_names(clew, paths, to):
    """Writes kind and name of each name of the lists; says how many."""
    process = subprocess.Popen([clew, "extract", *paths], stdout=subprocess.PIPE, text=True)
    kinds, rows = {}, []
    for line in process.stdout:
        if not line.startswith('{"record":"list_entry"'):
            continue
        entry = json.loads(line)
        key = entry["document"] + entry["entry"]
        kinds.setdefault(entry["entry"], entry["kind"])
        kind = entry["kind"] if entry["kind"] != "unknown" else kinds.get(entry["entry"], "unknown")
        kinds[key] = kind
        rows.extend((kind, name["text"]) for name in entry["names"])
    process.wait()
    with open(to, "w", encoding="utf-8") as out:
        for kind, name in rows:
            out.write(f"{kind}\t{' '.join(name.split())}\n")
    return len(rows)


def full_names(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [" ".join(row["full_name"].split()) for row in csv.DictReader(file)]


def measure(bench, names, queries, folder, *options):
    asked = folder / "queries"
    asked.write_text("\n".join(queries) + "\n", encoding="utf-8")
    done = subprocess.run([bench, names, asked, *options], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def best_scores(bench, names, queries, folder):
    measure(bench, names, queries, folder, "--scores", str(folder / "scores"))
    lines = (folder / "scores").read_text().split("\n")
    return [tuple(float(cell) for cell in line.split("\t")) for line in lines if line]


def alarms(listed, innocent, which):
    """The threshold at which 95 in a hundred of the listed are found, and the share of innocent names with a hit."""
    ranked = sorted((scores[which] for scores in listed), reverse=True)
    threshold = ranked[int(len(ranked) * 0.95)]
    return threshold, sum(scores[which] >= threshold for scores in innocent) / len(innocent)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", nargs="+", required=True)
    parser.add_argument("--innocent", required=True)
    parser.add_argument("--listed", nargs="+", required=True)
    parser.add_argument("--innocents", type=int, default=2000)
    parser.add_argument("--slow", type=int, default=100)
    parser.add_argument("--clew", default=str(ROOT / "build/clew"))
    parser.add_argument("--bench", default=str(ROOT / "build/bench/bench_screening"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        names = folder / "names"
        print(f"listed names: {listed_names(args.clew, args.lists, names)}")
        innocent = full_names(args.innocent)
        random.Random(1).shuffle(innocent)
        for title, queries in (("innocent", innocent), *((pathlib.Path(p).stem, full_names(p)) for p in args.listed)):
            for threshold in ("0.7", "0.8"):
                figures = measure(args.bench, names, queries, folder, "--slow", str(args.slow), "--threshold", threshold)
                print(title, "threshold", threshold, json.dumps(figures))
        sample = best_scores(args.bench, names, innocent[:args.innocents], folder)
        for path in args.listed:
            scores = best_scores(args.bench, names, full_names(path), folder)
            for which, title in ((0, "clew"), (1, "Jaro-Winkler")):
                threshold, share = alarms(scores, sample, which)
                print(f"{pathlib.Path(path).stem}: {title} at {threshold:.3f}: {100 * share:.2f} in a hundred innocent names "
                      f"have a hit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
