# Writes OUTPUT, a header with one constant NAME holding the text of INPUT. Run with cmake -P.
file(READ "${INPUT}" text)
string(LENGTH "${text}" length)
# Compilers limit one literal; pieces of 8000 characters are joined by the compiler.
set(body "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND body "R\"~~~(${piece})~~~\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE "${OUTPUT}" "// Made from ${LABEL} by cmake/embed.cmake.\n#pragma once\nnamespace ${NAMESPACE} {\ninline constexpr char ${NAME}[] =\n${body};\n}\n")
