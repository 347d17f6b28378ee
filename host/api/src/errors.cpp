#include <engine/engine.hpp>
#include <quoin/host.hpp>

namespace quoin {

namespace {

std::string all_lines(const std::vector<problem>& found) {
    std::string out;
    for (const problem& one : found) {
        if (!out.empty()) out += '\n';
        out += one;
    }
    return out;
}

}  // namespace

config_error::config_error(std::vector<problem> found)
    : error(QUOIN_E_CONFIG, all_lines(found)), problems_(std::move(found)) {}

query_error::query_error(quoin_code code, std::string message, std::string provider, std::string type,
                         std::string subject)
    : error(code, std::move(message)),
      provider_(std::move(provider)),
      type_(std::move(type)),
      subject_(std::move(subject)) {}

std::string_view code_name(quoin_code code) noexcept {
    return engine::code_name(code);
}

std::string_view version() noexcept {
    return QUOIN_VERSION;
}

}  // namespace quoin
