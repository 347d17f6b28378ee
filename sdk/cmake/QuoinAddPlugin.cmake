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
    if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize" AND NOT QUOIN_SANITIZE)
      target_link_options(${name} PRIVATE -Wl,-z,defs)
    endif()
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${QUOIN_PLUGIN_MAP}")
    add_custom_command(TARGET ${name} POST_BUILD
      COMMAND chmod go-w "$<TARGET_FILE:${name}>" "$<TARGET_FILE_DIR:${name}>" VERBATIM)
  endif()
endfunction()
