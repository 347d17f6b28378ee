#include "settings.hpp"

namespace quoin::memory_store {

settings settings::from(view config) {
    settings out;
    for (std::size_t i = 0; i < config.size(); ++i) {
        const auto [key, types] = config.member(i);
        if (key != "types")
            throw error(QUOIN_E_CONFIG, "unknown key '" + std::string(key) + "' (types is the only one)");
        if (!types.is_object())
            throw error(QUOIN_E_CONFIG, "types: a mapping is expected, as { com.acme.note: one }");
        for (std::size_t t = 0; t < types.size(); ++t) {
            const auto [type, given] = types.member(t);
            const auto how = given.as_string().value_or("");
            if (how != "one" && how != "first" && how != "pair")
                throw error(QUOIN_E_CONFIG,
                            "types." + std::string(type) + ": one, first or pair is expected");
            out.types[std::string(type)] = how == "one"     ? subjects::one
                                           : how == "first" ? subjects::first
                                                            : subjects::pair;
        }
    }
    return out;
}

}  // namespace quoin::memory_store
