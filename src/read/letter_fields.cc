#include "read/letter_fields.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "read/addresses.h"
#include "read/dates.h"
#include "read/encoded_words.h"

namespace clew::read {
namespace {

using model::Mailbox;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

// Kept as they are (decoded), under these names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kKept{{
    {"x-from", "x-from"},
    {"x-to", "x-to"},
    {"x-cc", "x-cc"},
    {"x-bcc", "x-bcc"},
    {"x-folder", "x-folder"},
    {"x-origin", "x-origin"},
    {"x-filename", "x-filename"},
    {"x-mailer", "x-mailer"},
    {"user-agent", "user-agent"},
    {"list-id", "list-id"},
    {"newsgroups", "newsgroups"},
    {"organization", "organization"},
    {"organisation", "organization"},
    {"thread-index", "thread-index"},
    {"thread-topic", "thread-topic"},
    {"importance", "importance"},
    {"auto-submitted", "auto-submitted"},
    {"status", "status-flags"},
    {"x-status", "status-flags"},
    {"x-priority", "importance"},
    {"x-gm-labels", "labels"},
}};

enum class Known {
  other,
  from,
  sender,
  reply_to,
  to,
  cc,
  bcc,
  subject,
  date,
  message_id,
  references,
  in_reply_to,
  received,
  apparently_to
};
constexpr std::array<std::pair<std::string_view, Known>, 13> kKnown{{
    {"from", Known::from},
    {"sender", Known::sender},
    {"reply-to", Known::reply_to},
    {"to", Known::to},
    {"cc", Known::cc},
    {"bcc", Known::bcc},
    {"subject", Known::subject},
    {"date", Known::date},
    {"message-id", Known::message_id},
    {"references", Known::references},
    {"in-reply-to", Known::in_reply_to},
    {"received", Known::received},
    {"apparently-to", Known::apparently_to},
}};

Known known(const Header& header) {
  for (const auto& [name, id] : kKnown)
    if (name.size() == header.name.size() && is_named(header, name)) return id;
  return Known::other;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

class Filler {
 public:
  Filler(const HeaderBlock& block, std::string_view hint, model::Document& document)
      : block_(block), hint_(hint), document_(document) {}

  void run() {
    for (const Header& header : block_.headers) take(header);
    if (document_.to.empty()) document_.to = std::move(apparently_to_);
    fill_references();
    fill_date();
    fill_names();
    for (const std::string& name : repeated_) document_.fields.emplace_back("repeated-header", name);
  }

 private:
  void take(const Header& header) {
    const Known id = known(header);
    switch (id) {
      case Known::from:
        return take_list(header, id, document_.from, true);
      case Known::sender:
        return take_list(header, id, document_.sender, true);
      case Known::reply_to:
        return take_list(header, id, document_.reply_to, true);
      case Known::to:
        return take_list(header, id, document_.to, false);
      case Known::cc:
        return take_list(header, id, document_.cc, false);
      case Known::bcc:
        return take_list(header, id, document_.bcc, false);
      case Known::apparently_to:
        return take_list(header, id, apparently_to_, false);
      case Known::subject:
        if (first(header, id)) document_.subject = decode_header(header.value, hint_);
        return;
      case Known::date:
        if (first(header, id)) date_ = &header;
        return;
      case Known::message_id:
        if (first(header, id)) take_message_id(header.value);
        return;
      case Known::references:
        references_.push_back(header.value);
        return;
      case Known::in_reply_to:
        in_reply_to_.push_back(header.value);
        return;
      case Known::received:
        received_ = &header;
        return;  // the last one is the first hop
      case Known::other:
        return keep(header);
    }
  }

  // Whether it is the first of its name that says anything. Repeats are remarked on.
  bool first(const Header& header, Known id) {
    if (is_blank(header.value)) return false;
    auto& seen = seen_[static_cast<std::size_t>(id)];
    if (!std::exchange(seen, true)) return true;
    std::string name = lower_case(header.name);
    if (std::find(repeated_.begin(), repeated_.end(), name) == repeated_.end())
      repeated_.push_back(std::move(name));
    return false;
  }

  // Senders count once; recipients of a repeated field are all recipients.
  void take_list(const Header& header, Known id, std::vector<Mailbox>& list, bool once) {
    if (!first(header, id) && (once || is_blank(header.value))) return;
    std::vector<Mailbox> found = parse_addresses(header.value, hint_);
    if (list.empty())
      list = std::move(found);
    else
      list.insert(list.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }

  void take_message_id(std::string_view value) {
    const auto ids = parse_message_ids(value);
    document_.message_id = ids.empty() ? decode_header(value) : ids.front();
  }

  void keep(const Header& header) {
    for (const auto& [name, field] : kKept) {
      if (name.size() != header.name.size() || !is_named(header, name)) continue;
      std::string value = decode_header(header.value, hint_);
      if (value.empty()) return;
      const auto same = std::find_if(document_.fields.begin(), document_.fields.end(),
                                     [&, key = field](const auto& one) { return one.first == key; });
      if (same == document_.fields.end())
        document_.fields.emplace_back(field, std::move(value));
      else if (field == "status-flags")
        same->second += value;
      return;
    }
  }

  void fill_references() {
    std::unordered_set<std::string> seen;
    for (const auto* values : {&references_, &in_reply_to_})
      for (const std::string_view value : *values)
        for (std::string& id : parse_message_ids(value))
          if (seen.insert(id).second) document_.references.push_back(std::move(id));
  }

  void fill_date() {
    if (date_) {
      ReadDate read = parse_date(date_->value);
      document_.date = read.moment;
      document_.date_raw = std::move(read.raw);
      document_.date_note = std::move(read.note);
      if (document_.date) return;
    }
    if (!received_) return;
    const std::size_t semicolon = received_->value.rfind(';');
    if (semicolon == std::string_view::npos) return;
    const ReadDate read = parse_date(received_->value.substr(semicolon + 1));
    if (!read.moment) return;
    document_.date = read.moment;
    document_.date_note =
        date_ ? "Date not readable; from the Received header" : "no Date; from the Received header";
    if (!read.note.empty()) document_.date_note += "; " + read.note;
  }

  // --- Names from X-From and its like ---

  const std::string* field(std::string_view name) const {
    for (const auto& [key, value] : document_.fields)
      if (key == name) return &value;
    return nullptr;
  }

  void fill_names() {
    bool given = false;
    if (const std::string* x_from = field("x-from")) {
      if (document_.from.empty()) {
        document_.from = parse_addresses(*x_from);
        if (document_.from.size() > 1) document_.from.resize(1);
        given |= !document_.from.empty();
      } else if (document_.from.size() == 1 && document_.from[0].name.empty()) {
        std::string name = one_name(*x_from);
        given |= !name.empty();
        if (!name.empty()) drop_told("x-from");
        document_.from[0].name = std::move(name);
      }
    }
    const std::array<std::pair<std::string_view, std::vector<Mailbox>*>, 3> lists{
        {{"x-to", &document_.to}, {"x-cc", &document_.cc}, {"x-bcc", &document_.bcc}}};
    for (const auto& [name, list] : lists)
      if (const std::string* x_list = list->empty() ? nullptr : field(name);
          x_list && give_names(*x_list, *list)) {
        given = true;
        drop_told(name);
      }
    if (given) document_.fields.emplace_back("names-from", "x-from");
  }

  // A list whose names are the mailboxes' names now says nothing more, unless it bears Exchange addresses.
  void drop_told(std::string_view name) {
    std::erase_if(document_.fields, [name](const auto& kept) {
      return kept.first == name && kept.second.find("CN=") == std::string::npos;
    });
  }

  // The name in an X-From line: "Jane Doe", "Doe, Jane </O=...>", "Jane Doe <j@example.org>@ORG".
  static std::string one_name(const std::string& value) {
    const std::size_t angle = value.find('<');
    const std::string_view before = std::string_view(value).substr(0, angle);
    if (angle == std::string::npos && before.find('"') == std::string_view::npos) {
      const std::size_t from = before.find_first_not_of(" '"), to = before.find_last_not_of(" '");
      if (from == std::string_view::npos || before.find('@') != std::string_view::npos) return {};
      return std::string(before.substr(from, to + 1 - from));
    }
    const auto boxes = parse_addresses(value);
    if (boxes.empty() || boxes[0].name.find('@') != std::string::npos) return {};
    return boxes[0].name;
  }

  // Whether "first.last@..." and the name have a part in common; true where the address does not tell.
  static bool may_belong(const Mailbox& box, std::string_view name) {
    const std::string local = lower_case(std::string_view(box.address).substr(0, box.address.find('@')));
    if (local.find('.') == std::string::npos) return true;
    const std::string folded = lower_case(name);
    for (std::size_t at = 0; at < local.size();) {
      const std::size_t end = std::min(local.find('.', at), local.size());
      if (end - at >= 3 && folded.find(local.substr(at, end - at)) != std::string::npos) return true;
      at = end + 1;
    }
    return false;
  }

  // Gives names by position, and only when the whole list fits: a wrong name is worse than none.
  static bool give_names(const std::string& value, std::vector<Mailbox>& list) {
    const std::vector<Mailbox> named = parse_addresses(value);
    if (named.size() != list.size()) return false;
    const auto usable = [](const Mailbox& box) {
      return !box.name.empty() && box.name.find('@') == std::string::npos;
    };
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i].name.empty() && usable(named[i]) && !may_belong(list[i], named[i].name)) return false;
    bool given = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!list[i].name.empty() || !usable(named[i])) continue;
      list[i].name = named[i].name;
      given = true;
    }
    return given;
  }

  const HeaderBlock& block_;
  std::string_view hint_;
  model::Document& document_;
  std::array<bool, 16> seen_{};
  std::vector<std::string> repeated_;
  std::vector<Mailbox> apparently_to_;
  std::vector<std::string_view> references_, in_reply_to_;
  const Header* date_ = nullptr;
  const Header* received_ = nullptr;
};

}  // namespace

void fill_from_headers(const HeaderBlock& block, std::string_view hint, model::Document& document) {
  Filler(block, hint, document).run();
}

}  // namespace clew::read
