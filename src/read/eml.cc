#include "read/eml.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "base/utf8.h"
#include "read/charset.h"
#include "read/encoded_words.h"
#include "read/header_block.h"
#include "read/html.h"
#include "read/letter_fields.h"
#include "read/mime_part.h"
#include "read/mime_tree.h"
#include "read/sniff.h"

namespace clew::read {
namespace {

constexpr std::size_t kPiece = 1 << 18;

bool is_text(const MimePart& part) { return part.type.value.starts_with("text/"); }

// The file name that a part gives itself, decoded; empty: none. Folders are left out.
std::string file_name(const MimePart& part) {
  const std::string* given = part.disposition.find("filename");
  if (!given || given->empty()) given = part.type.find("name");
  if (!given) return {};
  std::string_view name = *given;
  const std::size_t folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  std::string out;
  for (const char c : name) out += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
  while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
  out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
  constexpr std::size_t kLongest = 200;
  if (out.size() > kLongest) {
    // The suffix says what it is, so the cut is made before it.
    const std::size_t dot = out.rfind('.');
    const std::string suffix =
        dot != std::string::npos && out.size() - dot <= 10 ? out.substr(dot) : std::string();
    out = out.substr(0, floor_boundary(out, kLongest - suffix.size())) + suffix;
  }
  return out;
}

std::string_view suffix_for(std::string_view media_type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kSuffixes{{
      {"text/plain", ".txt"},
      {"text/html", ".html"},
      {"text/calendar", ".ics"},
      {"text/rtf", ".rtf"},
      {"text/enriched", ".txt"},
      {"text/csv", ".csv"},
      {"text/vcard", ".vcf"},
      {"text/x-vcard", ".vcf"},
      {"text/rfc822-headers", ".txt"},
      {"message/rfc822", ".eml"},
      {"message/global", ".eml"},
      {"message/delivery-status", ".txt"},
      {"image/jpeg", ".jpg"},
      {"image/png", ".png"},
      {"image/gif", ".gif"},
      {"image/tiff", ".tif"},
      {"application/pdf", ".pdf"},
      {"application/msword", ".doc"},
      {"application/zip", ".zip"},
      {"application/pgp-signature", ".asc"},
      {"application/pkcs7-signature", ".p7s"},
      {"application/ms-tnef", ".dat"},
  }};
  for (const auto& [type, suffix] : kSuffixes)
    if (type == media_type) return suffix;
  return ".bin";
}

// A source in pieces of flat size, without a copy where it lies in memory.
class PieceReader {
 public:
  explicit PieceReader(Source& source) : source_(source) {}

  /// The next piece; ended() then tells whether it is the last one.
  Result<std::string_view> next() {
    if (const std::string_view* memory = source_.in_memory()) {
      const std::string_view piece = memory->substr(at_, kPiece);
      at_ += piece.size();
      ended_ = at_ >= memory->size();
      return piece;
    }
    block_.resize(kPiece);
    std::size_t have = 0;
    while (have < kPiece) {
      const std::size_t got = TRY(source_.read(block_.data() + have, kPiece - have));
      if (got == 0) break;
      have += got;
    }
    block_.resize(have);
    ended_ = have < kPiece;
    return std::string_view(block_);
  }
  bool ended() const { return ended_; }

 private:
  Source& source_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::string block_;
};

class Letter {
 public:
  Letter(Source& file, const Limits& limits, const model::Fields& more, Sink& sink)
      : file_(file), limits_(limits), more_(more), sink_(sink) {}

  Result<void> run() {
    TRY(read_header_block(file_, limits_.max_header_bytes, block_));
    if (block_.headers.empty()) return Error{Code::bad_input, "no header block of RFC 5322", {}, {}};
    MimePart root = describe_part(block_.headers);
    root.range = {block_.body, file_.size()};
    tree_ = TRY(read_mime_tree(file_, std::move(root), block_.cr_lines, limits_));
    for (MimePart& part : tree_.parts)
      if (part.encoding == Encoding::base64 && is_text(part) && TRY(reads_as_prose(part.range)))
        part.encoding = Encoding::identity;
    body_ = TRY(choose_body());
    TRY(write_document());
    for (std::size_t i = 0; i < tree_.parts.size(); ++i)
      if (static_cast<int>(i) != body_ && !tree_.parts[i].multipart) write_child(i);
    write_faces();
    report_structure();
    sink_.close();
    return {};
  }

 private:
  // --- Which part is the text ---

  // The candidates, as Python's EmailMessage.get_body() finds them: text/plain and text/html parts that are
  // no attachments, in multiparts of any kind, but in multipart/related only in its root.
  bool is_candidate(std::size_t index) const {
    const MimePart& part = tree_.parts[index];
    if (part.disposition.value == "attachment" || part.multipart) return false;
    std::size_t child = index;
    for (int at = part.parent; at >= 0; at = tree_.parts[static_cast<std::size_t>(at)].parent) {
      const MimePart& above = tree_.parts[static_cast<std::size_t>(at)];
      if (above.disposition.value == "attachment") return false;
      if (above.type.value == "multipart/related" && related_root(static_cast<std::size_t>(at)) != child)
        return false;
      child = static_cast<std::size_t>(at);
    }
    return true;
  }

  std::size_t related_root(std::size_t index) const {
    const std::string* start = tree_.parts[index].type.find("start");
    std::string id;
    if (start && !start->empty()) {
      id = *start;
      if (id.front() == '<' && id.back() == '>') id = id.substr(1, id.size() - 2);
    }
    std::size_t first = tree_.parts.size();
    for (std::size_t i = index + 1; i < tree_.parts.size(); ++i) {
      if (tree_.parts[i].parent != static_cast<int>(index)) continue;
      if (first == tree_.parts.size()) first = i;
      if (id.empty()) return first;
      if (tree_.parts[i].content_id == id) return i;
    }
    return first;
  }

  Result<int> choose_body() {
    if (!tree_.parts[0].multipart) {
      const MimePart& only = tree_.parts[0];
      return is_text(only) && only.disposition.value != "attachment" ? 0 : -1;
    }
    if (tree_.no_parts) return 0;  // a multipart without parts: its raw text
    int plain = -1, html = -1;
    const std::size_t n =
        std::min<std::size_t>(tree_.parts.size(), 1000);  // no text lies behind a thousand parts
    for (std::size_t i = 1; i < n; ++i) {
      const std::string& type = tree_.parts[i].type.value;
      if ((plain < 0 && type == "text/plain") || (html < 0 && type == "text/html")) {
        if (!is_candidate(i)) continue;
        (type == "text/plain" ? plain : html) = static_cast<int>(i);
      }
    }
    if (plain >= 0 && html >= 0 && in_one_alternative(plain, html) && TRY(is_blank_part(plain))) return html;
    return plain >= 0 ? plain : html;
  }

  bool in_one_alternative(int a, int b) const {
    for (int at = tree_.parts[static_cast<std::size_t>(a)].parent; at >= 0;
         at = tree_.parts[static_cast<std::size_t>(at)].parent) {
      if (tree_.parts[static_cast<std::size_t>(at)].type.value != "multipart/alternative") continue;
      for (int up = b; up >= 0; up = tree_.parts[static_cast<std::size_t>(up)].parent)
        if (up == at) return true;
    }
    return false;
  }

  // Text that says it is base64 but was never encoded: words with blanks between them, in lines that base64
  // does not make. Decoded, it would be noise.
  Result<bool> reads_as_prose(Range raw) {
    std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(raw.size(), 2048)), '\0');
    TRY(file_.seek(raw.begin));
    head.resize(TRY(file_.read(head.data(), head.size())));
    std::size_t blanks = 0, run = 0, longest = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
      const char c = head[i];
      run = c == ' ' || c == '\t' || c == '\r' || c == '\n' ? 0 : run + 1;
      longest = std::max(longest, run);
      blanks += c == ' ' && i > 0 && head[i - 1] > ' ' && i + 1 < head.size() && head[i + 1] > ' ';
    }
    return blanks >= 3 && blanks * 25 >= head.size() && longest < 40;
  }

  PartSource open_part(const MimePart& part) {
    return PartSource(file_, part.range, part.encoding, block_.cr_lines);
  }

  Result<bool> is_blank_part(int index) {
    PartSource source = open_part(tree_.parts[static_cast<std::size_t>(index)]);
    char block[4096];
    for (;;) {
      const std::size_t got = TRY(source.read(block, sizeof block));
      if (got == 0) return true;
      const std::string_view piece(block, got);
      if (piece.find_first_not_of(" \t\r\n\v\f\xA0\xC2") != std::string_view::npos) return false;
    }
  }

  // --- The document and its text ---

  Result<void> write_document() {
    model::Document document;
    document.type = model::DocumentType::mail;
    document.media_type = "message/rfc822";
    const MimePart* part = body_ >= 0 ? &tree_.parts[static_cast<std::size_t>(body_)] : nullptr;
    const std::string* label = part ? part->type.find("charset") : nullptr;
    fill_from_headers(block_, label ? std::string_view(*label) : std::string_view(), document);
    if (!part) {
      document.fields.insert(document.fields.end(), more_.begin(), more_.end());
      sink_.open(std::move(document));
      return {};
    }
    if (const std::string* format = part->type.find("format"); format && *format == "flowed") {
      document.fields.emplace_back("format", "flowed");
      if (const std::string* delsp = part->type.find("delsp"); delsp && (*delsp == "yes" || *delsp == "Yes"))
        document.fields.emplace_back("delsp", "yes");
    }
    const std::string_view charset = label ? std::string_view(*label) : std::string_view();
    PartSource source = open_part(*part);
    if (part->type.value == "text/html") return write_html(source, charset, std::move(document));
    return write_plain(source, charset, std::move(document));
  }

  Result<void> write_plain(PartSource& source, std::string_view label, model::Document document) {
    PieceReader pieces(source);
    std::string_view piece = TRY(pieces.next());
    TextDecoder decoder(label, source.in_memory() ? *source.in_memory() : piece);
    if (decoder.guessed()) document.fields.emplace_back("charset-guessed", decoder.charset());
    document.fields.insert(document.fields.end(), more_.begin(), more_.end());
    sink_.open(std::move(document));
    std::string text;
    text.reserve(piece.size() + piece.size() / 8);
    for (std::uint64_t written = 0;;) {
      text.clear();
      decoder.decode(piece, pieces.ended(), text);
      if (!write_text(text, written) || pieces.ended()) break;
      Result<std::string_view> next = pieces.next();
      if (!next) {
        sink_.loss("io", "the text could not be read to its end", 0);
        return {};
      }
      piece = *next;
    }
    if (decoder.replaced() > 0)
      sink_.loss("corrupt",
                 std::to_string(decoder.replaced()) + " bytes stand for no character in " + decoder.charset(),
                 decoder.replaced());
    report_decoding(source, "the text");
    return {};
  }

  Result<void> write_html(PartSource& source, std::string_view label, model::Document document) {
    document.fields.emplace_back("text-from", "html");
    document.fields.insert(document.fields.end(), more_.begin(), more_.end());
    sink_.open(std::move(document));
    std::uint64_t written = 0;
    const Result<void> done = html_to_text(
        source, label, [&](std::string_view piece) { static_cast<void>(write_text(piece, written)); });
    if (!done) sink_.loss(name_of(done.error().code), "the HTML text: " + done.error().what, source.size());
    report_decoding(source, "the HTML text");
    return {};
  }

  // False: the limit was reached, and said.
  bool write_text(std::string_view text, std::uint64_t& written) {
    if (written > limits_.max_text_bytes) return false;
    if (written + text.size() > limits_.max_text_bytes) {
      const auto room = static_cast<std::size_t>(limits_.max_text_bytes - written);
      sink_.text(text.substr(0, floor_boundary(text, room)));
      sink_.loss("limit", "the text is longer than " + std::to_string(limits_.max_text_bytes) + " bytes", 0);
      written = limits_.max_text_bytes + 1;
      return false;
    }
    written += text.size();
    if (!text.empty()) sink_.text(text);
    return true;
  }

  void report_decoding(PartSource& source, std::string_view what) {
    if (!source.finish()) return;
    const TransferDecoder& decoder = source.decoder();
    if (decoder.damaged() > 0)
      sink_.loss("corrupt", std::string(what) + ": bytes that are not of its transfer encoding",
                 decoder.damaged());
    if (decoder.cut()) sink_.loss("corrupt", std::string(what) + ": its transfer encoding stops short", 0);
    if (decoder.after_end() > 0)
      sink_.loss("corrupt", std::string(what) + ": text behind the end of its base64", decoder.after_end());
  }

  // --- Children ---

  std::string member_for(const std::string& name) {
    std::string member = "!/" + name;
    while (!members_.insert(member).second) {
      int& last = repeats_[name];
      last = std::max(last + 1, 2);
      member = "!/" + name + "~" + std::to_string(last);
    }
    return member;
  }

  void write_child(std::size_t index) {
    const MimePart& part = tree_.parts[index];
    Child child;
    child.name = file_name(part);
    child.media_type = part.type.value;
    const std::string name = child.name.empty()
                                 ? "part-" + std::to_string(index) + std::string(suffix_for(part.type.value))
                                 : child.name;
    child.member = member_for(name);
    if (!part.content_id.empty()) child.fields.emplace_back("content-id", part.content_id);
    if (!part.disposition.value.empty()) child.fields.emplace_back("disposition", part.disposition.value);
    if (is_alternative(index)) child.fields.emplace_back("role", "alternative");
    if (const std::string* charset = is_text(part) ? part.type.find("charset") : nullptr)
      child.fields.emplace_back("charset", *charset);
    PartSource source = open_part(part);
    if (part.outside && source.size() == 0)
      sink_.loss("not_found", name + ": Apple Mail keeps its content in a file beside the letter", 0);
    sink_.child(child, source);
    if (part.encoding != Encoding::identity) report_decoding(source, name);
  }

  // The same content as the text, in another form.
  bool is_alternative(std::size_t index) const {
    return body_ > 0 && is_text(tree_.parts[index]) && in_one_alternative(body_, static_cast<int>(index));
  }

  // Text outside the parts is shown by no mail program, so a letter may hide something there. The usual
  // notices
  // ("This is a multi-part message in MIME format") are short.
  void write_faces() {
    if (tree_.no_parts) return;
    constexpr std::uint64_t kNotice = 300;
    if (tree_.preamble.size() > kNotice) write_face(tree_.preamble, "preamble.txt");
    if (tree_.epilogue.size() > 0) write_face(tree_.epilogue, "epilogue.txt");
  }

  void write_face(Range range, const std::string& name) {
    PartSource source(file_, range, Encoding::identity, block_.cr_lines);
    char head[4096];
    bool blank = true;
    for (;;) {
      const Result<std::size_t> got = source.read(head, sizeof head);
      if (!got || *got == 0) break;
      const std::string_view piece(head, *got);
      blank = std::all_of(piece.begin(), piece.end(),
                          [](char c) { return c == '\0' || c == ' ' || (c >= '\t' && c <= '\r'); });
      if (!blank) break;
    }
    if (blank || !source.seek(0)) return;
    Child child;
    child.name = name;
    child.member = member_for(name);
    child.media_type = "text/plain";
    child.fields.emplace_back("role", "outside the parts");
    sink_.child(child, source);
  }

  void report_structure() {
    if (block_.dropped > 0)
      sink_.loss("limit",
                 "the header block is longer than " + std::to_string(limits_.max_header_bytes) + " bytes",
                 block_.dropped);
    if (tree_.no_parts)
      sink_.loss("corrupt", "a multipart whose parts cannot be found: its raw text is kept", 0);
    if (tree_.cut_off)
      sink_.loss("corrupt", "the letter stops inside its last part, before the closing boundary", 0);
    if (!tree_.dropped_why.empty()) sink_.loss("limit", tree_.dropped_why, tree_.dropped);
  }

  Source& file_;
  const Limits& limits_;
  const model::Fields& more_;
  Sink& sink_;
  HeaderBlock block_;
  MimeTree tree_;
  int body_ = -1;  // index of the part that is the text; -1: none
  std::set<std::string> members_;
  std::map<std::string, int> repeats_;
};

Match match(std::string_view head, std::string_view name) {
  if (looks_like_mail(head)) return Match::by_content;
  const auto ends = [&](std::string_view suffix) {
    return name.size() > suffix.size() &&
           std::equal(suffix.begin(), suffix.end(), name.end() - static_cast<std::ptrdiff_t>(suffix.size()),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b | 0x20 : b); });
  };
  return ends(".eml") || ends(".email") ? Match::by_name : Match::no;
}

Result<void> read(Source& file, const Limits& limits, Sink& sink) {
  return read_letter(file, limits, {}, sink);
}

}  // namespace

Result<void> read_letter(Source& file, const Limits& limits, const model::Fields& more, Sink& sink) {
  if (!file.in_memory() && file.size() <= (1 << 20)) {
    TRY(file.seek(0));
    const std::string bytes = TRY(read_all(file, file.size()));
    MemorySource memory(bytes);
    return Letter(memory, limits, more, sink).run();
  }
  return Letter(file, limits, more, sink).run();
}

void warm_mail_reader() {
  init_gmime();
  // ICU loads its tables, and the guesser builds its own, when they are first used.
  static_cast<void>(to_utf8("\xC7\xE1\xD3\xE1\xC7\xE3", {}));
  for (const char* label : {"windows-1256", "iso-8859-6", "windows-1252", "gb18030", "shift_jis", "euc-kr",
                            "big5", "iso-2022-jp", "utf-7", "utf-16le", "koi8-r"})
    static_cast<void>(to_utf8("\xE1+", label));
}

extern const Reader kEml;
const Reader kEml{"eml", "e-mail (RFC 5322, MIME)", false, match, read};

}  // namespace clew::read
