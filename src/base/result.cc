#include "base/result.h"

namespace clew {

std::string to_string(const Error& error) {
  std::string out;
  if (!error.where.empty()) out += error.where + ": ";
  out += error.what.empty() ? std::string(name_of(error.code)) : error.what;
  if (!error.hint.empty()) out += " (" + error.hint + ")";
  return out;
}

std::string_view name_of(Code code) {
  switch (code) {
    case Code::not_found:
      return "not_found";
    case Code::bad_input:
      return "bad_input";
    case Code::unsupported:
      return "unsupported";
    case Code::limit:
      return "limit";
    case Code::io:
      return "io";
    case Code::corrupt:
      return "corrupt";
    case Code::busy:
      return "busy";
    case Code::conflict:
      return "conflict";
    case Code::usage:
      return "usage";
    case Code::internal:
      return "internal";
  }
  return "internal";
}

int exit_status(Code code) { return code == Code::usage ? 2 : 3; }

}  // namespace clew
