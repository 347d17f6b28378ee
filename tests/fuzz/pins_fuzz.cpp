// Pins into manifest texts: every text is refused, or holds the pins afterwards and is a manifest still.
#include <loader/pins.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin::loader;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::vector<pin> pins{{.id = "a", .sha256 = std::string(64, '1')},
                                {.id = "com.acme.ground-truth", .sha256 = std::string(64, 'e')}};
    faults wrong;
    const std::string pinned = with_pins(text, "m.yaml", pins, wrong);
    if (!wrong.empty()) {
        if (!pinned.empty()) std::abort();
        return 0;
    }
    const manifest_text after = parse_manifest(pinned, "m.yaml");
    if (!after.wrong.empty()) std::abort();
    const manifest settings = settings_of(after.tree, "m.yaml");
    std::size_t found = 0;
    for (const provider_entry& entry : settings.providers)
        for (const pin& one : pins)
            if (entry.id.value == one.id && entry.sha256 && entry.sha256->value == one.sha256) ++found;
    if (found != pins.size()) std::abort();
    // Doing it again changes nothing.
    faults again;
    if (with_pins(pinned, "m.yaml", pins, again) != pinned || !again.empty()) std::abort();
    return 0;
}
