#include "view/export_ftm_claims.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "base/digest.h"
#include "base/fold.h"
#include "store/read_documents.h"
#include "store/ties.h"
#include "view/claims.h"
#include "view/ftm_properties.h"

namespace clew::view {
namespace {

using model::ClaimType;

// A relation of two: which argument stands at which end, and what the schema wants there.
struct Edge {
  std::string_view schema, source, source_arg, source_kind, target, target_arg, target_kind;
};

constexpr Edge kUnknown{"UnknownLink", "subject", {}, "Thing", "object", {}, "Thing"};

Edge link(std::string_view source_arg, std::string_view target_arg) {
  Edge edge = kUnknown;
  edge.source_arg = source_arg;
  edge.target_arg = target_arg;
  return edge;
}

bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string all = ' ' + folded(text) + ' ';
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return all.find(' ' + std::string(word) + ' ') != std::string::npos;
  });
}

Edge edge_of(const ClaimView& view) {
  switch (view.claim.type) {
    case ClaimType::payment:
      return {"Payment", "payer", "payer", "LegalEntity", "beneficiary", "payee", "LegalEntity"};
    case ClaimType::supply:
      return link("supplier", "recipient");
    case ClaimType::support:
      return link("supporter", "recipient");
    case ClaimType::role:
      if (has_word(view.arg("title"), {"director", "chairman", "chairwoman", "chair", "president"}))
        return {"Directorship", "director",     "holder",      "LegalEntity",
                "organization", "organisation", "Organization"};
      return {"Employment", "employee", "holder", "Person", "employer", "organisation", "Organization"};
    case ClaimType::membership:
      return {"Membership",   "member",       "member",      "LegalEntity",
              "organization", "organisation", "Organization"};
    case ClaimType::relation:
      if (has_word(view.arg("kind"), {"family"}))
        return {"Family", "person", "subject", "Person", "relative", "object", "Person"};
      if (has_word(view.arg("kind"), {"associate", "aide"}))
        return {"Associate", "person", "subject", "Person", "associate", "object", "Person"};
      return link("subject", "object");
    case ClaimType::consultation:
      return link("seeker", "adviser");
    case ClaimType::invitation:
      return link("inviter", "invitee");
    case ClaimType::founding:
      return link("founder", "organisation");
    case ClaimType::ownership:
      return {"Ownership", "owner", "owner", "LegalEntity", "asset", "asset", "Company"};
    case ClaimType::legal:
      return link("actor", "target");
    default:
      return {};
  }
}

// Whether what is of this schema may stand where that one is wanted.
bool fits(std::string_view schema, std::string_view wanted) {
  if (schema == wanted || wanted == "Thing") return true;
  if (wanted == "LegalEntity") return schema == "Person" || schema == "Organization" || schema == "Company";
  return wanted == "Organization" && schema == "Company";
}

class ClaimExport {
 public:
  ClaimExport(const store::Db& db, const Out& out) : db_(db), out_(out), documents_(db) {}

  Result<void> run() {
    for (const store::Label& label : TRY(store::all_labels(db_)))
      schema_.emplace(label.key, ftm_schema_of(label.type));
    return each_claim(db_, {}, [&](const ClaimView& view) -> Result<bool> {
      const auto status = view.claim.status;
      const bool said = status == model::ClaimStatus::asserted || status == model::ClaimStatus::hedged;
      if (said && view.claim.type != ClaimType::statement) TRY(write(view));
      return true;
    });
  }

 private:
  Result<void> write(const ClaimView& view) {
    if (view.claim.type == ClaimType::sanction) return write_sanction(view);
    Edge edge = edge_of(view);
    FtmProperties p;
    TRY(add_general(p, view));
    if (!edge.schema.empty()) {
      auto sources = TRY(things(view, edge.source_arg, edge.source_kind));
      auto targets = TRY(things(view, edge.target_arg, edge.target_kind));
      if (!sources.empty() && !targets.empty()) {
        for (std::string& id : sources) p.add(edge.source, std::move(id));
        for (std::string& id : targets) p.add(edge.target, std::move(id));
        add_details(p, view, edge.schema);
        return put(p, view, edge.schema);
      }
    }
    return write_event(p, view);
  }

  Result<void> add_general(FtmProperties& p, const ClaimView& view) {
    const store::StoredClaim& claim = view.claim;
    std::string summary =
        std::string(name_of(claim.status)) + " by " + (view.says().empty() ? "?" : view.says());
    if (!claim.disputed_by.empty()) summary += "; disputed";
    p.add_line("summary", summary, kMostOfFtmText);
    if (!claim.places.empty()) {
      p.add_line("description", claim.places.front().quote, kMostOfFtmText);
      p.add("proof", kFtmPrefix + TRY(first_copy(claim.places.front().document)));
    }
    p.add("recordId", claim.id);
    const auto date = [&](std::string_view name, const std::string& value) {
      if (value.size() >= 4 && (value[0] == '1' || value[0] == '2')) p.add(name, value.substr(0, 19));
    };
    if (claim.from == claim.to) {
      date("date", claim.from);
    } else {
      date("startDate", claim.from);
      date("endDate", claim.to);
    }
    return {};
  }

  // Of the copies of a letter the first is exported.
  Result<std::string> first_copy(const std::string& document) {
    const store::StoredDocument head = TRY(documents_.load_head(TRY(documents_.find(document))));
    if (head.message_row == 0 || head.is_first_copy()) return document;
    return TRY(documents_.load_head(head.message_row)).id;
  }

  static void add_details(FtmProperties& p, const ClaimView& view, std::string_view schema) {
    if (schema == "Payment") {
      for (const model::ClaimArgument& arg : view.claim.args) {
        if (arg.role != "amount" || !arg.value) continue;
        char text[32];
        p.add("amount", std::string(text, std::to_chars(text, text + sizeof text, *arg.value).ptr));
        p.add("currency", arg.currency);
      }
      p.add_line("purpose", view.arg("purpose"));
    } else if (schema == "Ownership") {
      p.add_line("percentage", view.arg("share"));
    } else if (schema == "Family" || schema == "Associate") {
      p.add_line("relationship", view.arg("kind"));
    } else if (schema == "Employment" || schema == "Directorship") {
      p.add_line("role", view.arg("title"));
    } else if (schema == "UnknownLink") {
      const std::string action = view.arg("action") + view.arg("kind");
      p.add_line("role", std::string(name_of(view.claim.type)) + (action.empty() ? "" : ": " + action));
    }
  }

  // What has no two ends: a meeting, a journey, a payment by nobody known.
  Result<void> write_event(FtmProperties& p, const ClaimView& view) {
    bool any = false;
    std::vector<std::string_view> seen;
    for (const model::ClaimArgument& arg : view.claim.args) {
      if (arg.value || !is_party(arg.role) || std::find(seen.begin(), seen.end(), arg.role) != seen.end())
        continue;
      seen.push_back(arg.role);
      for (std::string& id : TRY(things(view, arg.role, "LegalEntity"))) {
        p.add("involved", std::move(id));
        any = true;
      }
    }
    if (!any) return {};
    p.add_line("name", std::string(name_of(view.claim.type)) + ": " + view.what(), kMostOfFtmName);
    for (const char* role : {"place", "destination", "origin"}) p.add_line("location", view.arg(role));
    return put(p, view, "Event");
  }

  static bool is_party(std::string_view role) {
    for (const std::string_view party :
         {"payer",      "payee",   "courier", "supplier",  "supporter", "recipient",
          "recipients", "holder",  "member",  "subject",   "object",    "participants",
          "sender",     "seeker",  "adviser", "traveller", "inviter",   "invitee",
          "attendee",   "founder", "owner",   "actor",     "target"})
      if (role == party) return true;
    return false;
  }

  Result<void> write_sanction(const ClaimView& view) {
    FtmProperties p;
    TRY(add_general(p, view));
    auto targets = TRY(things(view, "target", "Thing"));
    if (targets.empty()) return {};
    for (std::string& id : targets) p.add("entity", std::move(id));
    p.add_line("authority", view.arg("authority"));
    p.add_line("program", view.arg("programme"));
    return put(p, view, "Sanction");
  }

  // Ids of those in the role; who is new is written first.
  Result<std::vector<std::string>> things(const ClaimView& view, std::string_view role,
                                          std::string_view wanted) {
    std::vector<std::string> ids;
    for (const model::ClaimArgument& arg : view.claim.args) {
      if (arg.role != role || arg.value) continue;
      const std::string name = plain_line(arg.name.empty() ? arg.text : arg.name, kMostOfFtmName);
      if (name.empty()) continue;
      const std::string key = view.names.find(name);
      const auto known = schema_.find(key);
      if (!key.empty() && known != schema_.end() && fits(known->second, wanted)) {
        ids.push_back(kFtmPrefix + key);
        continue;
      }
      const std::string_view schema = wanted == "Thing" ? "LegalEntity" : wanted;
      ids.push_back(kFtmPrefix + hex(sha256(std::string(schema) + '\n' + folded(name))).substr(0, 32));
      if (!made_.insert(ids.back()).second) continue;
      FtmProperties p;
      p.add("name", name);
      p.add("notes", "named in a claim");
      TRY(out_(p.open_json(ids.back(), schema) + "}}\n"));
    }
    return ids;
  }

  Result<void> put(const FtmProperties& p, const ClaimView& view, std::string_view schema) {
    return out_(p.open_json(kFtmPrefix + "claim-" + view.claim.id, schema) + "}}\n");
  }

  const store::Db& db_;
  const Out& out_;
  store::DocumentReader documents_;
  std::unordered_map<std::string, std::string_view> schema_;  // of entities, by key
  std::unordered_set<std::string> made_;
};

}  // namespace

Result<void> export_ftm_claims(const store::Db& db, const Out& out) { return ClaimExport(db, out).run(); }

}  // namespace clew::view
