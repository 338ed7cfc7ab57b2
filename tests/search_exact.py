#!/usr/bin/env python3
"""`clew search` finds exactly the documents that a plain scan of the folded texts finds.

    search_exact.py [--queries N] [--data] [SOURCE...]

Makes a case of the sources (default: the bundled inquiry; with --data, real sets in three languages, see real_sets)
and draws for each language, which is that of the document a query is drawn from, N words, N phrases and, for the
other forms of a query (beginnings, near, AND, OR, NOT), N / 10 each. Every answer is compared with that of a scan in
Python, whose folding is written apart from the program's: all hits in one of the two orders, by turns; for every
third query also the newest 20, which must be the first 20 of that order, and the best 20, which must all be hits.
Queries are written folded, or otherwise than the text has them (other letters for the same, capitals, joiners). Deterministic.
$CLEW names the program.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata

CLEW = os.environ.get("CLEW", "build/clew")
LANGUAGES = {"en": "English", "fa": "Persian", "ar": "Arabic"}
LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه",
                         "ۃ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و"})
JOINERS = dict.fromkeys([0x200C, 0x200D, 0x0640, 0x00AD, 0xFEFF, 0x200E, 0x200F, 0x061C, 0x2060, *range(0x202A, 0x202F),
                         *range(0x2066, 0x206A)])
OTHERWISE = {"ی": "يى", "ک": "ك", "ه": "ة", "ا": "أإآ"}
LIMIT = 20


def words_of(text):
    """The folded words of a text."""
    plain = unicodedata.normalize("NFKD", text.translate(JOINERS).translate(LETTERS)).translate(JOINERS)
    plain = "".join(c for c in plain if unicodedata.category(c)[0] != "M").casefold().translate(LETTERS)
    plain = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in plain)
    return re.findall(r"[^\W_]+", plain)


class Document:
    def __init__(self, record):
        self.id, self.language = record["id"], record["language"]
        self.words = words_of(record["text"])
        self.joined = " " + " ".join(self.words) + " "

    def places(self, phrase, prefix=False):
        """Where in `words` a phrase begins."""
        n = len(phrase)
        if (" " + " ".join(phrase)) not in self.joined:
            return []
        fits = str.startswith if prefix else str.__eq__
        return [i for i in range(len(self.words) - n + 1)
                if self.words[i:i + n - 1] == phrase[:-1] and fits(self.words[i + n - 1], phrase[-1])]

    def has(self, phrase, prefix=False):
        return " " + " ".join(phrase) + ("" if prefix else " ") in self.joined

    def near(self, first, second, distance):
        """Whether at most `distance` words stand between the two, in either order; they may overlap."""
        one, two = self.places(first), self.places(second)
        return any((b - a - len(first) if a <= b else a - b - len(second)) <= distance for a in one for b in two)


def script_fits(word, language):
    if language == "en":
        return word.isascii()
    return any("\u0600" <= c <= "\u06ff" for c in word)


def otherwise(word, draw):
    """The same word as somebody else types it."""
    out = ""
    for c in word:
        out += draw.choice(OTHERWISE[c]) if c in OTHERWISE and draw.random() < 0.5 else c.upper() if draw.random() < 0.5 else c
        if "\u0600" <= c <= "\u06ff" and draw.random() < 0.2:
            out += draw.choice("\u200c\u0640\u064e")
    operator = out in ("AND", "OR", "NOT", "NEAR")  # in capitals they are no words
    return out if words_of(out) == [word] and not operator else word


class Drawer:
    """Draws queries out of the documents of one language: (kind, what is written, test of a document)."""

    def __init__(self, documents, language, draw):
        self.draw, self.language = draw, language
        self.documents = [d for d in documents if d.language == language and any(script_fits(w, language) for w in d.words)]
        self.vocabulary = sorted({w for d in self.documents for w in d.words if script_fits(w, language)})

    def word(self):
        """Half of them by how common they are, half any of the vocabulary."""
        return self.phrase(1)[0] if self.draw.random() < 0.5 else self.draw.choice(self.vocabulary)

    def phrase(self, length=None):
        while True:
            words = self.draw.choice(self.documents).words
            n = length or self.draw.choice([2, 2, 3, 4])
            at = self.draw.randrange(len(words))
            found = words[at:at + n]
            if len(found) == n and script_fits(found[0], self.language):
                return found

    def written(self, phrase):
        if self.draw.random() < 0.5:
            phrase = [otherwise(word, self.draw) for word in phrase]
        return " ".join(phrase)

    def words(self):
        word = [self.word()]
        return self.written(word), lambda d: d.has(word)

    def phrases(self):
        phrase = self.phrase()
        return f'"{self.written(phrase)}"', lambda d: d.has(phrase)

    def beginnings(self):
        word = self.word()
        start = word[:self.draw.randrange(1, max(2, min(len(word), 6)))]
        return start + "*", lambda d: d.has([start], prefix=True)

    def near(self):
        words, distance = self.draw.choice(self.documents).words, self.draw.choice([1, 3, 10])
        at = self.draw.randrange(len(words))
        first, second = [words[at]], words[max(0, at + self.draw.randrange(-8, 9)):][:self.draw.choice([1, 1, 2])]
        if not second:
            return self.near()
        return f'near("{first[0]}" "{" ".join(second)}", {distance})', lambda d: d.near(first, second, distance)

    def both(self):
        a, b = [self.word()], self.phrase(1)
        return f"{a[0]} AND {b[0]}", lambda d: d.has(a) and d.has(b)

    def either(self):
        some = [self.phrase(1) if self.draw.random() < 0.3 else [self.word()] for _ in range(self.draw.choice([2, 3, 12]))]
        return " OR ".join(w[0] for w in some), lambda d: any(d.has(w) for w in some)

    def without(self):
        a, b = self.phrase(1), self.phrase(1)
        return f"{a[0]} NOT {b[0]}", lambda d: d.has(a) and not d.has(b)


class Scan:
    def __init__(self, case, documents):
        self.case, self.documents = case, documents
        db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
        # Newest first, undated last; of equals the one with the later text, then the later row.
        order = db.execute("SELECT lower(hex(sha256)) FROM documents ORDER BY date IS NULL, date DESC, text DESC, id DESC")
        self.rank = {sha: i for i, (sha,) in enumerate(order)}
        db.close()
        self.asked, self.hits, self.wrong = collections.Counter(), collections.Counter(), []

    def search(self, query, *flags):
        done = subprocess.run([CLEW, "search", self.case, "--passages", "0", "--format", "jsonl", *flags, "--", query], check=False, capture_output=True, text=True)
        if done.returncode != 0:
            self.wrong.append(f"{query}: {done.stderr.strip()}")
        return [json.loads(line)["document"] for line in done.stdout.splitlines()]

    def compare(self, kind, query, fits):
        expected = {d.id for d in self.documents if fits(d)}
        number = sum(self.asked.values())
        found = self.search(query, "--sort", ("date", "rank")[number % 2])
        self.asked[kind] += 1
        self.hits[kind] += len(expected)
        if len(found) != len(set(found)) or set(found) != expected:
            self.wrong.append(f"{query}: {len(set(found) - expected)} too many, {len(expected - set(found))} missing")
        if number % 3:
            return
        newest = self.search(query, "--sort", "date", "--limit", str(LIMIT))
        if newest != sorted(expected, key=self.rank.__getitem__)[:LIMIT]:
            self.wrong.append(f"{query}: other newest ones")
        best = self.search(query, "--sort", "rank", "--limit", str(LIMIT))
        if len(best) != min(LIMIT, len(expected)) or len(set(best)) != len(best) or not set(best) <= expected:
            self.wrong.append(f"{query}: {len(set(best) - expected)} of the best are no hits, {len(best)} given")


def real_sets(data, folder):
    """Sources for the three languages: mail as it is; of annotated sets the plain texts, a file for each few sentences."""
    def sentences(path, column):
        words = []
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("# text = "):
                yield line[9:]
            elif column is not None and line.strip():
                words.append(re.split(r"[\t|]| (?=\S+$)", line)[column])
            elif words:
                yield " ".join(words)
                words = []
        if words:
            yield " ".join(words)

    def write(name, found, at_once):
        found = list(found)
        for i in range(0, len(found), at_once):
            (folder / f"{name}-{i:06d}.txt").write_text("\n".join(found[i:i + at_once]) + "\n", encoding="utf-8")

    gold = data / "gold"
    for name in ("peyma/ner_data/peyma/train.txt", "peyma/ner_data/peyma/dev.txt"):
        write(name.replace("/", "-"), sentences(gold / name, 0), 8)
    for name in ("ud-perdt/fa_perdt-ud-dev.conllu", "ud-seraji/fa_seraji-ud-dev.conllu"):
        write(name.replace("/", "-"), sentences(gold / name, None), 8)
    tokens = [line.rsplit(" ", 1)[0] for line in (gold / "anercorp/ANERCorp").read_text(encoding="utf-8").splitlines() if line.strip()]
    write("anercorp", (" ".join(tokens[i:i + 120]) for i in range(0, len(tokens), 120)), 1)
    return [str(data / "mail/enron-skilling/maildir"), str(data / "mail/persian-emails"), str(folder)]


def run(scan, queries, seed):
    for language, name in LANGUAGES.items():
        drawer = Drawer(scan.documents, language, random.Random(f"{seed} {language}"))
        if not drawer.documents:
            scan.wrong.append(f"no documents in {name}")
            continue
        few = max(2, queries // 10)
        kinds = {"words": queries, "phrases": queries, "beginnings": few, "near": few, "both": few, "either": few, "without": few}
        for kind, count in kinds.items():
            for _ in range(count):
                scan.compare(f"{name} {kind}", *getattr(drawer, kind)())
        print(f"{name}: {len(drawer.documents)} documents, {len(drawer.vocabulary)} words; "
              + ", ".join(f"{scan.asked[f'{name} {kind}']} {kind} ({scan.hits[f'{name} {kind}']} hits)" for kind in kinds), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=30, help="words, and as many phrases, in each language")
    parser.add_argument("--data", action="store_true", help="real sets below $CLEW_DATA instead")
    parser.add_argument("sources", nargs="*")
    args = parser.parse_args()
    sources = args.sources or ["inquiry/mail", "inquiry/reports"]
    data = pathlib.Path(os.environ.get("CLEW_DATA", pathlib.Path.home() / ".cache/clew-data"))
    if args.data and not all((data / part).exists() for part in ("mail/enron-skilling", "mail/persian-emails", "gold/peyma", "gold/anercorp")):
        print("skipped: no data")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if args.data:
            texts = pathlib.Path(folder) / "texts"
            texts.mkdir()
            sources = real_sets(data, texts)
        case = os.path.join(folder, "case.clew")
        subprocess.run([CLEW, "ingest", case, *sources], check=False, capture_output=True)
        export = subprocess.run([CLEW, "export", case, "--as", "documents", "--with-text"], check=True, capture_output=True, text=True).stdout
        documents = [Document(record) for record in map(json.loads, export.splitlines()) if record.get("text")]
        scan = Scan(case, documents)
        run(scan, args.queries, 1)
    for line in scan.wrong[:20]:
        print("differs:", line)
    asked = sum(scan.asked.values())
    print(f"{asked} queries over {len(documents)} documents, {len(scan.wrong)} differ")
    return 1 if scan.wrong or asked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
