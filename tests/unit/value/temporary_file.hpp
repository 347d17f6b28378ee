// A file of a test that is gone after it.
#pragma once

#include <quoin/value.hpp>

#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

class temporary_file {
 public:
    explicit temporary_file(const std::vector<unsigned char>& bytes) {
        static int number = 0;
        path_ = (std::filesystem::temp_directory_path() /
                 ("quoin value test " + std::to_string(::getpid()) + "-" + std::to_string(number++)))
                    .string();
        write(bytes);
    }
    ~temporary_file() { std::filesystem::remove(path_); }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;

    void write(const std::vector<unsigned char>& bytes) const {
        std::ofstream out(path_, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    const std::string& path() const { return path_; }

    // A lazy source in it; with the identity that it has now where checked.
    quoin_lazy source(quoin_dtype dtype, std::uint64_t offset, std::uint64_t count,
                      bool checked = false) const {
        quoin_lazy out{};
        out.struct_size = sizeof out;
        out.dtype = dtype;
        out.offset = offset;
        out.count = count;
        out.path = quoin::to_str(path_);
        if (checked) {
            struct stat now {};
            ::stat(path_.c_str(), &now);
            out.file_size = static_cast<std::uint64_t>(now.st_size);
            out.file_mtime_ns =
                static_cast<std::int64_t>(now.st_mtim.tv_sec) * 1'000'000'000 + now.st_mtim.tv_nsec;
            out.file_inode = now.st_ino;
        }
        return out;
    }

 private:
    std::string path_;
};
