#include "text_convert.hpp"

#include <array>
#include <cerrno>
#include <mutex>
#include <vector>

namespace quoin::dicom::detail {

namespace {

constexpr std::array<const char*, 18> names = {
    "",           "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4",  "ISO-8859-5",
    "ISO-8859-6", "ISO-8859-7", "ISO-8859-8", "ISO-8859-9", "ISO-8859-15", "TIS-620",
    "EUC-JP",     "EUC-KR",     "EUC-CN",     "GB18030",    "GBK",         "CP932",
};

class pool {
 public:
    ~pool() {
        for (auto& handles : idle_)
            for (iconv_t handle : handles) iconv_close(handle);
    }

    /// An idle one; else a new one, null when iconv has none.
    iconv_t take(encoding from) {
        {
            const std::scoped_lock lock(mutex_);
            auto& handles = idle_[static_cast<std::size_t>(from)];
            if (!handles.empty()) {
                iconv_t handle = handles.back();
                handles.pop_back();
                return handle;
            }
        }
        iconv_t handle = iconv_open("UTF-8", name_of(from));
        return handle == no_handle() ? nullptr : handle;
    }

    void give_back(encoding from, iconv_t handle) noexcept {
        const std::scoped_lock lock(mutex_);
        auto& handles = idle_[static_cast<std::size_t>(from)];
        if (handles.size() < most_idle) {
            try {
                handles.push_back(handle);
                return;
            } catch (...) {  // no memory to remember it: close it
            }
        }
        iconv_close(handle);
    }

 private:
    static constexpr std::size_t most_idle = 64;
    static iconv_t no_handle() noexcept {
        return reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): what POSIX says
    }

    std::mutex mutex_;
    std::array<std::vector<iconv_t>, names.size()> idle_;
};

pool& shared_pool() {
    static pool only;
    return only;
}

}  // namespace

const char* name_of(encoding from) noexcept {
    return names[static_cast<std::size_t>(from)];
}

converter::converter(encoding from)
    : from_(from), handle_(from == encoding::none ? nullptr : shared_pool().take(from)) {}

converter::~converter() {
    if (handle_ != nullptr) shared_pool().give_back(from_, handle_);
}

std::size_t converter::append(std::string_view bytes, std::string& out) {
    if (handle_ == nullptr) return 0;
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
    std::size_t left = bytes.size();
    std::array<char, 512> buffer;
    while (left != 0) {
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t result = iconv(handle_, &in, &left, &to, &room);
        out.append(buffer.data(), buffer.size() - room);
        if (result == static_cast<std::size_t>(-1) && errno != E2BIG) break;
    }
    return bytes.size() - left;
}

}  // namespace quoin::dicom::detail
