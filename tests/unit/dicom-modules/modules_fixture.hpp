// The dicom-modules plugin above one instance.
#pragma once

#include <plugin_engine.hpp>

#include <functional>

namespace quoin {

struct modules_fixture : plugin_engine {
    void SetUp() override { load(DICOM_MODULES); }

    /// The answer for an instance of these members: {..} without the braces.
    std::string of(const std::string& type, const std::string& members) {
        return json(type, with_instance(members));
    }
    value answer_of(const std::string& type, const std::string& members) {
        return answer_to(type, with_instance(members));
    }
    value answer_to(const std::string& type, const std::string& subject) {
        const engine::result found = ask(type, subject);
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
        return found.answer;
    }
    /// A new subject whose instance has these members.
    std::string with_instance(const std::string& members) {
        std::string subject = "image:" + std::to_string(++images_);
        provide("instance", subject, "{" + members + "}");
        return subject;
    }
    /// A new subject whose instance has these members and what `more` adds: typed arrays, which JSON cannot
    /// say.
    std::string with_instance(const std::string& members, const std::function<void(builder&)>& more) {
        std::string subject = "image:" + std::to_string(++images_);
        const value written = from_json("{" + members + "}");
        builder made;
        made.object(written);
        more(made);
        const value instance = made.end().finish();
        engine::registration stands{
            .id = "test-" + subject, .types = {"instance"}, .priority = {-9000, "test"}, .thread_safe = true};
        host.add_provider(std::move(stands), engine::make_callable_provider(
                                                 host, subject, [=](call&, const request& asked) -> answer {
                                                     if (asked.subject() != subject) return pass;
                                                     return instance;
                                                 }));
        return subject;
    }

 private:
    int images_ = 0;
};

/// The same with keys of the process in all objects, as those that read files make it.
inline void add_by_keys(builder& to, view one) {
    if (!one.is_object() && !one.is_array()) {
        to.add(one);
        return;
    }
    one.is_object() ? to.object() : to.array();
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (one.is_object()) to.key(key(one.member(i).first));
        add_by_keys(to, one.is_object() ? one.member(i).second : one[i]);
    }
    to.end();
}
inline value by_keys(view one) {
    builder out;
    add_by_keys(out, one);
    return out.finish();
}

/// A member that is a typed array of these numbers.
template <class T>
void add_numbers(builder& to, std::string_view name, const std::vector<T>& numbers) {
    to.member(name, std::span<const T>(numbers));
}

/// The elements of a typed array, for comparing.
template <class T>
std::vector<T> elements(view array) {
    const auto found = array.elements<T>();
    return {found.begin(), found.end()};
}

}  // namespace quoin
