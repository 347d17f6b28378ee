#include "mould.hpp"

#include <quoin/value.hpp>
#include <value/utf8_text.hpp>
#include "mould_layout.hpp"

#include <new>
#include <optional>
#include <utility>

namespace tree = quoin::tree;
using tree::chosen;
using tree::known_places;
using tree::piece;
using tree::pieces;

namespace {

// Where objects mostly differ, to compare each with the model is in vain: after so many it is done now and then.
constexpr std::uint32_t patience = 8, now_and_then = 16;
// What is laid out over a model is a little slower to read, so it has to be smaller: two thirds of the model.
constexpr std::uint64_t worth_of_whole = 3, worth_of_part = 2;

// False where it is not plain. Numbers of an array are kept in `room`.
bool take_plain(const quoin_value* from, quoin_plain plain, std::span<double> room, piece& out) noexcept {
    struct taking {
        piece& out;

        bool text(std::string_view is) noexcept {
            out.be_text(is);
            return true;
        }
        bool integer(std::int64_t is) noexcept {
            out.be_scalar(QUOIN_GIVEN_INT, is);
            return true;
        }
        bool real(double is) noexcept {
            out.be_scalar(QUOIN_GIVEN_REAL, std::bit_cast<std::int64_t>(is));
            return true;
        }
        bool reals(std::span<const double> are) noexcept {
            out.be_reals(are);
            return true;
        }
        bool name(const quoin_value* is) noexcept {
            out.be_name(is);
            return true;
        }
    };
    return tree::tell_plain(from, plain, room, taking{out});
}

// As it is given, which is not looked at. False where it is of no kind that is known.
bool take_given(const quoin_given& from, piece& out) noexcept {
    switch (from.what) {
        case QUOIN_GIVEN_FLAG:
            out.be_scalar(from.what, from.is.integer != 0 ? 1 : 0);
            return true;
        case QUOIN_GIVEN_INT:
            out.be_scalar(from.what, from.is.integer);
            return true;
        case QUOIN_GIVEN_REAL:
            out.be_scalar(from.what, std::bit_cast<std::int64_t>(from.is.real));
            return true;
        case QUOIN_GIVEN_TEXT:
            out.be_text({from.is.text, from.count});
            return true;
        case QUOIN_GIVEN_REALS:
            out.be_reals({from.is.reals, from.count});
            return true;
        case QUOIN_GIVEN_TEXTS:
            out.what = from.what;
            out.count = from.count;
            out.texts = from.is.texts;
            return true;
        default:
            return false;
    }
}

bool is_good(const piece& given) noexcept {
    if (given.what == QUOIN_GIVEN_TEXT) return tree::is_utf8({given.text, given.count});
    if (given.what != QUOIN_GIVEN_TEXTS) return true;
    for (std::size_t k = 0; k < given.count; ++k)
        if (!tree::is_utf8(quoin::to_view(given.texts[k]))) return false;
    return true;
}

}  // namespace

struct quoin_mould::held {
    held() = default;
    held(const held&) = delete;
    held& operator=(const held&) = delete;
    ~held() {
        for (std::size_t i = 0; i < count; ++i) tree::give_back(tree::block_of(objects[i]));
    }
    void add(const quoin_value* object) noexcept {
        if (object) objects[count++] = object;
    }
    std::array<const quoin_value*, 2> objects;
    std::size_t count = 0;
};

struct quoin_mould::sought {
    // What a member is made of: one of the object, or what is given; neither: of nothing that could be plain.
    struct source {
        const quoin_value* member;
        const quoin_given* given;
    };
    std::span<const tree::mould_line> table;
    std::array<source, tree::most_moulded> sources;
    chosen lines;  // of the mould, that there is a member of
    pieces made;

    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): what is large is not cleared
    explicit sought(std::span<const tree::mould_line> of) noexcept : table(of), lines(0) {}
    void set(std::size_t i, std::size_t line, source from) noexcept {
        sources[i] = from;
        made.lines[i] = static_cast<std::uint8_t>(line);
    }
    void add(std::size_t line, source from) noexcept {
        set(made.count++, line, from);
        lines |= tree::bit_of(line);
    }
    quoin_code make_one(std::size_t i) noexcept {
        const auto [member, given] = sources[i];
        if (given)
            return take_given(*given, made.all[i]) && is_good(made.all[i]) ? QUOIN_OK : QUOIN_E_INVALID;
        return member && take_plain(member, table[made.lines[i]].plain, made.numbers_of(i), made.all[i])
                   ? QUOIN_OK
                   : QUOIN_E_UNSUPPORTED;
    }
    // What the first says that cannot be made.
    quoin_code make(chosen which) noexcept {
        for (; which != 0; which &= which - 1)
            if (const quoin_code code = make_one(tree::next_of(which)); code != QUOIN_OK) return code;
        return QUOIN_OK;
    }
    // Those that differ from the model's, which has the same members.
    chosen differing(const quoin_value* model) noexcept {
        const quoin_value* node = tree::head_of(model)->node(0);
        chosen out = 0;
        const std::size_t count = made.count;
        for (std::size_t i = 0; i < count; ++i, ++node) {
            const quoin_value* const member = sources[i].member;
            // Nearly all are such.
            if (member && tree::is_same_scalar(node, member)) continue;
            if (!is_as(node, i)) out |= tree::bit_of(i);
        }
        return out;
    }

 private:
    bool is_as(const quoin_value* node, std::size_t i) noexcept {
        const auto [member, given] = sources[i];
        if (member) return tree::becomes(node, member, table[made.lines[i]].plain);
        return given && take_given(*given, made.all[i]) && tree::is_piece(node, made.all[i]);
    }
};

quoin_code quoin_mould::create(std::span<const quoin_copied> table, quoin_mould** out) noexcept {
    if (table.size() > tree::most_moulded) return QUOIN_E_LIMIT;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (!table[i].to) return QUOIN_E_INVALID;
        for (std::size_t j = 0; j < i; ++j)
            if (table[j].to == table[i].to) return QUOIN_E_INVALID;
    }
    std::unique_ptr<quoin_mould> made(new (std::nothrow) quoin_mould);
    if (!made) return QUOIN_E_MEMORY;
    made->lines_.reset(new (std::nothrow) tree::mould_line[table.size()]);
    if (!made->lines_) return QUOIN_E_MEMORY;
    made->count_ = static_cast<std::uint32_t>(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const quoin_copied& one = table[i];
        made->lines_[i] = {
            one.from,     one.from ? one.from->hash : 0,   one.from ? one.from->id | tree::interned_bit : 0,
            one.to->hash, one.to->id | tree::interned_bit, one.plain};
    }
    *out = made.release();
    return QUOIN_OK;
}

quoin_mould::~quoin_mould() {
    if (last_) tree::give_back(tree::block_of(last_));
    if (model_) tree::give_back(tree::block_of(model_));
}

// Each is searched, and made at once: behind the first that cannot be, nothing is searched, for to find a member may
// take to make it.
quoin_code quoin_mould::seek(const quoin_value* object, const quoin_given* given,
                             sought& out) const noexcept {
    const tree::searched_object in(object);
    for (std::uint32_t i = 0; i < count_; ++i) {
        const tree::mould_line& one = lines_[i];
        const std::uint32_t before = out.made.count;
        sought::source from{};
        if (one.plain == QUOIN_PLAIN_GIVEN) {
            from.given = given++;
            if (from.given->what == QUOIN_GIVEN_NONE) continue;
        } else if (one.from) {
            from.member = in.find(one.from, one.from_hash, one.from_key);
            if (!from.member || from.member->kind == QUOIN_NULL) continue;
        } else if (in.is_nothing()) {
            continue;
        }
        out.add(i, from);
        if (const quoin_code code = out.make_one(before); code != QUOIN_OK) return code;
    }
    return QUOIN_OK;
}

// By whoever has `busy_`.
quoin_code quoin_mould::seek_in_places(const quoin_value* object, const quoin_given* given,
                                       sought& out) noexcept {
    if (!object || tree::is_deferred(object) || tree::base_of(object)) return seek(object, given, out);
    const tree::own_members in(object);
    if (!places_.are_of(in) && !find_places(in)) return seek(object, given, out);
    std::size_t count = 0;
    chosen there = 0;
    for (const auto [line, number] : places_.all()) {
        sought::source from{};
        if (number < known_places::is_given) {
            from.member = in.at(number);
            if (from.member->kind == QUOIN_NULL) continue;
        } else if (number == known_places::is_given) {
            from.given = given++;
            if (from.given->what == QUOIN_GIVEN_NONE) continue;
        }
        out.set(count++, line, from);
        there |= tree::bit_of(line);
    }
    out.made.count = static_cast<std::uint32_t>(count);
    out.lines = there;
    return QUOIN_OK;
}

// By whoever has `busy_`.
bool quoin_mould::find_places(const tree::own_members& in) noexcept {
    if (!places_.begin(in, count_)) return false;
    for (std::uint32_t i = 0; i < count_; ++i) {
        const tree::mould_line& one = lines_[i];
        if (one.plain == QUOIN_PLAIN_GIVEN) {
            places_.add(i, known_places::is_given);
        } else if (!one.from) {
            places_.add(i, known_places::is_nothing);
        } else if (const std::uint32_t number = in.number_of(*one.from, one.from_hash, one.from_key);
                   number != tree::no_member) {
            places_.add(i, number);
        }
    }
    return true;
}

// By whoever has `busy_`.
bool quoin_mould::is_worth_comparing() noexcept {
    const std::uint32_t turn = unequal_++;
    return turn < patience || turn % now_and_then == 0;
}

bool quoin_mould::is_last(const sought& of, chosen differing) const noexcept {
    if (!last_ || last_differs_ != differing) return false;
    const quoin_value* node = tree::head_of(last_)->node(0);
    for (; differing != 0; differing &= differing - 1, ++node)
        if (!tree::is_piece(node, of.made.all[tree::next_of(differing)])) return false;
    return true;
}

void quoin_mould::hold(const quoin_value*& place, quoin_value* made, held& no_more) noexcept {
    auto* const block = const_cast<tree::block*>(tree::block_of(made));
    block->moulded |= tree::by_mould;
    // Nobody else has it yet: no count of a block that others have would be set so.
    block->count.store(2, std::memory_order_relaxed);
    no_more.add(std::exchange(place, made));
}

// By whoever has `busy_`.
quoin_code quoin_mould::make_in_use(sought& of, held& no_more, const quoin_value** out) noexcept {
    quoin_value* made = nullptr;
    const bool is_compared = is_worth_comparing();
    if (is_compared && model_ && lines_of_model_ == of.lines) {
        const chosen differs = of.differing(model_);
        if (const quoin_code code = of.make(differs); code != QUOIN_OK) return code;
        if (differs == 0 || is_last(of, differs)) {
            *out = differs == 0 ? model_ : last_;
            tree::take(tree::block_of(*out));
            unequal_ = 0;
            return QUOIN_OK;
        }
        if (tree::size_over_model(of.made, differs) * worth_of_whole <=
            tree::block_of(model_)->size * worth_of_part) {
            const quoin_code code = tree::lay_out(lines(), of.made, differs, model_, &made);
            if (code != QUOIN_OK) return code;
            unequal_ = 0;
            last_differs_ = differs;
            hold(last_, made, no_more);
            *out = made;
            return QUOIN_OK;
        }
    }
    quoin_code code = of.make(tree::first_of(of.made.count));
    if (code == QUOIN_OK) code = tree::lay_out(lines(), of.made, &made);
    if (code != QUOIN_OK) return code;
    *out = made;
    if (!is_compared) return QUOIN_OK;
    lines_of_model_ = of.lines;
    hold(model_, made, no_more);
    no_more.add(std::exchange(last_, nullptr));
    return QUOIN_OK;
}

quoin_code quoin_mould::make(const quoin_value* object, const quoin_given* given,
                             const quoin_value** out) noexcept {
    if (object && object->kind != QUOIN_OBJECT) object = nullptr;
    *out = nullptr;
    sought of(lines());
    held no_more;
    if (busy_.load(std::memory_order_relaxed) || busy_.exchange(true, std::memory_order_acquire)) {
        quoin_code code = seek(object, given, of);
        if (code != QUOIN_OK || of.made.count == 0) return code;
        quoin_value* made = nullptr;
        code = tree::lay_out(lines(), of.made, &made);
        *out = made;
        return code;
    }
    quoin_code code = seek_in_places(object, given, of);
    if (code == QUOIN_OK && of.made.count != 0) code = make_in_use(of, no_more, out);
    busy_.store(false, std::memory_order_release);
    return code;
}
