#!/usr/bin/env python3
"""Annotated sets -> one format: train/names/corpus.h reads it.

    prepare_gold.py DATA OUT

A file holds lines "token<TAB>label"; a blank line ends a sentence, "#document" begins a document, and the
first line "#types PER ORG ..." says which types the set marks: what it calls O may be a name of another
type. Labels: O, B-T, I-T; MISC stands for any type that the set does not mark; "*" for anything. Nothing of
this is kept in the project.
"""
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

DATA, OUT = sys.argv[1], sys.argv[2]


def gold(*path):
    return os.path.join(DATA, "gold", *path)


def lines(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().lstrip("\ufeff").split("\n")


class Writer:
    def __init__(self, name, types):
        os.makedirs(OUT, exist_ok=True)
        self.file = open(os.path.join(OUT, name), "w", encoding="utf-8")
        self.file.write("#types " + " ".join(types) + "\n")

    def document(self):
        self.file.write("#document\n")

    def sentence(self, words, labels):
        """IOB1 and IOB2 both come out as IOB2."""
        before = "O"
        if not words:
            return
        for word, label in zip(words, labels):
            if label.startswith("I-") and (before in ("O", "*") or before[2:] != label[2:]):
                label = "B-" + label[2:]
            word = re.sub(r"\s", "", word.strip().replace(" ", "\u200c"))  # Persian sets write it as a space
            if not word:
                continue
            self.file.write(word + "\t" + label + "\n")
            before = label
        self.file.write("\n")


def columns(out, types, path, mapping, word=0, label=-1, cut=None, document=None):
    """Sets with a token a line."""
    writer = out if isinstance(out, Writer) else Writer(out, types)
    words, labels = [], []
    for line in lines(path) + [""]:
        if document and re.match(document, line):
            writer.document()
            continue
        if line.startswith("# "):
            continue
        fields = line.strip().split(cut)
        if len(fields) < 2:
            writer.sentence(words, labels)
            words, labels = [], []
            continue
        if fields[word].startswith("-DOCSTART-"):
            writer.document()
            continue
        mark = fields[label].replace("_", "-")
        words.append(fields[word])
        head, _, kind = mark.partition("-")
        kind = mapping.get(kind, kind) if kind else ""
        labels.append(head + "-" + kind if kind and kind != "O" else ("*" if kind is None else "O"))
    writer.sentence(words, labels)
    return writer


def uner():
    columns("uner-ewt.tsv", ["PER", "ORG", "LOC"], gold("uner-ewt/en_ewt-ud-dev.iob2"), {}, 1, 2, "\t",
            r"# newdoc")


def wnut():
    to = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "creative-work": "MSC",
          "product": "MSC"}
    for out, name in (("wnut-train", "wnut17train.conll"), ("wnut-dev", "emerging.dev.conll"),
                      ("wnut-test", "emerging.test.annotated")):
        columns(out + ".tsv", ["PER", "ORG", "LOC", "MSC"], gold("wnut17", name), to, cut="\t")
        columns(out + ".own.tsv", list(to), gold("wnut17", name), {}, cut="\t")


def btc():
    writer = Writer("btc.tsv", ["PER", "ORG", "LOC"])
    for part in "abefgh":
        columns(writer, None, gold("BTC/CONLL-format/data", part + ".conll"), {})
    

def wikigold():
    columns("wikigold.tsv", ["PER", "ORG", "LOC"], gold("wikigold/CONLL-format/data/wikigold.conll.txt"), {},
            document="-DOCSTART-")


CROSSNER = {
    "PER": "politician person musicalartist writer scientist researcher",
    "ORG": "organisation politicalparty band university", "LOC": "location country",
    "EVE": "event election conference",
    "MSC": "book poem song album award magazine literarygenre programlang product academicjournal "
           "musicalinstrument field task algorithm metrics discipline enzyme protein chemicalelement "
           "chemicalcompound astronomicalobject theory musicgenre",
    "MISC": "misc"}
PLAIN = set("literarygenre field task algorithm metrics discipline enzyme protein chemicalelement "
            "chemicalcompound theory musicgenre musicalinstrument".split())


def crossner():
    to = {old: new for new, olds in CROSSNER.items() for old in olds.split()}
    to.update({name: "O" for name in PLAIN})
    writer = Writer("crossner.tsv", ["PER", "ORG", "LOC", "EVE", "MSC"])
    for domain in ("politics", "science", "literature", "music", "ai"):
        for part in ("train", "dev"):
            columns(writer, None, gold("crossner/ner_data", domain, part + ".txt"), to)
    # What the model measured on the politics test may learn from: no politics text at all.
    writer = Writer("crossner-others.tsv", ["PER", "ORG", "LOC", "EVE", "MSC"])
    for domain in ("science", "literature", "music", "ai"):
        for part in ("train", "dev"):
            columns(writer, None, gold("crossner/ner_data", domain, part + ".txt"), to)
    own = CROSSNER_POLITICS = ["politician", "person", "organisation", "politicalparty", "event", "election",
                               "country", "location", "misc"]
    for part in ("train", "dev", "test"):
        columns("politics-" + part + ".own.tsv", CROSSNER_POLITICS, gold("crossner/ner_data/politics", part + ".txt"),
                {})
        columns("politics-" + part + ".tsv", ["PER", "ORG", "LOC", "EVE"],
                gold("crossner/ner_data/politics", part + ".txt"), dict(to))


def crossre_news():
    to = {"person": "PER", "organisation": "ORG", "location": "LOC", "misc": "MISC"}
    writer = Writer("crossre-news.tsv", ["PER", "ORG", "LOC"])
    for part in ("train", "dev"):
        for line in lines(gold("crossre/crossre_data", "news-" + part + ".json")):
            if not line.strip():
                continue
            record = json.loads(line)
            labels = ["O"] * len(record["sentence"])
            # Spans are said to be inclusive, yet some one-word names reach one word too far.
            for start, end, kind in record["ner"]:
                kind = to.get(kind, "MISC")
                for at in range(start, min(end, len(labels) - 1) + 1):
                    labels[at] = ("B-" if at == start else "I-") + kind
                if end > start and re.match(r"[a-z.,]", record["sentence"][min(end, len(labels) - 1)]):
                    labels[min(end, len(labels) - 1)] = "*"
            writer.sentence(record["sentence"], labels)


def redocred():
    to = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
    writer = Writer("redocred.tsv", ["PER", "ORG", "LOC"])
    with open(gold("re-docred/data/dev_revised.json"), encoding="utf-8") as file:
        documents = json.load(file)
    for document in documents:
        writer.document()
        labels = [["O"] * len(sentence) for sentence in document["sents"]]
        for entity in document["vertexSet"]:
            for mention in entity:
                kind = to.get(mention["type"])
                if not kind:
                    continue
                start, end = mention["pos"]
                for at in range(start, end):
                    labels[mention["sent_id"]][at] = ("B-" if at == start else "I-") + kind
        # The set misses many names: a capital word it does not mark, not at the start, may be anything.
        for sentence, marks in zip(document["sents"], labels):
            for at, word in enumerate(sentence):
                if at and marks[at] == "O" and re.match(r"[A-Z][a-z]", word):
                    marks[at] = "*"
            writer.sentence(sentence, marks)


def meantime():
    writer = Writer("meantime.tsv", ["PER", "ORG", "LOC"])
    to = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "PRODUCT": "MISC", "MIXED": "MISC",
          "FINANCIAL": "MISC"}
    for folder, _, names in sorted(os.walk(gold("meantime-en/intra-doc_annotation"))):
        for name in sorted(names):
            if not name.endswith(".xml"):
                continue
            try:
                root = ElementTree.parse(os.path.join(folder, name)).getroot()
            except ElementTree.ParseError:
                continue
            tokens = [(t.get("t_id"), t.text or "", t.get("sentence")) for t in root.iter("token")]
            place = {t[0]: at for at, t in enumerate(tokens)}
            labels = ["O"] * len(tokens)
            markables = {m.get("m_id"): m for m in root.find("Markables")}
            kinds = {}
            for link in root.iter("REFERS_TO"):
                target = markables.get(link.find("target").get("m_id"))
                for source in link.iter("source"):
                    kinds[source.get("m_id")] = target.get("ent_type") if target is not None else None
            named = [m for m in markables.values()
                     if m.tag == "ENTITY_MENTION" and m.get("syntactic_type") in ("NAM", "PRE.NAM")]
            named.sort(key=lambda m: -len(m))
            for mention in named:
                kind = to.get((kinds.get(mention.get("m_id")) or "")[:30].split("_")[0], "MISC")
                kind = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PRO": "MISC"}.get(
                    (kinds.get(mention.get("m_id")) or "")[:3], kind)
                spots = sorted(place[a.get("t_id")] for a in mention.iter("token_anchor"))
                for number, at in enumerate(spots):
                    labels[at] = ("I-" if number and spots[number - 1] == at - 1 else "B-") + kind
            writer.document()
            words, marks, sentence = [], [], None
            for (_, text, number), label in zip(tokens, labels):
                if number != sentence:
                    writer.sentence(words, marks)
                    words, marks, sentence = [], [], number
                words.append(text)
                marks.append(label)
            writer.sentence(words, marks)


PRONOUNS = set("i me my mine myself you your yours yourself he him his she her hers it its we us our ours they "
               "them their theirs who whom whose which that this these those all everyone anyone someone both "
               "guys folks team group".split())


def enron_coref():
    for part in ("train", "test"):
        folder = os.path.join(DATA, "mail/enron-coref/data/LREC", part)
        writer = Writer("enron-" + part + ".tsv", ["PER", "ORG", "LOC"])
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if name.endswith(".conll"):
                coref_document(writer, os.path.join(folder, name))


def coref_document(writer, path):
    kinds = {"P": "PER", "O": "ORG", "L": "LOC", "D": None}
    writer.document()
    words, columns_ = [], []
    for line in lines(path) + [""]:
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) >= 3:
            words.append(fields[0])
            columns_.append(fields[2])
            continue
        labels, stack, spans = ["O"] * len(words), [], []
        for at, column in enumerate(columns_):
            for opening, kind, closing in re.findall(r"(\()?([POLD])\d+\*?(\))?", column):
                if opening:
                    stack.append((kind, at))
                if closing:
                    for index in range(len(stack) - 1, -1, -1):
                        if stack[index][0] == kind:
                            spans.append((stack.pop(index)[1], at + 1, kind))
                            break
        for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
            inside = words[start:end]
            if kinds[kind] is None or any("@" in word for word in inside):
                continue
            if all(word.lower() in PRONOUNS or len(word) < 2 for word in inside):
                continue
            if not any(re.match(r"[A-Z]", word) for word in inside):
                # Lower-case names count, common nouns do not; the set does not tell them apart.
                for at in range(start, end):
                    labels[at] = "*"
                continue
            while inside and (inside[0].lower() in ("the", "a", "our", "my", "your") or inside[0] in ","):
                start, inside = start + 1, inside[1:]
            for at in range(start, end):
                labels[at] = ("B-" if at == start else "I-") + kinds[kind]
        writer.sentence(words, labels)
        words, columns_ = [], []


def re3d():
    writer = Writer("re3d.tsv", ["PER", "ORG", "LOC", "NAT"])
    to = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NAT", "Weapon": "MISC",
          "DocumentReference": "MISC", "Vehicle": "MISC", "MilitaryPlatform": "MISC"}
    for source in sorted(os.listdir(gold("re3d"))):
        path = gold("re3d", source, "documents.json")
        if not os.path.exists(path):
            continue
        spans = {}
        for line in lines(gold("re3d", source, "entities.json")):
            if line.strip():
                entity = json.loads(line)
                spans.setdefault(entity["documentId"], []).append(entity)
        for line in lines(path):
            if line.strip():
                document = json.loads(line)
                re3d_document(writer, document["text"], spans.get(document["_id"], []), to)


WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[.,:]\d+)*(?:-[^\W_]+)*|\S")


def re3d_document(writer, text, entities, to):
    """The set marks descriptions as well; of them the part that is written as a name is kept."""
    writer.document()
    tokens = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
    labels = ["O"] * len(tokens)
    for entity in sorted(entities, key=lambda e: e["begin"] - e["end"]):
        inside = [at for at, t in enumerate(tokens) if t[0] >= entity["begin"] and t[1] <= entity["end"]]
        kind = to.get(entity["type"])
        if not inside or kind is None:
            continue
        capital = [bool(re.match(r"[A-Z]", tokens[at][2])) and tokens[at][2].lower() not in ("the", "a", "an")
                   for at in inside]
        while inside and not capital[0]:
            inside, capital = inside[1:], capital[1:]
        if not inside:
            continue
        whole = all(c or len(tokens[at][2]) < 4 for c, at in zip(capital, inside))
        for number, at in enumerate(inside):
            labels[at] = (("I-" if number else "B-") + kind) if whole else ("*" if capital[number] else labels[at])
    words, marks = [], []
    for at, (start, end, word) in enumerate(tokens):
        words.append(word)
        marks.append(labels[at])
        rest = text[end:end + 2]
        if (word in ".!?" and (not rest or rest[0] in " \n")) or "\n" in text[end:tokens[at + 1][0]] if at + 1 < len(tokens) else True:
            writer.sentence(words, marks)
            words, marks = [], []
    writer.sentence(words, marks)


GUM = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVE"}


def gum():
    writer = Writer("gum.tsv", ["PER", "ORG", "LOC", "EVE"])
    for name in sorted(os.listdir(gold("gum-ccby"))):
        if name.endswith(".conllu"):
            writer.document()
            gum_document(writer, gold("gum-ccby", name))


def gum_document(writer, path):
    rows, stack = [], []
    for line in lines(path) + [""]:
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            rows.append(fields)
        if line.strip() or not rows:
            continue
        spans = []
        stack = []
        for at, fields in enumerate(rows):
            found = re.search(r"Entity=([^|]*)", fields[9])
            for opening, closing in re.findall(r"\(([^()]+)|([^()]*?)\)", found[1]) if found else []:
                pass
            text = found[1] if found else ""
            for piece in re.findall(r"\([^()]*\)?|[^()]+\)", text):
                if piece.startswith("("):
                    parts = piece.strip("()").split("-")
                    stack.append((parts[0].split("[")[0], parts[1] if len(parts) > 1 else "", at))
                if piece.endswith(")"):
                    number = piece.strip("()").split("-")[0].split("[")[0]
                    for index in range(len(stack) - 1, -1, -1):
                        if stack[index][0] == number:
                            _, kind, start = stack.pop(index)
                            spans.append((start, at + 1, kind))
                            break
        words = [f[1] for f in rows]
        labels = ["*" if f[3] == "PROPN" else "O" for f in rows]
        ids = {f[0]: at for at, f in enumerate(rows)}
        for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
            heads = [at for at in range(start, end)
                     if not (rows[at][6] in ids and start <= ids[rows[at][6]] < end)]
            if not heads or rows[heads[0]][3] != "PROPN":
                continue
            while start < end and rows[start][3] in ("DET", "PUNCT", "PRON"):
                start += 1
            name_like = all(re.match(r"[A-Z0-9]", words[at]) or rows[at][3] in ("ADP", "DET", "CCONJ", "PUNCT", "PART")
                            for at in range(start, end))
            if end > start and name_like and not any(rows[at][3] == "PUNCT" and words[at] in ",;" for at in range(start, end)):
                for at in range(start, end):
                    labels[at] = ("B-" if at == start else "I-") + GUM.get(kind, "MISC")
        writer.sentence(words, labels)
        rows = []


def ewt_tags():
    """Tags of the treebank say what is no name; the documents of the dev and test files stay out."""
    out = set()
    for part in ("dev", "test"):
        for line in lines(gold("ud-ewt", "en_ewt-ud-" + part + ".conllu")):
            if line.startswith("# newdoc id = "):
                out.add(line[14:].strip())
    writer = Writer("ewt-tags.tsv", [])
    for folder, folders, names in os.walk(gold("ud-ewt/not-to-release/sources")):
        folders.sort()
        for name in sorted(names):
            if not name.endswith(".conllu"):
                continue
            rows, skip = [], False
            for line in lines(os.path.join(folder, name)) + [""]:
                if line.startswith("# newdoc id = "):
                    skip = line[14:].strip() in out
                    if not skip:
                        writer.document()
                fields = line.split("\t")
                if len(fields) == 10 and fields[0].isdigit():
                    rows.append(fields)
                if not line.strip() and rows:
                    if not skip:
                        tagged(writer, rows)
                    rows = []


def tagged(writer, rows):
    labels = []
    for at, row in enumerate(rows):
        near = any(0 <= other < len(rows) and rows[other][3] == "PROPN" for other in (at - 2, at - 1, at + 1, at + 2))
        capital = row[1][:1].isupper()
        if row[3] in ("PROPN", "X"):
            labels.append("*")
        elif row[3] in ("VERB", "PRON", "AUX", "ADV", "SCONJ", "INTJ") or (not capital and not near):
            labels.append("O")
        elif not capital and row[3] in ("NOUN", "ADJ", "PUNCT") and row[1] not in ".-&'":
            labels.append("O")
        else:
            labels.append("*" if near or at else "O")
    writer.sentence([row[1] for row in rows], labels)


def persian():
    types = ["PER", "ORG", "LOC", "NAT", "EVE"]
    to = {"POG": "ORG"}  # political parties and movements
    for part in ("train", "dev"):
        columns("parstwiner-" + part + ".tsv", types,
                gold("parstwiner/twitter_data/persian-ner-twitter-data", part + ".txt"), to)
        columns("parstwiner-" + part + ".own.tsv", types + ["POG"],
                gold("parstwiner/twitter_data/persian-ner-twitter-data", part + ".txt"), {})
        path = gold("peyma/ner_data/peyma", part + ".txt")
        kinds = {"MON": "O", "DAT": "O", "TIM": "O", "PCT": "O"}
        columns("peyma-" + part + ".tsv", ["PER", "ORG", "LOC"], path, kinds, cut="|")
        columns("peyma-" + part + ".own.tsv", ["PER", "ORG", "LOC", "DAT", "TIM", "MON", "PCT"], path, {}, cut="|")


def arabic():
    """ANERcorp has no document marks; five parts of six train, by runs of sentences."""
    to = {"PERS": "PER"}
    sentences, words, marks = [], [], []
    for line in lines(gold("anercorp/ANERCorp")) + [""]:
        fields = line.split()
        if len(fields) >= 2:
            mark = fields[-1]
            words.append(fields[0])
            marks.append(mark.replace("PERS", "PER") if mark != "O" else "O")
        if words and (len(fields) < 2 or fields[0] in (".", "؟", "!")):
            sentences.append((words, marks))
            words, marks = [], []
    runs = 60
    size = (len(sentences) + runs - 1) // runs
    train = Writer("anercorp-train.tsv", ["PER", "ORG", "LOC"])
    test = Writer("anercorp-test.tsv", ["PER", "ORG", "LOC"])
    for at, (words, marks) in enumerate(sentences):
        writer = test if (at // size) % 6 == 5 else train
        if at % size == 0:
            writer.document()
        writer.sentence(words, marks)


for step in (uner, wnut, btc, wikigold, crossner, crossre_news, redocred, meantime, enron_coref, re3d, gum, ewt_tags,
             persian, arabic):
    step()
