#!/usr/bin/env python3
"""`clew search` finds exactly the documents that a plain scan of the folded texts finds.

    search_exact.py [--queries N] [SOURCE...]

Makes a case of the sources (default: the bundled inquiry; with --data, real sets in three languages), draws N random
words and phrases in each language from the texts, and compares the set of documents that search lists with that of a
scan in Python, whose folding is written apart from the program's. Deterministic. $CLEW names the program.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

CLEW = os.environ.get("CLEW", "build/clew")
LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "أ": "ا", "إ": "ا",
                         "آ": "ا", "ٱ": "ا", "ؤ": "و"})
JOINERS = dict.fromkeys([0x200C, 0x200D, 0x0640, 0x00AD, 0xFEFF, 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F),
                         *range(0x2066, 0x206A)])


def words_of(text):
    """The folded words of a text."""
    plain = unicodedata.normalize("NFKD", text.translate(JOINERS).translate(LETTERS)).translate(JOINERS)
    plain = "".join(c for c in plain if unicodedata.category(c)[0] != "M").casefold().translate(LETTERS)
    plain = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in plain)
    return re.findall(r"[^\W_]+", plain)


def language_of(word):
    if any("\u0600" <= c <= "\u06ff" for c in word):
        return "arabic script"
    return "latin" if word.isascii() and word.isalpha() else None


def run(*args):
    return subprocess.run([CLEW, *args], check=True, capture_output=True, text=True).stdout


def search(case, query):
    return {json.loads(line)["document"] for line in run("search", case, query).splitlines()}


def compare(case, documents, count, seed):
    """Asks random words and phrases of each script; gives the number asked and a list of differences."""
    draw = random.Random(seed)
    by_script = {"latin": [], "arabic script": []}
    for number, (_, words) in enumerate(documents):
        for at, word in enumerate(words):
            script = language_of(word)
            if script:
                by_script[script].append((number, at))
    asked, wrong = 0, []
    for script, places in by_script.items():
        for _ in range(count if places else 0):
            number, at = draw.choice(places)
            length = draw.choice([1, 1, 2, 3])
            phrase = documents[number][1][at:at + length]
            needle = " " + " ".join(phrase) + " "
            expected = {id for id, words in documents if needle in words.joined}
            found = search(case, '"' + " ".join(phrase) + '"')
            asked += 1
            if found != expected:
                wrong.append(f"{' '.join(phrase)}: {len(found - expected)} too many, {len(expected - found)} missing")
    return asked, wrong


class Words(list):
    def __init__(self, text):
        super().__init__(words_of(text))
        self.joined = " " + " ".join(self) + " "


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=60, help="words and phrases for each script")
    parser.add_argument("--data", action="store_true", help="real sets below $CLEW_DATA instead")
    parser.add_argument("sources", nargs="*")
    args = parser.parse_args()
    sources = args.sources or ["inquiry/mail", "inquiry/reports"]
    if args.data:
        data = pathlib.Path(os.environ.get("CLEW_DATA", pathlib.Path.home() / ".cache/clew-data"))
        sources = [str(data / "mail" / name) for name in ("enron-skilling/maildir", "persian-emails")]
        if not all(os.path.exists(source) for source in sources):
            print("skipped: no data")
            return 0
    with tempfile.TemporaryDirectory() as folder:
        case = os.path.join(folder, "case.clew")
        subprocess.run([CLEW, "ingest", case, *sources], capture_output=True)
        documents = []
        for line in run("export", case, "--as", "documents", "--with-text").splitlines():
            record = json.loads(line)
            if record.get("text"):
                documents.append((record["id"], Words(record["text"])))
        asked, wrong = compare(case, documents, args.queries, 1)
    for line in wrong[:20]:
        print("differs:", line)
    print(f"{asked} queries over {len(documents)} documents, {len(wrong)} differ")
    return 1 if wrong or asked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
