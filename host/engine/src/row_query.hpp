// Several types of one subject at once: what they have in common, the subject, the table, and the whole whose parts most
// of them are, is looked for once.
#pragma once

#include "part_making.hpp"

#include <array>
#include <span>

namespace quoin::engine {

/// As many types as go together; a longer row is several of them. On the stack of the thread that asks.
class row_query {
 public:
    static constexpr std::size_t most = memo_graph::row_types;
    using places = std::uint64_t;  ///< a bit for each type

    row_query(shared_state& shared, std::string_view subject) noexcept
        : shared_(shared), subject_(to_str(subject)), subject_hash_(tree::wide_text_hash(subject)) {}
    row_query(const row_query&) = delete;
    row_query& operator=(const row_query&) = delete;
    /// Ends the claims that are left.
    ~row_query();

    /// What is kept. Claims parts that nobody has made; the rest has to be asked type by type.
    places find(std::span<const std::string> types, std::span<found> out);
    bool has_claims() const noexcept { return claimed_of_ != 0; }
    /// What the claimed parts come to, kept where that may be; those of which nothing came have to be asked too.
    places make(run& in, std::chrono::steady_clock::time_point deadline, std::span<found> out);

 private:
    using claims = std::uint64_t;  // a bit for each that is claimed
    struct rows;

    bool claim(const part_type& of, const part_sight& seen);
    places claim_first_row();
    claims ask_rows(run& in, claims open, std::span<found> out);
    static claims next_row(rows& all);
    void ask_row(run& in, claims which, rows& all);
    claims keep_rows(run& in, claims which, rows& all, std::span<found> out);
    bool make_one(run& in, std::size_t i, std::chrono::steady_clock::time_point deadline, found& out,
                  bool& is_alone);
    part_claim& at(std::size_t i) noexcept {
        return *std::launder(reinterpret_cast<part_claim*>(&claimed_[i].bytes));
    }
    query_key key_at(std::size_t place) const noexcept {
        const std::uint64_t type = hashes_[place];
        return {types_[place], {&subject_, 1}, {}, 0, type, subject_hash_, combined(type, subject_hash_, 0)};
    }
    query_key key_of(std::size_t i) const noexcept { return key_at(place_of_[i]); }

    struct alignas(part_claim) room {
        std::byte bytes[sizeof(part_claim)];
    };

    shared_state& shared_;
    const quoin_str subject_;
    const std::uint64_t subject_hash_;
    whole_in_use whole_;
    std::size_t count_ = 0;
    claims claimed_of_ = 0;                    // of these
    claims waiting_ = 0;                       // for the first row of the whole
    std::array<std::uint8_t, most> place_of_;  // in the row, of each that is claimed
    std::span<const std::string> types_;
    std::array<std::uint64_t, most> hashes_;  // of the types
    std::array<room, most> claimed_;
};

}  // namespace quoin::engine
