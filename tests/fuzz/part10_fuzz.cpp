// Any bytes as a DICOM file. What is read is whole; every member of it can be decoded, and is found by its
// name; nothing takes more memory than a small multiple of the input; and as DICOM JSON it is the same object.
#include <dicom/dictionary.hpp>
#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>
#include <json_model.hpp>
#include <object_reader.hpp>
#include <quoin/json.hpp>

#include <sanitizer/allocator_interface.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <vector>

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

// Live memory of this thread's run, by the hooks of the sanitizer.
std::size_t live = 0, peak = 0;
void allocated(const volatile void*, std::size_t size) {
    live += size;
    if (live > peak) peak = live;
}
void freed(const volatile void* memory) {
    const std::size_t size = __sanitizer_get_allocated_size(memory);
    live -= size < live ? size : live;
}
const int hooks = __sanitizer_install_malloc_and_free_hooks(&allocated, &freed);

/// Every entry lies inside the one around it.
void check_index(const quoin::dicom::data_set& of) {
    std::vector<std::size_t> ends{of.elements.size()};
    for (std::size_t i = 0; i < of.elements.size(); ++i) {
        while (i >= ends.back()) ends.pop_back();
        const std::size_t end = of.next(i);
        require(end > i && end <= ends.back(), "an entry ends inside the one around it");
        const auto& one = of.elements[i];
        if (one.is_item() || one.is_sequence()) {
            ends.push_back(end);
        } else if (one.has(quoin::dicom::element::in_source)) {
            require(one.position < of.left.size(), "a value that was left has its row");
        } else {
            require(std::size_t{one.position} + one.length <= of.bytes.size(),
                    "a value is inside the header");
        }
    }
}

/// What a scan tells of items is what their members are.
void check_scan(quoin::view of, std::string_view name, quoin::view items) {
    static const quoin::key group("FrameContentSequence"), uid("SOPInstanceUID"),
        number("InStackPositionNumber"), position("ImagePositionPatient");
    static const quoin_wanted wanted[]{quoin::wanted_member(uid), quoin::wanted_member(position),
                                       quoin::wanted_member(group, number), quoin::wanted_name_of_any_array(),
                                       quoin::wanted_in_any_array(position)};
    if (quoin::dicom::find_keyword(name) == nullptr) return;  // keys stay for ever
    quoin::view in_array;
    of.scan(quoin::key(name), wanted, [&](std::uint64_t item, std::size_t which, auto values) {
        if (which == 3) {
            require(values.size() == 1 && values[0].kind == QUOIN_STRING, "the name of an array is a text");
            in_array = items[item][quoin::to_view(values[0].text)][0];
            require(in_array.is_object(), "an array that is named has an item");
            return;
        }
        const quoin::view owner = which == 2 ? items[item][group][0] : which == 4 ? in_array : items[item];
        const quoin::view found = which == 0 ? owner[uid] : which == 2 ? owner[number] : owner[position];
        require(static_cast<bool>(found), "what is told is there");
        const std::size_t count = found.is_array() ? found.size() : found.is_null() ? 0 : 1;
        require(values.size() == count, "all values are told");
        for (std::size_t i = 0; i < count; ++i)
            require(values[i].kind == (found.is_array() ? found[i] : found).kind(), "a value has its kind");
    });
}

/// Asks for every member by number and by name. Not by recursion: values nest as deep as the limits allow.
void visit_all(quoin::view root) {
    std::vector<quoin::view> open{root};
    while (!open.empty()) {
        const quoin::view of = open.back();
        open.pop_back();
        if (of.is_typed()) {
            require(of.shape()->count == of.size(), "a typed array has its count");
            continue;
        }
        for (std::size_t i = 0; i < of.size(); ++i) {
            const auto [name, member] = of.member(i);
            require(static_cast<bool>(member), "a member is there");
            if (of.is_object()) require(of[name].get() == member.get(), "a member is found by its name");
            if (of.is_object() && quoin::dicom::find_keyword(name) != nullptr)  // keys stay for ever
                require(of[quoin::key(name)].get() == member.get(), "a member is found by its key");
            open.push_back(member);
            if (of.is_object() && member.is_array()) check_scan(of, name, member);
        }
        require(!of[of.size()], "nothing is past the end");
    }
}

/// Without group 0002, which says how a file is written, and without what its data set looks like.
void require_same(quoin::view file, quoin::view json) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < file.size(); ++i) {
        const auto [name, content] = file.member(i);
        const quoin::dicom::dictionary_entry* const known = quoin::dicom::find_keyword(name);
        const bool unnamed = known == nullptr && name.starts_with("0002");
        if (unnamed || name == "detectedTransferSyntaxUID") continue;
        if (known != nullptr && quoin::dicom::tags::is_file_meta(known->tag)) continue;
        const auto [other_name, other] = json.member(at++);
        if (name != other_name || content != other)
            std::fprintf(stderr, "%s: %s\n%s: %s\n", std::string(name).c_str(),
                         quoin::to_json(content).c_str(), std::string(other_name).c_str(),
                         quoin::to_json(other).c_str());
        require(name == other_name && content == other, "an attribute is the same in the file and in JSON");
    }
    require(at == json.size(), "the file has as many attributes as the JSON");
}

/// What the file is as DICOM JSON is read again. Where nothing had to be tolerated it is the same object.
void check_json(const quoin::dicom::data_set& found, quoin::view object) {
    const std::string model = to_json(
        quoin::dicom_files::json_model_of(found, object, "fuzz:1", std::numeric_limits<std::uint64_t>::max()),
        {.indent = 0, .lazy_limit = std::numeric_limits<std::size_t>::max()});
    const quoin::dicom_json::json_tokens tokens{std::string_view(model)};
    quoin::dicom_json::object_reader reader(tokens);
    const quoin::dicom_json::json_object again = reader.read(0);
    if (!found.tolerated.empty()) return;
    for (const quoin::dicom::finding& one : again.tolerated.all())
        std::fprintf(stderr, "%s\n", one.line().c_str());
    require(again.tolerated.empty(), "what a file says rightly, its JSON says rightly");
    require_same(object, again.naturalized);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin;
    static_cast<void>(hooks);
    builder made;
    made.add(std::span<const std::uint8_t>(data, size));
    const value payload = made.finish();
    const auto bytes = payload.elements<std::uint8_t>();
    const std::size_t before = live;
    peak = live;
    try {
        dicom::memory_source source({bytes.data(), bytes.size()});
        dicom::data_set found = dicom::read_part10(source, {.inflated_bytes = std::uint64_t{16} << 20});
        check_index(found);
        if (!found.written.deflated)
            require(found.elements.size() <= size / 8, "an element has a head of eight bytes");
        const std::size_t header = found.bytes.size();
        const value object = dicom::naturalize(found, {{}, {}, payload});
        require(object.is_object(), "a data set is an object");
        dicom::check_values(found, {{}, {}, payload});
        visit_all(object);
        constexpr std::size_t multiple = 64, always = std::size_t{1} << 20;
        const std::size_t most = always + multiple * (header < size ? size : header);
        if (peak - before > most)
            std::fprintf(stderr, "%zu bytes of memory for %zu bytes of header\n", peak - before, header);
        require(peak - before <= most, "memory is a small multiple of the input");
        require(found.bytes.size() <= (std::size_t{1} << 21) + 64 * size,
                "a header grows so much and no more");
        check_json(found, object);
    } catch (const dicom::read_error&) {
    } catch (const error& e) {
        // Only reading what is lazy may fail: making the value never does.
        require(e.code() == QUOIN_E_IO || e.code() == QUOIN_E_MEMORY, e.what());
    }
    return 0;
}
