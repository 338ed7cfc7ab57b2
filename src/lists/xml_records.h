// lists/xml_records.h - a big XML file as a stream of small trees, one for each record.
//
// Parsing is Expat's. Document type declarations are refused, so that no entity can be declared: neither
// bombs nor files from outside. Memory: one record at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace clew::lists {

/// An element. Names are without namespace prefix; text is its own, white space at the ends taken off.
struct XmlNode {
  std::string name, text;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlNode> children;
  std::uint64_t line = 0, column = 0;  ///< where its tag begins, from 1

  std::string_view attribute(std::string_view key) const;
  /// The first child of that name, or nullptr.
  const XmlNode* child(std::string_view key) const;
  /// The text of the first child of that name, or nothing.
  std::string_view value(std::string_view key) const;
  /// The node at the end of a path "a/b/c" of first children, or nullptr.
  const XmlNode* find(std::string_view path) const;
};

/// Calls `visit` for each child of that name.
template <class Visit>
void each(const XmlNode& node, std::string_view name, Visit visit) {
  for (const XmlNode& child : node.children)
    if (child.name == name) visit(child);
}
/// Calls `visit` for each node at the end of the path, through all children of these names.
void each_at(const XmlNode& node, std::string_view path, const std::function<void(const XmlNode&)>& visit);

/// Calls `root` with the first element (its attributes alone), then `record` for each outermost element that
/// bears one of `names`. What stands outside of records is passed over. Errors: bad_input (not well-formed,
/// cut off, another root than `root_name`), limit (a record of more than 16 MiB, or nested too deep), all
/// with line and column; io; and those of the calls.
Result<void> read_xml(Source& file, std::string_view root_name, std::span<const std::string_view> names,
                      const std::function<Result<void>(const XmlNode&)>& root,
                      const std::function<Result<void>(const XmlNode&)>& record);

/// The name of the first element in the head of a file, without prefix, or nothing: this is no XML.
/// `attributes`, when given, gets what stands between it and the end of its tag. UTF-16 is looked through.
std::string xml_root(std::string_view head, std::string* attributes = nullptr);

}  // namespace clew::lists
