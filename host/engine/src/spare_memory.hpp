// Memory that a thread gave back and soon wants again: what an engine lets go of to stay in its budget is as
// large as what comes instead.
#pragma once

#include <cstddef>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define QUOIN_NO_SPARE_MEMORY 1  // which would hide from them who uses what was freed
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define QUOIN_NO_SPARE_MEMORY 1
#endif
#endif

namespace quoin::engine {

/// Pieces of any size, of which small ones are kept. Any thread; each has its own spare ones.
class spare_memory {
 public:
    static void* take(std::size_t size) {
#ifndef QUOIN_NO_SPARE_MEMORY
        if (spare& of = spares[row_of(size)]; size <= largest && of.first != nullptr) {
            void* const out = of.first;
            of.first = *static_cast<void**>(out);
            --of.count;
            return out;
        }
#endif
        return ::operator new(room_for(size));
    }
    /// The size is the one that it was taken with.
    static void give_back(void* piece, [[maybe_unused]] std::size_t size) noexcept {
#ifndef QUOIN_NO_SPARE_MEMORY
        if (spare& of = spares[row_of(size)]; size <= largest && !closed && of.count < most) {
            thread_local closer at_end;  // a thread's statics end in an order that nobody controls: `closed`
            static_cast<void>(at_end);
            *static_cast<void**>(piece) = of.first;
            of.first = piece;
            ++of.count;
            return;
        }
#endif
        ::operator delete(piece);
    }

 private:
    // Sizes as malloc has them: 16 bytes apart, 8 of which it needs itself.
    static constexpr std::size_t step = 16, own = 8, rows = 16, largest = rows * step - own;
    static constexpr unsigned most = 128;  // of one size

    static constexpr std::size_t row_of(std::size_t size) noexcept {
        return size <= largest ? (size + own - 1) / step : 0;
    }
    static constexpr std::size_t room_for(std::size_t size) noexcept {
        return size <= largest ? (row_of(size) + 1) * step - own : size;
    }

    struct spare {
        void* first;
        unsigned count;
    };
    struct closer {
        ~closer() {
            closed = true;
            for (spare& of : spares)
                while (void* const piece = of.first) {
                    of.first = *static_cast<void**>(piece);
                    ::operator delete(piece);
                }
        }
    };
    static inline thread_local constinit spare spares[rows] = {};
    static inline thread_local constinit bool closed = false;
};

}  // namespace quoin::engine
