#include "digest/markdown.h"

#include "digest/escape.h"
#include "digest/wording.h"

namespace clew::digest {
namespace {

using view::Dossier;
using view::Exhibit;
using view::Quote;

class Writer {
 public:
  explicit Writer(const Dossier& dossier) : dossier_(dossier) {}

  std::string write() {
    head();
    correspondents();
    if (!dossier_.reports_shown.empty()) {
      out_ += "## Reports\n\n";
      for (const Exhibit& exhibit : dossier_.reports_shown) report(exhibit);
    }
    claims();
    letters();
    for (const std::string& sentence : left_out(dossier_)) out_ += sentence + "\n\n";
    further();
    topics();
    sources();
    out_ += "---\n\n" + std::string(kNotice) + " Prove them again with `" + std::string(kProof) + "`.\n";
    return std::move(out_);
  }

 private:
  void head() {
    out_ += "# ";
    append_markdown(out_, title_of(dossier_));
    out_ += "\n\n";
    if (!dossier_.report_headline.empty()) {
      out_ += "**“";
      append_markdown(out_, dossier_.report_headline);
      out_ += "”**";
      if (!dossier_.report_publication.empty()) out_ += " — " + markdown(dossier_.report_publication);
      out_ += "\n\n";
    }
    out_ += span_of(dossier_) + " · " + counts_of(dossier_) + "\n\n";
    if (!dossier_.person_names.empty()) {
      out_ += "Also written: ";
      for (std::size_t i = 0; i < dossier_.person_names.size(); ++i)
        out_ += (i > 0 ? ", " : "") + markdown(dossier_.person_names[i]);
      out_ += "\n\n";
    }
  }

  void correspondents() {
    if (dossier_.letters_between.empty()) return;
    out_ +=
        "## Who wrote to whom\n\n| From | To | Letters | First | Last |\n| --- | --- | ---: | --- | --- |\n";
    std::size_t rows = 0;
    for (const view::Correspondence& tie : dossier_.letters_between) {
      if (++rows > 20) break;
      out_ += "| " + markdown(dossier_.correspondents[tie.from].name) + " | " +
              markdown(dossier_.correspondents[tie.to].name) + " | " + std::to_string(tie.letters) + " | " +
              tie.first + " | " + tie.last + " |\n";
    }
    out_ += '\n';
  }

  void quote(const Quote& q) {
    if (q.right_to_left) out_ += "<div dir=\"rtl\"" + language(q) + ">\n\n";
    out_ += q.cut_before ? "> […] “" : "> “";
    append_markdown_lines(out_, q.bytes, "> ");
    out_ += q.cut_after ? "” […] [" : "” [";
    out_ += std::to_string(q.number) + "]\n\n";
    if (q.right_to_left) out_ += "</div>\n\n";
    if (const std::string repeats = repeats_of(q); !repeats.empty()) out_ += "*(" + repeats + ")*\n\n";
  }

  void quotes(const Exhibit& exhibit) {
    std::string said;
    for (const Quote& q : exhibit.quotes) {
      if (const std::string next = attribution_of(exhibit, q); next != said) {
        said = next;
        // The bytes of a name never begin the line: what stands there could begin a block.
        out_ += "— ";
        append_markdown(out_, said);
        out_ += "\n\n";
      }
      quote(q);
    }
  }

  static std::string language(const Quote& q) {
    return q.language.empty() ? std::string() : " lang=\"" + q.language + "\"";
  }

  void report(const Exhibit& exhibit) {
    out_ += "### ";
    out_ += exhibit.subject.empty() ? "Without a headline" : markdown(exhibit.subject);
    out_ += "\n\n";
    if (!exhibit.date.empty()) out_ += "**" + exhibit.date.substr(0, 10) + "**\n\n";
    quotes(exhibit);
  }

  void claim(const view::ClaimShown& one, bool against) {
    out_ += against ? "*Against it:* " : "**";
    append_markdown(out_, summary_of(one));
    out_ += against ? "\n\n— " : "**\n\n— ";
    append_markdown(out_, stance_of(one));
    out_ += "\n\n";
    quote(one.exhibit.quotes.front());
    if (const std::string same = agreement_of(one); !same.empty()) out_ += "*(" + same + ")*\n\n";
    for (const view::ClaimShown& other : one.against) claim(other, true);
  }

  void claims() {
    if (dossier_.claims.empty()) return;
    out_ += "## What is claimed\n\n";
    for (const view::ClaimSection& section : dossier_.claims) {
      out_ += "### " + section.heading + "\n\n";
      for (const view::ClaimShown& one : section.claims) claim(one, false);
    }
  }

  void letters() {
    if (dossier_.letters_shown.empty()) return;
    out_ += "## Letters\n\n";
    std::string section;
    for (const Exhibit& exhibit : dossier_.letters_shown) {
      if (const std::string next = section_of(exhibit, dossier_.by_day); next != section) {
        section = next;
        out_ += "### " + section + "\n\n";
      }
      out_ += exhibit.date.empty() ? "**Undated**" : "**" + exhibit.date.substr(0, 10) + "**";
      if (!exhibit.subject.empty()) out_ += " · “" + markdown(exhibit.subject) + "”";
      out_ += "\n\n";
      quotes(exhibit);
    }
  }

  void further() {
    if (dossier_.further.empty()) return;
    out_ += "## Read more at\n\n";
    for (const view::FurtherReading& reading : dossier_.further) {
      out_ += "- ";
      if (is_plain_link(reading.text)) {
        out_ += '<' + reading.text + '>';
      } else {
        out_ += "“" + markdown(reading.text) + "”";
      }
      out_ += " (named by " + short_id(reading.document) + ")\n";
    }
    out_ += '\n';
  }

  void topics() {
    if (dossier_.topics.empty()) return;
    out_ += "## Topics\n\nMarked by: ";
    bool first = true;
    for (const view::Topic& topic : dossier_.topics) {
      if (!first) out_ += ", ";
      first = false;
      append_markdown(out_, topic.words);
      if (topic.documents > 0) out_ += " (" + std::to_string(topic.documents) + ")";
    }
    out_ += "\n\n";
  }

  void sources_of(const std::vector<Exhibit>& exhibits) {
    for (const Exhibit& exhibit : exhibits) source_of(exhibit);
  }

  void source_of(const Exhibit& exhibit) {
    for (const Quote& q : exhibit.quotes) {
      out_ += std::to_string(q.number) + ". `" + short_id(exhibit.document) + "` · ";
      append_markdown(out_, places_of(exhibit));
      out_ += " · " + (exhibit.date.empty() ? std::string("undated") : exhibit.date) + " · bytes " +
              std::to_string(q.start) + "–" + std::to_string(q.end) + " · SHA-256 " + exhibit.document + "\n";
    }
  }

  void sources() {
    if (dossier_.reports_shown.empty() && dossier_.letters_shown.empty()) return;
    out_ += "## Sources\n\n";
    sources_of(dossier_.reports_shown);
    sources_of(dossier_.letters_shown);
    for (const view::ClaimSection& section : dossier_.claims)
      for (const view::ClaimShown& one : section.claims) {
        source_of(one.exhibit);
        for (const view::ClaimShown& other : one.against) source_of(other.exhibit);
      }
    out_ += '\n';
  }

  const Dossier& dossier_;
  std::string out_;
};

}  // namespace

std::string to_markdown(const Dossier& dossier) { return Writer(dossier).write(); }

}  // namespace clew::digest
