// base/embedded_models.h - the trained models that this executable carries, by name.
//
// cmake/embed_models.cmake puts every models/NAME.model into the read-only data of the executable, at an
// address that is a multiple of 64; the kernel maps it, so that a model costs nothing until its pages are
// touched. Models trained on data whose licence is not clear lie in models/unlicensed/ and are left out with
// -DCLEW_UNLICENSED_MODELS=OFF: whoever asks for one must be able to do without.
#pragma once

#include <span>
#include <string_view>

#include "base/model_file.h"

namespace clew {

struct EmbeddedModel {
  std::string_view name;  ///< the file's name without ".model"
  std::string_view bytes;
};
/// All of them, by name in byte order.
std::span<const EmbeddedModel> embedded_models();

/// Opens one. Errors: not_found (this build has none of that name), and those of ModelFile::over().
Result<ModelFile> open_embedded_model(std::string_view name);

}  // namespace clew
