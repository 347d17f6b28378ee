// Who stands in which chain, and how the table changes.
#include "engine_fixture.hpp"

#include <algorithm>
#include <memory>

namespace quoin::engine {
namespace {

struct chain_order : engine_fixture {
    /// Says of which types it is; passes on all of them.
    void provide_one_that_serves(const std::string& id, std::vector<std::string> serves,
                                 std::vector<std::string> types) {
        struct picky final : provider {
            std::vector<std::string> served;
            explicit picky(std::vector<std::string> these) : served(std::move(these)) {}
            quoin_result get(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
                return QUOIN_PASS;
            }
            quoin_result add(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
                return QUOIN_PASS;
            }
            void clear(std::string_view, std::string_view) noexcept override {}
            bool serves(std::string_view type) const noexcept override {
                return std::find(served.begin(), served.end(), type) != served.end();
            }
        };
        registration how;
        how.id = id;
        how.any_type = types.empty();
        how.types = std::move(types);
        under_test.add_provider(how, std::make_shared<picky>(std::move(serves)));
    }
};

TEST_F(chain_order, one_provider_may_have_another_priority_for_one_type) {
    passes("a", {.priority = 5, .types = {"t", "u"}});
    registration how;
    how.id = "b";
    how.types = {"t", "u"};
    how.priority = {1, "descriptor"};
    how.priorities["u"] = {9, "config/quoin.yaml:12"};
    under_test.add_provider(
        how, make_callable_provider(under_test, "b", [](call&, const request&) { return pass; }));
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(under_test.chain("u"), (std::vector<std::string>{"b", "a"}));
}

TEST_F(chain_order, a_provider_that_does_not_serve_a_type_is_not_in_its_chain) {
    passes("t-only");
    passes("u-only", {.types = {"u"}});
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"t-only"}));
    EXPECT_TRUE(under_test.chain("v").empty());
}

TEST_F(chain_order, a_provider_without_types_is_asked_for_every_type) {
    passes("any", {.priority = 3, .types = {}});
    answers("named", "named", {.priority = 1});
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"any", "named"}));
    EXPECT_EQ(under_test.chain("whatever"), (std::vector<std::string>{"any"}));
    EXPECT_EQ(text(), "named");
    EXPECT_EQ(under_test.types(), (std::vector<std::string>{"t"}));
}

TEST_F(chain_order, a_provider_that_says_it_does_not_serve_one_of_its_types_is_not_in_its_chain) {
    passes("both", {.types = {"t", "u"}});
    provide_one_that_serves("picky", {"u"}, {"t", "u", "v"});
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"both"}));
    EXPECT_EQ(under_test.chain("u"), (std::vector<std::string>{"picky", "both"}));
    EXPECT_TRUE(under_test.chain("v").empty());
    EXPECT_EQ(under_test.types(), (std::vector<std::string>{"t", "u"}));
    EXPECT_EQ(text("v"), "(none)");
}

TEST_F(chain_order, a_provider_of_any_type_is_left_out_where_others_name_a_type_that_it_does_not_serve) {
    passes("names", {.types = {"t", "u"}});
    provide_one_that_serves("picky", {"u"}, {});
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"names"}));
    EXPECT_EQ(under_test.chain("u"), (std::vector<std::string>{"picky", "names"}));
    EXPECT_EQ(under_test.chain("that nobody names"), (std::vector<std::string>{"picky"}));
}

TEST_F(chain_order, a_priority_for_a_type_nobody_names_orders_those_that_serve_any) {
    passes("one", {.priority = 1, .types = {}});
    registration how;
    how.id = "two";
    how.any_type = true;
    how.priorities["special"] = {5, "test"};
    under_test.add_provider(
        how, make_callable_provider(under_test, "two", [](call&, const request&) { return pass; }));
    EXPECT_EQ(under_test.chain("other"), (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(under_test.chain("special"), (std::vector<std::string>{"two", "one"}));
}

TEST_F(chain_order, removing_takes_a_provider_out) {
    const auto upper = answers("upper", "upper", {.priority = 2});
    answers("lower", "lower", {.priority = 1});
    EXPECT_EQ(text(), "upper");
    EXPECT_TRUE(under_test.remove_provider(upper));
    EXPECT_FALSE(under_test.remove_provider(upper));
    EXPECT_EQ(text(), "lower");
    under_test.remove_all_providers();
    EXPECT_EQ(text(), "(none)");
}

TEST_F(chain_order, replacing_is_one_swap) {
    const auto old = answers("old", "old");
    registration how;
    how.id = "old";  // the same id may come back in the same swap
    how.types = {"t"};
    std::vector<std::pair<registration, std::shared_ptr<provider>>> in;
    in.emplace_back(how, make_callable_provider(under_test, "old", [](call&, const request&) -> answer {
                        return value::of("new");
                    }));
    const auto tokens = under_test.replace_providers(std::span(&old, 1), std::move(in));
    ASSERT_EQ(tokens.size(), 1u);
    EXPECT_EQ(text(), "new");
}

TEST_F(chain_order, an_id_is_registered_once) {
    answers("same", "x");
    EXPECT_THROW(answers("same", "y"), error);
    EXPECT_EQ(text(), "x");
}

TEST_F(chain_order, a_query_ends_on_the_table_it_started_with) {
    engine::token lower = 0;
    provide("upper",
            [&](call& c, const request&) -> answer {
                EXPECT_TRUE(under_test.remove_provider(lower));
                return c.next();
            },
            {.priority = 2});
    lower = answers("lower", "still there", {.priority = 1});
    EXPECT_EQ(text(), "still there");
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"upper"}));
}

TEST_F(chain_order, a_removed_provider_lives_until_the_last_query_on_it_has_ended) {
    auto alive = std::make_shared<int>(1);
    std::weak_ptr<int> watched = alive;
    engine::token self = 0;
    self = provide("p", [&, held = std::move(alive)](call&, const request&) -> answer {
        under_test.remove_provider(self);
        EXPECT_FALSE(watched.expired());
        return value::of(std::int64_t{*held});
    });
    EXPECT_EQ(get("t").answer.as_int(), 1);
    EXPECT_TRUE(watched.expired());
}

TEST_F(chain_order, the_list_of_providers_is_in_the_order_of_asking) {
    passes("low", {.priority = -5});
    passes("high", {.priority = 5});
    std::vector<std::string> ids;
    for (const auto& [token, how] : under_test.providers()) ids.push_back(how.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"high", "low"}));
}

}  // namespace
}  // namespace quoin::engine
