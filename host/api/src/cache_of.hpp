// How the configuration says that answers are kept.
#pragma once

#include <engine/engine.hpp>
#include <loader/loader.hpp>

namespace quoin::detail {

engine::cache_settings cache_of(const std::vector<loader::effective_setting>& settings);

}  // namespace quoin::detail
