#include "annotate/letter_words.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace clew::annotate {
namespace {

using std::string_view;

constexpr std::size_t kLongest = 16;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Words between bars. Most words are no member by their first letter and length alone.
class Words {
 public:
  consteval explicit Words(string_view list) : list_(list) {
    for (std::size_t at = 0; at + 1 < list.size();) {
      const std::size_t end = list.find('|', at + 1);
      lengths_[static_cast<std::size_t>(list[at + 1] - 'a')] |= 1U << (end - at - 1);
      at = end;
    }
  }

  /// `word` may end with points.
  bool hold(string_view word) const {
    while (word.ends_with('.')) word.remove_suffix(1);
    if (word.empty() || word.size() > kLongest) return false;
    const char first = lower(word[0]);
    if (first < 'a' || first > 'z') return false;
    if ((lengths_[static_cast<std::size_t>(first - 'a')] >> word.size() & 1) == 0) return false;
    std::array<char, kLongest + 2> key{};
    std::size_t size = 0;
    key[size++] = '|';
    for (const char c : word) key[size++] = lower(c);
    key[size++] = '|';
    return list_.find(string_view(key.data(), size)) != string_view::npos;
  }

 private:
  string_view list_;
  std::array<std::uint32_t, 26> lengths_{};  // per first letter: bits of the lengths that there are
};

constexpr Words kParticles(
    "|abu|al|ap|ben|bin|bint|da|dal|de|del|della|den|der|di|dos|du|el|ibn|la|le|los|mac|o|san|st|ter"
    "|van|von|zu|");
constexpr Words kSuffixes("|ii|iii|iv|jnr|jr|snr|sr|");
constexpr Words kDegrees("|cfa|cfp|cpa|dds|esq|jd|llb|llm|mba|md|msc|pe|ph|phd|rn|");
constexpr Words kCourtesies("|dr|drs|hon|messrs|miss|mlle|mme|mr|mrs|ms|mssrs|mx|prof|rev|");
constexpr Words kPosts(
    "|accountant|administrator|adviser|advisor|analyst|assistant|associate|attorney|ceo|cfo|chair"
    "|chairman|chief|coo|counsel|cto|deputy|director|engineer|envoy|executive|general|governor"
    "|governors|lead|legal|manager|minister|office|officer|operating|president|principal|programs"
    "|secretary|senior|special|specialist|treasurer|vice|vp|");
constexpr Words kGroups(
    "|account|accounting|accounts|admin|administration|administrator|agency|all|alliance|analysts"
    "|announcement|announcements|associates|association|bank|benefits|board|center|centre|chief|club"
    "|commission|committee|communications|company|conference|corp|corporate|corporation|council"
    "|customer|daemon|department|desk|development|directors|distribution|division|editor|employees"
    "|enterprise|everyone|exchange|executive|finance|foundation|group|groups|help|helpdesk|hotline|hr"
    "|inc|info|information|institute|legal|limited|list|llc|llp|lp|ltd|mail|mailer|management|market"
    "|marketing|members|messaging|ministry|news|newsletter|office|online|operations|party|plc|policy"
    "|postmaster|press|program|project|public|recipient|recipients|registration|relations|research"
    "|resources|sales|school|security|service|services|society|staff|subscriber|subscribers|support"
    "|suppressed|system|systems|team|technology|trading|travel|undisclosed|university|update|updates"
    "|user|users|worldwide|");
constexpr Words kStreets(
    "|alley|ave|avenue|bldg|blvd|boulevard|bridge|building|centre|circle|court|crescent|dr|drive"
    "|freeway|fwy|hall|highway|house|hwy|lane|ln|parkway|pkwy|place|plaza|rd|road|rue|square|st|str"
    "|strasse|street|tower|towers|trail|way|");
constexpr Words kOnlyStreets(
    "|avenue|bldg|blvd|boulevard|building|crescent|expressway|freeway|fwy|highway|hwy|parkway|pkwy|plaza|");
constexpr Words kCompanies(
    "|associates|bank|bv|co|company|corp|corporation|foundation|gmbh|group|holdings|inc|incorporated"
    "|institute|limited|llc|llp|lp|ltd|nv|partners|partnership|plc|sa|sons|university|");
constexpr Words kNoAddressees(
    "|afternoon|again|all|anyone|attached|best|board|bye|cheers|colleague|colleagues|congratulations"
    "|cordially|customer|customers|day|dear|evening|everybody|everyone|folks|friend|friends|fyi|gang"
    "|gentlemen|gents|goodbye|greetings|guys|hello|hey|hi|howdy|investor|ladies|love|madam|member"
    "|members|morning|no|note|ok|okay|partner|partners|please|ps|reader|readers|regards|rgds"
    "|sincerely|sir|sirs|sorry|subscriber|team|thank|thanks|there|thx|tks|to|welcome|well|yes|you"
    "|yours|");

}  // namespace

bool is_particle(string_view word) { return kParticles.hold(word); }
bool is_suffix(string_view word) { return kSuffixes.hold(word); }
bool is_degree(string_view word) { return kDegrees.hold(word); }
bool is_initial(string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z' && (word.size() == 1 || word.substr(1) == ".");
}
bool is_courtesy(string_view word) { return kCourtesies.hold(word); }
bool is_post(string_view word) { return kPosts.hold(word); }
bool is_group_word(string_view word) { return kGroups.hold(word); }
bool is_street_word(string_view word) { return kStreets.hold(word); }
bool is_only_street_word(string_view word) { return kOnlyStreets.hold(word); }
bool is_company_word(string_view word) { return kCompanies.hold(word); }
bool is_no_addressee(string_view word) { return kNoAddressees.hold(word); }

}  // namespace clew::annotate
