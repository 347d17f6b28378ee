#include "mould_layout.hpp"

#include "object_members.hpp"
#include "short_text.hpp"

#include <cstring>
#include <new>

namespace quoin::tree {
namespace {

constexpr std::uint64_t rounded_up(std::uint64_t size, std::uint64_t to) noexcept {
    return (size + to - 1) / to * to;
}

// Bytes of text that does not fit into its node.
constexpr std::uint64_t outside_node(std::size_t size) noexcept {
    return size <= sizeof(quoin_value::text) ? 0 : size;
}

// An object of a few texts with its columns, which are as far as its nodes.
std::uint64_t nodes_of_name(const quoin_value* name) noexcept {
    const object_head* const head = head_of(name);
    return head->nodes / node_size + head->own;
}

// What is in a block, each in bytes.
struct room {
    std::uint64_t columns, nodes, texts, others;

    room(const pieces& of, chosen which, bool is_over_model) noexcept
        : texts(0), others(is_over_model ? sizeof(void*) : 0) {
        const auto own = static_cast<std::uint64_t>(std::popcount(which));
        // Hash and key of each, and where the model has it.
        const std::uint64_t each = (is_over_model ? 3 : 2) * sizeof(std::uint32_t);
        columns = rounded_up(sizeof(object_head) + own * each, node_size);
        std::uint64_t count = own;
        for (; which != 0; which &= which - 1) {
            const piece& one = of.all[next_of(which)];
            if (one.what == QUOIN_GIVEN_TEXT) {
                texts += outside_node(one.count);
            } else if (one.what == QUOIN_GIVEN_REALS) {
                count += one.count;
            } else if (one.what == QUOIN_GIVEN_TEXTS) {
                count += one.count;
                for (std::size_t k = 0; k < one.count; ++k) texts += outside_node(one.texts[k].len);
            } else if (one.what == piece_is_name) {
                count += nodes_of_name(one.name);
                const own_members in(one.name);
                for (std::uint32_t k = 0; k < in.keys().size(); ++k)
                    texts += outside_node(text_of(in.at(k)).size());
            }
        }
        nodes = count * node_size;
    }
    std::uint64_t total() const noexcept {
        return rounded_up(content_offset + columns + nodes + texts, alignof(void*)) + others;
    }
};

// A block that is being laid out from front to back, nodes and text each in its own part.
class layout {
 public:
    layout(std::byte* block, std::uint64_t nodes, std::uint64_t texts) noexcept
        : block_(block),
          nodes_(static_cast<std::uint32_t>(nodes)),
          texts_(static_cast<std::uint32_t>(texts)) {}

    quoin_value* add_nodes(std::size_t count) noexcept {
        auto* const out = reinterpret_cast<quoin_value*>(block_ + nodes_);
        nodes_ += static_cast<std::uint32_t>(count * node_size);
        return out;
    }
    void begin(quoin_value* node, std::uint8_t kind, form where = form::in_node) const noexcept {
        node->back = offset_of(node) / node_size;
        node->kind = kind;
        node->dtype = 0;
        node->form = where;
        node->length = 0;
        node->integer = 0;
    }
    void fill(quoin_value* node, const piece& with) noexcept {
        switch (with.what) {
            case QUOIN_GIVEN_TEXT:
                fill_text(node, {with.text, with.count});
                break;
            case QUOIN_GIVEN_REALS: {
                quoin_value* const items = fill_array(node, with.count);
                for (std::size_t k = 0; k < with.count; ++k) {
                    begin(items + k, QUOIN_REAL);
                    items[k].real = with.reals[k];
                }
                break;
            }
            case QUOIN_GIVEN_TEXTS: {
                quoin_value* const items = fill_array(node, with.count);
                for (std::size_t k = 0; k < with.count; ++k) fill_text(items + k, to_view(with.texts[k]));
                break;
            }
            case piece_is_name:
                fill_name(node, with.name);
                break;
            default:
                begin(node, kind_of_scalar(with.what));
                node->integer = with.integer;
        }
    }

 private:
    std::uint32_t offset_of(const quoin_value* node) const noexcept {
        return static_cast<std::uint32_t>(reinterpret_cast<const std::byte*>(node) - block_);
    }
    void fill_text(quoin_value* node, std::string_view text) noexcept {
        if (text.size() <= sizeof(quoin_value::text)) {
            begin(node, QUOIN_STRING);
            node->length = static_cast<std::uint8_t>(text.size());
            copy_text(reinterpret_cast<std::byte*>(node->text), text);
            return;
        }
        begin(node, QUOIN_STRING, form::in_block);
        node->part = {texts_, static_cast<std::uint32_t>(text.size())};
        copy_text(block_ + texts_, text);
        texts_ += static_cast<std::uint32_t>(text.size());
    }
    /// The items, to be filled.
    quoin_value* fill_array(quoin_value* node, std::size_t count) noexcept {
        begin(node, QUOIN_ARRAY, form::in_block);
        quoin_value* const items = add_nodes(count);
        if (count != 0) node->part = {offset_of(items), static_cast<std::uint32_t>(count)};
        return items;
    }

    /// Head and columns are taken as they are: of a plain name they say nothing of the block that they were in.
    void fill_name(quoin_value* node, const quoin_value* name) noexcept {
        const object_head* const head = head_of(name);
        const own_members from(name);
        begin(node, QUOIN_OBJECT, form::in_block);
        auto* const columns = reinterpret_cast<std::byte*>(add_nodes(head->nodes / node_size));
        std::memcpy(columns, head, head->nodes);
        node->part = {static_cast<std::uint32_t>(columns - block_), head->own};
        quoin_value* const nodes = add_nodes(head->own);
        for (std::uint32_t k = 0; k < head->own; ++k) fill_text(nodes + k, text_of(from.at(k)));
    }

    std::byte* const block_;
    std::uint32_t nodes_, texts_;
};

void rest_on(const quoin_value* model, block* made, object_head* head) noexcept {
    const block* const other = block_of(model);
    take(other);
    ::new (made->bytes() + made->others) const block*(other);
    made->other_count = 1;
    made->moulded = has_model;
    head->base = model;
    head->overrides = head->own;
    head->depth = 1;
}

// As a builder does it: columns, nodes, then what these point to. No object of a mould is large enough for slots.
quoin_code lay_out_over(std::span<const mould_line> lines, const pieces& from, chosen which,
                        const quoin_value* model, quoin_value** out) noexcept {
    const room takes(from, which, model != nullptr);
    const std::uint64_t total = takes.total();
    if (total > max_block_bytes) return QUOIN_E_LIMIT;
    block* const made = new_block(total, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    if (!made) return QUOIN_E_MEMORY;
    made->others = made->records = static_cast<std::uint32_t>(total - takes.others);
    std::byte* const bytes = made->bytes();
    const std::uint64_t nodes_at = content_offset + takes.columns;
    std::memset(bytes + nodes_at - node_size, 0, node_size);
    std::memset(bytes + made->others - alignof(void*), 0, alignof(void*));

    layout in(bytes, nodes_at, nodes_at + takes.nodes);
    auto* const root = reinterpret_cast<quoin_value*>(bytes + root_offset);
    in.begin(root, QUOIN_OBJECT, form::in_block);
    root->part = {content_offset, from.count};
    auto* const head = ::new (bytes + content_offset) object_head{};
    head->own = static_cast<std::uint32_t>(std::popcount(which));
    head->nodes = static_cast<std::uint32_t>(takes.columns);
    if (model) rest_on(model, made, head);
    auto* const hashes = reinterpret_cast<std::uint32_t*>(head + 1);
    std::uint32_t* const keys = hashes + head->own;
    std::uint32_t* const places = keys + head->own;
    quoin_value* const nodes = in.add_nodes(head->own);
    for (std::uint32_t i = 0; which != 0; which &= which - 1, ++i) {
        const std::size_t place = next_of(which);
        const mould_line& of = lines[from.lines[place]];
        hashes[i] = of.hash;
        keys[i] = of.key;
        if (model) places[i] = static_cast<std::uint32_t>(place);
        head->hash_bits |= hash_bit(of.hash);
        in.fill(nodes + i, from.all[place]);
    }
    *out = root;
    return QUOIN_OK;
}

}  // namespace

std::uint64_t size_over_model(const pieces& of, chosen which) noexcept {
    return room(of, which, true).total();
}

quoin_code lay_out(std::span<const mould_line> lines, const pieces& from, quoin_value** out) noexcept {
    return lay_out_over(lines, from, first_of(from.count), nullptr, out);
}

quoin_code lay_out(std::span<const mould_line> lines, const pieces& from, chosen which,
                   const quoin_value* model, quoin_value** out) noexcept {
    return lay_out_over(lines, from, which, model, out);
}

}  // namespace quoin::tree
