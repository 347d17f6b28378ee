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

void check(const json_object& read) {
    const std::string model = to_json(model_of(read, "fuzz:1", std::numeric_limits<std::uint64_t>::max()));
    const json_tokens again(model);
    const json_object same = object_reader(again).read(0);
    const std::string twice = to_json(model_of(same, "fuzz:1", std::numeric_limits<std::uint64_t>::max()));
    require(model == twice, "the model of the model is the model");
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
