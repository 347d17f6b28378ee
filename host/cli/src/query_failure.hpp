// Why a query failed, as every part of the command tells it.
#pragma once

#include <quoin/host.hpp>

#include <string>
#include <string_view>

namespace quoin::cli {

struct query_failure {
    std::string code;  ///< "io", "cycle": code_name
    std::string message;
    std::string provider;  ///< empty where none is to blame
    std::string type;
    std::string subject;
};

/// What was thrown, with the type and subject that were asked where it does not say itself.
query_failure failure_of(const error& thrown, std::string_view type, std::string_view subject);

/// {"code":..,"message":..,"provider":..}
std::string to_json(const query_failure& of);

/// "MESSAGE (io, org.quoin.dicom-files)"
std::string to_sentence(const query_failure& of);

/// The word as a shell takes it: quoted where it must be.
std::string shell_word(std::string_view word);

}  // namespace quoin::cli
