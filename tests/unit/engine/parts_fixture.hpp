// Types whose answers are parts of "whole", and rows of them.
#pragma once

#include "keeping_fixture.hpp"

#include <engine/found.hpp>

#include <algorithm>

namespace quoin::engine {

/// "t", "u" and "v" are made of "whole", which is made of nothing. That they are parts is learned with the subject
/// "first".
struct parts : keeping {
    void SetUp() override {
        holds("holder", "whole");
        for (const char* type : {"t", "u", "v"}) {
            asks(std::string("maker of ") + type, type, "whole");
        }
        add("whole", "first", "1");
        for (const char* type : {"t", "u", "v"}) text(type, {"first"});
        add("whole", "s", "one");
        text("whole");
        calls.clear();
    }
    std::uint64_t bytes() const { return under_test.stats().all.bytes; }
    type_statistics of(std::string_view type) const {
        const statistics all = under_test.stats();
        const auto found = std::ranges::find(all.types, type, &type_statistics::type);
        return found == all.types.end() ? type_statistics{} : *found;
    }
};

struct rows : parts {
    std::vector<std::string> row(const std::vector<std::string>& types, const std::string& subject = "s",
                                 const terms& on = {}) {
        std::vector<found> got(types.size());
        under_test.get_row(types, subject, got, on);
        std::vector<std::string> out;
        for (found& one : got)
            out.push_back(one.error ? "(error " + std::string(code_name(one.error->code)) + ")"
                          : one.outcome == QUOIN_PASS ? "(none)"
                                                      : std::string(*one.answer.as_string()));
        return out;
    }
    using texts = std::vector<std::string>;
};

}  // namespace quoin::engine
