#include "text/heads.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "base/fold.h"
#include "text/dates.h"
#include "text/head_words.h"
#include "text/mailboxes.h"
#include "text/wrote.h"

namespace clew::text {
namespace {

constexpr std::size_t kLongestKey = 40;       // bytes before the colon
constexpr std::size_t kMostBlockLines = 200;  // recipients can be many
constexpr std::size_t kLongestValue = 2000;   // bytes kept of a field
constexpr std::size_t kMostBlankLines = 4;    // between a banner and its block
constexpr std::size_t kMostBlankInside = 6;   // within a block
constexpr std::size_t kMostBlankLotus = 12;   // between the date and "To:" of Lotus Notes

std::string_view trim(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t*\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t*\r") - from + 1);
}

bool is_rule(std::string_view content) {  // "________________", "-----------"
  return content.size() >= 5 &&
         (content[0] == '_' || content[0] == '-' || content[0] == '=' || content[0] == '*') &&
         content.find_first_not_of(content[0]) == std::string_view::npos;
}

struct Key {
  Field field = Field::none;
  std::string_view value;
};

// "Sent: Monday" -> {date, "Monday"}. Bold marks of converted HTML ("*From:* x") are passed over.
Key key_of(std::string_view content) {
  const auto first = static_cast<unsigned char>(content.empty() ? '.' : content[0]);
  if (!((first | 0x20) >= 'a' && (first | 0x20) <= 'z') && first < 0x80 && first != '*') return {};
  std::size_t colon = content.substr(0, kLongestKey).find(':'), width = 1;
  if (first >= 0x80 && colon == std::string_view::npos) {
    colon = content.substr(0, kLongestKey).find("：");
    width = 3;
  }
  if (colon == std::string_view::npos) return {};
  const Field field = field_of(folded(content.substr(0, colon)));
  return field == Field::none ? Key{} : Key{field, trim(content.substr(colon + width))};
}

bool is_core(Field field) { return field != Field::none && field != Field::other; }
unsigned bit(Field field) { return 1U << static_cast<unsigned>(field); }

class Scan {
 public:
  Scan(std::string_view text, const std::vector<Line>& lines) : text_(text), lines_(lines) {}

  std::vector<Head> run() {
    while (at_ < lines_.size()) {
      const std::size_t i = at_++;
      if (lines_[i].blank()) continue;
      Head head;
      if (!read(i, head)) continue;
      add(std::move(head));
      at_ = std::max(heads_.back().last, i + 1);
    }
    return std::move(heads_);
  }

 private:
  std::string_view content(std::size_t i) const { return lines_[i].content(text_); }
  std::size_t free_from() const { return heads_.empty() ? 0 : heads_.back().last; }
  std::size_t skip_blank(std::size_t i, std::size_t most) const {
    const std::size_t stop = std::min(lines_.size(), i + most);
    while (i < stop && lines_[i].blank()) ++i;
    return i;
  }
  int next_marks(std::size_t i) const {
    i = skip_blank(i, kMostBlankLines);
    return i < lines_.size() && !lines_[i].blank() ? lines_[i].marks : 0;
  }

  bool read(std::size_t i, Head& head) {
    const std::string_view line = content(i);
    if (read_banner(i, head)) return true;
    const Key key = key_of(line);
    if (key.field == Field::to && read_lotus(i, head)) return true;
    if (key.field != Field::none && read_block(i, previous_is_banner(i), head)) {
      take_rule_above(i, head);
      return true;
    }
    if (line.starts_with(">>>") && line.ends_with(">>>")) return read_arrows(i, head);
    // "2009/5/3 Mara Vale <...>" without a colon, and "---- On DATE, NAME wrote ----"
    if ((line.ends_with('>') && line[0] >= '0' && line[0] <= '9' && next_marks(i + 1) > lines_[i].marks) ||
        (line.starts_with("--") && line.ends_with("--") && line.size() > 30)) {
      return read_wrote(i, head);
    }
    if (line.ends_with(':') || line.ends_with("：") || line.ends_with(":*")) return read_wrote(i, head);
    return line.size() > 50 && read_one_line_lotus(i, head);
  }

  // A block of fields that follows a banner completes it; anything else stands by itself.
  void add(Head head) {
    if (!heads_.empty() && head.fields && follows_banner(head.first)) {
      Head& before = heads_.back();
      before.last = head.last;
      before.fields = true;
      const model::ZoneKind kind = before.letter.kind;
      const Letter named = std::move(before.letter);
      before.letter = std::move(head.letter);
      before.letter.kind = kind;
      if (before.letter.author == model::Mailbox()) before.letter.author = named.author;
      if (before.letter.date_raw.empty())
        before.letter.date = named.date, before.letter.date_raw = named.date_raw;
      return;
    }
    heads_.push_back(std::move(head));
  }

  bool follows_banner(std::size_t first) const {
    const Head& before = heads_.back();
    if (!before.banner || before.fields || first - before.last > kMostBlankLines) return false;
    const int deeper = lines_[first].marks - lines_[before.first].marks;
    if (deeper < 0 || deeper > 1) return false;
    return std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(before.last),
                       lines_.begin() + static_cast<std::ptrdiff_t>(first),
                       [](const Line& l) { return l.blank(); });
  }
  bool previous_is_banner(std::size_t i) const { return !heads_.empty() && follows_banner(i); }

  bool read_banner(std::size_t i, Head& head) {
    std::string_view line = content(i);
    const bool decorated =
        line.find_first_not_of("-_*=~") > 1 && line.find_first_not_of("-_*=~") != std::string_view::npos;
    const bool dashes = line.starts_with("–") || line.starts_with("—");
    if (!decorated && !dashes && !(line.ends_with(':') && line.size() < 80)) return false;
    std::string words = folded(line.substr(0, 200));
    const Banner banner = banner_of(words);
    if (banner == Banner::none) return false;
    if (!decorated && !dashes && key_of(line).field != Field::none) return false;
    head.first = i;
    head.last = i + 1;
    head.banner = true;
    head.letter.kind = banner == Banner::forwarded ? model::ZoneKind::forward : model::ZoneKind::quote;
    if (words.starts_with("forwarded by") || words.starts_with("message from")) {
      std::string all(trim(line));
      while (!all.ends_with("--") && head.last < lines_.size() && head.last < i + 3 &&
             !lines_[head.last].blank()) {
        const std::string_view more = content(head.last);
        if (key_of(more).field != Field::none) break;
        if (!more.ends_with("--") && find_date(all)) break;
        all.append(" ").append(more);
        ++head.last;
      }
      name_banner(all, words.starts_with("message"), head);
    }
    return true;
  }

  // "Forwarded by NAME on DATE" names who forwarded, "Message from NAME on DATE" who wrote.
  static void name_banner(std::string_view all, bool wrote, Head& head) {
    const auto date = find_date(all);
    const std::size_t by = all.find(wrote ? " from " : " by ");
    if (by == std::string_view::npos) return;
    const std::size_t from = by + (wrote ? 6 : 4);
    std::string_view name = all.substr(from, date && date->from > from ? date->from - from : 60);
    if (const std::size_t on = name.rfind(" on "); on != std::string_view::npos) name = name.substr(0, on);
    if (!wrote) {
      head.forwarder = folded(parse_mailbox(name).name);
      return;
    }
    head.letter.author = parse_mailbox(name);
    if (!date) return;
    head.letter.date = date->iso;
    head.letter.date_raw = all.substr(date->from, date->to - date->from);
  }

  // ---- Blocks of fields ----

  struct Values {
    std::string from, date, to, subject;
    unsigned seen = 0;
    std::string* of(Field field) {
      switch (field) {
        case Field::from:
          return &from;
        case Field::date:
          return &date;
        case Field::to:
          return &to;
        case Field::subject:
          return &subject;
        default:
          return nullptr;
      }
    }
    void put(Field field, std::string_view value) {
      seen |= bit(field);
      std::string* to_value = of(field);
      if (to_value == nullptr || to_value->size() + value.size() > kLongestValue) return;
      if (!to_value->empty() && !value.empty()) *to_value += ' ';
      *to_value += value;
    }
  };

  /// Reads fields from line `i` on; returns the line after the last.
  std::size_t read_fields(std::size_t i, Values& values) const {
    const int marks = lines_[i].marks;
    Field last = Field::none;
    std::size_t j = i, end = i;
    while (j < lines_.size() && j < i + kMostBlockLines) {
      if (lines_[j].blank()) {
        const std::size_t next = skip_blank(j, kMostBlankInside);
        if (next >= lines_.size() || lines_[next].blank() || lines_[next].marks != marks) break;
        if (last == Field::from && content(next).starts_with("[mailto:")) {
          values.put(Field::from, content(next));
          end = j = next + 1;
          continue;
        }
        const Field field = key_of(content(next)).field;
        const bool goes_on =
            is_core(field) && field != Field::from && (values.seen & (bit(field) | bit(Field::subject))) == 0;
        if (!goes_on || values.seen == 0) break;
        j = next;
        continue;
      }
      if (lines_[j].marks != marks) break;
      const Key key = key_of(content(j));
      if (key.field != Field::none) {
        if (is_core(key.field) && (values.seen & bit(key.field)) != 0) break;
        put_with_inner_keys(values, key.field, key.value);
        last = key.field;
      } else if (!continues(j, last, values)) {
        break;
      }
      end = ++j;
    }
    return end;
  }

  // "From: A Sent: B To: C Subject: D" in one line, as converted HTML has it.
  static void put_with_inner_keys(Values& values, Field field, std::string_view value) {
    while (field == Field::from || field == Field::date || field == Field::to || field == Field::cc) {
      std::size_t cut = std::string_view::npos, width = 0;
      Field inner = Field::none;
      for (const auto& [word, means] :
           {std::pair(" Sent:", Field::date), std::pair(" Date:", Field::date), std::pair(" To:", Field::to),
            std::pair(" cc:", Field::cc), std::pair(" Cc:", Field::cc),
            std::pair(" Subject:", Field::subject)}) {
        const std::size_t found = value.find(word);
        if (found < cut) cut = found, inner = means, width = std::string_view(word).size();
      }
      if (inner == Field::none || (values.seen & bit(inner)) != 0 || inner == field) break;
      values.put(field, trim(value.substr(0, cut)));
      value = trim(value.substr(cut + width));
      field = inner;
    }
    values.put(field, value);
  }

  // Whether line j goes on with the value of the field before it; then it is added.
  bool continues(std::size_t j, Field last, Values& values) const {
    const std::string_view line = content(j), before = content(j - 1);
    const Line& where = lines_[j];
    const bool indented =
        where.from > where.start && (text_[where.from - 1] == ' ' || text_[where.from - 1] == '\t') &&
        (where.marks == 0 || where.from - where.start > static_cast<std::size_t>(2 * where.marks));
    const bool stops =
        j + 1 >= lines_.size() || lines_[j + 1].blank() || key_of(content(j + 1)).field != Field::none;
    bool goes_on = false;
    switch (last) {
      case Field::from: {
        const auto date = find_date(line);
        if (date && date->from == 0 && (values.seen & bit(Field::date)) == 0) {
          values.put(Field::date, line);
          return true;
        }
        goes_on = line.size() < 100 && ((line.find('@') != std::string_view::npos && (indented || stops)) ||
                                        line.starts_with('[') || before.starts_with('['));
        break;
      }
      case Field::to:
      case Field::cc:
      case Field::bcc:
        goes_on = indented || before.ends_with(',') || before.ends_with(';') ||
                  line.find_first_of("@;/<") != std::string_view::npos || stops;
        if (!indented && line.size() > 200 && line.find('@') == std::string_view::npos) goes_on = false;
        break;
      case Field::subject:
        goes_on = before.size() >= 60 && stops && line.size() < 80;
        break;
      case Field::other:
        goes_on = indented && stops;
        break;
      default:
        break;
    }
    if (goes_on) values.put(last, line);
    return goes_on;
  }

  bool read_block(std::size_t i, bool after_banner, Head& head) {
    const Field first = key_of(content(i)).field;
    if (!is_core(first) || first == Field::cc || first == Field::bcc) return false;
    if (first == Field::to && !after_banner) return false;  // a memorandum's own head
    Values values;
    const std::size_t end = read_fields(i, values);
    const bool from = (values.seen & bit(Field::from)) != 0,
               subject = (values.seen & bit(Field::subject)) != 0;
    const int count = std::popcount(values.seen & ~bit(Field::other));
    const bool ruled = i > free_from() && is_rule(content(i - 1));
    Head made;
    made.first = i;
    made.last = end;
    made.fields = true;
    fill(values, made.letter);
    const bool dated =
        made.letter.date.size() > 10 || ((values.seen & bit(Field::date)) != 0 && !made.letter.date.empty());
    bool good = from && count >= 3 &&
                (subject || (dated && (!made.letter.author.address.empty() || made.letter.date.size() > 10)));
    if (after_banner || ruled)
      good = good || (count >= 2 && (from || subject) && (dated || subject || !values.to.empty()));
    if (!good) return false;
    head = std::move(made);
    return true;
  }

  static void fill(Values& values, Letter& letter) {
    std::string_view from = values.from;
    if (values.date.empty()) {  // "From: Sam Arden on 05/03/2001 06:30 PM"
      const auto date = find_date(from);
      if (date && date->timed && date->from > 0) {
        values.date = from.substr(date->from, date->to - date->from);
        from = from.substr(0, date->from);
        if (from.ends_with(" on ")) from.remove_suffix(4);
      }
    }
    letter.author = parse_mailbox(from);
    letter.date_raw = values.date;
    letter.subject = collapse_spaces(values.subject);
    letter.to = collapse_spaces(values.to);
    if (const auto date = find_date(values.date)) letter.date = date->iso;
  }

  // A rule right above a block belongs to it: Outlook on the web draws one.
  void take_rule_above(std::size_t i, Head& head) const {
    std::size_t j = i;
    while (j > free_from() && i - j < 3) {
      --j;
      if (lines_[j].blank()) continue;
      if (is_rule(content(j)) && lines_[j].marks == lines_[i].marks) head.first = j;
      return;
    }
  }

  // ---- Lotus Notes ----

  // Line t is "To:"; name and date stand above it.
  bool read_lotus(std::size_t t, Head& head) {
    const std::size_t low = free_from();
    std::size_t j = t;
    while (j > low && t - j < kMostBlankLotus && (lines_[j - 1].blank() || is_lotus_note(j - 1))) --j;
    if (j == low) return false;
    --j;
    if (lines_[j].marks != lines_[t].marks) return false;
    std::string line(content(j));
    if (line.size() <= 12 && j > low && !lines_[j - 1].blank() &&
        (line.find(':') != std::string::npos || line == "AM" || line == "PM")) {
      --j;  // the time was wrapped
      line = std::string(content(j)) + " " + line;
    }
    const auto date = find_date(line);
    if (!date || !date->timed || line.size() - date->to > 12) return false;
    std::string name(trim(std::string_view(line).substr(0, date->from)));
    if (name.ends_with(" on")) name.resize(name.size() - 3);
    std::size_t first = j;
    if (name.empty()) {
      if (first > low && lines_[first - 1].blank()) --first;
      if (first == low) return false;
      --first;
      if (is_lotus_note(first) && first > low) --first;
      if (lines_[first].marks != lines_[t].marks) return false;
      name = content(first);
      if (name.starts_with('<') && first > low && !lines_[first - 1].blank()) {  // a wrapped address
        --first;
        name = std::string(content(first)) + " " + name;
      }
    }
    if (!may_be_name(name)) return false;
    Values values;
    const std::size_t end = read_fields(t, values);
    if ((values.seen & (bit(Field::cc) | bit(Field::subject))) == 0) return false;
    head.first = first;
    head.last = end;
    head.fields = true;
    values.date.assign(line, date->from, date->to - date->from);
    values.from = name;
    fill(values, head.letter);
    return true;
  }

  bool is_lotus_note(std::size_t i) const {
    const std::string start = folded(content(i).substr(0, 20));
    return start.starts_with("sent by") || start.starts_with("please respond to");
  }

  static bool may_be_name(std::string_view name) {
    if (name.empty() || name.size() > 120 || name.ends_with('.') || name.ends_with(':') ||
        name.ends_with('?'))
      return false;
    return std::count(name.begin(), name.end(), ' ') < 10;
  }

  // "Sam Arden/CO@CO 05/30/01 07:58 AM  To: Jo Reed/CO@CO cc: Subject: Re: barley"
  bool read_one_line_lotus(std::size_t i, Head& head) {
    const std::string_view line = content(i);
    if (line.find("Subject:") == std::string_view::npos)
      return false;  // 'S' is rare: one cheap pass for most lines
    const std::size_t to = line.find(" To:"), subject = line.find(" Subject:");
    if (to == std::string_view::npos || subject == std::string_view::npos || subject < to || to > 160)
      return false;
    const auto date = find_date(line.substr(0, to));
    if (!date || !date->timed || date->from < 3 || to - date->to > 12) return false;
    Values values;
    values.from = trim(line.substr(0, date->from));
    if (!may_be_name(values.from)) return false;
    values.date.assign(line.substr(date->from, date->to - date->from));
    values.seen = bit(Field::from) | bit(Field::date);
    put_with_inner_keys(values, Field::to, trim(line.substr(to + 4)));
    head.first = i;
    head.last = i + 1;
    head.fields = true;
    fill(values, head.letter);
    return true;
  }

  // ">>> Sam Arden <s.arden@example.org> 02/16/01 10:41AM >>>" (Novell GroupWise)
  bool read_arrows(std::size_t i, Head& head) const {
    std::string_view line = content(i);
    line = trim(line.substr(3, line.size() < 6 ? 0 : line.size() - 6));
    const auto date = find_date(line);
    if (!date || !date->timed || date->from == 0) return false;
    head.first = i;
    head.last = i + 1;
    head.wrote = true;
    head.letter.author = parse_mailbox(line.substr(0, date->from));
    head.letter.date = date->iso;
    head.letter.date_raw = line.substr(date->from, date->to - date->from);
    return true;
  }

  // ---- "On DATE, NAME wrote:" ----

  bool read_wrote(std::size_t i, Head& head) {
    std::vector<std::string_view> above;  // this line, then those above it
    for (std::size_t j = i + 1; j > free_from() && above.size() < 5; --j) {
      if (lines_[j - 1]
              .blank()) {  // "...@example.org" / "> >" / "wrote:": the address's bracket became a mark
        if (lines_[j - 1].marks == 0 || above.size() != 1 || content(i).size() > 24) break;
        continue;
      }
      above.push_back(content(j - 1));
    }
    const bool marked_below = next_marks(i + 1) > lines_[i].marks;
    std::size_t used = 0;
    if (!parse_wrote(above, marked_below, head.letter, used)) return false;
    for (std::size_t left = used, j = i + 1; left > 0; --j) {
      if (!lines_[j - 1].blank()) --left;
      head.first = j - 1;
    }
    head.last = i + 1;
    head.wrote = true;
    head.banner = content(head.first).starts_with("--");  // Yahoo puts a block below it
    return true;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::vector<Head> heads_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Head> find_heads(std::string_view text, const std::vector<Line>& lines) {
  return Scan(text, lines).run();
}

}  // namespace clew::text
