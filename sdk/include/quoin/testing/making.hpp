// quoin/testing/making.hpp - builders of the test host.
#pragma once

#include <quoin/testing/reading.hpp>

#include <algorithm>
#include <cstddef>
#include <unordered_set>

namespace quoin::testing {

inline constexpr std::size_t most_levels = 1000, most_bases = 64, most_copied_reals = 8,
                             most_copied_texts = 4;
inline constexpr std::uint64_t most_text = (std::uint64_t{1} << 32) - 1;

/// A quoin_builder of the test host: open containers, innermost last, and the first misuse.
class maker {
 public:
    maker() = default;
    maker(const maker&) = delete;
    maker& operator=(const maker&) = delete;
    ~maker() { empty(); }

    void begin(bool object, const node* base) {
        if (!may_place()) return;
        if (open_.size() == most_levels)
            return fail(QUOIN_E_LIMIT, "more than 1,000 levels of arrays and objects");
        if (base && base->kind != QUOIN_OBJECT)
            return fail(QUOIN_E_INVALID, "the base of an object is not an object");
        if (base && base->object->bases == most_bases)
            return fail(QUOIN_E_LIMIT,
                        "an object with more than 64 bases below it; copy the members instead");
        if (base) refer(base);
        open_.emplace_back();
        open_.back().object = object;
        open_.back().base = base;
    }
    void end() {
        if (failed()) return;
        if (open_.empty()) return fail(QUOIN_E_INVALID, "an end without an array or object that is open");
        if (open_.back().has_key) return fail(QUOIN_E_INVALID, "an object ends after a key without a value");
        container closed = std::move(open_.back());
        open_.pop_back();
        node& made = fresh(closed.object ? QUOIN_OBJECT : QUOIN_ARRAY);
        if (closed.object)
            merge(closed, made);
        else
            made.items = std::move(closed.items);
        attach(&made);
    }
    void key(std::string_view name, bool is_text = true) {
        if (!may_name()) return;
        container& in = open_.back();
        in.has_text_keys |= is_text;
        if (name.size() > most_text) return fail(QUOIN_E_LIMIT, "a key of more than 4 GiB");
        if (!is_utf8(name)) return fail(QUOIN_E_INVALID, "a key that is not UTF-8");
        if (!in.known.insert(std::string(name)).second)
            return fail(QUOIN_E_INVALID, "the same key twice in one object");
        in.names.emplace_back(name);
        in.has_key = true;
    }
    void scalar(quoin_kind kind, std::int64_t integer, double real) {
        if (!may_place()) return;
        node& made = fresh(kind);
        made.integer = integer;
        made.real = real;
        attach(&made);
    }
    void string(std::string_view text) {
        if (!may_place()) return;
        if (text.size() > most_text) return fail(QUOIN_E_LIMIT, "a text of more than 4 GiB");
        if (!is_utf8(text)) return fail(QUOIN_E_INVALID, "a string that is not UTF-8");
        node& made = fresh(QUOIN_STRING);
        made.text = text;
        attach(&made);
    }
    void value(const node* existing) {
        if (!may_place()) return;
        if (!existing) return fail(QUOIN_E_INVALID, "a null pointer in place of a value");
        refer(existing);
        attach(existing);
    }
    void* typed(quoin_dtype dtype, std::uint64_t count) {
        if (!may_place()) return nullptr;
        if (!sizes_are_good(dtype, count)) return nullptr;
        auto made = std::make_unique<elements>();
        made->dtype = dtype;
        made->count = count;
        // Something to fill also where there are no elements, so that null says misuse.
        aligned_bytes room = allocate(std::max<std::uint64_t>(made->bytes(), 1));
        if (!room) {
            fail(QUOIN_E_MEMORY, "out of memory");
            return nullptr;
        }
        void* const at = room.get();
        if (count > 0)
            made->own(std::move(room));
        else
            nothing_ = std::move(room);
        attach_typed(std::move(made));
        return at;
    }
    void lazy(const quoin_lazy& from) {
        // From here on the context is given back, whatever becomes of it.
        if (from.struct_size < sizeof from) {
            if (!failed()) fail(QUOIN_E_INVALID, "a quoin_lazy whose struct_size is too small");
            return;
        }
        auto source = std::make_shared<lazy_source>();
        source->said = from;
        if (!may_place()) return;
        if (!sizes_are_good(from.dtype, from.count, UINT64_MAX)) return;
        const std::string_view path = to_view(from.path), uri = to_view(from.uri);
        if (!from.read && path.empty())
            return fail(QUOIN_E_INVALID, "a lazy array with neither a path nor a function");
        if (path.find('\0') != std::string_view::npos)
            return fail(QUOIN_E_INVALID, "a path with a NUL in it");
        if (from.offset > UINT64_MAX - from.count * size_of(from.dtype))
            return fail(QUOIN_E_LIMIT, "a lazy array that ends beyond 64 bits");
        if (!is_utf8(uri)) return fail(QUOIN_E_INVALID, "a uri that is not UTF-8");
        source->path = path;
        source->uri = uri;
        auto made = std::make_unique<elements>();
        made->dtype = from.dtype;
        made->count = from.count;
        made->source = std::move(source);
        made->source_width = size_of(from.dtype);
        attach_typed(std::move(made));
    }
    void slice(const node* from, std::uint64_t offset, quoin_dtype dtype, std::uint64_t count) {
        if (!may_place()) return;
        if (!from || from->kind != QUOIN_TYPED)
            return fail(QUOIN_E_INVALID, "a slice of something that is no typed array");
        if (!sizes_are_good(dtype, count, UINT64_MAX)) return;
        const elements& whole = *from->typed;
        const std::uint64_t size = count * size_of(dtype);
        if (offset > whole.bytes() || size > whole.bytes() - offset)
            return fail(QUOIN_E_INVALID, "a slice that reaches past the end of its source");
        auto made = std::make_unique<elements>();
        made->dtype = dtype;
        made->count = count;
        if (const std::byte* const here = whole.present()) {
            const std::byte* const start = here + offset;
            if (reinterpret_cast<std::uintptr_t>(start) % size_of(dtype) == 0) {
                refer(from);
                made->share(size > 0 ? start : nullptr);
            } else {
                aligned_bytes copy = allocate(size);
                if (!copy && size > 0) return fail(QUOIN_E_MEMORY, "out of memory");
                if (copy) std::memcpy(copy.get(), start, static_cast<std::size_t>(size));
                made->own(std::move(copy));
            }
        } else if (whole.source) {
            made->source = whole.source;
            made->source_width = whole.source_width;
            made->from = whole.from + offset;
        }
        attach_typed(std::move(made));
    }
    /// All members are made at once: what a host defers shows in time and memory, not in what is read.
    void deferred(const quoin_deferred& from) {
        constexpr std::size_t least = offsetof(quoin_deferred, release) + sizeof(quoin_deferred::release);
        if (from.struct_size < least) {
            if (!failed()) fail(QUOIN_E_INVALID, "a quoin_deferred whose struct_size is too small");
            return;
        }
        const std::shared_ptr<void> keep(from.context, [from](void*) {
            if (from.release) from.release(from.context, from.part);
        });
        if (!may_place()) return;
        if (!from.name || !from.find || !from.make)
            return fail(QUOIN_E_INVALID, "a deferred object without name, find or make");
        growing().kept.push_back(keep);
        begin(true, nullptr);
        for (std::uint32_t i = 0; i < from.count && !failed(); ++i) {
            quoin_str name{};
            const quoin_code code = from.name(from.context, from.part, i, &name);
            if (code != QUOIN_OK) return fail(code, "a deferred object whose names cannot be told");
            key(to_view(name));
            if (!failed()) member_of(from, i);
        }
        end();
    }
    std::size_t copy(const node* from, const quoin_copied* table, std::size_t count, std::size_t* added) {
        *added = 0;
        if (!may_name() || !from || from->kind != QUOIN_OBJECT) return count;
        for (std::size_t i = 0; i < count; ++i) {
            const quoin_copied& one = table[i];
            if (!one.from || !one.to) return i;
            const node* const found = find(from, text_of(one.from));
            if (!found || found->kind == QUOIN_NULL) continue;
            if (!is_plain(found, one.plain)) return i;
            key(text_of(one.to), false);
            add_plain(found, one.plain);
            if (failed()) return count;
            ++*added;
        }
        return count;
    }
    quoin_code finish(quoin_value** out) {
        if (!failed() && !open_.empty())
            fail(QUOIN_E_INVALID, "finished while an array or object is open; an end is missing");
        if (!failed() && !root_) fail(QUOIN_E_INVALID, "finished without any value");
        refused_ = failed() ? why_ : "";
        const quoin_code code = code_;
        if (code == QUOIN_OK) {
            if (root_->owner == made_.get())
                made_.release();
            else
                take(root_);  // the tree is only another value
            *out = const_cast<quoin_value*>(value_of(root_));
        }
        empty();
        code_ = QUOIN_OK;
        why_ = "";
        return code;
    }
    std::string_view why() const noexcept { return failed() ? why_ : refused_; }
    bool failed() const noexcept { return code_ != QUOIN_OK; }

 private:
    struct container {
        bool object = false, has_key = false, has_text_keys = false;
        const node* base = nullptr;
        std::vector<std::string> names;
        std::vector<const node*> items;
        std::unordered_set<std::string> known;
    };

    void fail(quoin_code code, const char* why) {
        code_ = code;
        why_ = why;
    }
    bool may_place() {
        if (failed()) return false;
        if (open_.empty() && root_)
            fail(QUOIN_E_INVALID, "a second value after the root; put them into an array or object");
        else if (!open_.empty() && open_.back().object && !open_.back().has_key)
            fail(QUOIN_E_INVALID, "a value in an object without a key before it");
        return !failed();
    }
    bool may_name() {
        if (failed()) return false;
        if (open_.empty() || !open_.back().object)
            fail(QUOIN_E_INVALID, "a key outside an object");
        else if (open_.back().has_key)
            fail(QUOIN_E_INVALID, "two keys in a row; a value belongs between them");
        return !failed();
    }
    static bool is_finite(const node* one) {
        double number = 0;
        return real_of(one, &number) != 0 && std::isfinite(number);
    }
    static bool is_plain_text(const node* one) { return is_plain(one, QUOIN_PLAIN_TEXT); }
    static bool is_plain(const node* one, quoin_plain plain) {
        switch (plain) {
            case QUOIN_PLAIN_TEXT:
                return one->kind == QUOIN_STRING && !one->text.empty() && one->text[0] != ' ' &&
                       one->text[0] != '\0';
            case QUOIN_PLAIN_INT:
                return one->kind == QUOIN_INT;
            case QUOIN_PLAIN_REAL:
                return is_finite(one);
            case QUOIN_PLAIN_REALS:
                return one->kind == QUOIN_ARRAY && !one->items.empty() &&
                       one->items.size() <= most_copied_reals &&
                       std::all_of(one->items.begin(), one->items.end(), is_finite);
            case QUOIN_PLAIN_NAME:
                return one->kind == QUOIN_OBJECT && !one->object->base && !one->object->has_text_keys &&
                       !one->items.empty() && one->items.size() <= most_copied_texts &&
                       std::all_of(one->items.begin(), one->items.end(), is_plain_text);
            default:
                return false;
        }
    }
    void add_plain(const node* one, quoin_plain plain) {
        double number = 0;
        real_of(one, &number);
        if (plain == QUOIN_PLAIN_TEXT) return string(one->text);
        if (plain == QUOIN_PLAIN_INT) return scalar(QUOIN_INT, one->integer, 0);
        if (plain == QUOIN_PLAIN_REAL) return scalar(QUOIN_REAL, 0, number);
        if (plain == QUOIN_PLAIN_NAME) return value(one);
        begin(false, nullptr);
        for (const node* const item : one->items) add_plain(item, QUOIN_PLAIN_REAL);
        end();
    }
    bool sizes_are_good(quoin_dtype dtype, std::uint64_t count, std::uint64_t most = most_array_bytes) {
        if (size_of(dtype) == 0)
            fail(QUOIN_E_INVALID, "an element type that is none");
        else if (count > most / size_of(dtype))
            fail(QUOIN_E_LIMIT, "a typed array of too many elements");
        return !failed();
    }
    tree& growing() {
        if (!made_) made_ = std::make_unique<tree>();
        return *made_;
    }
    node& fresh(quoin_kind kind) {
        tree& in = growing();
        in.nodes.push_back(std::make_unique<node>());
        in.nodes.back()->owner = &in;
        in.nodes.back()->kind = kind;
        return *in.nodes.back();
    }
    void refer(const node* other) {
        take(other);
        growing().others.push_back(other);
    }
    /// Adds what the function scalar gives, where there is one and it gives something.
    bool scalar_of(const quoin_deferred& from, std::uint32_t index) {
        quoin_scalar found{};
        const bool is_covered = from.struct_size >= offsetof(quoin_deferred, scalar) + sizeof from.scalar;
        if (!is_covered || !from.scalar || from.scalar(from.context, from.part, index, &found) != QUOIN_OK)
            return false;
        if (found.kind == QUOIN_STRING)
            string(to_view(found.text));
        else
            scalar(found.kind, found.kind == QUOIN_REAL ? 0 : found.integer, found.real);
        return true;
    }
    /// What make adds; where that fails, an array that cannot be read.
    void member_of(const quoin_deferred& from, std::uint32_t index) {
        if (scalar_of(from, index)) return;
        maker inner;
        quoin_value* made = nullptr;
        quoin_code code = from.make(from.context, from.part, index, reinterpret_cast<quoin_builder*>(&inner));
        if (code == QUOIN_OK) code = inner.finish(&made);
        if (code == QUOIN_OK) {
            value(node_of(made));
            return give_back(node_of(made)->owner);
        }
        quoin_lazy unreadable{};
        unreadable.struct_size = sizeof unreadable;
        unreadable.dtype = QUOIN_U8;
        unreadable.count = 1;
        growing().kept.push_back(std::make_shared<quoin_code>(code));
        unreadable.context = growing().kept.back().get();
        unreadable.read = [](void* why, std::uint64_t, void*, std::size_t) {
            return *static_cast<const quoin_code*>(why);
        };
        lazy(unreadable);
    }
    void attach(const node* made) {
        if (open_.empty()) {
            root_ = made;
            return;
        }
        open_.back().items.push_back(made);
        open_.back().has_key = false;
    }
    void attach_typed(std::unique_ptr<elements> made) {
        node& place = fresh(QUOIN_TYPED);
        place.typed = std::move(made);
        attach(&place);
    }
    /// The base's members first, in the base's order, with what is overridden in its place.
    static void merge(container& from, node& into) {
        into.object = std::make_unique<object_part>();
        object_part& object = *into.object;
        object.has_text_keys = from.has_text_keys;
        if (from.base) {
            object.base = from.base;
            object.bases = from.base->object->bases + 1;
            object.names = from.base->object->names;
            into.items = from.base->items;
        }
        for (std::size_t i = 0; i < from.names.size(); ++i) {
            const auto place = from.base ? from.base->object->places.find(from.names[i])
                                         : std::unordered_map<std::string_view, std::size_t>::iterator{};
            if (from.base && place != from.base->object->places.end()) {
                into.items[place->second] = from.items[i];
            } else {
                object.names.push_back(std::move(from.names[i]));
                into.items.push_back(from.items[i]);
            }
        }
        for (std::size_t i = 0; i < object.names.size(); ++i) object.places.emplace(object.names[i], i);
    }
    void empty() {
        open_.clear();
        root_ = nullptr;
        nothing_.reset();
        if (made_) give_back(made_.release());
    }

    std::unique_ptr<tree> made_;
    std::vector<container> open_;
    const node* root_ = nullptr;
    aligned_bytes nothing_;
    quoin_code code_ = QUOIN_OK;
    const char* why_ = "";
    const char* refused_ = "";
};

inline maker& maker_of(quoin_builder* builder) noexcept {
    return *reinterpret_cast<maker*>(builder);
}

}  // namespace quoin::testing
