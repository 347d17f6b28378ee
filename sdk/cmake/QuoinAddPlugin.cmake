# quoin_add_plugin(NAME SOURCE...) makes the shared library of a plugin: libNAME.so, NAME.dll or libNAME.dylib. It links
# the SDK, hides everything but the entry function, leaves no symbol undefined and writes the file so that only its owner
# can change it (the host refuses others).
set(QUOIN_PLUGIN_MAP "${CMAKE_CURRENT_LIST_DIR}/quoin-plugin.map" CACHE INTERNAL "")

function(quoin_add_plugin name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE quoin::sdk)
  set_target_properties(${name} PROPERTIES
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  if(WIN32)
    set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".dll")
  elseif(APPLE)
    set_target_properties(${name} PROPERTIES PREFIX "lib" SUFFIX ".dylib")
    target_link_options(${name} PRIVATE -Wl,-exported_symbol,_quoin_entry_1)
  else()
    set_target_properties(${name} PROPERTIES PREFIX "lib" SUFFIX ".so")
    target_link_options(${name} PRIVATE "-Wl,--version-script=${QUOIN_PLUGIN_MAP}")
    # Crash reports name a build by it; not every compiler adds one unasked.
    target_link_options(${name} PRIVATE -Wl,--build-id)
    if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize" AND NOT QUOIN_SANITIZE)
      target_link_options(${name} PRIVATE -Wl,-z,defs)
    endif()
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${QUOIN_PLUGIN_MAP}")
    add_custom_command(TARGET ${name} POST_BUILD
      COMMAND chmod go-w "$<TARGET_FILE:${name}>" "$<TARGET_FILE_DIR:${name}>" VERBATIM)
  endif()
endfunction()

# quoin_add_plugin_test(NAME PLUGIN SOURCE...) makes a GoogleTest program that loads the library of the target PLUGIN with
# quoin/test_host.hpp; its path is the macro QUOIN_PLUGIN_FILE. It stands behind enable_testing(). Without GoogleTest there
# is no test, and a line says so.
function(quoin_add_plugin_test name plugin)
  find_package(GTest QUIET)
  if(NOT GTest_FOUND)
    message(STATUS "${name} is left out: GoogleTest is not installed (libgtest-dev)")
    return()
  endif()
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE quoin::sdk GTest::gtest GTest::gtest_main ${CMAKE_DL_LIBS})
  target_compile_definitions(${name} PRIVATE QUOIN_PLUGIN_FILE="$<TARGET_FILE:${plugin}>")
  add_dependencies(${name} ${plugin})
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# quoin_add_cargo_plugin(NAME) makes the library of a plugin in Rust with `cargo build`, from the Cargo.toml beside the
# CMakeLists.txt that calls it, without a network. Cargo's library is named as Rust names it (acme_truth for acme-truth).
function(quoin_add_cargo_plugin name)
  string(REPLACE "-" "_" stem "${name}")
  set(target_dir "${CMAKE_CURRENT_BINARY_DIR}/cargo")
  set(made "${target_dir}/release/lib${stem}.so")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}")
  if(CMAKE_LIBRARY_OUTPUT_DIRECTORY)
    set(folder "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
  endif()
  set(library "${folder}/lib${name}.so")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/src/*.rs")
  add_custom_command(OUTPUT "${library}"
    COMMAND ${CMAKE_COMMAND} -E env "CARGO_TARGET_DIR=${target_dir}" -- "${CARGO}" build --release --offline --locked --quiet
    COMMAND ${CMAKE_COMMAND} -E copy "${made}" "${library}"
    COMMAND chmod go-w "${library}" "${folder}"
    DEPENDS ${sources} "${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml"
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" COMMENT "cargo build ${name}" VERBATIM)
  add_custom_target(${name}-cargo ALL DEPENDS "${library}")
  add_library(${name} MODULE IMPORTED GLOBAL)
  set_target_properties(${name} PROPERTIES IMPORTED_LOCATION "${library}")
  add_dependencies(${name} ${name}-cargo)
endfunction()
