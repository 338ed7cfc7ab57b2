// read/report_scan.h - what the lines of a news report say about it: headline, date, byline, topics ...
//
// English, Persian and Arabic forms. Keeps nothing of the text but those lines. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.h"
#include "read/report_dates.h"

namespace clew::read {

/// Looks at the lines of a report, one after the other.
class ReportScan {
 public:
  /// `headline`: known already (from the head of a web page), or empty.
  explicit ReportScan(std::string headline) : headline_(std::move(headline)) {}
  void feed(std::string_view piece);
  void finish() { take_line(); }
  model::Document document(std::string_view media_type);

 private:
  enum class Label { none, more, topic, source, date, byline, headline, place };
  static Label label_of(std::string_view words);

  void take_line();
  void line(std::string_view raw);
  bool labelled(std::string_view text);
  bool listed(std::string_view text);
  void head_line(std::string_view text);
  bool byline(std::string_view text);
  bool date_line(std::string_view text);
  bool place_line(std::string_view text);
  void add(std::string_view name, std::string_view value);
  void add_more(std::string_view value);
  void add_topics(std::string_view value);
  void add_byline(std::string_view value);
  void add_date(std::string_view raw, const ReportDate& date);
  void add_label(Label label, std::string_view value);

  std::string pending_;
  std::string headline_, publication_, place_, dateline_;
  std::vector<std::string> headlines_;  // of the items, when there are several
  std::vector<std::string> writers_;
  std::optional<ReportDate> date_;
  model::Fields fields_;
  int items_ = 0, lines_ = 0;  // lines of this item that are not blank
  bool after_blank_ = true, want_headline_ = true;
  Label list_ = Label::none;  // a label stood alone: its items follow
  bool list_has_items_ = false;
};

}  // namespace clew::read
