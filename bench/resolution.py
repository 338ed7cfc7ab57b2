#!/usr/bin/env python3
"""Who is one person: addresses of the case against known ones. B-cubed precision, recall and F1 (Bagga and Baldwin, 1998).

    resolution.py CLEW SET... [--data DIR]

SET is `demo` (the planted truth of inquiry/, every address of every person) or `enron` (Jeff Skilling's mailbox as the
CMU corpus has it; who sent a letter, by the employee numbers of the `enron-roles` set). Prints a line for each, and each
wrong merge of two people who both have five letters or more. Exits 1 when there is one.
"""

import argparse
import collections
import email
import json
import os
import subprocess
import sys
import tempfile


def people_of(clew, sources):
    """address in small letters -> entity key."""
    with tempfile.TemporaryDirectory() as folder:
        case = os.path.join(folder, "c.clew")
        subprocess.run([clew, "ingest", case, "--no-annotate", *sources], check=False, stderr=subprocess.DEVNULL)
        out = subprocess.run([clew, "people", case, "--format", "jsonl"], check=True, capture_output=True, text=True)
    found = {}
    for line in out.stdout.splitlines():
        entity = json.loads(line)
        for address in entity["addresses"]:
            found[address.lower()] = entity["entity"]
    return found


def demo(_):
    truth = {}
    letters = {}
    with open("inquiry/truth/people.jsonl", encoding="utf-8") as file:
        for line in file:
            person = json.loads(line)
            for address in person["addresses"]:
                truth[address.lower()] = person["id"]
            letters[person["id"]] = person["sent"] + person["received"]
    return ["inquiry/mail"], truth, letters


def enron(data):
    """Senders of the letters that the employee tables number, by the address in the letter's own header."""
    roots = os.path.join(data, "mail", "enron-skilling")
    folder = None
    for path, folders, _ in os.walk(roots):
        if "skilling-j" in folders:
            folder = path
    truth = collections.defaultdict(collections.Counter)
    letters = collections.Counter()
    with open(os.path.join(data, "mail", "enron-roles", "messages.tsv"), encoding="latin-1") as file:
        for line in file:
            _, path, _, _, sender = line.rstrip("\n").split("\t")
            name = os.path.join(folder or roots, path)
            for candidate in (name, name + "."):
                if os.path.exists(candidate):
                    with open(candidate, "rb") as letter:
                        header = email.message_from_binary_file(letter)
                    address = email.utils.parseaddr(str(header.get("From", "")))[1].lower()
                    if address:
                        truth[address][sender] += 1
                        letters[sender] += 1
                    break
    return [roots], {a: c.most_common(1)[0][0] for a, c in truth.items()}, letters


def b_cubed(truth, found):
    known = [a for a in truth if a in found]
    gold, made = collections.defaultdict(set), collections.defaultdict(set)
    for address in known:
        gold[truth[address]].add(address)
        made[found[address]].add(address)
    precision = recall = 0.0
    for address in known:
        both = len(gold[truth[address]] & made[found[address]])
        precision += both / len(made[found[address]])
        recall += both / len(gold[truth[address]])
    n = max(len(known), 1)
    p, r = precision / n, recall / n
    return p, r, 2 * p * r / (p + r) if p + r else 0.0, len(known), made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clew")
    parser.add_argument("sets", nargs="+", choices=["demo", "enron"])
    parser.add_argument("--data", default=os.environ.get("CLEW_DATA", os.path.expanduser("~/.cache/clew-data")))
    args = parser.parse_args()
    wrong = 0
    for name in args.sets:
        sources, truth, letters = (demo if name == "demo" else enron)(args.data)
        p, r, f, n, made = b_cubed(truth, people_of(args.clew, sources))
        print(f"{name}: {n} addresses of {len(set(truth.values()))} people: B-cubed precision {p:.3f}, recall {r:.3f}, F1 {f:.3f}")
        for addresses in made.values():
            people = {truth[a] for a in addresses}
            if len([who for who in people if letters[who] >= 5]) > 1:
                wrong += 1
                print("  wrong merge:", *sorted(addresses))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
