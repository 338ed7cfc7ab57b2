#include "read/mime_tree.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

#include "read/mime_mask.h"
#include "read/mime_outline.h"

namespace clew::read {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// --- A GMime stream over a source: a made header, then a range of the file.
// -----------------------------------

struct Feed {
  Source* file;
  std::string prefix;
  Range range;  // of the file
  bool cr_lines;
  bool failed = false;
  std::string block = {};

  /// Hands on `n` bytes of the file or fewer, masked. The byte before them and some behind are looked at too.
  std::size_t copy_masked(std::uint64_t from, std::size_t n, char* to) {
    const std::uint64_t first = from > range.begin ? from - 1 : from;
    const auto before = static_cast<std::size_t>(from - first);
    const auto want =
        static_cast<std::size_t>(std::min<std::uint64_t>(before + n + kMaskAhead, range.end - first));
    std::string_view raw;
    if (const std::string_view* memory = file->in_memory()) {
      raw = memory->substr(static_cast<std::size_t>(first), want);
    } else {
      block.resize(want);
      std::size_t have = 0;
      failed |= !file->seek(first);
      while (!failed && have < want) {
        const Result<std::size_t> got = file->read(block.data() + have, want - have);
        failed |= !got;
        if (!got || *got == 0) break;
        have += *got;
      }
      raw = std::string_view(block).substr(0, have);
    }
    n = raw.size() > before ? std::min(n, raw.size() - before) : 0;
    if (n > 0) mask_mime(raw, before, n, cr_lines, to);
    return n;
  }
  std::uint64_t length() const { return prefix.size() + range.size(); }
  /// The place in the file of an offset in the stream.
  std::uint64_t in_file(gint64 offset) const {
    const auto at = static_cast<std::uint64_t>(std::max<gint64>(offset, 0));
    return at <= prefix.size() ? range.begin : std::min(range.begin + at - prefix.size(), range.end);
  }
};

struct FeedStream {
  GMimeStream parent;
  Feed* feed;
};
struct FeedStreamClass {
  GMimeStreamClass parent;
};

Feed& feed_of(GMimeStream* stream) { return *reinterpret_cast<FeedStream*>(stream)->feed; }

gint64 end_of(GMimeStream* stream) {
  return stream->bound_end != -1 ? stream->bound_end : static_cast<gint64>(feed_of(stream).length());
}

// The range's bytes as GMime may see them: mime_mask.h.
ssize_t feed_read(GMimeStream* stream, char* to, size_t n) {
  Feed& feed = feed_of(stream);
  const gint64 end = end_of(stream);
  if (stream->position >= end) return 0;
  n = std::min(n, static_cast<size_t>(end - stream->position));
  const auto at = static_cast<std::uint64_t>(stream->position);
  if (at < feed.prefix.size()) {
    n = std::min(n, feed.prefix.size() - static_cast<size_t>(at));
    std::memcpy(to, feed.prefix.data() + at, n);
  } else {
    n = feed.copy_masked(feed.range.begin + at - feed.prefix.size(), n, to);
  }
  stream->position += static_cast<gint64>(n);
  return static_cast<ssize_t>(n);
}

ssize_t feed_write(GMimeStream*, const char*, size_t) { return -1; }
int feed_ok(GMimeStream*) { return 0; }
gboolean feed_eos(GMimeStream* stream) { return stream->position >= end_of(stream); }
int feed_reset(GMimeStream* stream) {
  stream->position = stream->bound_start;
  return 0;
}
gint64 feed_seek(GMimeStream* stream, gint64 offset, GMimeSeekWhence whence) {
  gint64 to = offset;
  if (whence == GMIME_STREAM_SEEK_CUR) to += stream->position;
  if (whence == GMIME_STREAM_SEEK_END) to += end_of(stream);
  if (to < stream->bound_start || to > end_of(stream)) return -1;
  return stream->position = to;
}
gint64 feed_tell(GMimeStream* stream) { return stream->position; }
gint64 feed_length(GMimeStream* stream) { return end_of(stream) - stream->bound_start; }

GMimeStream* new_feed_stream(Feed* feed, gint64 start, gint64 end);
GMimeStream* feed_substream(GMimeStream* stream, gint64 start, gint64 end) {
  return new_feed_stream(&feed_of(stream), start, end);
}

void feed_class_init(gpointer klass, gpointer) {
  auto* methods = static_cast<GMimeStreamClass*>(klass);
  methods->read = feed_read;
  methods->write = feed_write;
  methods->flush = feed_ok;
  methods->close = feed_ok;
  methods->eos = feed_eos;
  methods->reset = feed_reset;
  methods->seek = feed_seek;
  methods->tell = feed_tell;
  methods->length = feed_length;
  methods->substream = feed_substream;
}

GType feed_type() {
  static const GType type =
      g_type_register_static_simple(g_mime_stream_get_type(), "ClewFeedStream", sizeof(FeedStreamClass),
                                    feed_class_init, sizeof(FeedStream), nullptr, GTypeFlags{});
  return type;
}

GMimeStream* new_feed_stream(Feed* feed, gint64 start, gint64 end) {
  auto* stream = static_cast<FeedStream*>(g_object_new(feed_type(), nullptr));
  stream->feed = feed;
  g_mime_stream_construct(&stream->parent, start, end);
  return &stream->parent;
}

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};

// --- From GMime's objects to plain parts
// ------------------------------------------------------------------------

class TreeWalk {
 public:
  TreeWalk(const Feed& feed, const Limits& limits, std::string_view boundary, MimeTree& tree)
      : feed_(feed), limits_(limits), tree_(tree) {
    boundaries_.emplace_back(boundary);
  }

  Result<void> run(GMimeObject* root) {
    push_children(root, 0, 1);
    while (!stack_.empty()) {
      const Item item = stack_.back();
      stack_.pop_back();
      if (static_cast<int>(tree_.parts.size()) > limits_.max_parts) {
        drop(item, "too many parts");
        continue;
      }
      TRY(take(item));
    }
    return {};
  }

 private:
  struct Item {
    GMimeObject* object;
    int parent, depth;
  };

  void push_children(GMimeObject* object, int index, int depth) {
    if (!GMIME_IS_MULTIPART(object)) return;
    auto* multipart = GMIME_MULTIPART(object);
    for (int i = g_mime_multipart_get_count(multipart); i-- > 0;)
      stack_.push_back({g_mime_multipart_get_part(multipart, i), index, depth});
  }

  Result<void> take(const Item& item) {
    std::vector<std::string> texts;
    MimePart part = describe_part(TRY(headers_of(item.object, texts)));
    part.parent = item.parent;
    part.multipart = GMIME_IS_MULTIPART(item.object);
    if (GMIME_IS_MESSAGE_PART(item.object)) {
      part.encoding = Encoding::identity;
      if (!part.type.value.starts_with("message/"))
        part.type.value = "message/rfc822";  // in a multipart/digest
      TRY(find_letter(item, part));
    } else if (GMIME_IS_PART(item.object)) {
      part.range = content_of(item.object);
    }
    const int index = static_cast<int>(tree_.parts.size());
    const bool descend = part.multipart;
    boundaries_.resize(static_cast<std::size_t>(index) + 1);
    if (const std::string* boundary = part.type.find("boundary"); boundary && descend)
      boundaries_.back() = *boundary;
    tree_.parts.push_back(std::move(part));
    if (!descend) return {};
    if (item.depth >= limits_.max_depth)
      drop(item, "parts nested too deep");
    else
      push_children(item.object, index, item.depth + 1);
    return {};
  }

  // The fields of a part as the file has them. `texts` keeps their bytes.
  Result<std::vector<Header>> headers_of(GMimeObject* object, std::vector<std::string>& texts) const {
    GMimeHeaderList* list = g_mime_object_get_header_list(object);
    const int n = std::min(g_mime_header_list_get_count(list), 200);
    texts.reserve(static_cast<std::size_t>(std::max(n, 0)));  // the views must not move
    std::vector<Header> out;
    for (int i = 0; i < n; ++i) {
      GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
      const char* value = g_mime_header_get_raw_value(header);
      const gint64 offset = g_mime_header_get_offset(header);
      if (!value || !header->raw_name || offset < 0) continue;
      const std::size_t before = std::strlen(header->raw_name) + 1;
      const Range range{feed_.in_file(offset),
                        feed_.in_file(offset + static_cast<gint64>(before + std::strlen(value)))};
      texts.push_back(TRY(read_bytes(range)));
      if (texts.back().size() < before || texts.back()[before - 1] != ':') continue;
      const std::string_view text = texts.back();
      out.push_back({g_mime_header_get_name(header), text.substr(before)});
    }
    return out;
  }

  Result<std::string> read_bytes(Range range) const {
    std::string out(static_cast<std::size_t>(range.size()), '\0');
    TRY(feed_.file->seek(range.begin));
    std::size_t have = 0;
    while (have < out.size()) {
      const std::size_t got = TRY(feed_.file->read(out.data() + have, out.size() - have));
      if (got == 0) break;
      have += got;
    }
    out.resize(have);
    return out;
  }

  Range content_of(GMimeObject* object) const {
    GMimeDataWrapper* wrapper = g_mime_part_get_content(GMIME_PART(object));
    GMimeStream* stream = wrapper ? g_mime_data_wrapper_get_stream(wrapper) : nullptr;
    if (!stream) return {feed_.range.begin, feed_.range.begin};
    Range out{feed_.in_file(stream->bound_start), feed_.in_file(end_of(stream))};
    out.end = std::max(out.begin, out.end);
    return out;
  }

  // A letter inside this one keeps its bytes as they are: from the end of its part's own header block to the
  // next boundary of any multipart around it.
  Result<void> find_letter(const Item& item, MimePart& part) const {
    std::uint64_t begin = 0;
    bool in_header = false;  // `begin` lies in the part's own header block
    GMimeHeaderList* own = g_mime_object_get_header_list(item.object);
    if (const int n = g_mime_header_list_get_count(own); n > 0) {
      begin = feed_.in_file(g_mime_header_get_offset(g_mime_header_list_get_header_at(own, n - 1)));
      in_header = true;
    } else {
      begin = first_header(GMIME_MESSAGE_PART(item.object));
    }
    std::vector<std::string_view> around;
    for (int at = item.parent; at >= 0; at = tree_.parts[static_cast<std::size_t>(at)].parent)
      if (!boundaries_[static_cast<std::size_t>(at)].empty())
        around.push_back(boundaries_[static_cast<std::size_t>(at)]);
    part.range = {begin, feed_.range.end};
    LineScanner lines(*feed_.file, part.range, feed_.cr_lines);
    std::uint64_t line_end_before = begin;  // where the line before ended, its line end left out
    for (LineScanner::Line line; lines.next(line);) {
      const bool boundary = std::any_of(around.begin(), around.end(), [&](std::string_view b) {
        return boundary_line(line.head, b) != BoundaryLine::none;
      });
      if (boundary) {
        if (in_header)
          part.range = {line.offset, line.offset};  // nothing but a header block
        else
          part.range.end = std::max(part.range.begin, line_end_before);
        return {};
      }
      if (in_header && line.head.empty()) {
        in_header = false;
        part.range.begin = line.offset + line.size;
      }
      line_end_before = line.offset + std::min<std::uint64_t>(line.head.size(), line.size);
      if (line.head.size() >= LineScanner::kHead) line_end_before = line.offset + line.size - 1;
    }
    TRY(Result<void>(lines.failure()));
    return {};
  }

  std::uint64_t first_header(GMimeMessagePart* part) const {
    gint64 first = -1;
    GMimeMessage* message = g_mime_message_part_get_message(part);
    GMimeObject* const objects[] = {message ? GMIME_OBJECT(message) : nullptr,
                                    message ? g_mime_message_get_mime_part(message) : nullptr};
    for (GMimeObject* object : objects) {
      if (!object) continue;
      GMimeHeaderList* list = g_mime_object_get_header_list(object);
      if (g_mime_header_list_get_count(list) == 0) continue;
      const gint64 offset = g_mime_header_get_offset(g_mime_header_list_get_header_at(list, 0));
      if (offset >= 0 && (first < 0 || offset < first)) first = offset;
    }
    return first < 0 ? feed_.range.end : feed_.in_file(first);
  }

  void drop(const Item& item, const char* why) {
    tree_.dropped_why = why;
    if (GMIME_IS_PART(item.object)) tree_.dropped += content_of(item.object).size();
  }

  const Feed& feed_;
  const Limits& limits_;
  MimeTree& tree_;
  std::vector<std::string> boundaries_;  // of tree_.parts, by index; empty for what is no multipart
  std::vector<Item> stack_;
};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// Boundary lines with nothing between them: the multipart is empty, not broken.
Result<bool> only_boundaries(Source& file, Range parts, std::string_view boundary, bool cr_lines) {
  LineScanner lines(file, parts, cr_lines);
  for (LineScanner::Line line; lines.next(line);) {
    const bool blank = std::all_of(line.head.begin(), line.head.end(), is_space);
    if (!(blank && line.head.size() < LineScanner::kHead) &&
        boundary_line(line.head, boundary) == BoundaryLine::none)
      return false;
  }
  TRY(Result<void>(lines.failure()));
  return true;
}

// Whether the file ends inside its last part. A missing closing boundary alone says little: many programs
// never wrote one. It is cut off if the last part has no content, or its base64 ends in the middle of a line.
Result<bool> stops_short(Source& file, const std::vector<MimePart>& parts, bool cr_lines) {
  const MimePart& last = parts.back();
  if (last.multipart || last.range.size() == 0) return true;
  if (last.encoding != Encoding::base64) return false;
  char end = 0;
  TRY(file.seek(last.range.end - 1));
  TRY(file.read(&end, 1));
  return end != '=' && end != '\n' && !(cr_lines && end == '\r');
}

bool is_media_type(std::string_view type) {
  const std::size_t slash = type.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < type.size() && type.size() < 128 &&
         type.find('/', slash + 1) == std::string_view::npos &&
         std::all_of(type.begin(), type.end(),
                     [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != ','; });
}

}  // namespace

void init_gmime() {
  static std::once_flag once;
  std::call_once(once, [] {
    g_mime_init();
    feed_type();
  });
}

MimePart describe_part(const std::vector<Header>& headers, std::string_view hint) {
  MimePart out;
  bool typed = false, placed = false, encoded = false;
  for (const Header& header : headers) {
    if (header.name.size() < 10) continue;
    if (!typed && is_named(header, "content-type")) {
      typed = true;
      out.type = parse_header_value(header.value, hint);
    } else if (!placed && is_named(header, "content-disposition")) {
      placed = true;
      out.disposition = parse_header_value(header.value, hint);
    } else if (!encoded && is_named(header, "content-transfer-encoding")) {
      encoded = true;
      out.encoding = encoding_named(header.value);
    } else if (out.content_id.empty() && is_named(header, "content-id")) {
      const auto ids = parse_message_ids(header.value);
      out.content_id = ids.empty() ? decode_header(header.value) : ids.front();
    } else if (is_named(header, "x-apple-content-length")) {
      out.outside = true;
    }
  }
  if (out.type.value == "text") out.type.value = "text/plain";
  if (!is_media_type(out.type.value)) out.type.value = "text/plain";
  return out;
}

Result<MimeTree> read_mime_tree(Source& file, MimePart root, bool cr_lines, const Limits& limits) {
  MimeTree tree;
  const Range body = root.range;
  root.multipart = root.type.value.starts_with("multipart/");
  tree.parts.push_back(root);
  if (!root.multipart) return tree;

  const std::string* named = root.type.find("boundary");
  std::string boundary = named ? *named : std::string();
  while (!boundary.empty() && is_space(boundary.back())) boundary.pop_back();
  Outline outline;
  if (!boundary.empty()) outline = TRY(find_outline(file, body, boundary, cr_lines, limits.max_parts));
  if (!outline.found) {
    boundary = TRY(guess_boundary(file, body, cr_lines));
    if (!boundary.empty()) outline = TRY(find_outline(file, body, boundary, cr_lines, limits.max_parts));
  }
  if (!outline.found) {
    tree.no_parts = true;
    return tree;
  }
  tree.preamble = {body.begin, outline.parts.begin};
  tree.epilogue = {outline.parts.end, outline.stopped.empty() ? body.end : outline.parts.end};
  tree.unclosed = !outline.closed && outline.stopped.empty();
  if (!outline.stopped.empty()) {
    tree.dropped = body.end - outline.parts.end;
    tree.dropped_why = outline.stopped;
  }

  init_gmime();
  Feed feed{&file, masked("Content-Type: " + root.type.value + "; boundary=" + quoted(boundary)) + "\n\n",
            outline.parts, cr_lines};
  const std::unique_ptr<GMimeStream, Unref> stream(new_feed_stream(&feed, 0, -1));
  const std::unique_ptr<GMimeParser, Unref> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_persist_stream(parser.get(),
                                   TRUE);  // parts refer to the stream instead of copying from it
  const std::unique_ptr<GMimeObject, Unref> object(g_mime_parser_construct_part(parser.get(), nullptr));
  if (feed.failed) return Error{Code::io, "read failed inside a letter", {}, {}};
  if (!object) {
    tree.no_parts = true;
    return tree;
  }
  TRY(TreeWalk(feed, limits, boundary, tree).run(object.get()));
  if (tree.parts.size() == 1) tree.no_parts = !TRY(only_boundaries(file, outline.parts, boundary, cr_lines));
  if (tree.unclosed) tree.cut_off = TRY(stops_short(file, tree.parts, cr_lines));
  return tree;
}

}  // namespace clew::read
