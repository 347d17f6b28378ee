#include "header_tags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

}  // namespace

TEST(header_tags, every_function_and_pointer_of_the_abi_has_its_tag) {
    int declarations = 0;
    EXPECT_THAT(missing_tags(text_of(SDK_INCLUDES "/quoin/abi.h"), &declarations), IsEmpty());
    EXPECT_GT(declarations, 100) << "the header was not understood";
}

TEST(header_tags, every_function_and_pointer_of_the_extensions_has_its_tag) {
    int headers = 0;
    for (const auto& entry : std::filesystem::directory_iterator(SDK_INCLUDES "/quoin/ext")) {
        ++headers;
        int declarations = 0;
        EXPECT_THAT(missing_tags(text_of(entry.path()), &declarations), IsEmpty()) << entry.path().filename();
        EXPECT_GT(declarations, 0) << entry.path().filename();
    }
    EXPECT_GT(headers, 0);
}

TEST(header_tags, what_is_complete_passes) {
    EXPECT_THAT(missing_tags("typedef struct a { void* self; /* (plugin) */\n"
                             "/* Gives. self (plugin); returns (host); *out (own). [any] */\n"
                             "const void*(QUOIN_CALL* get)(void* self, int n, char** out);\n} a;\n"
                             "/* Returns (plugin). [any] */ QUOIN_EXPORT const a* QUOIN_CALL entry(void);"),
                IsEmpty());
}

TEST(header_tags, a_comment_may_break_its_lines_anywhere) {
    EXPECT_THAT(
        missing_tags("struct a { /* Gives. Returns\n * (host). Of self\n     * (plugin).\n * [any]\n */\n"
                     "void*(QUOIN_CALL* get)(void* self); };"),
        IsEmpty());
}

TEST(header_tags, a_function_without_a_thread_tag_is_found) {
    EXPECT_THAT(missing_tags("struct a { /* Does. */\nvoid(QUOIN_CALL* run)(int n); };"),
                ElementsAre("line 2: run: no thread tag at the end of its comment"));
    EXPECT_THAT(missing_tags("struct a { void(QUOIN_CALL* run)(int n); };"),
                ElementsAre(HasSubstr("run: no thread")));
    EXPECT_THAT(missing_tags("struct a { /* [any] does. */ void(QUOIN_CALL* run)(int n); };"),
                ElementsAre(HasSubstr("run: no thread")));
    EXPECT_THAT(missing_tags("struct a { /* Does. [main] */ void(QUOIN_CALL* run)(int n); };"),
                ElementsAre(HasSubstr("run: no thread")));
    EXPECT_THAT(missing_tags("/* Starts. */ int QUOIN_CALL start(void);"),
                ElementsAre(HasSubstr("start: no thread")));
}

TEST(header_tags, the_tag_of_one_function_is_not_that_of_the_next) {
    EXPECT_THAT(missing_tags("struct a { /* Does. [any] */ void(QUOIN_CALL* one)(int n);\n"
                             "void(QUOIN_CALL* two)(int n); };"),
                ElementsAre("line 2: two: no thread tag at the end of its comment"));
}

TEST(header_tags, a_pointer_without_an_owner_tag_is_found) {
    EXPECT_THAT(missing_tags("struct a { void* self; /* ours */ };"), ElementsAre(HasSubstr("'void* self'")));
    EXPECT_THAT(missing_tags("struct a { /* Of self. [any] */ void(QUOIN_CALL* run)(void* self); };"),
                ElementsAre(HasSubstr("run: no owner tag for self")));
    EXPECT_THAT(missing_tags("struct a { /* itself (own). [any] */ void(QUOIN_CALL* run)(void* self); };"),
                ElementsAre(HasSubstr("run: no owner tag for self")));
    EXPECT_THAT(
        missing_tags("struct a { /* a (own), b (mine). [any] */ void(QUOIN_CALL* run)(int* a, int* b); };"),
        ElementsAre(HasSubstr("run: no owner tag for b")));
    EXPECT_THAT(missing_tags("struct a { /* Returns one. [any] */ void*(QUOIN_CALL* run)(void); };"),
                ElementsAre(HasSubstr("run: no owner tag for what it returns")));
}

TEST(header_tags, a_tag_taken_out_of_the_real_header_is_missed) {
    const std::string header = text_of(SDK_INCLUDES "/quoin/abi.h");
    EXPECT_THAT(missing_tags(replaced(header, "null is ignored. [any] */\n    void(QUOIN_CALL* ref)",
                                      "null is ignored. */\n    void(QUOIN_CALL* ref)")),
                ElementsAre(HasSubstr(": ref: no thread tag")));
    EXPECT_THAT(missing_tags(replaced(header, "const quoin_value* payload; /* (borrow)",
                                      "const quoin_value* payload; /*")),
                ElementsAre(HasSubstr("payload")));
    EXPECT_THAT(missing_tags(replaced(header, "a (borrow), b (borrow)", "a (borrow), b")),
                ElementsAre(HasSubstr(": equal: no owner tag for b")));
}
