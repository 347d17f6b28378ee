#include "json_of_strings.hpp"

#include <quoin/host.hpp>

#include <string>

namespace quoin::corpus {
namespace {

void copy_strings(builder& out, view from) {
    if (from.is_object()) {
        out.object();
        for (std::size_t i = 0; i < from.size(); ++i) {
            const auto [name, member] = from.member(i);
            copy_strings(out.key(name), member);
        }
        out.end();
    } else if (from.is_array()) {
        out.array();
        for (std::size_t i = 0; i < from.size(); ++i) copy_strings(out, from[i]);
        out.end();
    } else if (from.is_number()) {
        out.add(to_json(from));
    } else {
        out.add(from);
    }
}

}  // namespace

value json_of_strings(view model, std::string_view transfer_syntax) {
    builder out;
    out.object();
    for (std::size_t i = 0; i < model.size(); ++i) {
        const auto [tag, attribute] = model.member(i);
        if (tag != "00083002") copy_strings(out.key(tag), attribute);
    }
    out.key("00083002").object().member("vr", "UI");
    out.key("Value").array().add(transfer_syntax).end().end();
    return out.end().finish();
}

}  // namespace quoin::corpus
