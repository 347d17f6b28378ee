// Rights bind everybody but root; tests of rights hold for both.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace quoin::loader {

/// While it lives this process is a user whom rights bind, and everything beneath `root` is that user's: for
/// root this is nobody, for all others themselves.
class as_plain_user {
 public:
    explicit as_plain_user(const std::filesystem::path& root) {
        if (!is_root_) return;
        give(root);
        for (const auto& one : std::filesystem::recursive_directory_iterator(root)) give(one.path());
        EXPECT_EQ(::seteuid(nobody), 0);
    }
    as_plain_user(const as_plain_user&) = delete;
    as_plain_user& operator=(const as_plain_user&) = delete;
    ~as_plain_user() {
        if (!is_root_) return;
        EXPECT_EQ(::seteuid(0), 0);
    }

    static constexpr uid_t nobody = 65534;

 private:
    static void give(const std::filesystem::path& what) {
        EXPECT_EQ(::lchown(what.c_str(), nobody, static_cast<gid_t>(-1)), 0);
    }
    bool is_root_ = ::geteuid() == 0;
};

}  // namespace quoin::loader
