// Any text as DICOM JSON. What is read must come out again: as the DICOM JSON model and back it is the same.
#include <object_reader.hpp>
#include <quoin/json.hpp>
#include <written_model.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace {

using namespace quoin;
using namespace quoin::dicom_json;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

std::string model_text(const json_object& of) {
    return to_json(model_of(of, "fuzz:1", std::numeric_limits<std::uint64_t>::max()));
}

std::string read_again(const std::string& model) {
    const json_tokens tokens{std::string_view(model)};
    return model_text(object_reader(tokens).read(0));
}

void check(const json_object& read) {
    const std::string model = model_text(read);
    const std::string second = read_again(model);
    require(second == read_again(second), "reading what was written settles");
    // Where nothing was wrong at once: what is no number is null, and a lone null is no value.
    if (read.tolerated.empty()) require(model == second, "the model of the model is the model");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const json_tokens tokens(text);
        object_reader reader(tokens);
        if (tokens[0].is == token::kind::array)
            for (std::size_t at = 1; at < tokens.size(); at = tokens.next(at)) check(reader.read(at));
        else
            check(reader.read(0));
    } catch (const error& refused) {
        require(!refused.message().empty(), "a refusal says why");
    }
    return 0;
}
