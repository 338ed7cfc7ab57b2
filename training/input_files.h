// training/input_files.h - which files the arguments of a tool name.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace clew::training {

/// The files among `paths` as they are; a folder stands for those in it that are `wanted`, all levels down,
/// in byte order.
std::vector<std::string> input_files(
    const std::vector<std::string>& paths,
    const std::function<bool(const std::filesystem::directory_entry&)>& wanted);

}  // namespace clew::training
