#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

namespace clew::cli {

pipeline::ProgressReport terminal_progress() {
  if (::isatty(STDERR_FILENO) != 1) return {};
  return [last = std::chrono::steady_clock::time_point(),
          stage = std::string()](const pipeline::Progress& p) mutable {
    const auto now = std::chrono::steady_clock::now();
    if (p.stage == stage && now - last < std::chrono::milliseconds(100)) return;
    last = now;
    stage = p.stage;
    std::string line = "\r\x1b[K" + stage;
    if (p.expected > 0) {
      const auto filled = static_cast<std::size_t>(30 * std::min(p.done, p.expected) / p.expected);
      line += " [" + std::string(filled, '#') + std::string(30 - filled, '.') + "] " +
              std::to_string(p.done) + "/" + std::to_string(p.expected);
    } else if (p.done > 0) {
      line += " " + std::to_string(p.done);
    }
    if (p.failed > 0) line += ", " + std::to_string(p.failed) + " failed";
    std::fputs(line.c_str(), stderr);
  };
}

void end_progress() {
  if (::isatty(STDERR_FILENO) == 1) std::fputs("\r\x1b[K", stderr);
}

}  // namespace clew::cli
