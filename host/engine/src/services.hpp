// The host's side of the ABI: the quoin_host table that a provider gets.
#pragma once

#include <engine/engine.hpp>

#include <string>

namespace quoin::engine {

/// The table of one provider, with what its functions need. Must outlive the provider.
struct services {
    services(engine& of, std::string provider);
    services(const services&) = delete;
    services& operator=(const services&) = delete;

    engine& owner;
    std::string provider;
    quoin_host table;
};

}  // namespace quoin::engine
