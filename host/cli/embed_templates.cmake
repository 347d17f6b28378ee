# Writes the files of sdk/templates as C++: cmake -DFROM=sdk/templates -DRUST_ABI=quoin_abi.rs -DTO=FILE -P this. The
# bindings for Rust are those of the example, so that they are written once.
file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE "${FROM}" "${FROM}/*.in")
list(SORT files)
set(text "// Generated from sdk/templates.\n#include \"project_templates.hpp\"\n\nnamespace quoin::cli {\n\nnamespace {\n\n")
string(APPEND text "constexpr template_file all[] = {\n")

macro(embed set path file)
  file(READ "${file}" content)
  string(APPEND text "    {\"${set}\", \"${path}\", R\"~~~~(${content})~~~~\"},\n")
endmacro()

foreach(file IN LISTS files)
  string(REGEX MATCH "^([^/]+)/(.+)\\.in$" found "${file}")
  embed("${CMAKE_MATCH_1}" "${CMAKE_MATCH_2}" "${FROM}/${file}")
endforeach()
embed(rust src/quoin_abi.rs "${RUST_ABI}")
string(APPEND text "};\n\n}  // namespace\n\nstd::span<const template_file> project_templates() noexcept {\n")
string(APPEND text "    return all;\n}\n\n}  // namespace quoin::cli\n")
file(WRITE "${TO}" "${text}")
