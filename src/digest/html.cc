#include "digest/html.h"

#include "digest/drawing.h"
#include "digest/escape.h"
#include "digest/html_style.h"
#include "digest/wording.h"

namespace clew::digest {
namespace {

using view::Dossier;
using view::Exhibit;
using view::Quote;

class Page {
 public:
  explicit Page(const Dossier& dossier) : dossier_(dossier) {}

  std::string write() {
    const std::string title = title_of(dossier_);
    out_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
    append_attribute(out_, title);
    out_ += "</title>\n<style>\n" + std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n";
    head(title);
    figures();
    correspondents();
    reports();
    claims();
    letters();
    further();
    topics();
    sources();
    out_ += "<footer><p>" + html(kNotice) + "</p><p>Prove them again: <code>" + html(kProof) +
            "</code></p></footer>\n</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void head(std::string_view title) {
    out_ += "<header>\n<p class=\"kicker\">Dossier</p>\n<h1 dir=\"auto\">" + html(title) + "</h1>\n";
    if (!dossier_.report_headline.empty()) {
      out_ += "<p class=\"headline\" dir=\"auto\">“" + html(dossier_.report_headline) + "”";
      if (!dossier_.report_publication.empty())
        out_ += " <span class=\"by\">— <bdi>" + html(dossier_.report_publication) + "</bdi></span>";
      out_ += "</p>\n";
    }
    out_ += "<p class=\"span\">" + html(span_of(dossier_)) + " · " + html(counts_of(dossier_)) + "</p>\n";
    if (!dossier_.person_names.empty()) {
      out_ += "<p class=\"names\">Also written: ";
      for (std::size_t i = 0; i < dossier_.person_names.size(); ++i)
        out_ += (i > 0 ? ", <bdi>" : "<bdi>") + html(dossier_.person_names[i]) + "</bdi>";
      out_ += "</p>\n";
    }
    out_ += "</header>\n";
  }

  void figures() {
    if (const std::string drawing = draw_months(dossier_); !drawing.empty())
      out_ += "<figure>" + drawing +
              "<figcaption><span class=\"swatch letters\"></span>letters "
              "<span class=\"swatch reports\"></span>reports, per month</figcaption></figure>\n";
  }

  void correspondents() {
    if (dossier_.letters_between.empty()) return;
    out_ += "<section>\n<h2>Who wrote to whom</h2>\n";
    if (const std::string drawing = draw_network(dossier_); !drawing.empty())
      out_ += "<figure>" + drawing + "</figure>\n";
    out_ +=
        "<table>\n<thead><tr><th>From</th><th>To</th><th "
        "class=\"n\">Letters</th><th>First</th><th>Last</th></tr>"
        "</thead>\n<tbody>\n";
    std::size_t rows = 0;
    for (const view::Correspondence& tie : dossier_.letters_between) {
      if (++rows > 20) break;
      out_ += "<tr><td><bdi>" + html(dossier_.correspondents[tie.from].name) + "</bdi></td><td><bdi>" +
              html(dossier_.correspondents[tie.to].name) + "</bdi></td><td class=\"n\">" +
              std::to_string(tie.letters) + "</td><td>" + tie.first + "</td><td>" + tie.last + "</td></tr>\n";
    }
    out_ += "</tbody>\n</table>\n</section>\n";
  }

  void quote(const Exhibit& exhibit, const Quote& q) {
    const std::string n = std::to_string(q.number);
    out_ += q.right_to_left ? "<blockquote dir=\"rtl\"" : "<blockquote dir=\"auto\"";
    if (!q.language.empty()) out_ += " lang=\"" + q.language + '"';
    out_ += '>';
    if (q.cut_before) out_ += "<span class=\"cut\">[…] </span>";
    out_ += "<q data-document=\"" + short_id(exhibit.document) + "\" data-start=\"" +
            std::to_string(q.start) + "\" data-end=\"" + std::to_string(q.end) + "\" data-sha256=\"" +
            exhibit.document + "\">";
    append_html(out_, q.bytes);
    out_ += "</q>";
    if (q.cut_after) out_ += "<span class=\"cut\"> […]</span>";
    out_ +=
        "<sup><a id=\"q" + n + "\" href=\"#s" + n + "\" aria-label=\"source " + n + "\">" + n + "</a></sup>";
    out_ += "</blockquote>\n";
    if (const std::string repeats = repeats_of(q); !repeats.empty())
      out_ += "<p class=\"repeats\">" + repeats + "</p>\n";
  }

  void exhibit(const Exhibit& one) {
    out_ += "<article>\n<p class=\"when\">";
    out_ += one.date.empty() ? "undated"
                             : "<time datetime=\"" + one.date + "\">" + one.date.substr(0, 10) + "</time>";
    out_ += "</p>\n";
    if (!one.subject.empty()) out_ += "<h4 dir=\"auto\">" + html(one.subject) + "</h4>\n";
    std::string said;
    for (const Quote& q : one.quotes) {
      if (const std::string next = attribution_of(one, q); next != said) {
        said = next;
        out_ += "<p class=\"who\" dir=\"auto\">" + html(said) + "</p>\n";
      }
      quote(one, q);
    }
    out_ += "</article>\n";
  }

  void reports() {
    if (dossier_.reports_shown.empty()) return;
    out_ += "<section>\n<h2>Reports</h2>\n";
    for (const Exhibit& one : dossier_.reports_shown) exhibit(one);
    out_ += "</section>\n";
  }

  void claim(const view::ClaimShown& one, bool against) {
    out_ += against ? "<article class=\"against\">\n<p class=\"when\">against it</p>\n<h4 dir=\"auto\">"
                    : "<article class=\"claim\">\n<h4 dir=\"auto\">";
    out_ += html(summary_of(one)) + "</h4>\n<p class=\"who\" dir=\"auto\">" + html(stance_of(one)) + "</p>\n";
    quote(one.exhibit, one.exhibit.quotes.front());
    if (const std::string same = agreement_of(one); !same.empty())
      out_ += "<p class=\"repeats\">" + same + "</p>\n";
    for (const view::ClaimShown& other : one.against) claim(other, true);
    out_ += "</article>\n";
  }

  void claims() {
    if (dossier_.claims.empty()) return;
    out_ += "<section>\n<h2>What is claimed</h2>\n";
    for (const view::ClaimSection& section : dossier_.claims) {
      out_ += "<h3>" + section.heading + "</h3>\n";
      for (const view::ClaimShown& one : section.claims) claim(one, false);
    }
    out_ += "</section>\n";
  }

  void letters() {
    const auto sentences = left_out(dossier_);
    if (dossier_.letters_shown.empty() && sentences.empty()) return;
    out_ += "<section>\n<h2>Letters</h2>\n";
    std::string section;
    for (const Exhibit& one : dossier_.letters_shown) {
      if (const std::string next = section_of(one, dossier_.by_day); next != section) {
        section = next;
        out_ += "<h3>" + section + "</h3>\n";
      }
      exhibit(one);
    }
    for (const std::string& sentence : sentences) out_ += "<p class=\"repeats\">" + html(sentence) + "</p>\n";
    out_ += "</section>\n";
  }

  void further() {
    if (dossier_.further.empty()) return;
    out_ += "<section>\n<h2>Read more at</h2>\n<ul>\n";
    for (const view::FurtherReading& reading : dossier_.further) {
      out_ += "<li dir=\"auto\">";
      if (is_plain_link(reading.text)) {
        out_ += "<a rel=\"noopener noreferrer\" href=\"";
        append_attribute(out_, reading.text);
        out_ += "\">" + html(reading.text) + "</a>";
      } else {
        out_ += "“" + html(reading.text) + "”";
      }
      out_ += " <small>named by <code>" + short_id(reading.document) + "</code></small></li>\n";
    }
    out_ += "</ul>\n</section>\n";
  }

  void topics() {
    if (dossier_.topics.empty()) return;
    out_ += "<section>\n<h2>Topics</h2>\n<p class=\"topics\">";
    for (const view::Topic& topic : dossier_.topics) {
      out_ += "<span><bdi>" + html(topic.words) + "</bdi>";
      if (topic.documents > 0) out_ += " <small>" + std::to_string(topic.documents) + "</small>";
      out_ += "</span> ";
    }
    out_ += "</p>\n</section>\n";
  }

  void source_of(const Exhibit& one) {
    for (const Quote& q : one.quotes) {
      const std::string n = std::to_string(q.number);
      out_ += "<li id=\"s" + n + "\" value=\"" + n + "\"><code>" + short_id(one.document) +
              "</code> · <bdi>" + html(places_of(one)) + "</bdi> · " +
              (one.date.empty() ? std::string("undated") : one.date) + " · bytes " + std::to_string(q.start) +
              "–" + std::to_string(q.end) + " · SHA-256 <code class=\"hash\">" + one.document +
              "</code> <a href=\"#q" + n + "\" aria-label=\"back to quote " + n + "\">↩</a></li>\n";
    }
  }

  void sources() {
    if (dossier_.reports_shown.empty() && dossier_.letters_shown.empty()) return;
    out_ += "<section class=\"sources\">\n<h2>Sources</h2>\n<ol>\n";
    for (const auto* exhibits : {&dossier_.reports_shown, &dossier_.letters_shown})
      for (const Exhibit& one : *exhibits) source_of(one);
    for (const view::ClaimSection& section : dossier_.claims)
      for (const view::ClaimShown& one : section.claims) {
        source_of(one.exhibit);
        for (const view::ClaimShown& other : one.against) source_of(other.exhibit);
      }
    out_ += "</ol>\n</section>\n";
  }

  const Dossier& dossier_;
  std::string out_;
};

}  // namespace

std::string to_html(const Dossier& dossier) { return Page(dossier).write(); }

}  // namespace clew::digest
