// The list of readers. A new format is a file and a line here.
#include <algorithm>
#include <array>

#include "read/reader.h"
#include "read/sniff.h"

namespace clew::read {

extern const Reader kEmlx, kMbox, kEml, kHtml, kCsv, kText, kReport;

std::span<const Reader* const> readers() {
  // In asking order: the more particular first. `report` answers to no file: only the user's word chooses it.
  static const Reader* const kReaders[] = {&kEmlx, &kMbox, &kEml, &kHtml, &kCsv, &kText, &kReport};
  return kReaders;
}

const Reader* reader_named(std::string_view name) {
  for (const Reader* reader : readers())
    if (reader->name == name) return reader;
  return nullptr;
}

const Reader* choose_reader(std::string_view head, std::string_view file_name, std::string_view media_type) {
  for (const Reader* reader : readers())
    if (reader->match(head, file_name) == Match::by_content) return reader;
  struct Declared {
    std::string_view media_type;
    const Reader* reader;
  };
  static const std::array kDeclared{Declared{"message/rfc822", &kEml},
                                    Declared{"message/global", &kEml},
                                    Declared{"application/mbox", &kMbox},
                                    Declared{"text/html", &kHtml},
                                    Declared{"text/plain", &kText},
                                    Declared{"text/csv", &kCsv},
                                    Declared{"text/tab-separated-values", &kCsv}};
  if (looks_like_text(head) || head.empty())
    for (const Declared& declared : kDeclared)
      if (declared.media_type == media_type) return declared.reader;
  for (const Reader* reader : readers())
    if (reader->match(head, file_name) == Match::by_name) return reader;
  return nullptr;
}

}  // namespace clew::read
