#include "training/input_files.h"

#include <algorithm>

namespace clew::training {

std::vector<std::string> input_files(
    const std::vector<std::string>& paths,
    const std::function<bool(const std::filesystem::directory_entry&)>& wanted) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (wanted(entry)) inside.push_back(entry.path().string());
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

}  // namespace clew::training
