// Objects made again and again in one call each: found, looked at and laid out without a builder.
//
// What many images of a series say alike is in memory once. The mould holds one object whole, the model, and one that would
// equal it is that one; of one that has the same members and differs in few, only these are laid out, over the model as
// its base. The last of these is held too, for the same reason. A block that a mould held once says so, since its count
// says nothing any more about who else uses it, and one that has a model says that (block::moulded).
#pragma once

#include "known_places.hpp"
#include "mould_pieces.hpp"

#include <array>
#include <atomic>
#include <memory>
#include <span>

// Its name comes from abi.h, where it is opaque.
struct quoin_mould {
 public:
    static quoin_code create(std::span<const quoin_copied> table, quoin_mould** out) noexcept;
    ~quoin_mould();
    quoin_mould(const quoin_mould&) = delete;
    quoin_mould& operator=(const quoin_mould&) = delete;

    quoin_code make(const quoin_value* object, const quoin_given* given, const quoin_value** out) noexcept;

 private:
    // The members that an object will have.
    struct sought;
    // What the mould holds no more, given back where nobody waits for it.
    struct held;

    quoin_mould() = default;
    std::span<const quoin::tree::mould_line> lines() const noexcept { return {lines_.get(), count_}; }
    quoin_code seek(const quoin_value* object, const quoin_given* given, sought& out) const noexcept;
    quoin_code seek_in_places(const quoin_value* object, const quoin_given* given, sought& out) noexcept;
    bool find_places(const quoin::tree::own_members& in) noexcept;
    bool is_worth_comparing() noexcept;
    bool is_last(const sought& of, quoin::tree::chosen differing) const noexcept;
    quoin_code make_in_use(sought& of, held& no_more, const quoin_value** out) noexcept;
    static void hold(const quoin_value*& place, quoin_value* made, held& no_more) noexcept;

    std::unique_ptr<quoin::tree::mould_line[]> lines_;
    std::uint32_t count_ = 0;
    // Who has `busy_` uses what follows; whoever finds it taken makes an object of its own.
    std::atomic<bool> busy_{false};
    std::uint32_t unequal_ = 0;  // objects since one was made of the model
    quoin::tree::known_places places_;
    const quoin_value* model_ = nullptr;
    const quoin_value* last_ = nullptr;  // the last that was laid out over the model; null: none
    quoin::tree::chosen lines_of_model_ = 0;
    quoin::tree::chosen last_differs_ = 0;  // members
};
