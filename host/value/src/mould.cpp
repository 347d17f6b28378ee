#include "mould.hpp"

#include <quoin/value.hpp>
#include <value/utf8_text.hpp>
#include "plain_members.hpp"
#include "short_text.hpp"

#include <bit>
#include <cstring>
#include <new>
#include <utility>

namespace tree = quoin::tree;

namespace {

// Where objects mostly differ, to compare each with the one before it is in vain: after so many it is done now and then.
constexpr std::uint32_t patience = 8, now_and_then = 16;

constexpr std::uint64_t rounded_up(std::uint64_t size, std::uint64_t to) noexcept {
    return (size + to - 1) / to * to;
}

const quoin_value* items_of(const quoin_value* array) noexcept {
    return tree::inside<quoin_value>(tree::block_of(array), array->part.offset);
}

bool is_text(const quoin_value* node, std::string_view text) noexcept {
    return node->kind == QUOIN_STRING && tree::text_of(node) == text;
}

constexpr std::uint8_t kind_of_scalar(std::int32_t what) noexcept {
    return what == QUOIN_GIVEN_FLAG ? QUOIN_BOOL : what == QUOIN_GIVEN_INT ? QUOIN_INT : QUOIN_REAL;
}

// Bytes of text that does not fit into its node.
constexpr std::uint64_t outside_node(std::size_t size) noexcept {
    return size <= sizeof(quoin_value::text) ? 0 : size;
}

// A block that is being laid out from front to back, nodes and text each in its own part.
class layout {
 public:
    layout(std::byte* block, std::uint32_t nodes, std::uint32_t texts) noexcept
        : block_(block), nodes_(nodes), texts_(texts) {}

    quoin_value* add_nodes(std::size_t count) noexcept {
        auto* const out = reinterpret_cast<quoin_value*>(block_ + nodes_);
        nodes_ += static_cast<std::uint32_t>(count * tree::node_size);
        return out;
    }
    std::uint32_t offset_of(const quoin_value* node) const noexcept {
        return static_cast<std::uint32_t>(reinterpret_cast<const std::byte*>(node) - block_);
    }
    void begin(quoin_value* node, std::uint8_t kind, tree::form where = tree::form::in_node) const noexcept {
        node->back = offset_of(node) / tree::node_size;
        node->kind = kind;
        node->dtype = 0;
        node->form = where;
        node->length = 0;
        node->integer = 0;
    }
    void fill_text(quoin_value* node, std::string_view text) noexcept {
        if (text.size() <= sizeof(quoin_value::text)) {
            begin(node, QUOIN_STRING);
            node->length = static_cast<std::uint8_t>(text.size());
            tree::copy_text(reinterpret_cast<std::byte*>(node->text), text);
            return;
        }
        begin(node, QUOIN_STRING, tree::form::in_block);
        node->part = {texts_, static_cast<std::uint32_t>(text.size())};
        tree::copy_text(block_ + texts_, text);
        texts_ += static_cast<std::uint32_t>(text.size());
    }
    /// The items, to be filled.
    quoin_value* fill_array(quoin_value* node, std::size_t count) noexcept {
        begin(node, QUOIN_ARRAY, tree::form::in_block);
        quoin_value* const items = add_nodes(count);
        if (count != 0) node->part = {offset_of(items), static_cast<std::uint32_t>(count)};
        return items;
    }

 private:
    std::byte* const block_;
    std::uint32_t nodes_, texts_;
};

}  // namespace

struct quoin_mould::pieces {
    std::array<piece, most> all;
    std::array<double, most * tree::most_plain_reals> numbers;
    std::uint32_t count;
    std::uint32_t number_count;
    std::uint64_t more_nodes;  // beside one for each member
    std::uint64_t text_bytes;

    pieces() noexcept {  // NOLINT(cppcoreguidelines-pro-type-member-init): what is large is not cleared
        count = number_count = 0;
        more_nodes = text_bytes = 0;
    }
    piece& next() noexcept { return all[count]; }
    void add_text(std::string_view text) noexcept {
        piece& to = next();
        to.what = QUOIN_GIVEN_TEXT;
        to.count = text.size();
        to.text = text.data();
        text_bytes += outside_node(text.size());
    }
    void add_scalar(std::int32_t what, std::int64_t bits) noexcept {
        piece& to = next();
        to.what = what;
        to.integer = bits;
    }
    void add_reals(std::span<const double> numbers_of) noexcept {
        piece& to = next();
        to.what = QUOIN_GIVEN_REALS;
        to.count = numbers_of.size();
        to.reals = numbers_of.data();
        more_nodes += numbers_of.size();
    }
};

quoin_code quoin_mould::create(std::span<const quoin_copied> table, quoin_mould** out) noexcept {
    if (table.size() > most) return QUOIN_E_LIMIT;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (!table[i].to) return QUOIN_E_INVALID;
        for (std::size_t j = 0; j < i; ++j)
            if (table[j].to == table[i].to) return QUOIN_E_INVALID;
    }
    std::unique_ptr<quoin_mould> made(new (std::nothrow) quoin_mould);
    if (!made) return QUOIN_E_MEMORY;
    made->lines_.reset(new (std::nothrow) line[table.size()]);
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
}

inline bool quoin_mould::take_plain(const quoin_value* from, quoin_plain plain, pieces& out) noexcept {
    struct taking {
        pieces& out;

        bool text(std::string_view is) noexcept {
            out.add_text(is);
            return true;
        }
        bool integer(std::int64_t is) noexcept {
            out.add_scalar(QUOIN_GIVEN_INT, is);
            return true;
        }
        bool real(double is) noexcept {
            out.add_scalar(QUOIN_GIVEN_REAL, std::bit_cast<std::int64_t>(is));
            return true;
        }
        bool reals(std::span<const double> are) noexcept {
            out.number_count += static_cast<std::uint32_t>(are.size());
            out.add_reals(are);
            return true;
        }
    };
    const auto room = std::span(out.numbers).subspan(out.number_count, tree::most_plain_reals);
    return tree::tell_plain(from, plain, room, taking{out});
}

// Whether there is a member; where what is given is no good, `failed` says so.
inline bool quoin_mould::take_given(const quoin_given& from, pieces& out, quoin_code& failed) noexcept {
    switch (from.what) {
        case QUOIN_GIVEN_NONE:
            return false;
        case QUOIN_GIVEN_FLAG:
            out.add_scalar(from.what, from.is.integer != 0 ? 1 : 0);
            return true;
        case QUOIN_GIVEN_INT:
            out.add_scalar(from.what, from.is.integer);
            return true;
        case QUOIN_GIVEN_REAL:
            out.add_scalar(from.what, std::bit_cast<std::int64_t>(from.is.real));
            return true;
        case QUOIN_GIVEN_TEXT: {
            const std::string_view text = quoin::to_view({from.is.text, from.count});
            if (!tree::is_utf8(text)) failed = QUOIN_E_INVALID;
            out.add_text(text);
            return true;
        }
        case QUOIN_GIVEN_REALS:
            out.add_reals({from.is.reals, from.count});
            return true;
        case QUOIN_GIVEN_TEXTS: {
            piece& to = out.next();
            to.what = from.what;
            to.count = from.count;
            to.texts = from.is.texts;
            out.more_nodes += from.count;
            for (std::uint32_t i = 0; i < from.count; ++i) {
                if (!tree::is_utf8(quoin::to_view(from.is.texts[i]))) failed = QUOIN_E_INVALID;
                out.text_bytes += outside_node(from.is.texts[i].len);
            }
            return true;
        }
        default:
            failed = QUOIN_E_INVALID;
            return false;
    }
}

quoin_code quoin_mould::gather(const quoin_value* object, const quoin_given* given,
                               pieces& out) const noexcept {
    const tree::searched_object in(object && object->kind == QUOIN_OBJECT ? object : nullptr);
    quoin_code failed = QUOIN_OK;
    for (std::uint32_t i = 0; i < count_; ++i) {
        const line& one = lines_[i];
        if (one.plain == QUOIN_PLAIN_GIVEN) {
            out.next().line = i;
            if (take_given(*given++, out, failed)) ++out.count;
            if (failed != QUOIN_OK) return failed;
            continue;
        }
        if (!one.from) {
            if (in.is_nothing()) continue;
            return QUOIN_E_UNSUPPORTED;
        }
        const quoin_value* const found = in.find(one.from, one.from_hash, one.from_key);
        if (!found || found->kind == QUOIN_NULL) continue;
        out.next().line = i;
        if (!take_plain(found, one.plain, out)) return QUOIN_E_UNSUPPORTED;
        ++out.count;
    }
    return QUOIN_OK;
}

bool quoin_mould::is_as(const quoin_value* made, const pieces& wanted) const noexcept {
    const tree::object_head* const head = tree::head_of(made);
    if (head->own != wanted.count) return false;
    const std::uint32_t* const keys = head->keys();
    const quoin_value* node = head->node(0);
    for (std::uint32_t i = 0; i < wanted.count; ++i, ++node) {
        const piece& one = wanted.all[i];
        if (keys[i] != lines_[one.line].key) return false;
        switch (one.what) {
            case QUOIN_GIVEN_TEXT:
                if (!is_text(node, {one.text, one.count})) return false;
                break;
            case QUOIN_GIVEN_REALS:
                if (node->kind != QUOIN_ARRAY || node->part.count != one.count) return false;
                for (std::size_t k = 0; k < one.count; ++k) {
                    const quoin_value& item = items_of(node)[k];
                    // By their bits: 0 and -0 are printed otherwise, and what is no number equals itself.
                    if (item.kind != QUOIN_REAL || item.integer != std::bit_cast<std::int64_t>(one.reals[k]))
                        return false;
                }
                break;
            case QUOIN_GIVEN_TEXTS:
                if (node->kind != QUOIN_ARRAY || node->part.count != one.count) return false;
                for (std::size_t k = 0; k < one.count; ++k)
                    if (!is_text(items_of(node) + k, quoin::to_view(one.texts[k]))) return false;
                break;
            default:
                if (node->kind != kind_of_scalar(one.what) || node->integer != one.integer) return false;
        }
    }
    return true;
}

// As a builder does it: columns, nodes, then what these point to. No object of a mould is large enough for slots.
quoin_code quoin_mould::lay_out(const pieces& from, quoin_value** out) const noexcept {
    const std::uint32_t own = from.count;
    const std::uint64_t columns = sizeof(tree::object_head) + std::uint64_t{own} * 2 * sizeof(std::uint32_t);
    const std::uint64_t nodes = rounded_up(columns, tree::node_size);
    const std::uint64_t nodes_at = tree::content_offset + nodes;
    const std::uint64_t texts_at = nodes_at + (own + from.more_nodes) * tree::node_size;
    const std::uint64_t total = rounded_up(texts_at + from.text_bytes, alignof(void*));
    if (total > tree::max_block_bytes) return QUOIN_E_LIMIT;
    tree::block* const made = tree::new_block(total, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    if (!made) return QUOIN_E_MEMORY;
    made->others = made->records = static_cast<std::uint32_t>(total);
    std::byte* const block = made->bytes();
    std::memset(block + nodes_at - tree::node_size, 0, tree::node_size);
    std::memset(block + total - alignof(void*), 0, alignof(void*));

    layout in(block, static_cast<std::uint32_t>(nodes_at), static_cast<std::uint32_t>(texts_at));
    auto* const root = reinterpret_cast<quoin_value*>(block + tree::root_offset);
    in.begin(root, QUOIN_OBJECT, tree::form::in_block);
    root->part = {tree::content_offset, own};
    auto* const head = ::new (block + tree::content_offset) tree::object_head{};
    head->own = own;
    head->nodes = static_cast<std::uint32_t>(nodes);
    auto* const hashes = reinterpret_cast<std::uint32_t*>(head + 1);
    std::uint32_t* const keys = hashes + own;
    quoin_value* node = in.add_nodes(own);
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < own; ++i, ++node) {
        const piece& one = from.all[i];
        const line& of = lines_[one.line];
        hashes[i] = of.hash;
        keys[i] = of.key;
        bits |= tree::hash_bit(of.hash);
        switch (one.what) {
            case QUOIN_GIVEN_TEXT:
                in.fill_text(node, {one.text, one.count});
                break;
            case QUOIN_GIVEN_REALS: {
                quoin_value* const items = in.fill_array(node, one.count);
                for (std::size_t k = 0; k < one.count; ++k) {
                    in.begin(items + k, QUOIN_REAL);
                    items[k].real = one.reals[k];
                }
                break;
            }
            case QUOIN_GIVEN_TEXTS: {
                quoin_value* const items = in.fill_array(node, one.count);
                for (std::size_t k = 0; k < one.count; ++k)
                    in.fill_text(items + k, quoin::to_view(one.texts[k]));
                break;
            }
            default:
                in.begin(node, kind_of_scalar(one.what));
                node->integer = one.integer;
        }
    }
    head->hash_bits = bits;
    *out = root;
    return QUOIN_OK;
}

// Whether the one made last may be looked at, and the one that is made now be held.
bool quoin_mould::begin_use() noexcept {
    const std::uint32_t turn = unequal_.load(std::memory_order_relaxed);
    unequal_.store(turn + 1, std::memory_order_relaxed);
    if (turn >= patience && turn % now_and_then != 0) return false;
    return !busy_.load(std::memory_order_relaxed) && !busy_.exchange(true, std::memory_order_acquire);
}

quoin_code quoin_mould::make(const quoin_value* object, const quoin_given* given,
                             const quoin_value** out) noexcept {
    pieces found;
    const quoin_code code = gather(object, given, found);
    if (code != QUOIN_OK) return code;
    *out = nullptr;
    if (found.count == 0) return QUOIN_OK;
    const bool is_mine = begin_use();
    if (is_mine && last_ && is_as(last_, found)) {
        tree::take(tree::block_of(last_));
        *out = last_;
        unequal_.store(0, std::memory_order_relaxed);
        busy_.store(false, std::memory_order_release);
        return QUOIN_OK;
    }
    quoin_value* made = nullptr;
    const quoin_code failed = lay_out(found, &made);
    const quoin_value* before = nullptr;
    if (is_mine) {
        if (made) {
            auto* const block = const_cast<tree::block*>(tree::block_of(made));
            block->moulded = 1;
            tree::take(block);
            before = std::exchange(last_, made);
        }
        busy_.store(false, std::memory_order_release);
    }
    if (before) tree::give_back(tree::block_of(before));
    if (failed == QUOIN_OK) *out = made;
    return failed;
}
