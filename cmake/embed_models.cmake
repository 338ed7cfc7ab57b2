# clew_embed_models(OUT): sets OUT to a source file that carries models/*.model, and models/unlicensed/*.model
# unless CLEW_UNLICENSED_MODELS is off, as read-only data (see src/base/embedded_models.h). The assembler reads
# the files (.incbin), so that megabytes cost the compiler nothing; ccache knows .incbin and keeps out of the way.
function(clew_embed_models out)
  file(GLOB models CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/models/*.model)
  file(GLOB unlicensed CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/models/unlicensed/*.model)
  if(CLEW_UNLICENSED_MODELS)
    list(APPEND models ${unlicensed})
  endif()
  set(names "")
  foreach(model ${models})
    get_filename_component(name ${model} NAME_WE)
    list(APPEND names "${name}=${model}")
  endforeach()
  list(SORT names)
  set(data "")
  set(rows "")
  set(number 0)
  foreach(pair ${names})
    string(REGEX REPLACE "=.*" "" name "${pair}")
    string(REGEX REPLACE "^[^=]*=" "" path "${pair}")
    set(label "clew_model_${number}")
    string(APPEND data
      "__asm__(\".section .rodata\\n.balign 64\\n.globl ${label}\\n.globl ${label}_end\\n\"\n"
      "        \"${label}:\\n.incbin \\\"${path}\\\"\\n${label}_end:\\n.byte 0\\n.previous\\n\");\n"
      "extern \"C\" const char ${label}[], ${label}_end[];\n")
    string(APPEND rows
      "      EmbeddedModel{\"${name}\", {${label}, static_cast<std::size_t>(${label}_end - ${label})}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(source ${CMAKE_BINARY_DIR}/generated/embedded_models_data.cc)
  file(GENERATE OUTPUT ${source} CONTENT "// Made by cmake/embed_models.cmake from models/.
#include <array>

#include \"base/embedded_models.h\"

${data}
namespace clew {
std::span<const EmbeddedModel> embedded_models() {
  static const std::array<EmbeddedModel, ${number}> models{{
${rows}  }};
  return models;
}
}  // namespace clew
")
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${models}")
  set(${out} ${source} PARENT_SCOPE)
endfunction()
