#include <quoin/did_you_mean.hpp>

#include <loader/near_miss.hpp>

namespace quoin {

std::string did_you_mean(std::string_view written, const std::vector<std::string>& candidates) {
    return loader::did_you_mean(written, candidates);
}

}  // namespace quoin
