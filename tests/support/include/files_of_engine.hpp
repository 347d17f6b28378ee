// The host's side of quoin.files/1 for an engine without a host around it: files are looked at each time.
#pragma once

#include <quoin/ext/files.h>
#include <engine/engine.hpp>

#include <sys/stat.h>

#include <chrono>
#include <string>
#include <string_view>

namespace quoin {

inline const quoin_host_files files_of_engine{
    sizeof(quoin_host_files), 0,
    [](quoin_call* call, quoin_str path, std::uint64_t size, std::int64_t mtime_ns, std::uint64_t inode) {
        engine::engine::rests_on(*call, to_view(path), {size, static_cast<std::uint64_t>(mtime_ns), inode});
    }};

inline engine::fact_stamp stamp_of_file(std::string_view path) {
    struct stat now {};
    if (::stat(std::string(path).c_str(), &now) != 0) return {};
    return {static_cast<std::uint64_t>(now.st_size),
            static_cast<std::uint64_t>(now.st_mtim.tv_sec) * 1'000'000'000 +
                static_cast<std::uint64_t>(now.st_mtim.tv_nsec),
            static_cast<std::uint64_t>(now.st_ino)};
}

/// Options of an engine that looks at the files that answers rest on each time.
inline engine::options looking_at_files() {
    engine::options out;
    out.extension = [](std::string_view id) -> const void* {
        return id == QUOIN_EXT_FILES ? &files_of_engine : nullptr;
    };
    out.cache.recheck = std::chrono::milliseconds(0);
    out.probe = stamp_of_file;
    return out;
}

}  // namespace quoin
