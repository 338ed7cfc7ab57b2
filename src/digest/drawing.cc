#include "digest/drawing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "digest/escape.h"
#include "digest/wording.h"

namespace clew::digest {
namespace {

// One decimal, whatever the locale; -0.0 is 0.
std::string fixed(double value) {
  const std::int64_t tenths = static_cast<std::int64_t>(std::llround(value * 10));
  const std::int64_t size = tenths < 0 ? -tenths : tenths;
  return (tenths < 0 ? "-" : "") + std::to_string(size / 10) + '.' + std::to_string(size % 10);
}

std::string attribute(std::string_view name, double value) {
  return ' ' + std::string(name) + "=\"" + fixed(value) + '"';
}

// Colours for programs that do not apply a page's style inside a drawing; the style goes before them.
constexpr std::string_view kDeep = "#35566b", kMark = "#8a2f1d", kSoft = "#6b655c";

std::string rectangle(std::string_view kind, std::string_view colour, double x, double y, double width,
                      double height) {
  return "<rect class=\"" + std::string(kind) + "\" fill=\"" + std::string(colour) + '"' + attribute("x", x) +
         attribute("y", y) + attribute("width", width) + attribute("height", height) + "/>";
}

std::string label(double x, double y, std::string_view anchor, std::string_view text) {
  std::string out = "<text" + attribute("x", x) + attribute("y", y) + " font-size=\"12\" fill=\"" +
                    std::string(kSoft) + "\" text-anchor=\"" + std::string(anchor) + "\">";
  append_attribute(out, text);
  return out + "</text>";
}

struct Point {
  double x, y;
};

}  // namespace

std::string draw_months(const view::Dossier& dossier) {
  const auto& months = dossier.months;
  if (months.size() < 2) return {};
  constexpr double kWidth = 720, kHeight = 120, kTop = 18;
  std::uint64_t most = 1;
  for (const auto& month : months) most = std::max(most, month.letters + month.reports);
  const double step = kWidth / static_cast<double>(months.size());
  const double bar = std::clamp(step * 0.72, 0.6, 40.0);
  const double scale = kHeight / static_cast<double>(most);
  std::string out =
      "<svg class=\"months\" viewBox=\"0 0 720 160\" role=\"img\" aria-label=\"Letters and reports per "
      "month\">";
  out += "<line class=\"axis\" stroke=\"#ddd7cc\" x1=\"0\" y1=\"138.5\" x2=\"720\" y2=\"138.5\"/>";
  for (std::size_t i = 0; i < months.size(); ++i) {
    const auto& month = months[i];
    if (month.letters + month.reports == 0) continue;
    const double x = step * (static_cast<double>(i) + 0.5) - bar / 2;
    const double letters = scale * static_cast<double>(month.letters);
    const double reports = scale * static_cast<double>(month.reports);
    out += "<g><title>" + month.month + ": " + counted(month.letters, "letter", "letters");
    if (month.reports > 0) out += ", " + counted(month.reports, "report", "reports");
    out += "</title>";
    const double floor = kTop + kHeight;
    if (month.letters > 0) out += rectangle("letters", kDeep, x, floor - letters, bar, letters);
    if (month.reports > 0) out += rectangle("reports", kMark, x, floor - letters - reports, bar, reports);
    out += "</g>";
  }
  out += label(0, 11, "start", std::to_string(most) + " a month at most");
  out += label(0, 154, "start", months.front().month) + label(720, 154, "end", months.back().month);
  return out + "</svg>";
}

std::string draw_network(const view::Dossier& dossier) {
  const auto& people = dossier.correspondents;
  if (people.size() < 2 || dossier.letters_between.empty()) return {};
  constexpr double kCenterX = 360, kCenterY = 190, kRadius = 140;
  std::vector<Point> at;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(people.size());
    at.push_back({kCenterX + kRadius * std::sin(angle), kCenterY - kRadius * std::cos(angle)});
  }
  std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> between;
  std::uint64_t most = 1;
  for (const auto& tie : dossier.letters_between) {
    if (tie.from == tie.to) continue;
    const std::uint64_t sum = between[std::minmax(tie.from, tie.to)] += tie.letters;
    most = std::max(most, sum);
  }
  std::string out =
      "<svg class=\"network\" viewBox=\"0 0 720 380\" role=\"img\" aria-label=\"Who wrote to whom\">";
  for (const auto& [pair, letters] : between) {
    const Point a = at[pair.first], b = at[pair.second];
    // Bent towards the middle, so that lines between neighbours do not hide each other.
    const double x = (a.x + b.x) / 2 * 0.7 + kCenterX * 0.3, y = (a.y + b.y) / 2 * 0.7 + kCenterY * 0.3;
    const double width =
        0.8 + 4.4 * std::log1p(static_cast<double>(letters)) / std::log1p(static_cast<double>(most));
    out += "<path class=\"tie\" d=\"M" + fixed(a.x) + ' ' + fixed(a.y) + 'Q' + fixed(x) + ' ' + fixed(y) +
           ' ' + fixed(b.x) + ' ' + fixed(b.y) + "\" fill=\"none\" stroke=\"" + std::string(kDeep) +
           "\" stroke-opacity=\"0.45\" stroke-width=\"" + fixed(width) + "\"><title>";
    append_attribute(out, people[pair.first].name + " and " + people[pair.second].name + ": " +
                              counted(letters, "letter", "letters"));
    out += "</title></path>";
  }
  const double strongest = static_cast<double>(std::max<std::uint64_t>(1, people.front().letters));
  for (std::size_t i = 0; i < people.size(); ++i) {
    const double size = 4 + 6 * std::sqrt(std::min(1.0, static_cast<double>(people[i].letters) / strongest));
    out += "<circle class=\"person\" fill=\"" + std::string(kMark) + '"' + attribute("cx", at[i].x) +
           attribute("cy", at[i].y) + attribute("r", size) + "/>";
    const double side = at[i].x - kCenterX;
    const bool middle = std::abs(side) < 20;
    const double x = middle ? at[i].x : at[i].x + (side > 0 ? 16 : -16);
    const double y = !middle ? at[i].y + 4 : at[i].y < kCenterY ? at[i].y - 16 : at[i].y + 26;
    out += label(x, y, middle ? "middle" : side > 0 ? "start" : "end", shortened(people[i].name, 26));
  }
  return out + "</svg>";
}

}  // namespace clew::digest
