#include <quoin/ext/caller.h>
#include <quoin/ext/row.h>
#include <quoin/value.hpp>

#include <gtest/gtest.h>

extern "C" {
quoin_code quoin_test_build_in_c(const quoin_build* build, quoin_value** out);
quoin_code quoin_test_mould_in_c(const quoin_values* values, const quoin_build* build,
                                 const quoin_value* object, const quoin_value** out);
std::int64_t quoin_test_read_in_c(const quoin_values* values, const quoin_value* object, const char* name);
const quoin_provider_row* quoin_test_rows_in_c();
std::size_t quoin_test_size_in_c(int which);
}

TEST(abi_in_c, a_value_made_and_read_in_c_is_the_same_in_cpp) {
    quoin_value* out = nullptr;
    ASSERT_EQ(quoin_test_build_in_c(&quoin::detail::build(), &out), QUOIN_OK);
    const quoin::value made = quoin::value::adopt(out);
    EXPECT_EQ(made["rows"].as_int(), 512);
    EXPECT_EQ(made["name"].as_string(), "C");
    EXPECT_EQ(quoin_test_read_in_c(&quoin::detail::values(), made.get(), "rows"), 512);
    EXPECT_EQ(quoin_test_read_in_c(&quoin::detail::values(), made.get(), "name"), -1);
}

TEST(abi_in_c, an_object_that_is_moulded_in_c_is_the_same_in_cpp) {
    const quoin::value name = quoin::builder().object().member(quoin::key("first"), "A name").end().finish();
    const quoin::value from =
        quoin::builder().object().member("rows", 512).member("name", name).end().finish();
    const quoin_value* out = nullptr;
    ASSERT_EQ(quoin_test_mould_in_c(&quoin::detail::values(), &quoin::detail::build(), from.get(), &out),
              QUOIN_OK);
    EXPECT_EQ(quoin::value::adopt(out), quoin::builder()
                                            .object()
                                            .member("number", 512)
                                            .member("what", "moulded in C")
                                            .member("who", name)
                                            .end()
                                            .finish());
}

TEST(abi_in_c, a_row_that_is_answered_in_c_is_the_same_in_cpp) {
    const quoin::value answer = quoin::value::of(7);
    quoin_row_answer answers[] = {{quoin::to_str("a"), QUOIN_ERROR, 0, nullptr},
                                  {quoin::to_str("b"), QUOIN_ERROR, 1, nullptr}};
    quoin_row row{sizeof row, 0, quoin::to_str("x:1"), answers, 2, 0};
    quoin_test_rows_in_c()->get_row(const_cast<quoin_value*>(answer.get()), nullptr, &row);
    EXPECT_EQ(answers[0].result, QUOIN_VALUE);
    EXPECT_EQ(answers[0].answer, answer.get());
    EXPECT_EQ(answers[1].result, QUOIN_PASS);
    EXPECT_EQ(answers[1].answer, nullptr);
    EXPECT_EQ(row.at, 1u);
}

TEST(abi_in_c, both_languages_see_structs_of_the_same_size) {
    const std::size_t sizes[] = {
        sizeof(quoin_values),      sizeof(quoin_build),      sizeof(quoin_host),
        sizeof(quoin_provider),    sizeof(quoin_descriptor), sizeof(quoin_plugin),
        sizeof(quoin_host_caller), sizeof(quoin_copied),     sizeof(quoin_given),
        sizeof(quoin_row_answer),  sizeof(quoin_row),        sizeof(quoin_provider_row)};
    for (int i = 0; i < 12; ++i) EXPECT_EQ(quoin_test_size_in_c(i), sizes[i]);
}
