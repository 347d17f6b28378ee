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

/// Pieces of one size. Any thread; each has its own spare ones.
template <std::size_t size>
class spare_memory {
 public:
    static void* take() {
#ifndef QUOIN_NO_SPARE_MEMORY
        if (void* const out = mine.first) {
            mine.first = *static_cast<void**>(out);
            --mine.count;
            return out;
        }
#endif
        return ::operator new(size);
    }
    static void give_back(void* piece) noexcept {
#ifndef QUOIN_NO_SPARE_MEMORY
        if (!mine.closed && mine.count < most) {
            thread_local closer at_end;  // a thread's statics end in an order that nobody controls: `closed`
            static_cast<void>(at_end);
            *static_cast<void**>(piece) = mine.first;
            mine.first = piece;
            ++mine.count;
            return;
        }
#endif
        ::operator delete(piece);
    }

 private:
    static_assert(size >= sizeof(void*));
    static constexpr unsigned most = 128;
    struct spare {
        void* first = nullptr;
        unsigned count = 0;
        bool closed = false;
    };
    struct closer {
        ~closer() {
            mine.closed = true;
            while (void* const piece = mine.first) {
                mine.first = *static_cast<void**>(piece);
                ::operator delete(piece);
            }
        }
    };
    static inline thread_local constinit spare mine = {};
};

}  // namespace quoin::engine
