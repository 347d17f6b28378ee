#include "library_trust.hpp"

#include "platform/file_owner.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

namespace quoin::loader {

namespace fs = std::filesystem;

namespace {

constexpr fs::perms others_write = fs::perms::group_write | fs::perms::others_write;

std::string octal(fs::perms mode) {
    const auto bits = static_cast<unsigned>(mode & fs::perms::mask);
    std::string out = "0";
    for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + ((bits >> shift) & 7u));
    return out;
}

std::string writable_by_others(const fs::path& what, const std::string& name) {
    std::error_code failed;
    const fs::perms mode = fs::status(what, failed).permissions();
    if (failed || (mode & others_write) == fs::perms::none) return {};
    return "expected " + name + " that only its owner can change, found mode " + octal(mode) +
           "; run: chmod go-w " + what.string();
}

}  // namespace

std::string refusal_of_rights(const fs::path& file, const fs::path& folder) {
    std::error_code failed;
    const fs::path real_file = fs::canonical(file, failed);
    if (failed)
        return "expected a file that can be read, found: " + failed.message() +
               "; restore it, or remove the link";
    const fs::path real_folder = fs::canonical(folder, failed);
    if (failed || real_file.parent_path() != real_folder)
        return "expected a file in the folder " + folder.string() + ", found a symbolic link to " +
               real_file.string() +
               "; copy the library into the folder, or name its own folder in plugins.folders";
    if (!fs::is_regular_file(real_file, failed))
        return "expected a library, found a folder or device; name the file, or take this out of the folder";
#ifndef _WIN32
    if (auto why = writable_by_others(file, "a file"); !why.empty()) return why;
    return writable_by_others(folder, "a folder");
#else
    return {};
#endif
}

std::string refusal_of_writers(const fs::path& what) {
#ifndef _WIN32
    std::error_code failed;
    return writable_by_others(what, fs::is_directory(what, failed) ? "a folder" : "a file");
#else
    (void)what;
    return {};
#endif
}

std::string refusal_of_program(const fs::path& program) {
#ifndef _WIN32
    std::error_code failed;
    const fs::path file = fs::canonical(program, failed);
    const fs::path of_link = program.has_parent_path() ? program.parent_path() : fs::path(".");
    for (const auto& [what, name] : {std::pair(file, "a program"), std::pair(file.parent_path(), "a folder"),
                                     std::pair(of_link, "a folder")}) {
        if (std::string why = writable_by_others(what, name); !why.empty()) return why;
        if (const std::string other = other_owner(what); !other.empty())
            return std::string("expected ") + name + " of this user or of root, found that " + what.string() +
                   " belongs to " + other + "; install it as this user or as root";
    }
#else
    (void)program;
#endif
    return {};
}

namespace {

class sha256 {
 public:
    sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        good_ = context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1;
    }
    void add(const char* bytes, std::size_t size) {
        good_ = good_ && EVP_DigestUpdate(context_.get(), bytes, size) == 1;
    }
    std::string digits() {
        constexpr std::string_view digits = "0123456789abcdef";
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned length = 0;
        if (!good_ || EVP_DigestFinal_ex(context_.get(), digest.data(), &length) != 1) return {};
        std::string out;
        for (unsigned i = 0; i < length; ++i) {
            out += digits[digest[i] >> 4];
            out += digits[digest[i] & 15];
        }
        return out;
    }

 private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
    bool good_ = false;
};

}  // namespace

std::string sha256_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return {};
    sha256 digest;
    std::vector<char> piece(std::size_t{1} << 16);
    while (stream) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        digest.add(piece.data(), static_cast<std::size_t>(stream.gcount()));
    }
    return stream.bad() ? std::string() : digest.digits();
}

std::string sha256_of_text(std::string_view text) {
    sha256 digest;
    digest.add(text.data(), text.size());
    return digest.digits();
}

std::string refusal_of_digest(const setting<std::string>& expected, const std::string& found) {
    if (found == expected.value) return {};
    return "expected sha256 " + expected.value + " (" + expected.from.origin() + "), found " + found +
           "; restore the file, or where you trust it write the found one into the manifest";
}

}  // namespace quoin::loader
