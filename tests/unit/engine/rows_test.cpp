// Several types of one subject, asked for at once.
#include "file_reader.hpp"
#include "parts_fixture.hpp"

namespace quoin::engine {
namespace {

TEST_F(rows, have_every_type_in_its_place_and_ask_for_each_once) {
    provide("broken", [](call&, const request&) -> answer { throw error(QUOIN_E_IO, "no"); },
            {.types = {"x"}, .tracked = true});
    const texts types{"t", "nobody's", "x", "u", "whole", "v", "t"};
    const texts expected{"maker of t(one)", "(none)",         "(error io)", "maker of u(one)", "one",
                         "maker of v(one)", "maker of t(one)"};
    EXPECT_EQ(row(types), expected);
    EXPECT_EQ(row(types), expected);
    for (const char* type : {"t", "u", "v"}) EXPECT_EQ(called(std::string("maker of ") + type), 1) << type;
    add("whole", "s", "two");
    EXPECT_EQ(row({"t", "u"}), (texts{"maker of t(two)", "maker of u(two)"}));
}

TEST_F(rows, of_a_subject_that_nobody_asked_about_before) {
    add("whole", "new", "2");
    EXPECT_EQ(row({"t", "u", "v"}, "new"), (texts{"maker of t(2)", "maker of u(2)", "maker of v(2)"}));
    for (const char* type : {"t", "u", "v"}) EXPECT_EQ(called(std::string("maker of ") + type), 1) << type;
    EXPECT_EQ(called("holder"), 1);
}

TEST_F(rows, may_be_long) {
    texts types, expected;
    for (int i = 0; i < 50; ++i) {
        const std::string type = "w" + std::to_string(i);
        asks(type, type, "whole");
        text(type, {"first"});
        types.push_back(type);
        expected.push_back(type + "(one)");
    }
    EXPECT_EQ(row(types), expected);
    calls.clear();
    EXPECT_EQ(row(types), expected);
    EXPECT_TRUE(calls.empty());
}

TEST_F(rows, in_which_one_turns_out_to_ask_for_another_compute_each_once) {
    provide("sometimes",
            [this](call& c, const request& r) -> answer {
                ++calls["sometimes"];
                auto of = c.get("whole", r.subject());
                return r.subject() == "first" ? std::move(of) : c.get("u", r.subject());
            },
            {.types = {"a"}, .tracked = true});
    text("a", {"first"});
    EXPECT_EQ(row({"a", "t", "u"}), (texts{"maker of u(one)", "maker of t(one)", "maker of u(one)"}));
    EXPECT_EQ(called("maker of u"), 1);
    EXPECT_EQ(called("maker of t"), 1);
    EXPECT_EQ(called("sometimes"), 1 + 1);
    under_test.invalidate("maker of u", "u", "s");
    row({"a", "u"});
    EXPECT_EQ(called("maker of u"), 1);
    EXPECT_EQ(called("sometimes"), 0) << "what it rests on came out equal";
}

TEST_F(rows, are_cancelled_and_verified_as_queries_are) {
    std::stop_source gave_up;
    gave_up.request_stop();
    EXPECT_EQ(row({"t", "u"}, "s", {.cancel = gave_up.get_token()}),
              (texts{"(error cancelled)", "(error cancelled)"}));
    EXPECT_EQ(called("maker of t"), 0);
    for (int i = 0; i < 10; ++i) row({"v"}, "s", {.cancel = gave_up.get_token()});
    const std::uint64_t before = bytes();
    text("v");
    const std::uint64_t one = bytes() - before;
    text("u");
    EXPECT_EQ(one, bytes() - before - one) << "what was cancelled says nothing of what it is made of";
    called("maker of u");
    under_test.set_cache({.verify = true});
    row({"t", "u"});
    row({"t", "u"});
    EXPECT_EQ(called("maker of t"), 2);
}

/// "whole" and "w" rest on a file, which is looked at each time; "t" is made of "whole".
TEST(rows_about_files, look_at_them_again) {
    fact_stamp now{1, 2, 3};
    engine of_files{options{.cache = {.recheck = std::chrono::milliseconds(0)},
                            .probe = [&](std::string_view) { return now; }}};
    registration stands;
    stands.id = "reader";
    stands.types = {"whole", "w"};
    stands.thread_safe = stands.tracked = true;
    of_files.add_provider(stands, std::make_shared<file_reader>(now));
    stands.id = "maker";
    stands.types = {"t"};
    of_files.add_provider(stands,
                          make_callable_provider(of_files, "maker", [](call& c, const request& r) -> answer {
                              return c.get("whole", r.subject());
                          }));
    static_cast<void>(of_files.find("t", "first"));
    for (int i = 1; i < 4; ++i) {
        now[0] = static_cast<std::uint64_t>(i);
        std::array<found, 3> got;
        of_files.get_row(std::vector<std::string>{"t", "whole", "w"}, "s", got);
        for (const found& one : got) EXPECT_EQ(one.answer.as_int(), i);
    }
}

}  // namespace
}  // namespace quoin::engine
