#!/usr/bin/env python3
"""Running text for word vectors: every open text of the data folder, a paragraph a line.

    prepare_text.py DATA GOLD OUT

Writes OUT/en.txt, OUT/fa.txt, and of texts whose licence is not clear as well OUT/fa-news.txt, OUT/ar.txt.
Lines that occur twice are kept once (mail quotes itself). The test files of the gold sets are left out. Same
input, same bytes.
"""
import argparse
import email
import os
import re
import zlib

MARKS = re.compile(r"^[>|\s]+")


class Sink:
    """Keeps the first of equal lines."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.seen = set()
        self.words = 0

    def add(self, text):
        for paragraph in re.split(r"\n\s*\n", text.replace("\r", "")):
            words = [word for piece in paragraph.split("\n") for word in MARKS.sub("", piece).split()]
            for start in range(0, len(words), 500):
                joined = " ".join(words[start:start + 500])
                if joined.count(" ") < 2:
                    continue
                key = hash_of(joined)
                if key in self.seen:
                    continue
                self.seen.add(key)
                self.words += joined.count(" ") + 1
                self.file.write(joined + "\n")


def hash_of(line):
    data = line.encode()
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def files(*folder):
    for path, folders, names in os.walk(os.path.join(*folder)):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(path, name)


def mail_text(path):
    with open(path, "rb") as file:
        raw = file.read()
    try:
        message = email.message_from_bytes(raw)
        texts = [str(message.get("subject", ""))]
        for part in message.walk():
            if part.get_content_type() == "text/plain":
                texts.append(part.get_payload(decode=True).decode("latin-1" if b"\xe9" in raw else "utf-8", "replace"))
        return "\n\n".join(texts)
    except Exception:  # broken on purpose, some of them
        return ""


def plain(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def conllu(path, without=()):
    texts, skip = [], False
    for line in plain(path).splitlines():
        if line.startswith("# newdoc id = "):
            skip = line[14:].strip() in without
        if line.startswith("# text = ") and not skip:
            texts.append(line[9:])
    return "\n\n".join(texts)


def test_documents(data):
    """Of the English Web Treebank."""
    return {line[14:].strip() for line in plain(os.path.join(data, "gold/ud-ewt/en_ewt-ud-test.conllu")).splitlines()
            if line.startswith("# newdoc id = ")}


def english(data, sink):
    for path in files(data, "mail/enron-skilling/maildir"):
        sink.add(mail_text(path))
    for path in files(data, "mail/enron-edrm-bailey"):
        if path.endswith(".eml"):
            sink.add(mail_text(path))
        elif path.endswith(".txt"):
            sink.add(plain(path))
    for path in files(data, "mail/spamassassin"):
        if "ham" in path:
            sink.add(mail_text(path))
    for path in files(data, "mail/quagga-zones/Enron"):
        if not path.endswith(".ann"):
            sink.add(mail_text(path))
    for path in files(data, "mail/clinton-foia/text"):
        sink.add(plain(path))
    kept_aside = test_documents(data)
    for path in files(data, "gold/ud-ewt/not-to-release/sources"):
        sink.add(conllu(path, kept_aside))
    for path in files(data, "gold/gum-ccby"):
        if path.endswith(".conllu"):
            sink.add(conllu(path))
    for path in ("gold/wnut17/wnut17train.conll", "gold/wikigold/CONLL-format/data/wikigold.conll.txt"):
        sink.add(columns(os.path.join(data, path)))
    for path in files(data, "gold/BTC/CONLL-format/data"):
        sink.add(columns(path))
    for path in files(data, "gold/crossner/ner_data"):
        if not path.endswith("test.txt"):
            sink.add(columns(path))
    for path in files(data, "gold/storyweb-relations"):
        if path.endswith((".jsonl", ".json", ".csv")):
            sink.add(plain(path))
    import json
    with open(os.path.join(data, "gold/re-docred/data/dev_revised.json"), encoding="utf-8") as file:
        for document in json.load(file):
            sink.add("\n\n".join(" ".join(sentence) for sentence in document["sents"]))
    for path in files(data, "gold/re3d"):
        if path.endswith("documents.json"):
            for line in plain(path).splitlines():
                sink.add(json.loads(line).get("text", ""))


def columns(path):
    """Words of a set with a token a line, before a tab, a bar or the last space."""
    words = []
    for line in plain(path).splitlines():
        word = re.split(r"[\t|]", line)[0] if re.search(r"[\t|]", line) else line.rpartition(" ")[0]
        words.append(word.replace(" ", "\u200c") or "\n")
    return "\n".join(words)


def persian(data, sink):
    sink.add(columns(os.path.join(data, "gold/parstwiner/twitter_data/persian-ner-twitter-data/train.txt")))
    for path in list(files(data, "gold/ud-perdt")) + list(files(data, "gold/ud-seraji")):
        if path.endswith(".conllu") and "test" not in path:
            sink.add(conllu(path))


def arabic(data, sink):
    """The part of ANERcorp that prepare_gold.py tests on stays out: it is read from what that wrote."""
    for path in files(data, "documents/htr-arabic-rasam"):
        if path.endswith(".xml"):
            sink.add(" ".join(re.findall(r"<Unicode>([^<]*)</Unicode>", plain(path))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("gold", help="what prepare_gold.py wrote")
    parser.add_argument("out")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)

    def write(name, *fillers):
        sink = Sink(os.path.join(options.out, name + ".txt"))
        for fill in fillers:
            fill(options.data, sink)
        print(name, sink.words)

    def persian_news(data, sink):
        sink.add(columns(os.path.join(data, "gold/peyma/ner_data/peyma/train.txt")))
        for path in files(data, "mail/persian-emails"):
            if path.endswith((".txt", ".csv")):
                sink.add(plain(path))

    def anercorp(_, sink):
        sink.add(columns(os.path.join(options.gold, "anercorp-train.tsv")))

    write("en", english)
    write("fa", persian)
    write("fa-news", persian, persian_news)
    write("ar", arabic, anercorp)


if __name__ == "__main__":
    main()
