#include "base/embedded_models.h"

namespace clew {

Result<ModelFile> open_embedded_model(std::string_view name) {
  for (const EmbeddedModel& model : embedded_models())
    if (model.name == name) return ModelFile::over(model.bytes, std::string(name) + ".model");
  return Error{Code::not_found, "this build of clew has no such model", std::string(name) + ".model", {}};
}

}  // namespace clew
