#!/usr/bin/env python3
"""Checks the exports of a case against the programs that will read them.

    ftm_validate.py CLEW CASE BUILD_FOLDER

The `ftm` export is read by the real followthemoney package, installed from PyPI into a virtual environment below
BUILD_FOLDER: every schema and property is known, every value survives the cleaning of its type, every reference
leads to an entity of the right kind. `graphml`, `gexf` and `csv` are read back too. Prints a line for each; exits 1
when anything is wrong. Where PyPI does not answer it prints "skipped: followthemoney" and exits 0.
"""

import csv
import io
import json
import os
import subprocess
import sys

MOST_SHOWN = 20


def run_inside(folder):
    """Runs this script again inside the virtual environment, which is made first if need be."""
    venv = os.path.join(folder, "ftm-venv")
    python = os.path.join(venv, "bin", "python")
    ready = os.path.join(venv, "ready")
    if not os.path.exists(ready):
        steps = [
            [sys.executable, "-m", "venv", venv],
            [python, "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "20", "followthemoney"],
        ]
        for step in steps:
            try:
                done = subprocess.run(step, timeout=900, capture_output=True, text=True)
                failed = done.returncode != 0
                why = done.stderr.strip().splitlines()[-1:]
            except (subprocess.TimeoutExpired, OSError) as error:
                failed, why = True, [str(error)]
            if failed:
                print("skipped: followthemoney", *why)
                sys.exit(0)
        open(ready, "w").close()
    os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:], "--inside"])


class Findings:
    def __init__(self):
        self.count = 0

    def add(self, *words):
        self.count += 1
        if self.count <= MOST_SHOWN:
            print("wrong:", *words)


def export(clew, case, *args):
    return subprocess.run([clew, "export", case, "--as", *args], check=True, capture_output=True).stdout


def check_entity(model, data, schemata, findings):
    where = f"{data['schema']} {data['id']}"
    schema = model.get(data["schema"])
    if schema is None or schema.abstract:
        return findings.add(where, "has no such schema")
    proxy = model.get_proxy(data, cleaned=False)
    if proxy.id != data["id"]:
        findings.add(where, "changes its id to", proxy.id)
    try:
        schema.validate(data)
    except Exception as error:  # followthemoney.exc.InvalidData
        findings.add(where, "is not valid:", error)
    for name, values in data["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            findings.add(where, "has no property", name)
            continue
        if not values or len(values) != len(set(values)):
            findings.add(where, name, "is empty or repeats a value")
        kept = set(proxy.get(name))
        for value in values:
            cleaned = prop.type.clean(value, proxy=proxy)
            if cleaned is None or cleaned not in kept:
                findings.add(where, name, "loses", repr(value[:80]))
            elif prop.type.max_length and len(value) > prop.type.max_length:
                findings.add(where, name, "is too long:", len(value))
            if prop.type.name == "entity":
                target = schemata.get(value)
                if target is None or not model.get(target).is_a(prop.range):
                    findings.add(where, name, "leads to", target, value)


def check_ftm(clew, case, with_text, findings):
    from followthemoney import model

    lines = export(clew, case, "ftm", *(["--with-text"] if with_text else [])).split(b"\n")
    if lines.pop() != b"":
        findings.add("the last line has no end")
    schemata, counts = {}, {}
    for line in lines:
        data = json.loads(line)
        if set(data) != {"id", "schema", "properties"}:
            findings.add("unknown keys", sorted(data))
        if data["id"] in schemata:
            findings.add("id stands twice:", data["id"])
        schemata[data["id"]] = data["schema"]
        counts[data["schema"]] = counts.get(data["schema"], 0) + 1
    for line in lines:
        check_entity(model, json.loads(line), schemata, findings)
    print("ftm:", ", ".join(f"{n} {schema}" for schema, n in sorted(counts.items())))


def check_graphs(clew, case, findings):
    import networkx

    sizes = {}
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        graph = read(io.BytesIO(export(clew, case, form)))
        sizes[form] = (graph.number_of_nodes(), graph.number_of_edges())
        if not graph.is_directed() or graph.is_multigraph():
            findings.add(form, "is not a simple directed graph")
        print(f"{form}: {sizes[form][0]} nodes, {sizes[form][1]} edges")
    if len(set(sizes.values())) != 1:
        findings.add("graphml and gexf differ", sizes)
    return sizes["graphml"]


def check_csv(clew, case, size, findings):
    for table in ("people", "ties", "documents"):
        text = export(clew, case, "csv", "--table", table).decode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        for row in rows:
            if len(row) != len(rows[0]):
                findings.add(table, "has a row of", len(row), "cells")
            for cell in row:
                if cell[:1] in tuple("=+-@\t\r"):
                    findings.add(table, "has a cell that computes:", repr(cell[:80]))
        expected = {"people": size[0], "ties": size[1]}.get(table)
        if expected is not None and expected != len(rows) - 1:
            findings.add(table, "has", len(rows) - 1, "rows, not", expected)
        print(f"csv: {table}, {len(rows) - 1} rows")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    clew, case, folder = sys.argv[1:4]
    if "--inside" not in sys.argv:
        run_inside(folder)
    findings = Findings()
    check_ftm(clew, case, False, findings)
    check_ftm(clew, case, True, findings)
    check_csv(clew, case, check_graphs(clew, case, findings), findings)
    if findings.count:
        sys.exit(f"{findings.count} findings")
    print("all good")


if __name__ == "__main__":
    main()
