// base/result.h - how a call that can fail says so: Result<T>, Error and TRY.
//
// Three words (see docs/errors.md): an Error means the call gave nothing; a Loss (model/document.h) means
// something was read but not all; a bug is a CHECK that aborts and is never reachable from input.
// Result follows the subset of std::expected that C++20 compilers lack, so that it can become an alias later.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace clew {

/// What kind of failure this is. Exit statuses and HTTP statuses are derived from it (exit_status()).
enum class Code { not_found, bad_input, unsupported, limit, io, corrupt, busy, conflict, usage, internal };

/// An error owns its text. `what` happened, `where` (file, item, line), `hint`: what the user can do.
struct Error {
  Code code = Code::internal;
  std::string what;
  std::string where;
  std::string hint;

  /// Adds the place on the way up: the outermost place is put first.
  Error in(std::string_view place) && {
    where = where.empty() ? std::string(place) : std::string(place) + ": " + where;
    return std::move(*this);
  }
};

/// "where: what (hint)" for a terminal; parts that are empty are left out.
std::string to_string(const Error& error);
/// The stable word for a code, as it stands in records and tables: "bad_input".
std::string_view name_of(Code code);
/// The process exit status of the contract: 2 usage, 3 the case or a source cannot be read, else 3.
int exit_status(Code code);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT
  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  /// REQUIRES: has_value().
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  /// REQUIRES: !has_value().
  Error& error() & { return std::get<1>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit by design
  bool has_value() const { return !error_; }
  explicit operator bool() const { return has_value(); }
  void value() const {}
  Error& error() & { return *error_; }
  const Error& error() const& { return *error_; }
  Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

[[noreturn]] inline void check_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "clew: bug: %s at %s:%d\n", what, file, line);
  std::abort();
}

}  // namespace clew

/// Evaluates to the value of a Result, or returns its Error from the enclosing function.
#define TRY(...) TRY_NAMED(TRY_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
#define TRY_JOIN(a, b) TRY_JOIN_EXPANDED(a, b)
#define TRY_JOIN_EXPANDED(a, b) a##b
#define TRY_NAMED(name, ...)                   \
  __extension__({                              \
    auto name = (__VA_ARGS__);                 \
    if (!name) return std::move(name).error(); \
    std::move(name).value();                   \
  })

/// Aborts with its place when a condition that no input can break is broken.
#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::clew::check_failed(#condition, __FILE__, __LINE__))
