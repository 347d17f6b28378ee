// Every way in which a library is refused, with the full text of its line; what is beside it goes on.
#include "plugin_folder.hpp"

#include "library_scan.hpp"

#include <sys/stat.h>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class refusal : public plugin_folder {
 protected:
    /// The one note about plugins/libbad.so, while a good plugin beside it is active.
    std::string why(const std::string& rest = {}) {
        put("second", "plugins/libsecond.so");
        load_with(rest);
        EXPECT_THAT(errors(), IsEmpty());
        EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
        EXPECT_EQ(result.notes.size(), 1u) << testing::PrintToString(notes());
        return result.notes.empty() ? "" : notes().front();
    }
    void put_bad(const std::string& variant) { put(variant, "plugins/libbad.so"); }
};

struct one_line {
    const char* variant;
    const char* why;
};
void PrintTo(const one_line& what, std::ostream* to) {
    *to << what.variant;
}

class refused_variant : public refusal, public testing::WithParamInterface<one_line> {};

TEST_P(refused_variant, has_its_line) {
    put_bad(GetParam().variant);
    EXPECT_EQ(why(), std::string("DIR/plugins/libbad.so: refused: ") + GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    all, refused_variant,
    testing::Values(
        one_line{"wrong_major",
                 "expected quoin_entry_1 (ABI major 1), found quoin_entry_2 (ABI major 2); build the plugin "
                 "with this host's SDK, or use a host of that major"},
        one_line{"no_entry",
                 "expected the exported function quoin_entry_1, found no such name; end the plugin's source "
                 "with QUOIN_PLUGIN(..), or export the function"},
        one_line{"extra_symbols",
                 "expected no exported name but quoin_entry_1, found 'leaked_four', 'leaked_one', "
                 "'leaked_three' and 1 more; build it with quoin_add_plugin(), or hide all others with a "
                 "version script"},
        one_line{"undefined_symbol",
                 "expected every name it uses to be defined, found 'acme_never_defined' undefined; link "
                 "the plugin with the library that defines it"},
        one_line{"missing_dependency",
                 "expected the libraries it needs to be installed, found 'libloader_test_absent.so' "
                 "missing; install it, or put it where the plugin's RUNPATH points"},
        one_line{"newer_minor",
                 "expected a plugin for host ABI 1.0 or older, found one that needs 1.7; update the host, or "
                 "build the plugin with a lower min_host_minor"},
        one_line{"other_major_inside",
                 "expected ABI major 1, found 2; build the plugin with this host's SDK, or use a host "
                 "of that major"},
        one_line{"small_plugin",
                 "expected a quoin_plugin of at least 40 bytes, found struct_size 16; set struct_size to "
                 "sizeof of the struct"},
        one_line{"small_descriptor",
                 "descriptor 1: expected a quoin_descriptor of at least 128 bytes, found struct_size "
                 "16; set struct_size to sizeof of the struct"},
        one_line{"null_descriptor", "descriptor 2: expected a descriptor, found null; correct the plugin"},
        one_line{"no_descriptors", "expected 1 to 1000 providers, found 0; correct the plugin"},
        one_line{"null_list", "expected 1 to 1000 providers, found a null list; correct the plugin"},
        one_line{"no_create", "expected a create function, found null; correct the plugin"},
        one_line{"malformed_id",
                 "descriptor 1: expected an id of 1 to 255 letters, digits, '.', '-' and '_', found 'com "
                 "example!'; correct the plugin"},
        one_line{"null_types",
                 "descriptor 1: expected types, found null with a type_count of 2; give the list, or 0 for "
                 "any type"},
        one_line{"no_types",
                 "descriptor 1: expected types, or null for any type, found a list of none: the provider "
                 "would never be "
                 "asked; correct the plugin"},
        one_line{"empty_type",
                 "descriptor 1: expected types of 1 to 255 bytes of UTF-8, found another in item 2; correct "
                 "the plugin"},
        one_line{"type_twice",
                 "descriptor 1: expected every type once, found 'exampleModule' again; correct the plugin"},
        one_line{"broken_id",
                 "descriptor 1: expected an id of 1 to 255 letters, digits, '.', '-' and '_', found text "
                 "that is too long or broken; correct the plugin"},
        one_line{"broken_version",
                 "descriptor 1: expected texts of at most 4096 bytes of UTF-8, found another in name, "
                 "version, vendor, description or licence; correct the plugin"},
        one_line{"twice_one_id",
                 "expected providers with an id each, found 'com.example.good' twice; correct the plugin"},
        one_line{"null_entry", "expected a plugin from quoin_entry_1, found null; correct the plugin"},
        one_line{"entry_throws",
                 "expected a plugin from quoin_entry_1, found a C++ exception; correct the plugin"}),
    [](const auto& info) { return std::string(info.param.variant); });

TEST_F(refusal, is_not_for_a_plugin_of_a_newer_minor_that_is_content_with_this_host) {
    put("newer_but_content", "plugins/libgood.so");
    load_with("providers: [{id: com.example.good, config: {answer: 1}}]\n");
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_EQ(answer("exampleModule"), "1");
}

TEST_F(refusal, of_a_config_has_the_plugins_words_and_the_line_of_the_config) {
    put_bad("refuses_config");
    EXPECT_EQ(why("providers:\n  - id: com.example.good\n    library: bad\n    config: {endpont: x}\n"),
              "DIR/plugins/libbad.so: provider 'com.example.good' refused: expected a config that it accepts "
              "(DIR/quoin.yaml:6), found: expected 'endpoint', found none; write endpoint: URL");
}

TEST_F(refusal, of_a_config_without_a_mend_of_the_plugins_says_what_to_correct) {
    put_bad("refuses_config_in_short");
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: provider 'com.example.good' refused: expected a config that it accepts "
              "(default), found: unknown setting; correct its config");
}

TEST_F(refusal, in_words_that_are_no_utf_8_is_told_in_utf_8) {
    put_bad("refuses_in_latin_1");
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: provider 'com.example.good' refused: expected a provider, found that "
              "it cannot "
              "be made (io): /data/M\\xfcller is not there; mend that, and start the host again");
    EXPECT_EQ(without_root(result.providers.front().reason).find("M\xFC"), std::string::npos);
}

TEST_F(refusal, of_a_library_whose_name_is_no_utf_8_is_told_in_utf_8) {
    std::ofstream(root / "plugins/libcaf\xE9.so") << "text";
    load_with();
    ASSERT_EQ(notes().size(), 1u);
    EXPECT_EQ(notes().front().substr(0, 30), "DIR/plugins/libcaf\\xe9.so: ref");
}

TEST_F(refusal, of_a_pipe_with_the_name_of_a_library) {
    ASSERT_EQ(::mkfifo((root / "plugins/libbad.so").c_str(), 0600), 0);
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: refused: expected a library, found a folder or device; name the file, "
              "or take this out of the folder");
}

TEST_F(refusal, of_a_library_that_is_cut) {
    put_bad("good");
    const auto whole = fs::file_size(root / "plugins/libbad.so");
    fs::resize_file(root / "plugins/libbad.so", whole / 4);
    const std::string said = why();
    const std::string begins = "DIR/plugins/libbad.so: refused: expected a shared library (ELF, ";
    EXPECT_EQ(said.substr(0, begins.size()), begins);
    const std::string ends = "), found one that ends after " + std::to_string(whole / 4) +
                             " bytes, before its content does; copy it here again";
    EXPECT_EQ(said.substr(said.size() - std::min(said.size(), ends.size())), ends);
}

TEST_F(refusal, of_a_provider_that_cannot_be_made) {
    put_bad("cannot_start");
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: provider 'com.example.good' refused: expected a provider, found that it "
        "cannot be made (io): the licence server does not answer; mend that, and start the host again");
}

TEST_F(refusal, of_a_provider_that_throws_while_it_is_made) {
    put_bad("create_throws");
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: provider 'com.example.throwing' refused: expected a provider, found that it "
        "cannot be made (failed): let a C++ exception out of the plugin; mend that, and start the host "
        "again");
}

class refused_file : public refusal,
                     public testing::WithParamInterface<std::pair<std::string, std::string>> {};

TEST_P(refused_file, has_its_line) {
    put_text(GetParam().first, "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(why(), "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found " +
                         GetParam().second + "; build the plugin for this system and copy it here again");
#endif
}

INSTANTIATE_TEST_SUITE_P(
    all, refused_file,
    testing::Values(std::pair("", "an empty file"), std::pair("INPUT(libreal.so)\n", "a text file"),
                    std::pair(std::string("MZ\x90\0", 4), "a Windows library"),
                    std::pair(std::string("\xCF\xFA\xED\xFE\x07\0", 6), "a macOS library"),
                    std::pair(std::string("!<arch>\n"), "a static library"),
                    std::pair(std::string("\0\1\2\3", 4), "a file of another kind")));

TEST_F(refusal, of_an_elf_file_for_another_machine) {
    put_bad("good");
    std::string bytes = bytes_of("plugins/libbad.so");
    bytes[18] = static_cast<char>(183);  // e_machine: AArch64
    put_text(bytes, "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found ELF for AArch64; "
        "build the plugin for this system and copy it here again");
#endif
}

TEST_F(refusal, of_an_elf_file_for_a_machine_without_a_name) {
    put_bad("good");
    std::string bytes = bytes_of("plugins/libbad.so");
    bytes[18] = 0x34;
    bytes[19] = 0x12;
    put_text(bytes, "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found ELF for "
              "machine 4660; "
              "build the plugin for this system and copy it here again");
#endif
}

TEST_F(refusal, of_an_object_file) {
    put_bad("good");
    std::string bytes = bytes_of("plugins/libbad.so");
    bytes[16] = 1;  // e_type: ET_REL
    put_text(bytes, "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found an object file; link "
        "it as a shared library, as quoin_add_plugin() does");
#endif
}

TEST_F(refusal, of_a_program_without_a_dynamic_section) {
    put_bad("good");
    std::string bytes = bytes_of("plugins/libbad.so");
    const auto segments = static_cast<std::size_t>(static_cast<unsigned char>(bytes[56]));  // e_phnum
    for (std::size_t i = 0; i < segments; ++i)
        if (bytes[64 + i * 56] == 2) bytes[64 + i * 56] = 0;  // p_type: PT_DYNAMIC to PT_NULL
    put_text(bytes, "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found a static program; "
        "link it as a shared library, as quoin_add_plugin() does");
#endif
}

TEST_F(refusal, of_a_library_that_is_cut_in_its_header) {
    put_bad("good");
    fs::resize_file(root / "plugins/libbad.so", 20);
#ifdef __x86_64__
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found one that is cut or "
        "damaged; copy it here again");
#endif
}

TEST_F(refusal, of_an_elf_file_of_another_word_size_or_byte_order) {
    put_bad("good");
    std::string bytes = bytes_of("plugins/libbad.so");
    bytes[4] = 1;  // EI_CLASS: 32 bits
    bytes[5] = 2;  // EI_DATA: big-endian
    put_text(bytes, "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found 32-bit big-endian "
        "ELF; build the plugin for this system and copy it here again");
    bytes[4] = 2;
    put_text(bytes, "plugins/libbad.so");
    host.remove_all_providers();
    load_with();
    EXPECT_THAT(notes(), ElementsAre("DIR/plugins/libbad.so: refused: expected a shared library (ELF, "
                                     "x86-64), found 64-bit big-endian "
                                     "ELF; build the plugin for this system and copy it here again"));
    bytes[4] = 1;
    bytes[5] = 1;
    put_text(bytes, "plugins/libbad.so");
    host.remove_all_providers();
    load_with();
    EXPECT_THAT(
        notes(),
        ElementsAre("DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found 32-bit "
                    "little-endian ELF; build the plugin for this system and copy it here again"));
#endif
}

TEST_F(refusal, of_a_library_that_the_system_does_not_take) {
    put_bad("good");
    std::string bytes = bytes_of("plugins/libbad.so");
    bytes[7] = 0x41;  // EI_OSABI: none that there is
    put_text(bytes, "plugins/libbad.so");
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: refused: expected a library that can be loaded, found: ELF file OS ABI "
              "invalid; rebuild it on this system");
}

TEST(words_of_the_system, are_said_again_with_the_mend) {
    EXPECT_EQ(refusal_of_system_words("libx.so: undefined symbol: acme_f (./libx.so)"),
              "expected every name it uses to be defined, found 'acme_f' undefined; link the plugin with the "
              "library that defines it");
    EXPECT_EQ(
        refusal_of_system_words("libbar.so.1: cannot open shared object file: No such file or directory"),
        "expected the libraries it needs to be installed, found 'libbar.so.1' missing; install it, or "
        "put it where the plugin's RUNPATH points");
    // What a file system that is mounted with noexec comes to.
    EXPECT_EQ(
        refusal_of_system_words("/c/libx.so: failed to map segment from shared object"),
        "expected a folder for private copies that programs may run from, found: /c/libx.so: failed to "
        "map segment from shared object; set XDG_CACHE_HOME to a folder on a file system without noexec");
    const std::string mangled = "_ZN4acme" + std::string(200, 'x') + "Ev";
    EXPECT_EQ(refusal_of_system_words("libx.so: undefined symbol: " + mangled),
              "expected every name it uses to be defined, found '" + mangled +
                  "' undefined; link the plugin with the library that defines it");
    EXPECT_EQ(refusal_of_system_words("libx.so: cannot allocate memory in static TLS block"),
              "expected a library that can be loaded, found: libx.so: cannot allocate memory in static TLS "
              "block; rebuild it on this system");
}

TEST_F(refusal, of_a_program) {
    fs::copy_file("/proc/self/exe", root / "plugins/libbad.so");
    tighten(root / "plugins/libbad.so");
#ifdef __x86_64__
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a shared library (ELF, x86-64), found a program; link it "
        "as a shared library, as quoin_add_plugin() does");
#endif
}

TEST_F(refusal, of_a_library_that_is_cut_anywhere_is_one_line_and_no_crash) {
    put("good", "whole.so");
    put("second", "plugins/libsecond.so");
    const std::string whole = bytes_of("whole.so");
    for (std::size_t size = 1; size < whole.size() / 2; size += 1 + size / 8) {
        put_text(whole.substr(0, size), "plugins/libbad.so");
        load_with();
        EXPECT_THAT(errors(), IsEmpty());
        EXPECT_THAT(
            notes(),
            ElementsAre(testing::MatchesRegex("DIR/plugins/libbad.so: refused: expected [^\n]*; [^\n]*")))
            << size << " bytes";
        host.remove_all_providers();
    }
}

TEST_F(refusal, of_a_file_that_others_may_write) {
    put_bad("good");
    fs::permissions(root / "plugins/libbad.so", fs::perms(0664));
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a file that only its owner can change, found mode 0664; "
        "run: chmod go-w DIR/plugins/libbad.so");
}

TEST_F(refusal, of_every_file_in_a_folder_that_others_may_write) {
    put("good", "plugins/libbad.so");
    fs::permissions(root / "plugins", fs::perms(0777));
    load_with();
    EXPECT_THAT(
        notes(),
        ElementsAre("DIR/plugins/libbad.so: refused: expected a folder that only its owner can change, "
                    "found mode 0777; run: chmod go-w DIR/plugins"));
}

TEST_F(refusal, of_a_link_out_of_the_folder) {
    put("good", "elsewhere/libgood.so");
    fs::create_symlink(root / "elsewhere/libgood.so", root / "plugins/libbad.so");
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a file in the folder DIR/plugins, found a symbolic link to "
        "DIR/elsewhere/libgood.so; copy the library into the folder, or name its own folder in "
        "plugins.folders");
}

TEST_F(refusal, of_a_broken_link) {
    fs::create_symlink(root / "nowhere.so", root / "plugins/libbad.so");
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected a file that can be read, found: No such file or directory; "
        "restore it, or remove the link");
}

TEST_F(refusal, of_a_file_with_another_sha256_runs_none_of_it) {
    put_text("x", "plugins/libbad.so");  // would be refused as no library, had it been looked at
    EXPECT_EQ(why("providers:\n  - id: com.example.good\n    library: bad\n    sha256: " +
                  std::string(64, 'a') + "\n"),
              "DIR/plugins/libbad.so: provider 'com.example.good' refused: expected sha256 " +
                  std::string(64, 'a') +
                  " (DIR/quoin.yaml:6), found "
                  "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881; restore the "
                  "file, or where you trust it write the found one into the manifest");
}

TEST_F(refusal, a_right_sha256_is_accepted_in_any_case) {
    put("good", "plugins/libgood.so");
    load_with("providers: [{id: com.example.good, sha256: " + std::string(64, 'a') + "}]\n");
    const std::string note = notes().front();
    std::string right = note.substr(note.find("found ") + 6, 64);
    for (char& c : right) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    load_with("providers: [{id: com.example.good, sha256: " + right + "}]\n");
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(refusal, of_a_required_provider_stops_the_start_and_leaves_the_engine_alone) {
    put("second", "plugins/libsecond.so");
    put_bad("refuses_config");
    load_with("providers:\n  - id: com.example.good\n    library: bad\n    required: true\n");
    EXPECT_FALSE(result.started());
    EXPECT_THAT(errors(),
                ElementsAre("DIR/quoin.yaml:4:9: required provider DIR/plugins/libbad.so: provider "
                            "'com.example.good' refused: expected a config that it accepts (default), found: "
                            "expected 'endpoint', found none; write endpoint: URL"));
    EXPECT_THAT(host.providers(), IsEmpty());
}

TEST_F(refusal, of_a_required_providers_file_stops_the_start) {
    put_bad("wrong_major");
    load_with("providers: [{id: com.example.good, library: bad, required: true}]\n");
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:3:18: required provider DIR/plugins/libbad.so: provider "
                    "'com.example.good' refused: expected quoin_entry_1 (ABI major 1), found quoin_entry_2 "
                    "(ABI major 2); build the plugin with this host's SDK, or use a host of that major"));
}

}  // namespace
}  // namespace quoin::loader
