// The list of formats, and what holds for lists of any form. A new format is a file and a line here.
#include <unordered_map>
#include <unordered_set>

#include "lists/list_reader.h"
#include "lists/place.h"

namespace clew::lists {

extern const Format kOfacCsv, kOfacXml, kOfacAdvanced, kEuCsv, kEuXml, kUnXml, kUkCsv, kOfsiCsv, kUkXml,
    kOfsiXml, kSecoXml, kFtm, kPlainCsv;

namespace {

// FNV-1a over what makes two entries the same.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0x1F);
    return *this;
  }
  std::uint64_t value() const { return hash_; }

 private:
  void step(unsigned char byte) { hash_ = (hash_ ^ byte) * 1099511628211u; }
  std::uint64_t hash_ = 14695981039346656037u;
};

std::uint64_t fingerprint(const model::ListEntry& entry) {
  Fingerprint of;
  of.add(entry.id).add(entry.supplement ? "+" : "");
  for (const model::ListName& name : entry.names) of.add(name.text).add(model::name_of(name.kind));
  for (const model::ListDetail& detail : entry.details)
    of.add(model::name_of(detail.what)).add(detail.value).add(detail.note);
  for (const model::ListRelation& relation : entry.relations)
    of.add(model::name_of(relation.tie)).add(relation.entry).add(relation.name).add(relation.words);
  return of.value();
}

// Keeps the account of what a list gives, and of what it gives again.
class Census {
 public:
  explicit Census(const EntrySink& sink) : sink_(sink) {}

  Result<void> take(model::ListEntry& entry) {
    const std::uint64_t place = entry.line;
    ++records_;
    if (!whole_.insert(fingerprint(entry)).second) {
      if (repeats_++ == 0) first_repeat_ = place;
      return {};
    }
    if (!entry.supplement) settle_id(entry);
    if (!entry.supplement) ++entries_;
    names_ += entry.names.size();
    return sink_(entry);
  }

  Result<void> judge() const {
    if (repeats_ >= 3 && repeats_ * 20 > records_)
      return bad_place(first_repeat_, 1,
                       std::to_string(repeats_) + " of its " + std::to_string(records_) +
                           " entries are there more than once; this is the first of them");
    if (entries_ == 0 && records_ == 0) return Error{Code::bad_input, "there is no entry in it", {}, {}};
    return {};
  }

  std::uint64_t entries() const { return entries_; }
  std::uint64_t names() const { return names_; }

 private:
  void settle_id(model::ListEntry& entry) {
    if (entry.id.empty()) entry.id = "line " + std::to_string(entry.line);
    const std::string_view name = entry.names.empty() ? std::string_view() : entry.names.front().text;
    const std::uint64_t hash = Fingerprint().add(name).value();
    const auto [known, fresh] = ids_.try_emplace(Fingerprint().add(entry.id).value(), hash);
    if (fresh) return;
    if (name.empty() || known->second == hash)
      entry.supplement = true;
    else
      entry.id += " (line " + std::to_string(entry.line) + ")";
  }

  const EntrySink& sink_;
  std::unordered_set<std::uint64_t> whole_;
  std::unordered_map<std::uint64_t, std::uint64_t> ids_;  // hash of an id -> hash of its name
  std::uint64_t records_ = 0, entries_ = 0, names_ = 0, repeats_ = 0, first_repeat_ = 0;
};

}  // namespace

std::span<const Format* const> formats() {
  // In asking order: the more particular first.
  static const Format* const kFormats[] = {&kUnXml,   &kOfacAdvanced, &kOfacXml, &kEuXml, &kUkXml,
                                           &kOfsiXml, &kSecoXml,      &kFtm,     &kEuCsv, &kUkCsv,
                                           &kOfsiCsv, &kOfacCsv,      &kPlainCsv};
  return kFormats;
}

const Format* choose_format(std::string_view head, std::string_view file_name) {
  for (const Format* format : formats())
    if (format->matches(head, file_name)) return format;
  return nullptr;
}

Result<model::ListInfo> read_list(const Format& format, Source& file, std::string_view file_name,
                                  const EntrySink& sink) {
  Census census(sink);
  TRY(file.seek(0));
  auto info = format.read(file, file_name, [&](model::ListEntry& entry) { return census.take(entry); });
  if (!info) return std::move(info).error();
  TRY(census.judge());
  info->format = format.name;
  info->entries = census.entries();
  info->names = census.names();
  return info;
}

}  // namespace clew::lists
