// The C++ wrapper as the host sees it: a plugin built with quoin_add_plugin, loaded, and asked through the C
// ABI by a host made for the purpose.
#include <quoin/ext/row.h>
#include <quoin/ext/serves.h>
#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// What the fake host answers to one call, and what it heard.
struct quoin_call {
    quoin_result outcome = QUOIN_PASS;
    quoin::value answer;
    quoin_code failure = QUOIN_OK;
    std::string failure_text;
    int cancelled = 0;

    quoin_code code = QUOIN_OK;
    std::string message;
    std::string note;
    std::string asked;
    bool asked_with_options = false;
};

namespace {

using quoin::builder;
using quoin::to_str;
using quoin::to_view;
using quoin::value;

std::string logged;

quoin_result give(quoin_call* call, const quoin_value** out) {
    if (call->outcome == QUOIN_VALUE) *out = value(call->answer).release();
    return call->outcome;
}

quoin_host fake_host() {
    quoin_host host{};
    host.struct_size = sizeof host;
    host.values = &quoin::detail::values();
    host.build = &quoin::detail::build();
    host.log = [](const quoin_host*, std::int32_t, quoin_str message) { logged = to_view(message); };
    host.get_extension = [](const quoin_host*, quoin_str) -> const void* { return nullptr; };
    host.invalidate = [](const quoin_host*, quoin_str, quoin_str) {};
    host.get = [](quoin_call* call, const quoin_request* asked, const quoin_value** out) {
        call->asked =
            "get " + std::string(to_view(asked->type)) + " " + std::string(to_view(asked->subjects[0]));
        call->asked_with_options = asked->options != nullptr;
        return give(call, out);
    };
    host.next = [](quoin_call* call, const quoin_request* asked, const quoin_value** out) {
        call->asked = asked ? "next with a request" : "next";
        return give(call, out);
    };
    host.set_error = [](quoin_call* call, quoin_code code, quoin_str message) {
        call->code = code;
        call->message = to_view(message);
    };
    host.last_error = [](quoin_call* call, quoin_str* message) {
        if (message) *message = to_str(call->failure_text);
        return call->failure;
    };
    host.cancelled = [](quoin_call* call) { return call->cancelled; };
    host.note = [](quoin_call* call, quoin_str message) { call->note = to_view(message); };
    return host;
}

class wrapper : public testing::Test {
 protected:
    void SetUp() override {
        // Never unloaded: a sanitizer could not name its frames any more.
        library_ = dlopen(WRAPPER_PLUGIN, RTLD_NOW | RTLD_LOCAL);
        ASSERT_NE(library_, nullptr) << dlerror();
        using entry = const quoin_plugin*();
        plugin_ = reinterpret_cast<entry*>(dlsym(library_, "quoin_entry_1"))();
        const value config = builder().object().member("root", "here").end().finish();
        quoin_call call;
        ASSERT_EQ(plugin_->create(&host_, &call, to_str("test.scripted"), config.get(), &provider_),
                  QUOIN_VALUE)
            << call.message;
    }
    void TearDown() override {
        if (provider_) provider_->destroy(provider_->self);
    }

    quoin_result get(quoin_call& call, std::string_view type,
                     std::vector<quoin_str> subjects = {{"subject:1", 9}}, quoin::view options = {}) {
        quoin_request asked{};
        asked.struct_size = sizeof asked;
        asked.type = to_str(type);
        asked.subjects = subjects.data();
        asked.subject_count = subjects.size();
        asked.options = options.get();
        const quoin_value* out = nullptr;
        const quoin_result result = provider_->get(provider_->self, &call, &asked, &out);
        EXPECT_EQ(out != nullptr, result == QUOIN_VALUE);
        got = value::adopt(out);
        return result;
    }

    quoin_host host_ = fake_host();
    void* library_ = nullptr;
    const quoin_plugin* plugin_ = nullptr;
    const quoin_provider* provider_ = nullptr;
    value got;
};

}  // namespace

TEST_F(wrapper, the_descriptors_say_what_the_classes_say) {
    EXPECT_EQ(plugin_->struct_size, sizeof(quoin_plugin));
    EXPECT_EQ(plugin_->abi_major, QUOIN_ABI_MAJOR);
    EXPECT_EQ(plugin_->abi_minor, QUOIN_ABI_MINOR);
    ASSERT_EQ(plugin_->descriptor_count, 4u);
    const quoin_descriptor& first = *plugin_->descriptors[0];
    EXPECT_EQ(first.struct_size, sizeof(quoin_descriptor));
    EXPECT_EQ(to_view(first.id), "test.scripted");
    EXPECT_EQ(to_view(first.name), "test.scripted") << "the id where no name is given";
    EXPECT_EQ(to_view(first.version), "1.2.3");
    EXPECT_EQ(to_view(first.vendor), "Test");
    EXPECT_EQ(to_view(first.description), "does what the type says");
    EXPECT_EQ(to_view(first.licence), "MIT");
    EXPECT_EQ(first.priority, -7);
    EXPECT_EQ(first.flags, QUOIN_THREAD_SAFE | QUOIN_BLOCKING);
    ASSERT_EQ(first.type_count, 2u);
    EXPECT_EQ(to_view(first.types[1]), "pass");
    const quoin_descriptor& second = *plugin_->descriptors[1];
    EXPECT_EQ(second.flags, QUOIN_TRACKED);
    EXPECT_EQ(second.types, nullptr) << "any type";
}

TEST_F(wrapper, an_answer_is_a_value_and_the_configuration_can_be_kept) {
    quoin_call call;
    EXPECT_EQ(get(call, "value"), QUOIN_VALUE);
    EXPECT_EQ(got["config"]["root"].as_string(), "here");
}

TEST_F(wrapper, pass_and_an_empty_optional_are_pass_but_an_empty_value_is_null) {
    quoin_call call;
    EXPECT_EQ(get(call, "anything else"), QUOIN_PASS);
    EXPECT_EQ(get(call, "no optional"), QUOIN_PASS);
    EXPECT_EQ(get(call, "optional"), QUOIN_VALUE);
    EXPECT_EQ(got.as_int(), 5);
    EXPECT_EQ(get(call, "empty value"), QUOIN_VALUE);
    EXPECT_TRUE(got.is_null());
    EXPECT_EQ(call.code, QUOIN_OK);
}

TEST_F(wrapper, whatever_is_thrown_becomes_an_error_of_the_query) {
    const struct {
        const char* type;
        quoin_code code;
        const char* message;
    } cases[] = {{"error", QUOIN_E_NOT_FOUND, "nothing there"},
                 {"out of memory", QUOIN_E_MEMORY, "out of memory"},
                 {"standard", QUOIN_E_FAILED, "a standard exception"},
                 {"foreign", QUOIN_E_FAILED, "an exception that is no std::exception"},
                 {"misuse", QUOIN_E_INVALID, "finished while an array or object is open; an end is missing"}};
    for (const auto& one : cases) {
        quoin_call call;
        EXPECT_EQ(get(call, one.type), QUOIN_ERROR);
        EXPECT_EQ(call.code, one.code) << one.type;
        EXPECT_EQ(call.message, one.message);
    }
}

TEST_F(wrapper, the_request_reaches_the_provider_with_all_its_subjects) {
    quoin_call call;
    const value options = builder().object().member("a", 1).end().finish();
    EXPECT_EQ(get(call, "echo", {to_str("s:1"), to_str("s:2")}, options), QUOIN_VALUE);
    EXPECT_EQ(got[0].as_string(), "s:1");
    EXPECT_EQ(got[1].as_string(), "s:2");
    EXPECT_EQ(got[2].get(), options.get());
    EXPECT_EQ(call.note, "echoed");
    EXPECT_EQ(get(call, "echo"), QUOIN_VALUE);
    EXPECT_TRUE(got[1].is_null());
}

TEST_F(wrapper, other_queries_and_the_rest_of_the_chain_can_be_asked) {
    quoin_call call;
    call.outcome = QUOIN_VALUE;
    call.answer = value::of("from the host");
    EXPECT_EQ(get(call, "next"), QUOIN_VALUE);
    EXPECT_EQ(call.asked, "next");
    EXPECT_EQ(got.as_string(), "from the host");
    EXPECT_EQ(get(call, "ask"), QUOIN_VALUE);
    EXPECT_EQ(call.asked, "get other subject:2");
    EXPECT_FALSE(call.asked_with_options);
    call.outcome = QUOIN_PASS;
    EXPECT_EQ(get(call, "next"), QUOIN_PASS);
}

TEST_F(wrapper, a_failure_of_what_was_asked_is_handed_on_with_its_code_and_words) {
    quoin_call call;
    call.outcome = QUOIN_ERROR;
    call.failure = QUOIN_E_STALE;
    call.failure_text = "the file changed";
    EXPECT_EQ(get(call, "ask"), QUOIN_ERROR);
    EXPECT_EQ(call.code, QUOIN_E_STALE);
    EXPECT_EQ(call.message, "the file changed");
    call.outcome = 77;  // a result from the future is an error
    call.failure = QUOIN_OK;
    EXPECT_EQ(get(call, "next"), QUOIN_ERROR);
    EXPECT_EQ(call.code, QUOIN_E_FAILED);
}

TEST_F(wrapper, cancellation_can_be_polled) {
    quoin_call call;
    call.cancelled = 1;
    EXPECT_EQ(get(call, "cancelled"), QUOIN_VALUE);
    EXPECT_EQ(got.as_bool(), true);
}

TEST_F(wrapper, facts_are_taken_and_cleared) {
    const value fact = builder().object().member("a", 1).end().finish();
    const quoin_str subject = to_str("s:1");
    quoin_request asked{};
    asked.struct_size = sizeof asked;
    asked.type = to_str("fact");
    asked.subjects = &subject;
    asked.subject_count = 1;
    asked.payload = fact.get();
    quoin_call call;
    const quoin_value* out = nullptr;
    EXPECT_EQ(provider_->add(provider_->self, &call, &asked, &out), QUOIN_VALUE);
    EXPECT_EQ(value::adopt(out).get(), fact.get());
    asked.type = to_str("other");
    EXPECT_EQ(provider_->add(provider_->self, &call, &asked, &out), QUOIN_PASS);
    provider_->clear(provider_->self, to_str("fact"), {});
    logged.clear();
    provider_->clear(provider_->self, to_str("throw"), {});
    EXPECT_EQ(logged, "clear threw an exception");
}

TEST_F(wrapper, extensions_are_found_by_name_and_never_throw) {
    EXPECT_NE(provider_->get_extension(provider_->self, to_str("test.extension/1")), nullptr);
    EXPECT_EQ(provider_->get_extension(provider_->self, to_str("test.other/1")), nullptr);
    EXPECT_EQ(provider_->get_extension(provider_->self, to_str("throw")), nullptr);
}

TEST_F(wrapper, what_a_provider_serves_is_an_extension_and_in_doubt_it_is_asked) {
    const auto* const told = static_cast<const quoin_provider_serves*>(
        provider_->get_extension(provider_->self, to_str(QUOIN_EXT_SERVES)));
    ASSERT_NE(told, nullptr);
    EXPECT_EQ(told->struct_size, sizeof(quoin_provider_serves));
    EXPECT_EQ(told->serves(provider_->self, to_str("value")), 1);
    EXPECT_EQ(told->serves(provider_->self, to_str("pass")), 0);
    EXPECT_EQ(told->serves(provider_->self, to_str("throw")), 1);
}

TEST_F(wrapper, only_who_overrides_get_row_has_the_extension) {
    const value none = builder().object().end().finish();
    const auto rows_of = [&](std::string_view id) {
        const quoin_provider* made = nullptr;
        quoin_call call;
        EXPECT_EQ(plugin_->create(&host_, &call, to_str(id), none.get(), &made), QUOIN_VALUE) << call.message;
        const auto* const rows =
            static_cast<const quoin_provider_row*>(made->get_extension(made->self, to_str(QUOIN_EXT_ROW)));
        made->destroy(made->self);
        return rows;
    };
    EXPECT_EQ(provider_->get_extension(provider_->self, to_str(QUOIN_EXT_ROW)), nullptr);
    EXPECT_EQ(rows_of("test.unrelated"), nullptr) << "its get_row is another";
    const quoin_provider_row* const rows = rows_of("test.rowed");
    ASSERT_NE(rows, nullptr);
    EXPECT_EQ(rows->struct_size, sizeof(quoin_provider_row));
    ASSERT_NE(rows->get_row, nullptr);
}

namespace {

// A row as the host asks it, of the plugin's provider test.rowed.
class wrapper_row : public wrapper {
 protected:
    void SetUp() override {
        wrapper::SetUp();
        if (!provider_) return;
        provider_->destroy(std::exchange(provider_, nullptr)->self);
        ASSERT_EQ(plugin_->create(&host_, &call_, to_str("test.rowed"),
                                  builder().object().end().finish().get(), &provider_),
                  QUOIN_VALUE);
        call_.outcome = QUOIN_VALUE;
        call_.answer = value::of("the instance");
    }
    void TearDown() override {
        for (const quoin_row_answer& one : answers_) value::adopt(one.answer);
        wrapper::TearDown();
    }
    void ask(std::initializer_list<std::string_view> types) {
        std::int32_t place = 0;
        for (const std::string_view type : types)
            answers_.push_back({to_str(type), QUOIN_ERROR, place++, nullptr});
        row_ = {sizeof row_, 0, to_str("x:1"), answers_.data(), answers_.size(), 0};
        static_cast<const quoin_provider_row*>(
            provider_->get_extension(provider_->self, to_str(QUOIN_EXT_ROW)))
            ->get_row(provider_->self, &call_, &row_);
    }
    quoin::view answer(std::size_t i) const { return quoin::view(answers_[i].answer); }

    quoin_call call_;
    std::vector<quoin_row_answer> answers_;
    quoin_row row_{};
};

}  // namespace

TEST_F(wrapper_row, answers_pass_and_what_is_left_are_told_apart) {
    ask({"row.value", "row.pass", "row.left"});
    EXPECT_EQ(call_.asked, "get instance x:1");
    EXPECT_EQ(answers_[0].result, QUOIN_VALUE);
    EXPECT_EQ(answer(0)["of"].as_string(), "the instance");
    EXPECT_EQ(answers_[1].result, QUOIN_PASS);
    EXPECT_EQ(answers_[1].answer, nullptr);
    EXPECT_EQ(answers_[2].result, QUOIN_ERROR);
    EXPECT_EQ(answers_[2].answer, nullptr);
    EXPECT_EQ(call_.code, QUOIN_OK);
}

TEST_F(wrapper_row, what_is_thrown_ends_it_and_what_was_answered_stays) {
    ask({"row.value", "row.throws", "row.pass"});
    EXPECT_EQ(answers_[0].result, QUOIN_VALUE);
    EXPECT_EQ(answers_[1].result, QUOIN_ERROR);
    EXPECT_EQ(answers_[2].result, QUOIN_ERROR) << "not come to";
    EXPECT_EQ(call_.code, QUOIN_OK) << "get says why, where it fails there too";
    EXPECT_EQ(row_.at, 1u);
}

TEST_F(wrapper_row, a_failure_of_what_it_asks_ends_it) {
    call_.outcome = QUOIN_ERROR;
    ask({"row.value"});
    EXPECT_EQ(answers_[0].result, QUOIN_ERROR);
    EXPECT_EQ(answers_[0].answer, nullptr);
}

TEST_F(wrapper_row, begin_says_which_the_notes_are_of) {
    ask({"row.left", "row.value", "row.pass"});
    EXPECT_EQ(call_.note, "got row.value");
    EXPECT_EQ(row_.at, 2u) << "the last that it began";
}

TEST_F(wrapper_row, the_place_of_a_type_is_that_of_the_descriptor_or_none) {
    ask({"row.value", "row.place"});
    EXPECT_EQ(answer(1).as_int(), 1);
    for (quoin_row_answer& one : answers_) one.place = -1;
    row_.at = 0;
    static_cast<const quoin_provider_row*>(provider_->get_extension(provider_->self, to_str(QUOIN_EXT_ROW)))
        ->get_row(provider_->self, &call_, &row_);
    EXPECT_TRUE(answer(1).is_null());
}

TEST_F(wrapper_row, of_two_answers_to_one_type_the_last_counts_and_none_leaks) {
    ask({"row.twice", "row.changed"});
    EXPECT_EQ(answer(0)["of"].as_string(), "the instance");
    EXPECT_EQ(answers_[1].result, QUOIN_PASS);
    EXPECT_EQ(answers_[1].answer, nullptr);
}

TEST_F(wrapper, a_constructor_that_throws_refuses_the_provider) {
    const value config = builder().object().end().finish();
    const quoin_provider* made = nullptr;
    quoin_call call;
    EXPECT_EQ(plugin_->create(&host_, &call, to_str("test.refusing"), config.get(), &made), QUOIN_ERROR);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(call.code, QUOIN_E_CONFIG);
    EXPECT_EQ(call.message, "'test.refusing' needs a root");
}

TEST_F(wrapper, an_id_that_the_library_does_not_have_is_refused) {
    const value config = builder().object().end().finish();
    const quoin_provider* made = nullptr;
    quoin_call call;
    EXPECT_EQ(plugin_->create(&host_, &call, to_str("test.unknown"), config.get(), &made), QUOIN_ERROR);
    EXPECT_EQ(call.code, QUOIN_E_NOT_FOUND);
}

TEST_F(wrapper, two_providers_of_a_class_live_beside_each_other) {
    const value config = builder().object().member("root", "there").end().finish();
    const quoin_provider* second = nullptr;
    quoin_call call;
    ASSERT_EQ(plugin_->create(&host_, &call, to_str("test.scripted"), config.get(), &second), QUOIN_VALUE);
    std::swap(provider_, second);
    EXPECT_EQ(get(call, "value"), QUOIN_VALUE);
    EXPECT_EQ(got["config"]["root"].as_string(), "there");
    std::swap(provider_, second);
    second->destroy(second->self);
    EXPECT_EQ(get(call, "value"), QUOIN_VALUE);
    EXPECT_EQ(got["config"]["root"].as_string(), "here");
}

TEST_F(wrapper, the_library_exports_one_symbol) {
    if (std::string_view(NM).empty()) GTEST_SKIP() << "no nm to list symbols with";
    const std::string command = std::string(NM) + " -D --defined-only '" WRAPPER_PLUGIN "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    ASSERT_TRUE(pipe);
    std::vector<std::string> symbols;
    std::array<char, 4096> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get())) {
        std::string text(line.data());
        text.erase(text.find_last_not_of('\n') + 1);
        symbols.push_back(text.substr(text.rfind(' ') + 1));
    }
    EXPECT_EQ(symbols, std::vector<std::string>{"quoin_entry_1"});
}
