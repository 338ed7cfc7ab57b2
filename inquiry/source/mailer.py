"""Turns letters of the demo case into bytes as mail programs of 2012 wrote them: headers, quoting, encodings.

A letter's `text` is what a reader sees in its plain part (or the paragraphs of its HTML, when it has no plain part).
Everything is a function of the letter: the same sources give the same bytes.
"""
import base64
import datetime
import hashlib
import html
import quopri
import re
import textwrap
from email.header import Header

from world import EXTRAS, LIST, PEOPLE

WHO = {**PEOPLE, **EXTRAS}
MONTHS_FA = "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split()
MONTHS_AR = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
AGENTS = {
    "thunderbird": "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:10.0) Gecko/20120216 Thunderbird/10.0.2",
    "apple": "X-Mailer: Apple Mail (2.1084)", "outlook": "X-Mailer: Microsoft Office Outlook 12.0",
    "hotmail": "X-Mailer: Postbox Web 4", "it": "X-Mailer: Libeccio Posta 3.2", "fa": "X-Mailer: Nameh Web Client 1.4",
    "ar": "X-Mailer: Microsoft Outlook 14.0", "bulk": "X-Mailer: ListPress 2", "gmail": None,
}


def digest(*parts):
    return hashlib.sha1("|".join(map(str, parts)).encode()).hexdigest()


def language_of(text):
    arabic = sum("\u0600" <= c <= "\u06ff" for c in text)
    if arabic * 3 < sum(c.isalpha() for c in text):
        return "en"
    return "fa" if sum(c in "پچژگیک" for c in text) * 40 > arabic else "ar"


def eu_summer(day):
    def last_sunday(month):
        d = datetime.date(day.year, month, 31)
        return d - datetime.timedelta(days=(d.weekday() + 1) % 7)
    return last_sunday(3) <= day < last_sunday(10)


def zone_of(code, when):
    zone = WHO[code]["zone"]
    if isinstance(zone, str):
        return int(zone[2:]) + (60 if eu_summer(when.date()) else 0)
    return zone


def moment(letter):
    zone = datetime.timezone(datetime.timedelta(minutes=zone_of(letter.sender, letter.when)))
    return letter.when.replace(tzinfo=zone)


def name_of(code, language, spell=0):
    names = WHO[code].get(language) or WHO[code]["en"]
    return names[spell % len(names)]


def address_of(code, spell=0):
    mails = WHO[code]["mail"]
    return mails[spell % len(mails)]


def encoded(text, charset="utf-8"):
    if text.isascii():
        return text
    return Header(text, charset, maxlinelen=72).encode()


def mailbox_header(code, language, spell, charset):
    if code == "LIST":
        return LIST
    name = name_of(code, language, spell)
    if charset in ("cp1256", "iso-8859-6"):
        name = to_charset(name, charset)
    shown = encoded(name, charset_name(charset)) if not name.isascii() else (f'"{name}"' if re.search(r"[,.@]", name) else name)
    return f"{shown} <{address_of(code, spell)}>"


def charset_name(charset):
    return {"cp1256": "windows-1256"}.get(charset, charset)


PERSIAN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬", "0123456789,")


def to_charset(text, charset):
    """The letters a writer had to use where the charset lacks his own."""
    if charset == "cp1256":
        return text.translate(PERSIAN_DIGITS).replace("ی", "ي")
    if charset == "iso-8859-6":
        return text.translate(PERSIAN_DIGITS).replace("«", '"').replace("»", '"')
    return text


def wrap(paragraphs, width, flowed):
    out = []
    for line in paragraphs.split("\n"):
        if len(line) <= width or line.startswith((">", " ")):
            out.append(line)
            continue
        pieces = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        out.extend(p + " " if flowed and i + 1 < len(pieces) else p for i, p in enumerate(pieces))
    return "\n".join(out)


def fa_digits(text):
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def clock12(when, am, pm):
    return f"{(when.hour - 1) % 12 + 1}:{when.minute:02d} {am if when.hour < 12 else pm}"


def quote_head(client, parent, language):
    """How the program announces the letter that it quotes."""
    when = parent.when
    name, address = name_of(parent.sender, parent.language, parent.spell), address_of(parent.sender, parent.spell)
    if client == "gmail":
        return f"On {when:%a, %b} {when.day}, {when.year} at {clock12(when, 'AM', 'PM')}, {name}\n<{address}> wrote:\n"
    if client == "apple":
        return f"On {when.day} {when:%b %Y}, at {when:%H:%M}, {name} wrote:\n"
    if client == "it":
        months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
        return f"Il giorno {when.day} {months[when.month - 1]} {when.year} {when:%H:%M}, {name} <{address}>\nha scritto:\n"
    if client == "fa":
        return f"در تاریخ {fa_digits(str(when.day))} {MONTHS_FA[when.month - 1]} {fa_digits(str(when.year))}، ساعت {fa_digits(f'{when:%H:%M}')}، {name} <{address}> نوشت:"
    if client == "ar" and language == "ar":
        return f"في {when.day} {MONTHS_AR[when.month - 1]}، {when.year} {clock12(when, 'ص', 'م')}، كتب {name} <{address}>:"
    return f"On {when:%d/%m/%Y %H:%M}, {name} wrote:"


def header_block(parent, marker, names, sent):
    to = "; ".join(LIST if c == "LIST" else name_of(c, parent.language) for c in parent.to)
    lines = [marker, f"{names[0]}: {name_of(parent.sender, parent.language, parent.spell)} [mailto:{address_of(parent.sender, parent.spell)}]" if names[0] == "From" and "Original" in marker
             else f"{names[0]}: {name_of(parent.sender, parent.language, parent.spell)} <{address_of(parent.sender, parent.spell)}>",
             f"{names[1]}: {sent}", f"{names[2]}: {to}" if "Original" in marker else f"{names[3]}: {parent.subject}",
             f"{names[3]}: {parent.subject}" if "Original" in marker else f"{names[2]}: {to}"]
    return "\n".join(lines) + "\n\n"


def original_message(parent):
    when = parent.when
    return header_block(parent, "-----Original Message-----", ("From", "Sent", "To", "Subject"), f"{when:%A, %B} {when.day}, {when.year} {clock12(when, 'AM', 'PM')}")


def forward_head(client, parent, language):
    when = parent.when
    if client == "fa" and language == "fa":
        return header_block(parent, "---------- پیام هدایت‌شده ----------", ("از", "تاریخ", "به", "موضوع"), f"{fa_digits(str(when.day))} {MONTHS_FA[when.month - 1]} {fa_digits(str(when.year))}، {fa_digits(f'{when:%H:%M}')}")
    if client == "ar" and language == "ar":
        return header_block(parent, "---------- رسالة محوّلة ----------", ("من", "التاريخ", "إلى", "الموضوع"), f"{when.day} {MONTHS_AR[when.month - 1]} {when.year}")
    if client == "apple":
        return header_block(parent, "Begin forwarded message:\n", ("From", "Date", "To", "Subject"), f"{when.day} {when:%B %Y %H:%M:%S}")
    if client == "outlook":
        return original_message(parent)
    return header_block(parent, "---------- Forwarded message ----------", ("From", "Date", "To", "Subject"), f"{when:%a, %b} {when.day}, {when.year} at {clock12(when, 'AM', 'PM')}")


def signature(letter):
    sender = WHO[letter.sender]
    lines = sender.get("sig_" + letter.language) or []
    inside = all(sender.get("org") is not None and WHO.get(c, {}).get("org") == sender.get("org") for c in letter.to)
    if letter.option("sig") == "no" or letter.option("auto") or not lines or (inside and letter.parent):
        return ""
    if letter.body.rsplit("\n", 1)[-1].strip() == lines[0]:     # he has signed already
        lines = lines[1:]
    mark = "-- \n" if letter.client in ("thunderbird", "apple") else ""
    return "\n\n" + mark + "\n".join(lines)


def compose(letter, letters):
    """Sets letter.text: own words, signature, then what is quoted or forwarded."""
    width = {"outlook": 10_000, "bulk": 10_000, "hotmail": 10_000}.get(letter.client, 72)
    own = letter.body
    if letter.html:
        letter.text = own + signature(letter)
        return
    letter.flowed = letter.client in ("thunderbird", "apple")
    text = wrap(own, width, letter.flowed) + signature(letter)
    source = letters.get(letter.parent or letter.forwards)
    if source is not None and not letter.option("auto"):
        inner = source.text
        if letter.forwards:
            text += "\n\n" + forward_head(letter.client, source, letter.language) + inner
        elif letter.client == "outlook":
            text += "\n\n" + original_message(source) + inner
        elif letter.client != "hotmail" or letter.when.minute % 2:
            keep = [l for l in inner.split("\n") if not l.startswith(">>")]
            quoted = "\n".join((">" if l.startswith(">") else "> ") + l.rstrip() if l.strip() else ">" for l in keep)
            text += "\n\n" + quote_head(letter.client, source, letter.language) + "\n" + quoted
    letter.text = to_charset(text, letter.charset) + "\n"


def body_part(text, charset, how, subtype="plain", flowed=False):
    """(header lines, bytes) of one text part."""
    raw = text.encode(charset)
    extra = "; format=flowed" if flowed else ""
    head = [f"Content-Type: text/{subtype}; charset={charset_name(charset)}{extra}", f"Content-Transfer-Encoding: {how}"]
    if how == "base64":
        raw = base64.encodebytes(raw.replace(b"\n", b"\r\n") if subtype == "plain" and charset == "utf-8" else raw)
    elif how == "quoted-printable":
        raw = quopri.encodestring(raw)
    return head, raw


def as_html(letter):
    rtl = ' dir="rtl"' if letter.language != "en" else ""
    paragraphs = "\n".join(f"<p>{html.escape(p, quote=False).replace(chr(10), '<br>' + chr(10))}</p>" for p in letter.text.strip().split("\n\n"))
    style = "<style>p { margin: 0 0 1em 0 } .foot { color: #777 }</style>" if letter.client == "bulk" else ""
    return f"<html><head><title>{html.escape(letter.subject)}</title>{style}</head>\n<body{rtl}>\n{paragraphs}\n</body></html>\n"


def tiny_pdf(lines):
    """A one-page PDF with these lines of ASCII text."""
    words = " ".join(f"({l}) Tj T*" for l in lines)
    stream = f"BT /F1 11 Tf 14 TL 72 760 Td {words} ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{o:010d} 00000 n \n" for o in offsets)
    return (f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def message_id(letter):
    host = address_of(letter.sender, letter.spell).split("@")[1].lower()
    h = digest("id", letter.id)
    if letter.client == "gmail":
        return f"CA{h[:8]}+{h[8:24]}@mail.{host}"
    if letter.client in ("outlook", "ar"):
        return f"{h[:8].upper()}${h[8:16]}${h[16:24]}@{host}"
    if letter.client == "apple":
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:28]}@{host}".upper()
    return f"{h[:8].upper()}.{int(h[8:14], 16)}@{host}"


def top_headers(letter, letters):
    charset = letter.charset
    stamp = moment(letter)
    date = stamp.strftime("%a, %d %b %Y %H:%M:%S %z")
    if letter.id == "e045":
        date = stamp.strftime("%a, %d %b %y %H:%M:%S %z")
    if letter.client == "it":
        date += " (CEST)" if eu_summer(letter.when.date()) else " (CET)"
    lines = [f"Date: {date}", "From: " + mailbox_header(letter.sender, letter.language, letter.spell, charset)]
    for field, codes in (("To", letter.to), ("Cc", letter.cc)):
        if codes:
            spells = [int(digest(letter.id, c)[:2], 16) % 5 == 0 for c in codes]
            lines.append(f"{field}: " + ",\n\t".join(mailbox_header(c, letter.language, int(s), charset) for c, s in zip(codes, spells)))
    subject = to_charset(letter.subject, charset)
    lines.append("Subject: " + encoded(subject, charset_name(charset)))
    lines.append(f"Message-ID: <{message_id(letter)}>")
    if letter.parent and not letter.option("norefs"):
        chain, at = [], letter.parent
        while at:
            chain.append(f"<{message_id(letters[at])}>")
            at = letters[at].parent
        lines.append(f"In-Reply-To: {chain[0]}")
        if letter.client not in ("it", "hotmail"):
            lines.append("References: " + "\n ".join(reversed(chain)))
    if "LIST" in letter.to:
        lines += ["List-Id: old hulls <old-hulls.lists.old-hulls.example>", "Precedence: list"]
    if letter.client == "bulk":
        lines += [f"List-Unsubscribe: <mailto:{address_of(letter.sender)}?subject=stop>", "Precedence: bulk"]
    if letter.option("auto"):
        lines += ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"]
    if AGENTS[letter.client]:
        lines.append(AGENTS[letter.client])
    if letter.client == "hotmail":
        lines.append(f"X-Originating-IP: [198.51.100.{int(digest(letter.id)[:2], 16) % 250 + 1}]")
    lines.append("MIME-Version: 1.0")
    return lines


def attachment_part(name, folder, letters):
    if name.endswith(".pdf"):
        data = tiny_pdf(["NOTICE", "My client, Mr Khosrow Nimvari, reserves all rights.", "He denies that he enriched himself or his family.", "Bahman Ketabdust, Advocate"])
        kind = "application/pdf"
    else:
        data, kind = (folder / name).read_bytes(), "text/csv" if name.endswith(".csv") else "text/plain; charset=utf-8"
    head = [f'Content-Type: {kind}; name="{name}"' if ";" not in kind else f'{("Content-Type: " + kind)}; name="{name}"', "Content-Transfer-Encoding: base64",
            f'Content-Disposition: attachment; filename="{name}"']
    return head, base64.encodebytes(data)


def render(letter, letters, folder):
    """The letter's bytes as its sender's program left them (no Received lines)."""
    charset = letter.charset
    ascii_only = letter.text.isascii()
    if charset == "us-ascii" and not ascii_only:
        charset = "utf-8"
    long_lines = any(len(l.encode()) > 900 for l in letter.text.split("\n"))
    how = {"b64": "base64", "qp": "quoted-printable"}.get(letter.option("enc"))
    if how is None:
        how = "quoted-printable" if long_lines or letter.client in ("it", "outlook", "gmail") else "7bit" if ascii_only else "8bit" if charset != "utf-8" or letter.client == "fa" else "base64"
    if letter.html:
        head, body = body_part(as_html(letter), charset, "quoted-printable" if how == "7bit" else how, "html")
    else:
        head, body = body_part(letter.text, charset, how, "plain", letter.flowed)
        if letter.client == "gmail" and not letter.option("enc"):
            h2, b2 = body_part(as_html(letter), charset, how, "html")
            head, body = multipart("alternative", letter.id, [(head, body), (h2, b2)])
    parts = [(head, body)]
    if letter.option("att"):
        parts.append(attachment_part(letter.option("att"), folder, letters))
    if letter.option("fwdatt"):
        inner = letters[letter.option("fwdatt")]
        parts.append((["Content-Type: message/rfc822", "Content-Disposition: attachment"], render(inner, letters, folder)))
    if len(parts) > 1:
        head, body = multipart("mixed", letter.id + "m", parts)
    return "\n".join(top_headers(letter, letters) + head).encode("ascii") + b"\n\n" + body


def multipart(kind, seed, parts):
    boundary = f"----=_{digest('boundary', seed)[:20]}"
    out = b""
    for head, body in parts:
        out += f"--{boundary}\n".encode() + "\n".join(head).encode("ascii") + b"\n\n" + body + (b"" if body.endswith(b"\n") else b"\n")
    return [f'Content-Type: multipart/{kind};\n boundary="{boundary}"'], out + f"--{boundary}--\n".encode()


def received(letter, box):
    """The lines that the recipient's own server put on top."""
    stamp = moment(letter) + datetime.timedelta(seconds=int(digest(letter.id, box)[:2], 16) % 50 + 2)
    host = address_of(letter.sender, letter.spell).split("@")[1].lower()
    server = {"M": "mx.neyzar-foundation.example", "L": "posta.corvane-lisk.example", "P": "in2.tideline.example"}[box]
    n = int(digest(letter.id, "ip")[:2], 16)
    return (f"Return-Path: <{address_of(letter.sender, letter.spell)}>\nReceived: from out.{host} ([192.0.2.{n % 250 + 1}])\n"
            f"\tby {server} with ESMTP id {digest(letter.id, box)[:10]};\n\t{stamp:%a, %d %b %Y %H:%M:%S %z}\n").encode()
