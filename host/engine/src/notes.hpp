// What providers noted while they answered, kept with the answer for explain.
//
// Notes are one piece of memory: for each the position of the provider, the length, and the text. The same few are
// made again and again ("not for this kind of image"), so what was kept once is kept for all: a piece in the pool is
// never freed before the pool, whose size is bounded; what comes later has its own.
#pragma once

#include <value/text_hash.hpp>

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace quoin::engine {

namespace flat_notes {

struct head {
    std::uint32_t position;
    std::uint32_t length;
};

template <class Body>
void each(std::string_view flat, Body&& body) {
    while (!flat.empty()) {
        head of;
        std::memcpy(&of, flat.data(), sizeof of);
        body(static_cast<std::uint16_t>(of.position), flat.substr(sizeof of, of.length));
        flat.remove_prefix(sizeof of + of.length);
    }
}

}  // namespace flat_notes

/// Notes of a computation.
class taken_notes {
 public:
    void add(std::uint16_t position, std::string_view line) {
        const flat_notes::head of{position, static_cast<std::uint32_t>(line.size())};
        const std::size_t before = flat_.size();
        flat_.resize(before + sizeof of + of.length, boost::container::default_init);
        std::memcpy(flat_.data() + before, &of, sizeof of);
        if (of.length != 0) std::memcpy(flat_.data() + before + sizeof of, line.data(), of.length);
        ++count_;
    }
    void take(std::string_view flat) {
        flat_notes::each(flat,
                         [this](std::uint16_t position, std::string_view line) { add(position, line); });
    }
    std::size_t count() const noexcept { return count_; }
    std::string_view flat() const noexcept { return {flat_.data(), flat_.size()}; }

 private:
    boost::container::small_vector<char, 120> flat_;
    std::size_t count_ = 0;
};

/// Notes that are kept. Freed without a lock, and before the pool that made them.
class kept_notes {
 public:
    kept_notes() = default;
    kept_notes(kept_notes&& other) noexcept : at_(std::exchange(other.at_, nullptr)) {}
    kept_notes& operator=(kept_notes&& other) noexcept {
        std::swap(at_, other.at_);
        return *this;
    }
    ~kept_notes() { reset(); }

    explicit operator bool() const noexcept { return at_ != nullptr; }
    std::string_view flat() const noexcept { return at_ ? flat_of(*at_) : std::string_view(); }
    /// That go with it.
    std::size_t bytes() const noexcept { return at_ && !at_->is_shared ? sizeof(piece) + at_->size : 0; }
    void reset() noexcept {
        const piece* const gone = std::exchange(at_, nullptr);
        if (gone && !gone->is_shared) ::operator delete(const_cast<piece*>(gone));
    }

 private:
    friend class note_pool;
    struct piece {
        std::uint32_t size;
        bool is_shared;
    };
    explicit kept_notes(const piece* at) noexcept : at_(at) {}
    static std::string_view flat_of(const piece& of) noexcept {
        return {reinterpret_cast<const char*>(&of + 1), of.size};
    }

    const piece* at_ = nullptr;
};

/// Under the graph's lock.
class note_pool {
 public:
    /// The notes that somebody kept last, since these are mostly what he keeps next: found without a search.
    class recent {
        friend class note_pool;
        const kept_notes::piece* last_ = nullptr;
    };
    note_pool() = default;
    note_pool(const note_pool&) = delete;
    note_pool& operator=(const note_pool&) = delete;
    ~note_pool() {
        for (const std::string_view one : known_)
            ::operator delete(const_cast<kept_notes::piece*>(piece_of(one)));
    }

    kept_notes keep(const taken_notes& taken, recent& before) {
        if (before.last_ && kept_notes::flat_of(*before.last_) == taken.flat())
            return kept_notes(before.last_);
        kept_notes out = keep(taken);
        if (out.at_ && out.at_->is_shared) before.last_ = out.at_;  // which lasts as long as the pool
        return out;
    }
    kept_notes keep(const taken_notes& taken) {
        const std::string_view flat = taken.flat();
        if (flat.empty()) return {};
        const bool may_share = flat.size() <= longest;
        if (may_share)
            if (const auto there = known_.find(flat); there != known_.end())
                return kept_notes(piece_of(*there));
        const bool is_shared = may_share && known_.size() < most;
        auto* const made = ::new (::operator new(sizeof(kept_notes::piece) + flat.size()))
            kept_notes::piece{static_cast<std::uint32_t>(flat.size()), is_shared};
        std::memcpy(made + 1, flat.data(), flat.size());
        if (is_shared) known_.insert({reinterpret_cast<const char*>(made + 1), flat.size()});
        return kept_notes(made);
    }

 private:
    static constexpr std::size_t most = 1024, longest = 256;

    struct hash {
        using is_avalanching = void;
        std::size_t operator()(std::string_view text) const noexcept { return tree::wide_text_hash(text); }
    };
    static const kept_notes::piece* piece_of(std::string_view flat) noexcept {
        return reinterpret_cast<const kept_notes::piece*>(flat.data()) - 1;
    }

    boost::unordered_flat_set<std::string_view, hash> known_;
};

}  // namespace quoin::engine
