#!/usr/bin/env python3
"""How often words stand in names: prepare_counts.py DATA > COUNTS. Lines: word, tab, count.

DATA is the folder of the data sets. From the names of Wikidata persons and the British and American lists."""
import collections
import csv
import pathlib
import re
import sys

data = pathlib.Path(sys.argv[1])
counts = collections.Counter()
seen = collections.Counter()
for part in ("arabic", "hebrew", "russian"):
    most = collections.Counter()
    for line in (data / f"names/netranslit-coling2018/data/wd_{part}_80").read_text(errors="replace").splitlines():
        fields = line.split("\t")
        if len(fields) > 2 and fields[2].isdigit():
            most[fields[0]] = max(most[fields[0]], int(fields[2]))
    for word, count in most.items():
        seen[word] = max(seen[word], count)
counts.update(seen)


def take(name):
    for word in re.findall(r"[^\W\d_][^\W\d_'’]*", name.lower()):
        counts[word] += 1


with open(data / "sanctions/uk-2026-covyr/subject_names.csv", newline="", errors="replace") as file:
    for row in csv.DictReader(file):
        take(row["full_name"])
with open(data / "sanctions/ofac-2022-listlookup/sdn.csv", newline="", errors="replace") as file:
    for row in csv.reader(file):
        if len(row) > 1:
            take(row[1])
for word, count in sorted(counts.items()):
    print(f"{word}\t{count}")
