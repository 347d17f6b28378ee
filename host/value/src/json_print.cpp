// Values as JSON text.
#include <quoin/json.hpp>

#include "deferred_members.hpp"
#include "json_text.hpp"
#include "lazy_record.hpp"
#include "node.hpp"
#include "object_members.hpp"
#include "typed_array.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace quoin {
namespace {

using namespace tree;

std::string_view reason(quoin_code code) {
    switch (code) {
        case QUOIN_E_STALE:
            return "its file changed after the value was made; ask for the value anew";
        case QUOIN_E_IO:
            return "its file cannot be opened, is shorter than it was or cannot be read";
        case QUOIN_E_MEMORY:
            return "out of memory";
        default:
            return "its source reported an error";
    }
}

// Where the elements of a lazy array are, for those who want to fetch them themselves.
std::string bulk_data_uri(const quoin_value* typed) {
    const quoin_value* source_array = typed;
    const lazy_description& what = record_of(typed)->what;
    std::uint64_t offset = what.offset;
    const std::uint64_t length = what.count * element_width(what.dtype);
    const bool part = what.from == source::slice;
    if (part) source_array = what.sliced;
    const lazy_description& below = record_of(source_array)->what;
    const block* const in = block_of(source_array);
    const std::string_view uri(inside<char>(in, below.uri.offset), below.uri.count);
    if (!uri.empty() && !part) return std::string(uri);

    std::string out;
    if (!uri.empty()) {
        out = uri;
    } else if (below.from == source::file) {
        out = "file:" + json::uri_path({inside<char>(in, below.path.offset), below.path.count});
        if (part) offset += below.offset;
    } else {
        out = "quoin:unnamed";
    }
    out += out.find('?') == std::string::npos ? '?' : '&';
    return out + "offset=" + std::to_string(offset) + "&length=" + std::to_string(length);
}

// Values nest as deep as trees refer to trees, so the containers in work are kept on the heap.
class printer {
 public:
    printer(std::string& out, const json_options& how) : out_(out), how_(how) {}

    void print(const quoin_value* root) {
        begin(root);
        while (!open_.empty()) {
            level& top = open_.back();
            const quoin_value* const of = top.node;
            if (top.next == of->part.count) {
                open_.pop_back();
                new_line();
                out_ += of->kind == QUOIN_ARRAY ? ']' : '}';
                continue;
            }
            const std::uint32_t index = top.next++;
            if (index != 0) out_ += ',';
            new_line();
            if (of->kind == QUOIN_ARRAY) {
                begin(resolved(inside<quoin_value>(block_of(of), of->part.offset) + index));
            } else {
                std::string_view name;
                const quoin_value* const member = member_at(of, index, &name);
                json::append_string(out_, name);
                out_ += how_.indent > 0 ? ": " : ":";
                begin(member);
            }
        }
    }

 private:
    struct level {
        const quoin_value* node;
        std::uint32_t next;
    };

    void new_line() {
        if (how_.indent <= 0) return;
        out_ += '\n';
        out_.append(open_.size() * static_cast<std::size_t>(how_.indent), ' ');
    }

    // A scalar whole; of a container its bracket, and the rest is left open.
    void begin(const quoin_value* node) {
        switch (node->kind) {
            case QUOIN_BOOL:
                out_ += node->integer != 0 ? "true" : "false";
                break;
            case QUOIN_INT:
                json::append_int(out_, node->integer);
                break;
            case QUOIN_REAL:
                json::append_real(out_, node->real);
                break;
            case QUOIN_STRING:
                json::append_string(out_, text_of(node));
                break;
            case QUOIN_ARRAY:
            case QUOIN_OBJECT:
                if (node->part.count == 0) {
                    out_ += node->kind == QUOIN_ARRAY ? "[]" : "{}";
                } else {
                    out_ += node->kind == QUOIN_ARRAY ? '[' : '{';
                    open_.push_back({node, 0});
                }
                break;
            case QUOIN_TYPED:
                typed(node);
                break;
            default:
                out_ += "null";
        }
    }

    void member_of_one(std::string_view name) {
        out_ += "{\"";
        out_ += name;
        out_ += how_.indent > 0 ? "\": " : "\":";
    }

    void typed(const quoin_value* node) {
        if (const quoin_code code = failure_code(node); code != QUOIN_OK)
            throw error(code, "a value cannot be made for JSON: " + std::string(reason(code)));
        const quoin_typed shape = shape_of(node);
        // By where it comes from and not by whether somebody read it meanwhile: the text must not depend on
        // that.
        const bool lazy = node->form == form::record && !record_of(node)->what.shared && shape.count != 0;
        if (lazy && shape.count * element_width(shape.dtype) > how_.lazy_limit) {
            member_of_one("BulkDataURI");
            json::append_string(out_, bulk_data_uri(node));
            out_ += '}';
            return;
        }
        const bool bytes = shape.dtype == QUOIN_U8;
        if (bytes) {
            member_of_one("InlineBinary");
            out_ += '"';
        } else {
            out_ += '[';
        }
        // Pieces of a multiple of 3 bytes and of 8; a lazy array is not kept for having been printed.
        constexpr std::uint64_t piece_bytes = std::uint64_t{3} << 16;
        const std::uint64_t step = piece_bytes / element_width(shape.dtype);
        for (std::uint64_t first = 0; first < shape.count; first += step) {
            const std::uint64_t count = std::min(step, shape.count - first);
            const std::byte* at = static_cast<const std::byte*>(shape.data);
            if (at)
                at += first * element_width(shape.dtype);
            else
                at = piece(node, first, count, shape);
            if (bytes)
                json::append_base64(out_, {at, static_cast<std::size_t>(count)});
            else
                numbers(shape.dtype, at, count, first == 0);
        }
        out_ += bytes ? "\"}" : "]";
    }

    const std::byte* piece(const quoin_value* node, std::uint64_t first, std::uint64_t count,
                           const quoin_typed& shape) {
        piece_.resize(static_cast<std::size_t>(count * element_width(shape.dtype)));
        const quoin_code code = read_of(node, first, count, piece_.data());
        if (code != QUOIN_OK)
            throw error(code, "a lazy array of " + std::to_string(shape.count * element_width(shape.dtype)) +
                                  " bytes cannot be read for JSON: " + std::string(reason(code)));
        return piece_.data();
    }

    template <class T>
    void numbers_of(const std::byte* at, std::uint64_t count, bool at_start) {
        for (std::uint64_t i = 0; i < count; ++i) {
            if (i != 0 || !at_start) out_ += how_.indent > 0 ? ", " : ",";
            T number;
            std::memcpy(&number, at + i * sizeof number, sizeof number);
            if constexpr (std::is_floating_point_v<T>)
                json::append_real(out_, number);
            else if constexpr (std::is_signed_v<T>)
                json::append_int(out_, std::int64_t{number});
            else
                json::append_int(out_, std::uint64_t{number});
        }
    }
    void numbers(quoin_dtype dtype, const std::byte* at, std::uint64_t count, bool at_start) {
        switch (dtype) {
            case QUOIN_I8:
                return numbers_of<std::int8_t>(at, count, at_start);
            case QUOIN_U16:
                return numbers_of<std::uint16_t>(at, count, at_start);
            case QUOIN_I16:
                return numbers_of<std::int16_t>(at, count, at_start);
            case QUOIN_U32:
                return numbers_of<std::uint32_t>(at, count, at_start);
            case QUOIN_I32:
                return numbers_of<std::int32_t>(at, count, at_start);
            case QUOIN_U64:
                return numbers_of<std::uint64_t>(at, count, at_start);
            case QUOIN_I64:
                return numbers_of<std::int64_t>(at, count, at_start);
            case QUOIN_F32:
                return numbers_of<float>(at, count, at_start);
            case QUOIN_F64:
                return numbers_of<double>(at, count, at_start);
            default:
                break;
        }
    }

    std::string& out_;
    const json_options& how_;
    std::vector<level> open_;
    std::vector<std::byte> piece_;
};

}  // namespace

void append_json(std::string& out, view of, const json_options& how) {
    if (!of) {
        out += "null";
        return;
    }
    const std::size_t before = out.size();
    try {
        printer(out, how).print(of.get());
    } catch (...) {
        out.resize(before);
        throw;
    }
}

std::string to_json(view of, const json_options& how) {
    std::string out;
    append_json(out, of, how);
    return out;
}

}  // namespace quoin
