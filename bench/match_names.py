#!/usr/bin/env python3
"""How well names are matched: bench/match_names.py --program PATH/match_names [--errors] [--peer]

Prints figures for docs/accuracy.md over the data sets below CLEW_DATA: labelled pairs of names (in two halves by a
hash: weights were tuned on the first), words and names across scripts, speed. With --peer nomenklatura is installed
from its registry into a folder of its own and judges the same labelled pairs."""
import argparse
import csv
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

DATA = pathlib.Path(os.environ.get("CLEW_DATA", pathlib.Path.home() / ".cache/clew-data"))
ARABIC = re.compile("[\u0600-\u06ff]")
PERSIAN = re.compile("[پچژگیک]")
PEER = """
import csv, json, sys
from followthemoney import model
from nomenklatura.matching import get_algorithm
algorithm = get_algorithm("logic-v2")
config = algorithm.default_config()
for line in sys.stdin:
    one, two, schema = line.rstrip("\\n").split("\\t")[:3]
    def entity(name, key):
        made = model.make_entity(schema)
        made.id = key
        made.add("name", name)
        return made
    print(algorithm.compare(entity(one, "a"), entity(two, "b"), config).score)
"""


def write(path, rows):
    with open(path, "w") as file:
        for row in rows:
            file.write("\t".join(re.sub(r"[\t\n]", " ", field) for field in row) + "\n")
    return path


def labelled():
    """Rows of each half."""
    halves = ([], [])
    with open(DATA / "names/nomenklatura/contrib/name_bench/cases.csv", newline="") as file:
        for row in csv.DictReader(file):
            key = "\t".join(sorted([row["name1"], row["name2"]])).encode()
            halves[hashlib.sha256(key).digest()[0] & 1].append(
                (row["name1"], row["name2"], row["schema"], row["is_match"], row["quality"], row["case_group"]))
    return halves


def united_nations():
    with open(DATA / "names/un-original-script/un_latin_original.tsv") as file:
        return sorted({(row["original_script"], row["latin"])
                       for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)})


def persian():
    """Persian names beside their Latin ones: persons of the European and Canadian lists, and of the United Nations'."""
    pairs = {}
    lists = DATA / "sanctions/multi-2025-kebalkhadka"
    with open(lists / "output/eur_Europe_parsed.csv", newline="", errors="replace") as file:
        for row in csv.reader(file):
            if "person" not in row or len(row) < 2:
                continue
            names = [row[0]] + [name.strip() for name in row[1].split(",")]
            latin = [n for n in names if " " in n and not re.search("[^\x00-\u024f\u2019]", n)]
            original = [n for n in names if " " in n and PERSIAN.search(n) and ARABIC.search(n)]
            if latin and original:
                pairs.setdefault(original[0], latin[0])
    for record in re.findall("<record>(.*?)</record>", (lists / "data/cannada.xml").read_text(), re.S):
        part = {tag: re.search(f"<{tag}>(.*?)</{tag}>", record, re.S) for tag in ("GivenName", "LastName", "Aliases")}
        if not all(part.values()):
            continue
        for name in re.split("[,;،(\n]", part["Aliases"][1]):
            name = name.strip(" )")
            if PERSIAN.search(name) and " " in name and not re.search("[A-Za-z]", name):
                pairs.setdefault(name, part["GivenName"][1] + " " + part["LastName"][1])
                break
    for original, latin in united_nations():
        if re.search("[پچژگیک]", original) and not re.search("[يك]", original):
            pairs.setdefault(original, latin)
    # One person may stand on two lists.
    return sorted({(original, " ".join(latin.upper().split())) for original, latin in pairs.items()})


def peer(rows):
    """nomenklatura's F1 at its own threshold of 0.7."""
    folder = pathlib.Path(tempfile.gettempdir()) / "clew-peer-nomenklatura"
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    done = subprocess.run([python, "-m", "pip", "install", "-q", "nomenklatura"], capture_output=True, text=True)
    if done.returncode != 0:
        print("skipped: nomenklatura")
        return
    said = subprocess.run([python, "-c", PEER], input="".join("\t".join(row[:3]) + "\n" for row in rows),
                          capture_output=True, text=True)
    scores = [float(line) for line in said.stdout.split()]
    if len(scores) != len(rows):
        print("skipped: nomenklatura", said.stderr.strip().splitlines()[-1:])
        return
    right = sum(s >= 0.7 and row[3] == "true" for s, row in zip(scores, rows))
    wrong = sum(s >= 0.7 and row[3] != "true" for s, row in zip(scores, rows))
    missed = sum(s < 0.7 and row[3] == "true" for s, row in zip(scores, rows))
    print(f"nomenklatura: F1 {2 * right / (2 * right + wrong + missed):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--peer", action="store_true")
    args = parser.parse_args()
    if not (DATA / "names").is_dir():
        print(f"skipped: no data at {DATA}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def run(title, *words):
            print("==", title, flush=True)
            subprocess.run([args.program, *map(str, words), *(["--errors"] if args.errors else [])], check=True)

        halves = labelled()
        for number, rows in enumerate(halves):
            table = write(folder / f"half{number}.tsv", rows)
            run(f"labelled pairs, half {number + 1}" + (" (tuned on)" if number == 0 else ""), "cases", table)
        run("labelled pairs, all", "cases", write(folder / "all.tsv", halves[0] + halves[1]))
        if args.peer:
            peer(halves[0] + halves[1])
        google = DATA / "names/google-ar2en"
        run("Arabic words, development part", "words", google / "ar2en-eval.txt", google / "ar2en-train.txt")
        un = write(folder / "un.tsv", united_nations())
        run("names of the United Nations' list", "names", un)
        fa = persian()
        run(f"Persian names of lists ({len(fa)})", "names", write(folder / "fa.tsv", fa))
        run("speed, both scripts", "speed", un)
        run("speed, plain Latin pairs", "speed", write(folder / "latin.tsv", [(b, b.title()) for _, b in united_nations()]))


main()
