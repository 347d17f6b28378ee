// quoin/testing/moulds.hpp - moulds of the test host: each object is made with a builder, and none is shared.
#pragma once

#include <quoin/testing/making.hpp>

#include <span>

namespace quoin::testing {

inline constexpr std::size_t most_lines = 64;

/// A quoin_mould of the test host.
class mould {
 public:
    static quoin_code create(std::span<const quoin_copied> lines, mould** out) {
        if (lines.size() > most_lines) return QUOIN_E_LIMIT;
        std::unordered_set<const quoin_key*> known{nullptr};  // which no line may name either
        for (const quoin_copied& line : lines)
            if (!known.insert(line.to).second) return QUOIN_E_INVALID;
        *out = new (std::nothrow) mould(lines);
        return *out ? QUOIN_OK : QUOIN_E_MEMORY;
    }

    quoin_code make(const node* object, const quoin_given* given, const quoin_value** out) const {
        maker in;
        in.begin(true, nullptr);
        std::size_t members = 0;
        for (const quoin_copied& line : lines_) {
            std::size_t added = 0;
            if (line.plain == QUOIN_PLAIN_GIVEN) {
                if (given->what < QUOIN_GIVEN_NONE || given->what > QUOIN_GIVEN_TEXTS) return QUOIN_E_INVALID;
                added = add(in, text_of(line.to), *given++);
            } else if (in.copy(object, &line, 1, &added) == 0) {
                return QUOIN_E_UNSUPPORTED;
            }
            if (in.failed()) break;
            members += added;
        }
        in.end();
        quoin_value* made = nullptr;
        const quoin_code code = in.finish(&made);
        if (code != QUOIN_OK) return code;
        if (members == 0) give_back(node_of(made)->owner);
        *out = members == 0 ? nullptr : made;
        return QUOIN_OK;
    }

 private:
    explicit mould(std::span<const quoin_copied> lines) : lines_(lines.begin(), lines.end()) {}

    /// How many members that is.
    static std::size_t add(maker& to, std::string_view name, const quoin_given& given) {
        if (given.what == QUOIN_GIVEN_NONE) return 0;
        to.key(name, false);
        switch (given.what) {
            case QUOIN_GIVEN_FLAG:
                to.scalar(QUOIN_BOOL, given.is.integer != 0, 0);
                break;
            case QUOIN_GIVEN_INT:
                to.scalar(QUOIN_INT, given.is.integer, 0);
                break;
            case QUOIN_GIVEN_REAL:
                to.scalar(QUOIN_REAL, 0, given.is.real);
                break;
            case QUOIN_GIVEN_TEXT:
                to.string(to_view({given.is.text, given.count}));
                break;
            case QUOIN_GIVEN_REALS:
                to.begin(false, nullptr);
                for (std::uint32_t i = 0; i < given.count; ++i) to.scalar(QUOIN_REAL, 0, given.is.reals[i]);
                to.end();
                break;
            default:
                to.begin(false, nullptr);
                for (std::uint32_t i = 0; i < given.count; ++i) to.string(to_view(given.is.texts[i]));
                to.end();
        }
        return 1;
    }

    std::vector<quoin_copied> lines_;
};

}  // namespace quoin::testing
