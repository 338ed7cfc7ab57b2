#include "read/report_scan.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <unordered_map>

#include "base/fold.h"
#include "base/utf8.h"

namespace clew::read {
namespace {

constexpr std::size_t kLongestLine = 4096;  // as much of a line as the rules look at
constexpr std::size_t kLongestLabel = 80;
constexpr std::size_t kLongestHeadline = 400;
constexpr int kHeadLines = 12;  // date line and byline stand within so many lines that are not blank
constexpr std::size_t kMostFields = 500;

std::string_view trim(std::string_view text) {
  static constexpr std::string_view kSpace = " \t\r\f\v";
  for (bool again = true; again;) {
    const std::size_t start = std::min(text.find_first_not_of(kSpace), text.size());
    text = text.substr(start);
    text = text.substr(0, text.find_last_not_of(kSpace) + 1);
    again = false;
    // No-break space and the marks of direction.
    for (const std::string_view mark : {"\xC2\xA0", "\xE2\x80\x8F", "\xE2\x80\x8E", "\xEF\xBB\xBF"}) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size()), again = true;
      if (text.ends_with(mark)) text.remove_suffix(mark.size()), again = true;
    }
  }
  return text;
}

/// Less Markdown's heading marks and emphasis.
std::string_view plain(std::string_view line) {
  line = trim(line);
  const std::size_t marks = line.find_first_not_of('#');
  if (marks != std::string_view::npos && marks > 0 && marks < 7 && line[marks] == ' ') {
    line = trim(line.substr(marks));
    while (line.ends_with('#')) line.remove_suffix(1);
    line = trim(line);
  }
  for (const std::string_view mark : {"**", "__", "*", "_"})
    if (line.size() > 2 * mark.size() && line.starts_with(mark) && line.ends_with(mark))
      line = trim(line.substr(mark.size(), line.size() - 2 * mark.size()));
  return line;
}

/// The marks of a rule: three or more of one of "-*=_", blanks between them allowed.
bool is_rule(std::string_view line) {
  line = trim(line);
  if (line.size() < 3 || std::string_view("-*=_").find(line[0]) == std::string_view::npos) return false;
  std::size_t marks = 0;
  for (const char c : line) {
    if (c != line[0] && c != ' ') return false;
    marks += c == line[0];
  }
  return marks >= 3;
}

/// "- x", "* x", "• x", "1. x": x; else an empty view.
std::string_view bullet_item(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "+ ", "• ", "– ", "— ", "· "})
    if (line.starts_with(mark)) return trim(line.substr(mark.size()));
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits != std::string_view::npos && digits > 0 && digits < 4 &&
      (line[digits] == '.' || line[digits] == ')'))
    return trim(line.substr(digits + 1));
  return {};
}

void split_at(std::string_view text, const std::vector<std::string_view>& marks,
              const std::function<void(std::string_view)>& each) {
  while (!text.empty()) {
    std::size_t end = text.size(), length = 0;
    for (const std::string_view mark : marks)
      if (const std::size_t at = text.find(mark); at < end) end = at, length = mark.size();
    if (const std::string_view piece = trim(text.substr(0, end)); !piece.empty()) each(piece);
    text.remove_prefix(end + length);
  }
}

bool starts_like_name(std::string_view text) {
  return !text.empty() &&
         ((text[0] >= 'A' && text[0] <= 'Z') || (static_cast<unsigned char>(text[0]) & 0x80) != 0);
}

}  // namespace

ReportScan::Label ReportScan::label_of(std::string_view words) {
  struct LabelWords {
    Label label;
    std::string_view words;  // parted by '|'
  };
  // clang-format off
  static constexpr std::array<LabelWords, 7> kLabels{
      LabelWords{Label::more,
                 "read more|read more at|read more on|see also|more about|more on|more on this|related|"
                 "related stories|related articles|related reports|further reading|read also|also read|"
                 "sources to read more at|"
                 "بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|مرتبط|بیشتر بدانید|نیز بخوانید|"
                 "اقرأ أيضا|اقرأ المزيد|للمزيد|لمزيد من المعلومات|انظر أيضا|مواضيع ذات صلة|روابط ذات صلة"},
      LabelWords{Label::topic,
                 "topic|topics|tag|tags|filed under|keyword|keywords|category|categories|"
                 "موضوع|موضوعات|موضوع‌ها|کلیدواژه‌ها|کلیدواژه|کلید واژه‌ها|کلمات کلیدی|برچسب‌ها|برچسب|"
                 "الموضوعات|الموضوع|المواضيع|مواضيع|الكلمات المفتاحية|كلمات مفتاحية|الوسوم|وسوم|التصنيف"},
      LabelWords{Label::source,
                 "source|publication|publisher|published by|published in|"
                 "منبع|ناشر|نشریه|المصدر|مصدر|الناشر|الصحيفة"},
      LabelWords{Label::date,
                 "date|published|published on|posted|posted on|dateline|"
                 "تاریخ|تاریخ انتشار|التاريخ|تاريخ النشر|نشر في"},
      LabelWords{Label::byline,
                 "by|author|authors|writer|reporter|byline|"
                 "نوشتهٔ|نوشته|نویسنده|گزارشگر|به قلم|گزارش از|بقلم|الكاتب|كتب|كتبه|إعداد"},
      LabelWords{Label::headline, "headline|title|عنوان|تیتر|العنوان"},
      LabelWords{Label::place, "place|location|محل|مکان|المكان"}};
  // clang-format on
  static const std::unordered_map<std::string, Label> table = [] {
    std::unordered_map<std::string, Label> made;
    for (const LabelWords& row : kLabels)
      for (std::string_view rest = row.words; !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        made.emplace(folded(rest.substr(0, end)), row.label);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    return made;
  }();
  if (words.size() > kLongestLabel) return Label::none;
  const auto found = table.find(folded(words));
  return found == table.end() ? Label::none : found->second;
}

void ReportScan::feed(std::string_view piece) {
  while (!piece.empty()) {
    const std::size_t end = piece.find_first_of("\r\n");
    const std::string_view part = piece.substr(0, end);
    if (pending_.size() < kLongestLine)
      pending_ += part.substr(0, floor_boundary(part, std::min(part.size(), kLongestLine - pending_.size())));
    if (end == std::string_view::npos) return;
    take_line();
    // CRLF is one line end; a blank line between CR and LF at the edge of two pieces does no harm here.
    const bool two = piece[end] == '\r' && end + 1 < piece.size() && piece[end + 1] == '\n';
    piece.remove_prefix(end + (two ? 2 : 1));
  }
}

void ReportScan::take_line() {
  const std::string whole = std::move(pending_);
  pending_.clear();
  line(whole);
}

void ReportScan::line(std::string_view raw) {
  const std::string_view text = plain(raw);
  if (text.empty()) {
    after_blank_ = true;
    if (list_has_items_) list_ = Label::none;
    return;
  }
  if (is_rule(raw)) {
    // Without a blank line above it underlines a heading.
    if (after_blank_ && lines_ > 0) ++items_, lines_ = 0, want_headline_ = true;
    list_ = Label::none;
    after_blank_ = true;
    return;
  }
  ++lines_;
  if (!listed(text) && !labelled(text)) {
    if (items_ == 0 && lines_ <= kHeadLines) {
      head_line(text);
    } else if (want_headline_ && items_ > 0 && text.size() <= kLongestHeadline && !find_report_date(text)) {
      if (headlines_.size() < kMostFields) headlines_.emplace_back(text);
      want_headline_ = false;
    }
  }
  after_blank_ = false;
}

/// The items below a label that stood alone on its line.
bool ReportScan::listed(std::string_view text) {
  if (list_ == Label::none) return false;
  const std::string_view item = bullet_item(text);
  const bool address = text.find("://") != std::string_view::npos;
  if (item.empty() && !address && list_has_items_) {
    list_ = Label::none;
    return false;
  }
  list_has_items_ = true;
  add_label(list_, item.empty() ? text : item);
  return true;
}

bool ReportScan::labelled(std::string_view text) {
  const std::size_t colon = text.find(':');
  const bool has_colon =
      colon != std::string_view::npos && colon <= kLongestLabel && text.substr(colon, 3) != "://";
  std::string_view name = plain(has_colon ? text.substr(0, colon) : text);
  std::string_view value = has_colon ? trim(text.substr(colon + 1)) : std::string_view();
  // Markdown: "**Topics:** a, b".
  for (const std::string_view mark : {"**", "__"}) {
    if (value.starts_with(mark)) value = trim(value.substr(2));
    if (name.starts_with(mark)) name = trim(name.substr(2));
  }
  Label label = name.size() <= kLongestLabel ? label_of(name) : Label::none;
  if (label == Label::none && has_colon) {
    // "More about the foundation: ..." says in the label what it is about.
    const std::string low = folded(name);
    if (!low.starts_with("more about ") && !low.starts_with("more on ")) return false;
    add_more(trim(text.substr(low.starts_with("more about ") ? 11 : 8)));
    return true;
  }
  if (label == Label::none) {
    if (items_ == 0 && lines_ <= kHeadLines && text.starts_with("Published by ") && text.size() <= 160) {
      add_label(Label::source, text.substr(13));
      return true;
    }
    return false;
  }
  const bool anywhere = label == Label::more || label == Label::topic;
  if (!has_colon && !anywhere) return false;
  if (!anywhere && (items_ > 0 || (label != Label::source && lines_ > kHeadLines))) return false;
  if (label == Label::source && value.size() > 160) return false;
  if (value.empty()) {
    if (!anywhere) return false;
    list_ = label;
    list_has_items_ = false;
    return true;
  }
  add_label(label, value);
  return true;
}

void ReportScan::add_label(Label label, std::string_view value) {
  switch (label) {
    case Label::more:
      return add_more(value);
    case Label::topic:
      return add_topics(value);
    case Label::byline:
      return add_byline(value);
    case Label::source:
      if (publication_.empty())
        publication_ = trim(value.ends_with('.') ? value.substr(0, value.size() - 1) : value);
      return;
    case Label::headline:
      if (headline_.empty()) headline_ = value;
      return;
    case Label::place:
      if (place_.empty()) place_ = value;
      return;
    case Label::date:
      if (dateline_.empty()) add_date(value, find_report_date(value).value_or(ReportDate{}));
      return;
    case Label::none:
      return;
  }
}

void ReportScan::head_line(std::string_view text) {
  // "By Ann Writer | 12 March 2009"
  const std::vector<std::string_view> bars{" | ", " · ", " • "};
  int said = 0, parts = 0;
  split_at(text, bars, [&](std::string_view part) {
    ++parts;
    said += byline(part) || date_line(part);
  });
  if (said > 0 && said >= parts - 1) return;
  if (place_line(text)) return;
  if (headline_.empty() && text.size() <= kLongestHeadline) headline_ = text;
  want_headline_ = false;
}

bool ReportScan::byline(std::string_view text) {
  if (text.size() > 160 || text.ends_with('.') || !writers_.empty()) return false;
  static const std::array<std::string, 4> kPrefixes{folded("نوشتهٔ"), folded("به قلم"), folded("بقلم"),
                                                    folded("گزارش از")};
  if ((text.starts_with("By ") || text.starts_with("by ") || text.starts_with("BY ")) &&
      starts_like_name(trim(text.substr(3)))) {
    add_byline(trim(text.substr(3)));
    return true;
  }
  if (headline_.empty()) return false;
  for (const std::string& prefix : kPrefixes) {
    // The words of the label, then the rest of the line as written.
    std::string words;
    WordCutter cutter(text);
    for (Word word; words.size() < prefix.size() && cutter.next(word);) {
      if (!words.empty()) words += ' ';
      words += word.folded;
      if (words == prefix && word.end < text.size()) {
        std::string_view rest = text.substr(word.end);
        // A hamza above the last letter is no part of the word.
        if (rest.starts_with("\xD9\x94")) rest.remove_prefix(2);
        if (trim(rest).empty()) return false;
        add_byline(trim(rest));
        return true;
      }
    }
  }
  return false;
}

bool ReportScan::date_line(std::string_view text) {
  if (!dateline_.empty() || text.size() > 160) return false;
  const std::optional<ReportDate> date = find_report_date(text);
  if (!date || !date->only_date) return false;
  add_date(text, *date);
  return true;
}

/// "TEHRAN, March 12 (Example News) - The council ..." and "12 March 2009, Tehran - ...".
bool ReportScan::place_line(std::string_view text) {
  if (!place_.empty() || !dateline_.empty()) return false;
  std::size_t dash = std::string_view::npos;
  for (const std::string_view mark : {" - ", " – ", " — ", " -- ", "— ", "– "})
    dash = std::min(dash, text.find(mark));
  if (dash == std::string_view::npos || dash > 120 || dash == 0) return false;
  const std::string_view before = trim(text.substr(0, dash));
  std::string_view rest = before, agency;
  if (rest.ends_with(')'))
    if (const std::size_t open = rest.rfind('('); open != std::string_view::npos && open > 0) {
      agency = trim(rest.substr(open + 1, rest.size() - open - 2));
      rest = trim(rest.substr(0, open));
    }
  const std::size_t comma = std::min(rest.find(','), rest.find("،"));
  const std::string_view place = trim(rest.substr(0, comma));
  const std::string_view after = comma == std::string_view::npos
                                     ? std::string_view()
                                     : trim(rest.substr(comma + (rest[comma] == ',' ? 1 : 2)));
  if (place.empty() || place.size() > 60 || !starts_like_name(place)) return false;
  const bool capitals =
      std::none_of(place.begin(), place.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
      place.size() >= 3 && (static_cast<unsigned char>(place[0]) & 0x80) == 0;
  std::optional<ReportDate> date = find_report_date(after);
  // "BEIRUT, Lebanon, March 12": the country stands between.
  if (date && !date->only_date && capitals) {
    const std::size_t second = std::min(after.find(','), after.size() - 1);
    date = find_report_date(after.substr(second + 1));
  }
  const bool dated = date && date->only_date;
  if (!dated && !capitals && agency.empty()) return false;
  if (!dated && !after.empty() && !capitals) return false;
  place_ = place;
  if (!agency.empty() && publication_.empty()) publication_ = agency;
  if (dated) add_date(before, *date);
  return true;
}

void ReportScan::add(std::string_view name, std::string_view value) {
  if (!value.empty() && fields_.size() < kMostFields) fields_.emplace_back(name, value);
}

void ReportScan::add_more(std::string_view value) {
  split_at(value, {"; ", "؛ "}, [&](std::string_view item) { add("more", item); });
}

void ReportScan::add_topics(std::string_view value) {
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  split_at(value, {",", "،", ";", "؛", "|", "#"}, [&](std::string_view item) { add("topic", item); });
}

void ReportScan::add_byline(std::string_view value) {
  if (!writers_.empty()) return;
  add("byline", value);
  // "Sam Arden in Trieste and Lisbon": where they were is no writer.
  for (const std::string_view where : {" in ", " at ", " reporting from ", " در ", " في "}) {
    const std::size_t cut = value.find(where);
    if (cut != std::string_view::npos && cut > 0) value = value.substr(0, cut);
  }
  const bool several =
      value.find(" and ") != std::string_view::npos || value.find(" و ") != std::string_view::npos;
  // Without "and", what follows a comma is an office or a paper.
  const std::size_t comma = several ? std::string_view::npos : std::min(value.find(", "), value.find("، "));
  split_at(value.substr(0, comma), {" and ", " و ", ", ", "، ", " & ", ";"}, [&](std::string_view name) {
    if (name.size() <= 100 && writers_.size() < 20) writers_.emplace_back(name);
  });
}

void ReportScan::add_date(std::string_view raw, const ReportDate& date) {
  dateline_ = raw;
  date_ = date;
}

model::Document ReportScan::document(std::string_view media_type) {
  model::Document document;
  document.type = model::DocumentType::report;
  document.media_type = media_type;
  document.subject = headline_;
  if (date_ && date_->utc) {
    document.date = model::Moment{*date_->utc, 0};
    document.date_note =
        date_->solar_hijri ? "from the date line, solar Hijri calendar" : "from the date line";
    if (*date_->utc % 86400 == 0) document.date_note.append(", ").append(model::kToTheDay);
  }
  document.date_raw = date_ && date_->utc ? "" : dateline_;
  for (const std::string& writer : writers_) document.from.push_back({writer, ""});
  if (writers_.empty() && !publication_.empty()) document.from.push_back({publication_, ""});
  if (!headlines_.empty()) document.fields.emplace_back("headline", headline_);
  for (std::string& headline : headlines_) document.fields.emplace_back("headline", std::move(headline));
  if (!dateline_.empty()) document.fields.emplace_back("dateline", dateline_);
  if (!place_.empty()) document.fields.emplace_back("place", place_);
  if (!publication_.empty()) document.fields.emplace_back("publication", publication_);
  std::move(fields_.begin(), fields_.end(), std::back_inserter(document.fields));
  return document;
}

}  // namespace clew::read
