#include "lists/xml_records.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "lists/place.h"

namespace clew::lists {
namespace {

constexpr std::size_t kPiece = 256 << 10;
constexpr std::size_t kMaxRecord = 16 << 20;
constexpr std::size_t kMaxDepth = 64;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void trim(std::string& text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string::npos) {
    text.clear();
    return;
  }
  text.erase(text.find_last_not_of(kSpace) + 1);
  text.erase(0, first);
}

struct Run {
  std::string_view root_name;
  std::span<const std::string_view> names;
  const std::function<Result<void>(const XmlNode&)>& root;
  const std::function<Result<void>(const XmlNode&)>& record;
  XML_Parser parser = nullptr;
  std::vector<XmlNode> open{};  // the record being read, outermost first
  std::size_t depth = 0, record_bytes = 0;
  bool seen_root = false;
  std::optional<Error> error{};

  void stop(Error what) {
    if (!error) error = std::move(what);
    XML_StopParser(parser, XML_FALSE);
  }
  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser); }
  std::uint64_t column() const { return XML_GetCurrentColumnNumber(parser) + 1; }

  XmlNode node_of(const XML_Char* name, const XML_Char** attributes) const {
    XmlNode node;
    node.name = local_name(name);
    node.line = line();
    node.column = column();
    for (; *attributes != nullptr; attributes += 2)
      node.attributes.emplace_back(local_name(attributes[0]), attributes[1]);
    return node;
  }

  void start(const XML_Char* name, const XML_Char** attributes) {
    if (error) return;
    if (++depth > kMaxDepth)
      return stop(bad_place(line(), column(), "elements nested too deep", Code::limit));
    if (!std::exchange(seen_root, true)) {
      if (local_name(name) != root_name)
        return stop(bad_place(line(), column(),
                              "the first element is '" + std::string(local_name(name)) + "', not '" +
                                  std::string(root_name) + "'"));
      if (auto done = root(node_of(name, attributes)); !done) stop(std::move(done).error());
      return;
    }
    if (open.empty() && std::find(names.begin(), names.end(), local_name(name)) == names.end()) return;
    if (open.empty()) record_bytes = 0;
    open.push_back(node_of(name, attributes));
    count(open.back().name.size() + 64);
    for (const auto& [key, value] : open.back().attributes) count(key.size() + value.size() + 64);
  }

  void count(std::size_t bytes) {
    record_bytes += bytes;
    if (record_bytes > kMaxRecord)
      stop(bad_place(line(), column(), "one record holds more than 16 MiB", Code::limit));
  }

  void text(const XML_Char* piece, int length) {
    if (error || open.empty()) return;
    open.back().text.append(piece, static_cast<std::size_t>(length));
    count(static_cast<std::size_t>(length));
  }

  void end() {
    if (error) return;
    --depth;
    if (open.empty()) return;
    XmlNode node = std::move(open.back());
    open.pop_back();
    trim(node.text);
    if (!open.empty()) {
      open.back().children.push_back(std::move(node));
      return;
    }
    if (auto done = record(node); !done) stop(std::move(done).error());
  }
};

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

Result<void> feed(Run& run, Source& file) {
  std::uint64_t total = 0;
  for (bool last = false; !last;) {
    void* const buffer = XML_GetBuffer(run.parser, static_cast<int>(kPiece));
    if (buffer == nullptr) return Error{Code::limit, "out of memory", {}, {}};
    const std::size_t got = TRY(file.read(static_cast<char*>(buffer), kPiece));
    total += got;
    last = got == 0;
    const XML_Status status = XML_ParseBuffer(run.parser, static_cast<int>(got), last);
    if (run.error) return *std::move(run.error);
    if (status == XML_STATUS_OK) continue;
    const XML_Error code = XML_GetErrorCode(run.parser);
    std::string what = XML_ErrorString(code);
    if (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || (last && total > 0))
      what = "the file is cut off (" + what + ")";
    else if (code == XML_ERROR_INVALID_TOKEN)
      what = "no well-formed XML here, or a character that is none in the declared charset";
    return bad_place(run.line(), run.column(), what);
  }
  return {};
}

}  // namespace

std::string_view XmlNode::attribute(std::string_view key) const {
  for (const auto& [name_of_it, value_of_it] : attributes)
    if (name_of_it == key) return value_of_it;
  return {};
}

const XmlNode* XmlNode::child(std::string_view key) const {
  for (const XmlNode& one : children)
    if (one.name == key) return &one;
  return nullptr;
}

std::string_view XmlNode::value(std::string_view key) const {
  const XmlNode* const one = child(key);
  return one == nullptr ? std::string_view() : std::string_view(one->text);
}

const XmlNode* XmlNode::find(std::string_view path) const {
  const XmlNode* at = this;
  while (at != nullptr && !path.empty()) {
    const std::size_t cut = std::min(path.find('/'), path.size());
    at = at->child(path.substr(0, cut));
    path.remove_prefix(std::min(cut + 1, path.size()));
  }
  return at;
}

void each_at(const XmlNode& node, std::string_view path, const std::function<void(const XmlNode&)>& visit) {
  const std::size_t cut = path.find('/');
  const std::string_view first = path.substr(0, cut);
  each(node, first, [&](const XmlNode& child) {
    if (cut == std::string_view::npos)
      visit(child);
    else
      each_at(child, path.substr(cut + 1), visit);
  });
}

Result<void> read_xml(Source& file, std::string_view root_name, std::span<const std::string_view> names,
                      const std::function<Result<void>(const XmlNode&)>& root,
                      const std::function<Result<void>(const XmlNode&)>& record) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter> parser(XML_ParserCreate(nullptr));
  if (parser == nullptr) return Error{Code::limit, "out of memory", {}, {}};
  Run run{root_name, names, root, record, parser.get()};
  XML_SetUserData(run.parser, &run);
  XML_SetElementHandler(
      run.parser,
      [](void* to, const XML_Char* name, const XML_Char** attributes) {
        static_cast<Run*>(to)->start(name, attributes);
      },
      [](void* to, const XML_Char*) { static_cast<Run*>(to)->end(); });
  XML_SetCharacterDataHandler(run.parser, [](void* to, const XML_Char* piece, int length) {
    static_cast<Run*>(to)->text(piece, length);
  });
  XML_SetStartDoctypeDeclHandler(
      run.parser, [](void* to, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        Run& refusing = *static_cast<Run*>(to);
        refusing.stop(bad_place(refusing.line(), refusing.column(),
                                "a document type declaration, which no list bears and bombs do"));
      });
  return feed(run, file);
}

std::string xml_root(std::string_view head, std::string* attributes) {
  std::string narrow;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    for (const char c : head.substr(2))
      if (c != '\0') narrow += c;
    head = narrow;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (;;) {
    const std::size_t start = head.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || head[start] != '<') return {};
    head.remove_prefix(start);
    const bool comment = head.starts_with("<!--");
    if (!comment && !head.starts_with("<?") && !head.starts_with("<!")) break;
    const std::string_view close = comment ? "-->" : head.starts_with("<?") ? "?>" : ">";
    // The internal subset of a document type holds tags of its own; it ends with "]>".
    const std::size_t subset = head.starts_with("<!DOCTYPE") ? head.find('[') : std::string_view::npos;
    std::size_t end = head.find(close, 2);
    if (subset != std::string_view::npos && subset < end) end = head.find("]>") + 1;
    if (end == std::string_view::npos || end == 0) return {};
    head.remove_prefix(end + close.size());
  }
  const std::size_t end = std::min(head.find_first_of(" \t\r\n/>"), head.size());
  if (attributes != nullptr) *attributes = head.substr(end, std::min(head.find('>'), head.size()) - end);
  return std::string(local_name(head.substr(1, end - 1)));
}

}  // namespace clew::lists
