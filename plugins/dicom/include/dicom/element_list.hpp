// dicom/element_list.hpp - the entries of an index in memory that is never cleared, so that the walk can write
// them where they stay.
#pragma once

#include <dicom/element.hpp>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace quoin::dicom {

/// A vector of elements, as far as an index needs one. Moving leaves it empty; copying takes no more memory
/// than the entries need.
class element_list {
 public:
    element_list() = default;
    element_list(const element_list& other) {
        if (other.size_ == 0) return;
        reserve(other.size_);
        std::memcpy(at_.get(), other.at_.get(), other.size_ * sizeof(element));
        size_ = other.size_;
    }
    element_list(element_list&& other) noexcept
        : at_(std::move(other.at_)),
          size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    element_list& operator=(element_list other) noexcept {
        at_.swap(other.at_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~element_list() = default;

    std::size_t size() const noexcept { return size_; }
    std::size_t capacity() const noexcept { return capacity_; }
    bool empty() const noexcept { return size_ == 0; }
    element* begin() noexcept { return at_.get(); }
    element* end() noexcept { return at_.get() + size_; }
    const element* begin() const noexcept { return at_.get(); }
    const element* end() const noexcept { return at_.get() + size_; }
    element& operator[](std::size_t index) noexcept { return at_.get()[index]; }
    const element& operator[](std::size_t index) const noexcept { return at_.get()[index]; }
    element& front() noexcept { return *begin(); }
    const element& front() const noexcept { return *begin(); }
    element& back() noexcept { return end()[-1]; }
    const element& back() const noexcept { return end()[-1]; }

    void clear() noexcept { size_ = 0; }
    void push_back(const element& one) {
        if (size_ == capacity_) [[unlikely]]
            grow();
        at_.get()[size_++] = one;
    }
    /// Memory for more entries than there are; throws std::bad_alloc.
    void grow() { reserve(capacity_ == 0 ? first_capacity : 2 * capacity_); }
    /// Entries that were written behind the end, within the capacity, belong to the list from now on.
    void set_size(std::size_t size) noexcept { size_ = size; }

 private:
    static constexpr std::size_t first_capacity = 128;
    static_assert(std::is_trivially_copyable_v<element>);
    struct release {
        void operator()(element* memory) const noexcept { std::free(memory); }
    };

    void reserve(std::size_t capacity) {
        auto* const grown = static_cast<element*>(std::realloc(at_.get(), capacity * sizeof(element)));
        if (grown == nullptr) throw std::bad_alloc();
        static_cast<void>(at_.release());
        at_.reset(grown);
        capacity_ = capacity;
    }

    std::unique_ptr<element, release> at_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace quoin::dicom
