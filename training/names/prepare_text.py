#!/usr/bin/env python3
"""Running text for word vectors: every open text of the data folder, one line of spaced tokens a line.

    prepare_text.py DATA OUT [--ud FOLDER...]

Writes OUT/en.txt, OUT/fa.txt, OUT/ar.txt. Lines that occur twice are kept once (mail quotes itself). The
test files of the gold sets are left out. Same input, same bytes.
"""
import argparse
import email
import os
import re
import zlib

TOKEN = re.compile(
    r"[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+\w|https?://\S+|www\.\S+|(?:[A-Za-z]\.){2,}|"
    r"[A-Za-z]+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m|S)\b|\w+(?:[.,:]\d+)+|[^\W_]+(?:['’][^\W_]+)?|\S", re.UNICODE)
MARKS = re.compile(r"^[>|\s]+")


class Sink:
    """Keeps the first of equal lines."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.seen = set()
        self.tokens = 0

    def add(self, text):
        for paragraph in re.split(r"\n\s*\n", text.replace("\r", "")):
            line = " ".join(MARKS.sub("", piece) for piece in paragraph.split("\n"))
            for start in range(0, len(line), 4000):
                words = TOKEN.findall(line[start:start + 4000])
                if len(words) < 3:
                    continue
                joined = " ".join(words)
                key = hash_of(joined)
                if key in self.seen:
                    continue
                self.seen.add(key)
                self.tokens += len(words)
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


def conllu(path):
    return re.sub(r"^# text = (.*)$|^.*$", lambda m: m[1] or "", plain(path), flags=re.M).replace("\n", "\n\n")


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
    for path in files(data, "gold/polnear/data"):
        if path.endswith(".txt"):
            sink.add(plain(path))
    for path in files(data, "gold/ud-ewt/not-to-release/sources"):
        sink.add(conllu(path))
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


def columns(path, cut="\t"):
    lines = (re.split(r"[\s|]", line)[0] for line in plain(path).splitlines())
    return "\n".join(word or "\n" for word in lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("out")
    parser.add_argument("--ud", nargs="*", default=[], help="*.conllu of Persian treebanks' training parts")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    sink = Sink(os.path.join(options.out, "en.txt"))
    english(options.data, sink)
    print("en", sink.tokens)
    sink = Sink(os.path.join(options.out, "fa.txt"))
    for name in ("parstwiner/twitter_data/persian-ner-twitter-data/train.txt", "peyma/ner_data/peyma/train.txt"):
        sink.add(columns(os.path.join(options.data, "gold", name)))
    for path in list(files(options.data, "gold/ud-perdt")) + list(files(options.data, "gold/ud-seraji")):
        if path.endswith(".conllu"):
            sink.add(conllu(path))
    for path in options.ud:
        sink.add(conllu(path))
    for path in files(options.data, "mail/persian-emails"):
        if path.endswith((".txt", ".csv")):
            sink.add(plain(path))
    print("fa", sink.tokens)
    sink = Sink(os.path.join(options.out, "ar.txt"))
    for path in files(options.data, "documents/htr-arabic-rasam"):
        if path.endswith(".xml"):
            sink.add(" ".join(re.findall(r"<Unicode>([^<]*)</Unicode>", plain(path))))
    sink.add(columns(os.path.join(options.data, "gold/anercorp/ANERCorp")))
    print("ar", sink.tokens)


if __name__ == "__main__":
    main()
