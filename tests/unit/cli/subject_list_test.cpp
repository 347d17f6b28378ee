#include "subject_list.hpp"

#include <gmock/gmock.h>
#include <quoin/value.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace quoin::cli {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SubjectList : public ::testing::Test {
 protected:
    ~SubjectList() override { std::filesystem::remove(file); }
    std::string made(const std::string& text) {
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }
    static std::vector<std::string> all(subject_list& from) {
        std::vector<std::string> out;
        for (std::string one; from.next(one);) out.push_back(one);
        return out;
    }
    std::string file = ::testing::TempDir() + "quoin-subjects-" + std::to_string(::getpid());
    std::vector<std::string> words{"a b", "[c]"};
};

TEST_F(SubjectList, words_alone_are_counted) {
    subject_list list(words, "", -1);
    EXPECT_EQ(list.size(), 2U);
    EXPECT_THAT(all(list), ElementsAre("a b", "[c]"));
}

TEST_F(SubjectList, lines_of_a_file_follow_the_words_blank_ones_are_none_and_the_last_needs_no_end) {
    subject_list list(words, made("one\n\n two words \nlast"), -1);
    EXPECT_EQ(list.size(), 0U) << "not known before the end";
    EXPECT_THAT(all(list), ElementsAre("a b", "[c]", "one", " two words ", "last"));
    std::string more;
    EXPECT_FALSE(list.next(more)) << "the end stays the end";
}

TEST_F(SubjectList, a_dash_is_standard_input) {
    const int in = ::open(made("x\ny\n").c_str(), O_RDONLY | O_CLOEXEC);
    {
        subject_list list({}, "-", in);
        EXPECT_THAT(all(list), ElementsAre("x", "y"));
    }
    EXPECT_EQ(::close(in), 0) << "it was not the list's to close";
}

TEST_F(SubjectList, many_lines_come_in_pieces) {
    std::string text;
    for (int i = 0; i < 50000; ++i) text += "subject-" + std::to_string(i) + '\n';
    subject_list list({}, made(text), -1);
    const auto got = all(list);
    ASSERT_EQ(got.size(), 50000U);
    EXPECT_EQ(got.back(), "subject-49999");
}

TEST_F(SubjectList, what_cannot_be_read_is_named) {
    const auto why = [this](const std::string& from) -> std::string {
        try {
            subject_list list(words, from, -1);
            all(list);
        } catch (const std::exception& thrown) {
            return thrown.what();
        }
        return {};
    };
    EXPECT_THAT(why("/nowhere/list"), HasSubstr("cannot open /nowhere/list for its subjects: No such file"));
    EXPECT_THAT(why("/"), HasSubstr("cannot read subjects from /: Is a directory"));
    EXPECT_THAT(why(made(std::string(70000, 'x'))), HasSubstr("longer than 65536 bytes"));
}

}  // namespace quoin::cli
