// view/ftm_properties.h - the properties of one FollowTheMoney entity on their way out.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/json.h"
#include "view/export_text.h"

namespace clew::view {

// Longest values of the schema's types, in characters (followthemoney.types, max_length).
inline constexpr std::size_t kMostOfFtmName = 384, kMostOfFtmString = 1024, kMostOfFtmText = 65'000;
/// Before every id, so that they stay apart from those of other data.
inline const std::string kFtmPrefix = "clew-";

/// The properties of one entity, in the order of their first values; a value stands once.
class FtmProperties {
 public:
  void add(std::string_view name, std::string value) {
    if (value.empty()) return;
    auto found = std::find_if(list_.begin(), list_.end(), [&](const Property& p) { return p.name == name; });
    if (found == list_.end()) found = list_.insert(list_.end(), Property{name, {}, {}});
    if (found->seen.insert(value).second) found->values.push_back(std::move(value));
  }
  void add_line(std::string_view name, std::string_view text, std::size_t most = kMostOfFtmString) {
    add(name, plain_line(text, most));
  }
  bool has(std::string_view name) const {
    return std::any_of(list_.begin(), list_.end(), [&](const Property& p) { return p.name == name; });
  }

  /// The entity without its last two braces. REQUIRES: a property is there.
  std::string open_json(std::string_view id, std::string_view schema) const {
    JsonWriter json;
    json.begin_object().field("id", id).field("schema", schema).key("properties").begin_object();
    for (const Property& p : list_) {
      json.key(p.name).begin_array();
      for (const std::string& value : p.values) json.value(value);
      json.end_array();
    }
    return json.take();
  }

 private:
  struct Property {
    std::string_view name;
    std::vector<std::string> values;
    std::unordered_set<std::string> seen;
  };
  std::vector<Property> list_;
};

/// The schema for an entity of the case by its type.
inline std::string_view ftm_schema_of(std::string_view type) {
  return type == "person"      ? "Person"
         : type == "org"       ? "Organization"
         : type == "place"     ? "Address"
         : type == "event"     ? "Event"
         : type == "programme" ? "Project"
                               : "LegalEntity";
}

inline bool ftm_is_legal_entity(std::string_view schema) {
  return schema == "Person" || schema == "Organization" || schema == "LegalEntity";
}

}  // namespace clew::view
