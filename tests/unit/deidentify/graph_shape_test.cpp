// De-identified and original objects refer to each other alike: two UIDs are equal after if and only if they were
// before, and none comes or goes. Over random studies; the seed of a failure is printed.
#include "deidentify_fixture.hpp"

#include <random>

namespace quoin {
namespace {

/// Where in which object a UID stands.
using places = std::map<std::string, std::string>;

void find_uids(view at, const std::string& path, places& out) {
    if (const auto text = at.as_string()) {
        if (path.ends_with("UID") || path.find("UID[") != std::string::npos) out[path] = *text;
        return;
    }
    for (std::size_t i = 0; at.is_object() && i < at.size(); ++i) {
        const auto [name, member] = at.member(i);
        if (name != "deidentified") find_uids(member, path + "/" + std::string(name), out);
    }
    for (std::size_t i = 0; at.is_array() && i < at.size(); ++i)
        find_uids(at[i], path + "[" + std::to_string(i) + "]", out);
}

struct graph_shape : deidentify_fixture {
    std::mt19937 random;

    std::string any_uid(int of) {
        return '"' + ("1.2.840.99999." + std::to_string(random() % static_cast<unsigned>(of))) + '"';
    }
    std::string references(int uids, int depth) {
        std::string items;
        for (unsigned i = 0, count = random() % 4; i < count; ++i) {
            std::string one = element("00081150", "UI", R"("1.2.840.10008.5.1.4.1.1.2")") + "," +
                              element("00081155", "UI", any_uid(uids));
            if (depth > 0) one += "," + element("00081140", "SQ", references(uids, depth - 1));
            if (random() % 3 == 0) one += "," + element("0020000E", "UI", any_uid(uids));
            if (random() % 3 == 0) one += "," + element("00100020", "LO", R"("P")");
            items += (items.empty() ? "{" : ",{") + one + "}";
        }
        return items;
    }
};

TEST_F(graph_shape, is_the_same_after_as_before) {
    struct plain : deidentify_fixture {
        void TestBody() override {}
    } original;
    original.start("{}");
    start(with_both);
    std::size_t equalities = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        random.seed(seed);
        places before, after;
        for (int i = 0; i < 6; ++i) {
            const std::string image = "g" + std::to_string(seed) + ":" + std::to_string(i);
            const std::string elements =
                element("00080016", "UI", R"("1.2.840.10008.5.1.4.1.1.2")") + "," +
                element("00080018", "UI", any_uid(30)) + "," + element("0020000D", "UI", any_uid(3)) + "," +
                element("0020000E", "UI", any_uid(5)) + "," + element("00200052", "UI", any_uid(4)) + "," +
                element("00080058", "UI", any_uid(30) + "," + any_uid(30)) + "," +
                element("00081115", "SQ", references(30, 2)) + "," +
                element("00082112", "SQ", references(30, 1));
            original.object(image, elements);
            object(image, elements);
            find_uids(original.naturalized(image), image, before);
            find_uids(naturalized(image), image, after);
        }
        ASSERT_EQ(before.size(), after.size());
        std::map<std::string, std::string> there, back;
        for (const auto& [place, uid] : before) {
            const auto found = after.find(place);
            ASSERT_NE(found, after.end()) << place;
            const auto [a, a_new] = there.emplace(uid, found->second);
            const auto [b, b_new] = back.emplace(found->second, uid);
            EXPECT_EQ(a->second, found->second) << place;
            EXPECT_EQ(b->second, uid) << place;
            EXPECT_EQ(uid.starts_with("1.2.840.10008."), found->second == uid) << place;
            if (!a_new) ++equalities;
        }
    }
    EXPECT_GT(equalities, 1000U);
}

}  // namespace
}  // namespace quoin
