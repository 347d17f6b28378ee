#include "corpus.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace quoin::corpus {

namespace fs = std::filesystem;

namespace {

value json_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw error(QUOIN_E_NOT_FOUND, "the corpus has no " + file.string());
    std::string text((std::istreambuf_iterator<char>(in)), {});
    // pydicom writes the UV 2^64-1 as a bare number, which from_json refuses rather than round.
    const std::string largest = "18446744073709551615";
    for (std::size_t at = text.find(largest); at != std::string::npos;
         at = text.find(largest, at + largest.size() + 1))
        text.replace(at, largest.size(), '"' + largest + '"');
    return from_json(text);
}

fs::path expected(const fs::path& dicom_file, const char* ending) {
    return folder() / "expected" / (dicom_file.stem().string() + ending);
}

}  // namespace

fs::path folder() {
    const char* const named = std::getenv("QUOIN_CORPUS");
    const fs::path at = named && *named ? fs::path(named) : fs::path(QUOIN_CORPUS_DEFAULT);
    return fs::is_directory(at / "expected") ? fs::canonical(at) : fs::path();
}

std::vector<fs::path> dicom_files() {
    std::vector<fs::path> out;
    if (folder().empty()) return out;
    for (const auto& entry : fs::directory_iterator(folder()))
        if (entry.path().extension() == ".dcm") out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

value by_pydicom(const fs::path& dicom_file) {
    return json_file(expected(dicom_file, ".dcmjson"));
}

}  // namespace quoin::corpus
