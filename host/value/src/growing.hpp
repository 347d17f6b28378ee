// Memory that grows and keeps its room between builds; the scratch of a builder.
#pragma once

#include "node.hpp"

#include <cstring>
#include <type_traits>
#include <utility>

namespace quoin::tree {

// A stack of plain things. Unlike a vector it reports want of memory by a return value and does not clear
// what it hands out.
template <class T>
class growing {
    static_assert(std::is_trivially_copyable_v<T>);
    static constexpr std::size_t item_size =
        sizeof(T);  // NOLINT(bugprone-sizeof-expression): T may be a pointer
    static constexpr std::size_t alignment = alignof(T) > array_alignment ? alignof(T) : array_alignment;

 public:
    growing() = default;
    growing(const growing&) = delete;
    growing& operator=(const growing&) = delete;
    ~growing() { release(); }

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    T* data() noexcept { return items_; }
    T& operator[](std::size_t index) noexcept { return items_[index]; }
    T& back() noexcept { return items_[size_ - 1]; }

    bool push(const T& item) noexcept {
        if (size_ == capacity_ && !grow(size_ + 1)) return false;
        items_[size_++] = item;
        return true;
    }
    // Room for more at the end, not cleared; null when memory is out.
    T* add(std::size_t more) noexcept {
        if (more > capacity_ - size_ && !grow(size_ + more)) return nullptr;
        return items_ + std::exchange(size_, size_ + more);
    }
    void shrink_to(std::size_t size) noexcept { size_ = size; }
    // Empty; gives large memory back, so that one large tree does not stay for ever.
    void clear(std::size_t keep_bytes) noexcept {
        size_ = 0;
        if (capacity_ * item_size > keep_bytes) release();
    }

 private:
    bool grow(std::size_t least) noexcept {
        std::size_t wanted = capacity_ < 64 ? 64 : capacity_ * 2;
        if (wanted < least) wanted = least;
        auto* const larger = static_cast<T*>(allocate(wanted * item_size, alignment));
        if (!larger) return false;
        if (size_ != 0) std::memcpy(static_cast<void*>(larger), items_, size_ * item_size);
        if (items_) deallocate(items_, alignment);
        items_ = larger;
        capacity_ = wanted;
        return true;
    }
    void release() noexcept {
        if (items_) deallocate(items_, alignment);
        items_ = nullptr;
        size_ = capacity_ = 0;
    }

    T* items_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace quoin::tree
