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
    return from_json(std::string(std::istreambuf_iterator<char>(in), {}));
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
