// spare.hpp - memory that the reading of one file leaves to the next one on the same thread: no header costs
// the growing of a buffer.
#pragma once

#include <utility>

namespace quoin::dicom {

/// One T for each thread, empty until it is left. A thread's spare may end before the thread's last data set
/// does, hence `closed`.
template <class T>
class spare {
 public:
    static T take() { return closed() ? T() : std::exchange(kept().one, T()); }
    static void leave(T&& one) noexcept {
        if (!closed()) kept().one = std::move(one);
    }

 private:
    struct holder {
        T one{};
        ~holder() { closed() = true; }
    };
    static bool& closed() noexcept {
        thread_local constinit bool is = false;
        return is;
    }
    static holder& kept() noexcept {
        thread_local holder of;
        return of;
    }
};

}  // namespace quoin::dicom
