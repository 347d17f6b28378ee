// Manifest texts: every one is read or gets problems, each of them one printable line.
#include <loader/manifest.hpp>
#include <quoin/json.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin::loader;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const manifest_text read = parse_manifest(text, "m.yaml");
    for (const problem& line : problems_of(read.wrong)) {
        for (const char c : line)
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
        quoin::value::of(line);  // throws where it is no UTF-8
    }
    const manifest settings = settings_of(read.tree, "m.yaml");
    if (read.wrong.empty() && read.tree.members.empty()) std::abort();
    if (settings.providers.size() > max_manifest_nodes) std::abort();
    return 0;
}
