#!/usr/bin/env python3
"""Writes the demo case from its sources: inquiry/source -> inquiry/mail, reports, lists, truth.

usage: tools/make_demo.py [--out DIR]     (default: inquiry beside this script's folder)

The letters stand in inquiry/source/*.txt:  #L id | FROM > TO,TO cc:CC | local time | subject | options
then the body, one line a paragraph, then what it claims:  ! type status key=value; ... | exact quote
Codes of people and organisations are those of inquiry/source/world.py. Options: re= (answers), fwd= (forwards),
fwdatt= (attaches that letter), att= (attaches a file), client=, enc= (qp b64 cp1256 iso-8859-6), html=1, spell=,
box= (M, L, P: whose mailboxes hold a copy), sig=no, auto=1, norefs=1. The same sources give the same bytes.
"""
import argparse
import collections
import datetime
import json
import pathlib
import random
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "inquiry" / "source"
sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCE))
import mailer  # noqa: E402
import noise  # noqa: E402
from world import EXTRAS, ORGS, PEOPLE  # noqa: E402

BOXES = {"M": {"KHO", "LAL", "MIN", "RAM", "ARA", "ARD", "GOL", "BAB"}, "L": {"LIS", "GIA", "COR"}, "P": {"ORL", "PIE", "CLA"}}
DUPLICATES = ("e010", "f008", "n22", "e038")          # lie twice in the foundation's Maildir, byte for byte


class Letter:
    def __init__(self, id, sender, to, cc, when, subject, options):
        self.id, self.sender, self.to, self.cc, self.subject = id, sender, to, cc, subject
        self.when = datetime.datetime.strptime(when, "%Y-%m-%d %H:%M")
        self.options = dict(o.split("=", 1) for o in options.split())
        self.parent, self.forwards = self.option("re"), self.option("fwd")
        self.spell = int(self.option("spell") or 0)
        self.client = self.option("client") or mailer.WHO[sender]["client"]
        self.html, self.flowed = bool(self.option("html")) or self.client == "bulk", False
        self.body, self.claims, self.places = "", [], []

    def option(self, name):
        return self.options.get(name)

    def settle(self):
        self.body = self.body.strip("\n")
        self.language = mailer.language_of(self.body + " " + self.subject if len(self.body) < 40 else self.body)
        enc = self.option("enc")
        self.charset = enc if enc in ("cp1256", "iso-8859-6") else "us-ascii" if self.body.isascii() else "utf-8"
        if self.charset == "us-ascii" and self.client in ("it", "hotmail"):
            self.charset = "iso-8859-1"

    def boxes(self):
        if self.option("box"):
            return self.option("box").split(",")
        people = {self.sender, *self.to, *self.cc}
        return [b for b, owners in BOXES.items() if people & owners] or ["P"]


def parse_claim(line):
    head, quote = line[2:].rsplit(" | ", 1)
    kind, status, rest = (head.split(" ", 2) + [""])[:3]
    pairs = [p.split("=", 1) for p in rest.split("; ") if p]
    return dict(type=kind, status=status, quote=quote.strip(), args=[(k.strip(), v.strip()) for k, v in pairs])


def parse_letters(path):
    letter = None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#L "):
            id, people, when, subject, options = ([f.strip() for f in line[3:].split("|")] + [""])[:5]
            sender, rest = people.split(" > ")
            to, _, cc = rest.partition(" cc:")
            letter = Letter(id, sender.strip(), to.strip().split(","), cc.split(",") if cc else [], when, subject, options)
            yield letter
        elif line.startswith("! "):
            letter.claims.append(parse_claim(line))
        elif letter is not None:
            letter.body += line + "\n"


def noise_letters(rng):
    """Composed everyday letters, in a fixed order with a fixed seed."""
    count = collections.Counter()

    def made(prefix, sender, to, when, subject, body, options=""):
        count[prefix] += 1
        letter = Letter(f"{prefix}{count[prefix]:02d}", sender, to, [], when.strftime("%Y-%m-%d %H:%M"), subject, options)
        letter.body = body
        return letter

    def weekday(year, week, day, hour, minute):
        return datetime.datetime.fromisocalendar(year, week, day).replace(hour=hour, minute=minute)

    m = noise.MENU_FA
    for n in range(20):
        mains = rng.sample(m["main"], 3)
        body = rng.choice(m["open"]) + "\n\n" + "؛ ".join(mains) + ".\n\n" + " ".join(rng.sample(m["more"], 2)) + "\n\n" + rng.choice(m["close"])
        yield made("u", "CAN", ["LAL", "RAM", "ARA", "MIN"], weekday(2012, 2 + 2 * n, 6, 8, rng.randrange(10, 59)), rng.choice(["منوی هفته", "ناهار این هفته", "غذای هفته"]), body, "client=fa")
    for n, (subject, lines) in enumerate(noise.NOTICE_FA):
        yield made("b", rng.choice(["GOL", "BAB", "MIN"]), rng.sample(["LAL", "RAM", "ARA"], 2), weekday(2012, 4 + 5 * n, rng.randrange(1, 5), rng.randrange(8, 15), rng.randrange(60)), subject, "سلام\n\n" + "\n\n".join(lines))
    v = noise.MOVES
    for n in range(22):
        ships = rng.sample(v["ship"], rng.randrange(2, 5))
        fill = lambda t: t.format(t=f"{rng.randrange(24):02d}:{rng.choice(['00', '10', '25', '40'])}", n=rng.randrange(1, 5), m=rng.randrange(5, 8))
        body = "\n".join(f"{s} {fill(rng.choice(v['what']))}." for s in ships) + "\n\n" + " ".join(fill(t) for t in rng.sample(v["tail"], 2)) + "\n\nPort Captain's Desk"
        when = weekday(2012, 3 + 2 * n, rng.randrange(1, 6), 6, rng.randrange(60))
        yield made("v", "PRT", ["RAM", "LAL"], when, f"Movements {when:%d.%m.}", body)
    for prefix, sender, data, title, total in (("t", "TID2", noise.TIDES, "Tide Tables Weekly", 14), ("r", "RIG", noise.ROPE, "", 8)):
        for n in range(total):
            body = rng.choice(data["lead"]) + "\n\n" + "\n\n".join(rng.sample(data["story"], 2)) + "\n\n" + rng.choice(data["foot"])
            to = ["LIS"] if prefix == "r" else rng.choice([["LIS"], ["RAM"], ["ORL"]])
            yield made(prefix, sender, to, weekday(2012, 2 + (50 // total) * n, 5, 5, rng.randrange(60)), (f"{title} no. {214 + n}" if title else data["lead"][n % len(data["lead"])]), body)
    c = noise.CHAT_EN
    circle = [["LIS", "GIA", "COR"], ["ORL", "PIE", "CLA"], ["LAL", "RAM", "MIN"]]
    for n in range(26):
        sender, to = rng.sample(circle[n % 3], 2)
        hello = rng.choice(c["hello"]).format(to=PEOPLE.get(to, EXTRAS.get(to))["en"][0].split()[0])
        asks = c["a"][n % len(c["a"])]
        asks = asks if hello else asks[0].upper() + asks[1:]
        sign = PEOPLE.get(sender, EXTRAS.get(sender))["en"][0].split()[0]
        body = "\n\n".join(p for p in (hello, asks + " " + " ".join(rng.sample(c["b"], rng.randrange(1, 3))), (rng.choice(c["bye"]) + "\n" + sign).strip()) if p)
        yield made("c", sender, [to], weekday(2012, 3 + (n * 7) % 48, rng.randrange(1, 6), rng.randrange(8, 18), rng.randrange(60)), rng.choice(["quick thing", "today", "(no subject)", "before I forget", "floor business", "sorry to ask"]), body)
    for n, (subject, body) in enumerate(noise.CHAT_AR):
        sender, to = rng.choice([("RIM", "ANI"), ("ANI", "RIM"), ("ISS", "HUD"), ("HUD", "ISS")])
        yield made("d", sender, [to], weekday(2012, 5 + 4 * n, rng.randrange(1, 5), rng.randrange(8, 16), rng.randrange(60)), subject, body, "client=ar box=P")


def place_letters(letters, out):
    """Writes the three mailboxes; sets each letter's places, in the order M, L, P."""
    mail = out / "mail"
    for sub in ("foundation/cur", "foundation/new", "foundation/tmp", "press"):
        (mail / sub).mkdir(parents=True)
    (mail / "foundation/tmp/.gitkeep").write_bytes(b"")
    ordered = sorted(letters.values(), key=lambda l: (mailer.moment(l), l.id))
    boxed = {b: [l for l in ordered if b in l.boxes()] for b in "MLP"}

    def copy(letter, box):
        mine = letter.sender in BOXES[box]     # sent from here: no Received lines
        return (b"" if mine else mailer.received(letter, box)) + mailer.render(letter, letters, SOURCE / "attachments")

    for n, letter in enumerate(boxed["M"]):
        seconds = int(mailer.moment(letter).timestamp())
        unread = n >= len(boxed["M"]) - 6
        name = f"{seconds}.M{n:04d}P{4711 + n % 3}.neyzar"
        path = f"mail/foundation/new/{name}" if unread else f"mail/foundation/cur/{name}:2,S"
        (out / path).write_bytes(copy(letter, "M"))
        letter.places.append(path)
        if letter.id in DUPLICATES:
            twin = f"mail/foundation/cur/{seconds}.M{n:04d}P9000.neyzar:2,S"
            (out / twin).write_bytes(copy(letter, "M"))
            letter.places.append(twin)
    with open(mail / "lisk.mbox", "wb") as mbox:
        for n, letter in enumerate(boxed["L"], 1):
            utc = mailer.moment(letter).astimezone(datetime.timezone.utc)
            body = re.sub(rb"(?m)^(>*From )", rb">\1", copy(letter, "L"))
            mbox.write(f"From {mailer.address_of(letter.sender)} {utc:%a %b} {utc.day:2d} {utc:%H:%M:%S %Y}\n".encode() + body + (b"" if body.endswith(b"\n") else b"\n") + b"\n")
            letter.places.append(f"mail/lisk.mbox#{n}")
    for n, letter in enumerate(boxed["P"], 1):
        slug = re.sub(r"[^a-z0-9]+", "-", letter.subject.lower()).strip("-")[:32] or letter.language
        path = f"mail/press/{n:03d}-{slug}.eml"
        (out / path).write_bytes(copy(letter, "P"))
        letter.places.append(path)


def names_of(code):
    if code in ORGS:
        return ORGS[code]
    person = PEOPLE[code]
    return [*person["en"], *person["fa"], *person["ar"], *person.get("also", [])]


def argument(value, quote):
    if value in ORGS or value in PEOPLE:
        found = [n for n in sorted(names_of(value), key=len, reverse=True) if n in quote]
        return {**({"text": found[0]} if found else {}), "name": names_of(value)[0], "key": value}
    return {**({"text": value} if value in quote else {}), "name": value.replace("KHO", "Khosrow Nimvari")}


def money(value, quote):
    number, _, currency = value.partition(" ")
    out = {"value": int(number), **({"currency": currency} if currency else {})}
    match = re.search(r"[\d۰-۹٬][\d۰-۹٬,]*(?: ?(?:dollars|euros|thousand euro|euro|دلار|دولار|میلیون تومان|هزار دلار|ألف دولار))?", quote)
    return {**({"text": match[0]} if match else {}), **out}


def truth_of(raw, number, source, author, evidence):
    """One planted claim as a record of the contract's shape."""
    args, time, by, cues, more = collections.OrderedDict(), {}, [], [], {}
    for key, value in raw["args"]:
        if key in ("t", "from", "to"):
            time.update({"from": value, "to": value} if key == "t" else {key: value})
        elif key == "by":
            by = value.split(">")
        elif key == "cue":
            cues = value.split("/")
        elif key in ("nonanswer", "implicit"):
            more.update({key: True} if value == "1" else {})
        elif key == "amount":
            args[key] = [money(value, raw["quote"])]
        else:
            values = [value] if key in ("content", "title", "purpose", "goods", "action", "topic", "before") else value.split(",")
            args[key] = [argument(v, raw["quote"]) for v in values]
    chain = [{"source": author, "name": names_of(author)[0], "kind": "document"}]
    for n, who in enumerate(by):
        chain.append({"source": who, "name": argument(who, "")["name"], **({"cue": cues[n]} if n < len(cues) else {}), "kind": "indirect"})
    return {"id": f"t{number:03d}", "type": raw["type"], "args": args, **({"time": time} if time else {}), "status": raw["status"],
            "cues": cues[len(by):], "attribution": chain, "evidence": [evidence], "source": source, **more}


def locate(quote, text):
    """The quote as it stands in the text, line ends included."""
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return match[0] if match else None


def write_truth(letters, out):
    truth, claims, problems = out / "truth", [], []
    truth.mkdir(parents=True, exist_ok=True)
    for letter in letters.values():
        for raw in letter.claims:
            quote = locate(mailer.to_charset(raw["quote"], letter.charset), letter.text)
            if quote is None:
                problems.append(f"{letter.id}: {raw['quote']}")
                continue
            claims.append(truth_of(raw, len(claims) + 1, letter.id, letter.sender, {"file": letter.places[0], "quote": quote, "language": letter.language}))
    for line in (SOURCE / "6_reports.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("#R "):
            name, who = [f.strip() for f in line[3:].split("|")][:2]
            text = (SOURCE / "reports" / name).read_text(encoding="utf-8")
        elif line.startswith("! "):
            raw = parse_claim(line)
            quote = locate(raw["quote"], text)
            if quote is None:
                problems.append(f"{name}: {raw['quote']}")
                continue
            start = len(text[:text.index(quote)].encode())
            evidence = {"file": f"reports/{name}", "start": start, "end": start + len(quote.encode()), "quote": quote, "language": mailer.language_of(quote)}
            claims.append(truth_of(raw, len(claims) + 1, name, who.split(">")[0], evidence))
    if problems:
        sys.exit("quotes not found:\n" + "\n".join(problems))
    write_lines(truth / "claims.jsonl", claims)
    people = [{"id": c, "names": {k: p[k] for k in ("en", "fa", "ar") if p[k]}, "also": p.get("also", []), "addresses": sorted({a.lower() for a in p["mail"]}),
               "posts": [{"title": t, "organisation": ORGS[o][0] if o else None, "from": f, "to": u} for t, o, f, u in p.get("posts", [])],
               "sent": sum(l.sender == c for l in letters.values()), "received": sum(c in l.to + l.cc for l in letters.values())} for c, p in {**PEOPLE, **EXTRAS}.items()]
    write_lines(truth / "people.jsonl", people)
    write_lines(truth / "organisations.jsonl", [{"id": c, "names": n} for c, n in ORGS.items()])
    threads = collections.OrderedDict()
    for letter in sorted(letters.values(), key=lambda l: (mailer.moment(l), l.id)):
        root = letter
        while root.parent:
            root = letters[root.parent]
        threads.setdefault(root.id, []).append({"letter": letter.id, "message_id": mailer.message_id(letter), "parent": letter.parent, "places": letter.places})
    write_lines(truth / "threads.jsonl", [{"thread": k, "letters": v} for k, v in threads.items()])
    counts = {"letters": len(letters), "letters_written_singly": sum(l.id[0] in "efa" for l in letters.values()), "files": sum(len(l.places) for l in letters.values()), "threads": len(threads), "claims": len(claims),
              "letters_by_language": dict(sorted(collections.Counter(l.language for l in letters.values()).items())),
              "places": dict(sorted(collections.Counter(re.split(r"[/#]", p)[1] for l in letters.values() for p in l.places).items())),
              "claims_by_type": dict(sorted(collections.Counter(c["type"] for c in claims).items())), "claims_by_status": dict(sorted(collections.Counter(c["status"] for c in claims).items()))}
    (truth / "counts.json").write_text(json.dumps(counts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return counts


def write_lines(path, records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def write_lists(out):
    lists = out / "lists"
    lists.mkdir(parents=True)
    rows, entities = ["ent_num,type,name,aliases,programme,listed,born,country,remarks"], []
    country = {"Mahravan": "mahravan", "Cyprus": "cy", "Austria": "at", "Panama": "pa", "Oman": "om", "Tarraland": "tarraland"}
    for n, line in enumerate((SOURCE / "listing.txt").read_text(encoding="utf-8").strip().split("\n"), 1):
        schema, name, aliases, programme, listed, born, where, remarks = line.split("|")
        rows.append(",".join(f'"{v}"' if "," in v else v for v in (str(4000 + n), schema.lower(), name, aliases, programme, listed, born, where, remarks)))
        place = {"Person": "nationality", "Vessel": "flag"}.get(schema, "jurisdiction")
        properties = {"name": [name], "alias": [a for a in aliases.split(";") if a], "topics": ["sanction"], "program": [programme], "notes": [remarks] if remarks else [], place: [country[where]] if len(country[where]) == 2 else [], "birthDate": [born] if born else []}
        entities.append({"id": f"jomm-{4000 + n}", "caption": name, "schema": schema, "properties": {k: v for k, v in properties.items() if v}, "datasets": ["jomm_demo"], "first_seen": listed, "target": True})
    (lists / "maritime_measures.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    write_lines(lists / "entities.ftm.json", entities)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "inquiry")
    out = parser.parse_args().out
    letters = {}
    for path in sorted(SOURCE.glob("[1-8]_*.txt")):
        if path.name != "6_reports.txt":
            for letter in parse_letters(path):
                assert letter.id not in letters, letter.id
                letters[letter.id] = letter
    for letter in noise_letters(random.Random(1391)):
        letters[letter.id] = letter
    for letter in letters.values():
        letter.settle()
    for letter in sorted(letters.values(), key=lambda l: (mailer.moment(l), l.id)):
        mailer.compose(letter, letters)
        if (letter.charset == "us-ascii" and not letter.text.isascii()) or (letter.charset == "iso-8859-1" and not letter.text.isascii()):
            letter.charset = "utf-8"
    for part in ("mail", "reports", "lists", "truth"):
        for old in ([p for p in (out / part).iterdir() if p.name != "README.md"] if (out / part).exists() else []):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    (out / "truth").mkdir(parents=True, exist_ok=True)
    for part in ("mail", "lists"):
        if (out / part).exists():
            shutil.rmtree(out / part)
    place_letters(letters, out)
    shutil.copytree(SOURCE / "reports", out / "reports", dirs_exist_ok=True)
    write_lists(out)
    counts = write_truth(letters, out)
    print(json.dumps(counts, ensure_ascii=False))


if __name__ == "__main__":
    main()
