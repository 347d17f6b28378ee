// Every element of `dicomJson` of every file of the corpus against what pydicom reads
// (expected/NAME.dcmjson). What differs is listed one by one in differences.yaml.
#include "corpus.hpp"
#include "differences.hpp"
#include "unknown_bytes.hpp"

#include <quoin/host.hpp>

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <functional>
#include <set>

namespace quoin::corpus {
namespace {

/// "?length=N&sha256=HEX", the first 16 digits, as pydicom's files have it.
std::string described(std::string_view bytes) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), out, &size, EVP_sha256(), nullptr);
    std::string hex;
    for (int i = 0; i < 8; ++i) {
        hex += "0123456789abcdef"[out[i] >> 4];
        hex += "0123456789abcdef"[out[i] & 15];
    }
    return "?length=" + std::to_string(bytes.size()) + "&sha256=" + hex;
}

/// pydicom ends the value of encapsulated pixel data before the delimiter of the fragments (PS3.5 A.4), which
/// is none of its own bytes' business; here the value is what stands in the file.
std::string_view without_delimiter(std::string_view bytes) {
    constexpr std::string_view first_item("\xFE\xFF\x00\xE0", 4);
    constexpr std::string_view delimiter("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
    if (bytes.starts_with(first_item) && bytes.ends_with(delimiter)) bytes.remove_suffix(delimiter.size());
    return bytes;
}

bool is_private(std::string_view path) {
    return std::string_view("13579BDF").find(path[path.rfind('/') + 4]) != std::string_view::npos;
}

class comparison {
 public:
    using report = std::function<void(const std::string& path, const std::string& how)>;

    comparison(const host& under_test, report differs)
        : under_test_(under_test), differs_(std::move(differs)) {}

    void objects(const std::string& prefix, view found, view expected) {
        std::set<std::string_view> tags;
        for (std::size_t i = 0; i < expected.size(); ++i) tags.insert(expected.member(i).first);
        for (std::size_t i = 0; i < found.size(); ++i) tags.insert(found.member(i).first);
        for (const std::string_view tag : tags) {
            if (tag.ends_with("0000")) continue;  // group lengths are not part of the model (PS3.18 F.2)
            elements(prefix + std::string(tag), found[tag], expected[tag]);
        }
    }
    std::size_t count() const noexcept { return count_; }
    /// Of these equal by their bytes, though pydicom knows a representation.
    std::size_t by_bytes() const noexcept { return by_bytes_; }

 private:
    void elements(const std::string& path, view found, view expected) {
        ++count_;
        if (!found) return differs_(path, "is missing");
        if (!expected) return differs_(path, "is not there for pydicom");
        if (found["vr"] != expected["vr"]) {
            // pydicom has a dictionary of private elements; the standard has none: in implicit VR they are UN
            // (PS3.5 section 6.2.2). Their bytes are compared.
            if (is_private(path) && found["vr"].as_string() == "UN") {
                if (expected["InlineBinary"] || expected["BulkDataURI"]) return bulk(path, found, expected);
                if (same_bytes(bytes_of(found), expected)) return void(++by_bytes_);
            }
            return differs_(path, to_json(found) + ", pydicom: " + to_json(expected));
        }
        if (found["vr"].as_string() == "SQ") return sequences(path, found["Value"], expected["Value"]);
        if (!expected["Value"]) return bulk(path, found, expected);
        const view values = found["Value"], others = expected["Value"];
        bool same = values.size() == others.size();
        for (std::size_t i = 0; same && i < values.size(); ++i)
            same = equal(values[i], others[i], found["vr"].as_string() == "FL");
        if (!same) differs_(path, to_json(found) + ", pydicom: " + to_json(expected));
    }

    void sequences(const std::string& path, view found, view expected) {
        if (found.size() != expected.size())
            return differs_(
                path, std::to_string(found.size()) + " items, pydicom: " + std::to_string(expected.size()));
        for (std::size_t i = 0; i < found.size(); ++i)
            objects(path + '/' + std::to_string(i) + '/', found[i], expected[i]);
    }

    /// 1 and 1.0 are the same number of JSON; FL is a number of 32 bits however many digits are written.
    static bool equal(view a, view b, bool single) {
        if (!a.is_number() || !b.is_number()) return a == b;
        if (single) return static_cast<float>(*a.as_real()) == static_cast<float>(*b.as_real());
        if (a.kind() == QUOIN_INT && b.kind() == QUOIN_INT) return *a.as_int() == *b.as_int();
        return *a.as_real() == *b.as_real();
    }

    /// The bytes of {InlineBinary} or {BulkDataURI}, the latter through `bulkData`.
    std::string bytes_of(view element) {
        if (const auto text = element["InlineBinary"].as_string()) {
            std::string out(text->size() / 4 * 3, '\0');
            EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                            reinterpret_cast<const unsigned char*>(text->data()),
                            static_cast<int>(text->size()));
            for (std::size_t at = text->size(); at > 0 && (*text)[at - 1] == '='; --at) out.pop_back();
            return out;
        }
        const auto uri = element["BulkDataURI"].as_string();
        if (!uri) return {};
        const auto bytes = under_test_.get("bulkData", *uri);
        if (!bytes) return "not resolved";
        const quoin_typed all = bytes->typed();
        return {static_cast<const char*>(all.data), all.count * size_of(all.dtype)};
    }

    /// Both inline, or both references, or one of them: limits differ by what is counted.
    void bulk(const std::string& path, view found, view expected) {
        const std::string all = bytes_of(found);
        const std::string_view bytes = without_delimiter(all);
        const auto reference = expected["BulkDataURI"].as_string();
        const bool same = reference ? reference->ends_with(described(bytes)) : bytes == bytes_of(expected);
        if (!same) differs_(path, to_json(found) + described(bytes) + ", pydicom: " + to_json(expected));
    }

    const host& under_test_;
    report differs_;
    std::size_t count_ = 0;
    std::size_t by_bytes_ = 0;
};

TEST(against_pydicom, every_element_of_dicom_json_is_the_same_or_listed_with_a_reason) {
    if (folder().empty()) GTEST_SKIP() << "no corpus here: set QUOIN_CORPUS to its folder";
    const host under_test{{.manifest = QUOIN_MANIFEST,
                           .use_environment = false,
                           .caller_rights = true,
                           .builtin_folder = QUOIN_PLUGINS,
                           .log = [](int, std::string_view, std::string_view) {}}};
    std::vector<known_difference> known = known_differences(QUOIN_DIFFERENCES);
    std::size_t files = 0, elements = 0, by_bytes = 0, different = 0, unknown = 0;
    for (const auto& file : dicom_files()) {
        const std::string name = file.filename().string();
        const auto differs = [&](const std::string& path, const std::string& how) {
            ++different;
            for (known_difference& one : known)
                if (one.is_about(name, path)) {
                    ++one.covers;
                    return;
                }
            if (++unknown <= 20000) ADD_FAILURE() << name << ' ' << path << ": " << how.substr(0, 600);
        };
        comparison compare(under_test, differs);
        value found;
        try {
            found = under_test.get("dicomJson", file.string()).value_or(value());
        } catch (const error&) {
            found = value();  // then every element is missing
        }
        const value expected = by_pydicom(file);
        compare.objects("", found, expected);
        ++files;
        elements += compare.count();
        by_bytes += compare.by_bytes();
    }
    for (const known_difference& one : known)
        EXPECT_GT(one.covers, 0) << "differences.yaml: " << one.file << ' ' << one.path
                                 << " is no difference any more";
    std::printf(
        "%zu files, %zu elements, %zu equal (%.4f %%; %zu private ones without representation by their "
        "bytes), %zu different, all listed but %zu\n",
        files, elements, elements - different,
        100.0 * static_cast<double>(elements - different) / static_cast<double>(elements), by_bytes,
        different, unknown);
    EXPECT_GT(files, 230U);
    EXPECT_LE(different * 1000, elements) << "at least 99.9 % of the elements are equal";
}

}  // namespace
}  // namespace quoin::corpus
