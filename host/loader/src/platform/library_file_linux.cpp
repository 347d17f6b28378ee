// ELF (System V gABI, chapters 4 and 5; GNU hash table as binutils write it).
#ifdef __linux__

#include "../printable.hpp"
#include "library_file.hpp"

#include <elf.h>
#include <link.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

namespace quoin::loader {

namespace {

using header = ElfW(Ehdr);
using segment = ElfW(Phdr);
using dynamic = ElfW(Dyn);
using symbol = ElfW(Sym);

constexpr std::size_t max_segments = 512;
constexpr std::size_t max_dynamics = 4096;
constexpr std::size_t max_symbols = 1'000'000;
constexpr std::size_t max_names = std::size_t{64} << 20;
constexpr std::size_t max_exports_kept = 1000;
constexpr std::uint64_t max_notes = 64 * 1024;

// That of the running program: a library for it has the same.
#if defined(__x86_64__)
constexpr unsigned this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned this_machine = EM_AARCH64;
#elif defined(__riscv)
constexpr unsigned this_machine = EM_RISCV;
#elif defined(__powerpc64__)
constexpr unsigned this_machine = EM_PPC64;
#elif defined(__s390x__)
constexpr unsigned this_machine = EM_S390;
#elif defined(__i386__)
constexpr unsigned this_machine = EM_386;
#elif defined(__arm__)
constexpr unsigned this_machine = EM_ARM;
#endif
constexpr unsigned char this_class = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
constexpr unsigned char this_order = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;

std::string machine_name(unsigned machine) {
    switch (machine) {
        case EM_386:
            return "x86";
        case EM_X86_64:
            return "x86-64";
        case EM_ARM:
            return "ARM";
        case EM_AARCH64:
            return "AArch64";
        case EM_RISCV:
            return "RISC-V";
        case EM_PPC64:
            return "POWER";
        case EM_S390:
            return "S/390";
        default:
            return "machine " + std::to_string(machine);
    }
}

const std::string rebuild = "; build the plugin for this system and copy it here again";

struct refused {
    std::string why;
};

[[noreturn]] void expected_library(const std::string& found, const std::string& mend = rebuild) {
    throw refused{"expected a shared library (ELF, " + machine_name(this_machine) + "), found " + found +
                  mend};
}

[[noreturn]] void damaged() {
    expected_library("one that is cut or damaged", "; copy it here again");
}

class reader {
 public:
    explicit reader(const std::filesystem::path& file) : stream_(file, std::ios::binary) {
        if (!stream_)
            throw refused{"expected a file that can be read, found: " +
                          std::generic_category().message(errno) + "; give this user the right to read it"};
        stream_.seekg(0, std::ios::end);
        size_ = static_cast<std::uint64_t>(std::max<std::streamoff>(stream_.tellg(), 0));
    }
    std::uint64_t size() const { return size_; }

    template <class T>
    std::vector<T> read(std::uint64_t offset, std::size_t count) {
        if (offset > size_ || count > (size_ - offset) / sizeof(T)) damaged();
        std::vector<T> out(count);
        stream_.seekg(static_cast<std::streamoff>(offset));
        stream_.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(count * sizeof(T)));
        if (!stream_) damaged();
        return out;
    }

 private:
    std::ifstream stream_;
    std::uint64_t size_ = 0;
};

// What people put under the name of a library.
std::string kind_of(reader& file) {
    if (file.size() == 0) return "an empty file";
    const auto head = file.read<char>(0, static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), 64)));
    const std::string_view start(head.data(), head.size());
    if (start.starts_with("MZ")) return "a Windows library";
    if (start.starts_with("\xCF\xFA\xED\xFE") || start.starts_with("\xCA\xFE\xBA\xBE"))
        return "a macOS library";
    if (start.starts_with("!<arch>")) return "a static library";
    if (first_bad_utf8(start.substr(0, std::min<std::size_t>(start.size(), 60))) == std::string_view::npos &&
        start.find('\0') == std::string_view::npos)
        return "a text file";
    return "a file of another kind";
}

class elf {
 public:
    explicit elf(reader& file) : file_(file) {
        if (file.size() < SELFMAG || std::memcmp(file.read<char>(0, SELFMAG).data(), ELFMAG, SELFMAG) != 0)
            expected_library(kind_of(file));
        if (file.size() < sizeof(header)) damaged();
        const header head = file.read<header>(0, 1).front();
        if (head.e_ident[EI_CLASS] != this_class || head.e_ident[EI_DATA] != this_order)
            expected_library(std::string(head.e_ident[EI_CLASS] == ELFCLASS64 ? "64-bit " : "32-bit ") +
                             (head.e_ident[EI_DATA] == ELFDATA2MSB ? "big-endian" : "little-endian") +
                             " ELF");
        if (head.e_machine != this_machine) expected_library("ELF for " + machine_name(head.e_machine));
        if (head.e_type == ET_REL)
            expected_library("an object file", "; link it as a shared library, as quoin_add_plugin() does");
        if (head.e_type != ET_DYN)
            expected_library("a program", "; link it as a shared library, as quoin_add_plugin() does");
        if (head.e_phentsize != sizeof(segment) || head.e_phnum == 0 || head.e_phnum > max_segments)
            damaged();
        segments_ = file.read<segment>(head.e_phoff, head.e_phnum);
        check_whole();
        read_dynamic();
    }

    // The note that linkers call GNU build id (NT_GNU_BUILD_ID), in hexadecimal digits.
    std::string build_id() {
        for (const segment& one : segments_) {
            if (one.p_type != PT_NOTE || one.p_filesz > max_notes) continue;
            const auto bytes =
                file_.read<unsigned char>(one.p_offset, static_cast<std::size_t>(one.p_filesz));
            const auto rounded = [](std::uint64_t size) { return (size + 3) / 4 * 4; };
            for (std::uint64_t at = 0; at + sizeof(ElfW(Nhdr)) <= bytes.size();) {
                ElfW(Nhdr) note;
                std::memcpy(&note, bytes.data() + at, sizeof note);
                const std::uint64_t name = at + sizeof note, id = name + rounded(note.n_namesz);
                if (id + note.n_descsz > bytes.size()) break;
                if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
                    std::memcmp(bytes.data() + name, "GNU", 4) == 0)
                    return digits_of(bytes.data() + id, note.n_descsz);
                at = id + rounded(note.n_descsz);
            }
        }
        return {};
    }

    bool needs_its_folder() {
        for (const std::uint64_t at : search_paths_) {
            const std::uint64_t size = need(names_size_);
            if (at >= size || size > max_names) damaged();
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(size - at, 4096));
            const auto bytes = file_.read<char>(offset_of(need(names_)) + at, length);
            const std::string_view path(bytes.data(),
                                        std::min(std::string_view(bytes.data(), length).find('\0'), length));
            if (path.find("$ORIGIN") != std::string_view::npos ||
                path.find("${ORIGIN}") != std::string_view::npos)
                return true;
        }
        return false;
    }

    std::vector<std::string> exports() {
        std::vector<std::string> out;
        const std::size_t count = symbol_count();
        if (count == 0) return out;
        const auto symbols = file_.read<symbol>(offset_of(need(symbols_)), count);
        const std::uint64_t names_size = need(names_size_);
        if (names_size > max_names) damaged();
        const auto names = file_.read<char>(offset_of(need(names_)), static_cast<std::size_t>(names_size));
        for (const symbol& one : symbols) {
            if (one.st_shndx == SHN_UNDEF || ELF64_ST_BIND(one.st_info) != STB_GLOBAL) continue;
            const unsigned visibility = ELF64_ST_VISIBILITY(one.st_other);
            if (visibility == STV_HIDDEN || visibility == STV_INTERNAL) continue;
            if (one.st_name >= names.size()) damaged();
            const std::string_view rest(names.data() + one.st_name, names.size() - one.st_name);
            const std::size_t end = rest.find('\0');
            if (end == std::string_view::npos) damaged();
            if (out.size() < max_exports_kept) out.emplace_back(rest.substr(0, end));
        }
        return out;
    }

 private:
    static std::string digits_of(const unsigned char* bytes, std::size_t count) {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            out += digits[bytes[i] >> 4];
            out += digits[bytes[i] & 0xF];
        }
        return out;
    }
    static std::uint64_t need(const std::optional<std::uint64_t>& entry) {
        if (!entry) damaged();
        return *entry;
    }

    void check_whole() {
        for (const segment& one : segments_)
            if (one.p_type == PT_LOAD &&
                (one.p_offset > file_.size() || one.p_filesz > file_.size() - one.p_offset))
                expected_library(
                    "one that ends after " + std::to_string(file_.size()) + " bytes, before its content does",
                    "; copy it here again");
    }

    // The dynamic section speaks of addresses; the file has them at an offset.
    std::uint64_t offset_of(std::uint64_t address) const {
        for (const segment& one : segments_)
            if (one.p_type == PT_LOAD && address >= one.p_vaddr && address - one.p_vaddr < one.p_filesz)
                return one.p_offset + (address - one.p_vaddr);
        damaged();
    }

    void read_dynamic() {
        const segment* found = nullptr;
        for (const segment& one : segments_)
            if (one.p_type == PT_DYNAMIC) found = &one;
        if (!found)
            expected_library("a static program", "; link it as a shared library, as quoin_add_plugin() does");
        const std::size_t count = std::min<std::size_t>(found->p_filesz / sizeof(dynamic), max_dynamics);
        for (const dynamic& one : file_.read<dynamic>(found->p_offset, count)) {
            switch (one.d_tag) {
                case DT_NULL:
                    return;
                case DT_SYMTAB:
                    symbols_ = one.d_un.d_ptr;
                    break;
                case DT_STRTAB:
                    names_ = one.d_un.d_ptr;
                    break;
                case DT_STRSZ:
                    names_size_ = one.d_un.d_val;
                    break;
                case DT_HASH:
                    hash_ = one.d_un.d_ptr;
                    break;
                case DT_GNU_HASH:
                    gnu_hash_ = one.d_un.d_ptr;
                    break;
                case DT_RPATH:
                case DT_RUNPATH:
                    search_paths_.push_back(one.d_un.d_val);
                    break;
                case DT_FLAGS_1:
                    if (one.d_un.d_val & DF_1_PIE)
                        expected_library("a program",
                                         "; link it as a shared library, as quoin_add_plugin() does");
                    break;
                default:
                    break;
            }
        }
    }

    std::size_t symbol_count() {
        const std::size_t count = hash_ ? count_by_hash() : gnu_hash_ ? count_by_gnu_hash() : 0;
        if (count > max_symbols) damaged();
        return count;
    }
    std::size_t count_by_hash() { return file_.read<std::uint32_t>(offset_of(*hash_) + 4, 1).front(); }
    // The table has no count: the last symbol is the end of the chain that begins last.
    std::size_t count_by_gnu_hash() {
        const std::uint64_t at = offset_of(*gnu_hash_);
        const auto head = file_.read<std::uint32_t>(at, 4);
        const std::uint64_t bucket_count = head[0], first = head[1], bloom_words = head[2];
        if (bucket_count > max_symbols || bloom_words > max_symbols || first > max_symbols) damaged();
        const std::uint64_t buckets_at = at + 16 + bloom_words * sizeof(ElfW(Addr));
        std::uint64_t last = 0;
        for (const std::uint32_t bucket :
             file_.read<std::uint32_t>(buckets_at, static_cast<std::size_t>(bucket_count)))
            last = std::max<std::uint64_t>(last, bucket);
        if (last < first) return static_cast<std::size_t>(first);
        const std::uint64_t chains_at = buckets_at + bucket_count * 4;
        constexpr std::size_t step = 256;
        while (last < max_symbols) {
            const std::uint64_t at_link = chains_at + (last - first) * 4;
            if (at_link >= file_.size()) damaged();
            const auto rest =
                static_cast<std::size_t>(std::min<std::uint64_t>((file_.size() - at_link) / 4, step));
            if (rest == 0) damaged();
            for (const std::uint32_t link : file_.read<std::uint32_t>(at_link, rest)) {
                ++last;
                if (link & 1u) return static_cast<std::size_t>(last);
            }
        }
        damaged();
    }

    reader& file_;
    std::vector<segment> segments_;
    std::vector<std::uint64_t> search_paths_;  // offsets in the names
    std::optional<std::uint64_t> symbols_, names_, names_size_, hash_, gnu_hash_;
};

}  // namespace

std::string_view library_prefix() noexcept {
    return "lib";
}
std::string_view library_suffix() noexcept {
    return ".so";
}

std::variant<library_facts, not_a_library> inspect_library(const std::filesystem::path& file) {
    try {
        reader bytes(file);
        elf library(bytes);
        return library_facts{.exports = library.exports(),
                             .build_id = library.build_id(),
                             .needs_its_folder = library.needs_its_folder()};
    } catch (const refused& e) {
        return not_a_library{e.why};
    }
}

}  // namespace quoin::loader

#endif
