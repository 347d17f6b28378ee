// The host's side of quoin.files/1: files as facts outside of the providers.
#pragma once

#include <quoin/ext/files.h>
#include <engine/engine.hpp>

#include <string>

namespace quoin::detail {

const quoin_host_files* files_of_answers() noexcept;

/// Size, time and inode of the file; all zero where there is none.
engine::fact_stamp stamp_of_file(const std::string& path) noexcept;

}  // namespace quoin::detail
