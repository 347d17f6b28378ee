// Checks what abi.h promises of itself: every function says on which thread it may be called, every pointer
// says whose it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Of the text of a C header: one line for each function without a thread tag at the end of its comment, and
// for each pointer (parameter, result, member) without an owner tag. `declarations`, if given, counts what
// was looked at.
std::vector<std::string> missing_tags(std::string_view header, int* declarations = nullptr);
