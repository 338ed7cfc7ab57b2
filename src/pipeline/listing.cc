#include "pipeline/listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>

namespace clew::pipeline {
namespace {

bool is_index_file(std::string_view name) {
  return name.starts_with(".") || name.starts_with("dovecot") || name == "maildirfolder" ||
         name == "Thumbs.db" || name == "desktop.ini" || name == "courierimapuiddb" ||
         name == "cyrus.cache" || name == "cyrus.index" || name == "cyrus.header";
}

// The names of one folder, sorted, in one piece of memory.
struct Folder {
  std::string path;  // ends in a slash
  std::string names;
  std::vector<std::uint32_t> order;  // offsets into names, each a C string behind a byte that tells its type
  std::size_t at = 0;
  bool maildir = false;
};

std::optional<Folder> read_folder(const std::string& path, std::string& reason) {
  const std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(path.c_str()), ::closedir);
  if (dir == nullptr) {
    reason = std::strerror(errno);
    return std::nullopt;
  }
  Folder folder;
  folder.path = path.ends_with('/') ? path : path + '/';
  bool cur = false, fresh = false;
  while (const dirent* entry = ::readdir(dir.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    cur |= name == "cur";
    fresh |= name == "new";
    folder.order.push_back(static_cast<std::uint32_t>(folder.names.size()));
    folder.names.push_back(entry->d_type == DT_REG ? 'f' : '?');
    folder.names.append(name.data(), name.size() + 1);
  }
  folder.maildir = cur && fresh;
  const char* base = folder.names.data();
  std::sort(folder.order.begin(), folder.order.end(),
            [base](std::uint32_t a, std::uint32_t b) { return std::strcmp(base + a + 1, base + b + 1) < 0; });
  return folder;
}

std::string without_slashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  while (path.starts_with("./") && path.size() > 2) path.erase(0, 2);
  return path;
}

}  // namespace

struct Listing::State {
  std::vector<std::string> sources;
  SourceOptions options;
  std::string case_path;
  std::size_t source = 0;
  bool entered = false;
  std::vector<Folder> stack;
  std::map<std::string, Skipped> skipped;
  std::vector<std::string> unreadable;
  std::uint64_t expected = 0;
  bool counting = false;  // how many there are is asked, not what they are

  bool is_case(std::string_view path) const {
    return path == case_path ||
           (path.starts_with(case_path) && (path.ends_with("-wal") || path.ends_with("-shm")) &&
            path.size() == case_path.size() + 4);
  }

  void enter(const std::string& path) {
    std::string reason;
    if (auto folder = read_folder(path, reason))
      stack.push_back(std::move(*folder));
    else
      unreadable.push_back(path + ": " + reason);
  }

  void skip(std::uint64_t bytes) {
    Skipped& s = skipped[sources[source]];
    ++s.files;
    s.bytes += bytes;
  }

  store::FileInfo info(const std::string& path, const struct stat& found) const {
    store::FileInfo out;
    out.source = sources[source];
    out.kind = options.kind;
    out.dataset = options.dataset;
    out.path = path;
    out.bytes = static_cast<std::uint64_t>(found.st_size);
    out.modified = static_cast<std::int64_t>(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec;
    return out;
  }

  // The next file of the topmost folder, or nothing when that folder is done or was left for a deeper one.
  std::optional<store::FileInfo> step() {
    Folder& folder = stack.back();
    if (folder.at == folder.order.size()) {
      stack.pop_back();
      return std::nullopt;
    }
    const char* entry = folder.names.c_str() + folder.order[folder.at++];
    const std::string name = entry + 1;
    const std::string path = folder.path + name;
    struct stat found {};
    if (counting && *entry == 'f') {
      if (is_index_file(name) || is_case(path)) return std::nullopt;
      return store::FileInfo();
    }
    if (::lstat(path.c_str(), &found) != 0) return std::nullopt;  // gone since the folder was read
    const bool link = S_ISLNK(found.st_mode);
    if (link && ::stat(path.c_str(), &found) != 0) {
      skip(0);
      return std::nullopt;
    }
    if (S_ISDIR(found.st_mode)) {
      if (link || (folder.maildir && name == "tmp") || name.starts_with(".git") || name == ".notmuch")
        skip(0);
      else
        enter(path);
      return std::nullopt;
    }
    if (!S_ISREG(found.st_mode) || is_index_file(name) || is_case(path)) {
      skip(S_ISREG(found.st_mode) ? static_cast<std::uint64_t>(found.st_size) : 0);
      return std::nullopt;
    }
    return info(path, found);
  }

  std::optional<store::FileInfo> next() {
    for (; source < sources.size(); ++source, entered = false) {
      if (!entered) {
        entered = true;
        struct stat found {};
        if (::stat(sources[source].c_str(), &found) != 0) continue;
        if (!S_ISDIR(found.st_mode)) return info(sources[source], found);
        enter(sources[source]);
      }
      while (!stack.empty())
        if (auto file = step()) return file;
    }
    return std::nullopt;
  }
};

Listing::Listing(std::unique_ptr<State> state) : state_(std::move(state)) {}
Listing::Listing(Listing&&) noexcept = default;
Listing::~Listing() = default;

Result<Listing> Listing::open(std::vector<std::string> sources, SourceOptions options,
                              std::string case_path) {
  auto state = std::make_unique<State>();
  for (std::string& source : sources) {
    std::string path = without_slashes(std::move(source));
    if (::access(path.c_str(), R_OK) != 0)
      return Error{errno == ENOENT ? Code::not_found : Code::io, std::strerror(errno), path,
                   "a source must be readable"};
    if (std::find(state->sources.begin(), state->sources.end(), path) == state->sources.end())
      state->sources.push_back(std::move(path));
  }
  state->options = std::move(options);
  state->case_path = without_slashes(std::move(case_path));
  // Counting first costs a second walk, and is what the books are checked against.
  State counting;
  counting.sources = state->sources;
  counting.case_path = state->case_path;
  counting.counting = true;
  while (counting.next()) ++state->expected;
  return Listing(std::move(state));
}

std::optional<store::FileInfo> Listing::next() { return state_->next(); }
std::uint64_t Listing::expected() const { return state_->expected; }
const Skipped& Listing::skipped(const std::string& source) const { return state_->skipped[source]; }
std::vector<std::string> Listing::take_unreadable() { return std::exchange(state_->unreadable, {}); }
const std::vector<std::string>& Listing::sources() const { return state_->sources; }

}  // namespace clew::pipeline
