// A plugin that keeps what it is given: add, get and clear through the ABI.
#include <quoin/quoin.hpp>

#include <map>
#include <mutex>

struct fact_store : quoin::provider {
    static constexpr auto types = quoin::types("fact");
    static constexpr quoin::descriptor info{
        .id = "test.fact-store", .version = "1.2.3", .types = types, .thread_safe = true};

    explicit fact_store(const quoin::setup&) {}

    quoin::answer get(quoin::call&, const quoin::request& asked) override {
        const std::lock_guard lock(mutex);
        const auto found = facts.find(std::string(asked.subject()));
        if (found == facts.end()) return quoin::pass;
        return found->second;
    }
    quoin::answer add(quoin::call&, const quoin::request& offered) override {
        if (offered.subject().starts_with("refuse"))
            throw quoin::error(QUOIN_E_DENIED, "this one is not kept");
        const std::lock_guard lock(mutex);
        facts[std::string(offered.subject())] = quoin::value(offered.payload());
        return quoin::value::null();
    }
    void clear(std::string_view, std::string_view subject) override {
        const std::lock_guard lock(mutex);
        if (subject.empty())
            facts.clear();
        else
            facts.erase(std::string(subject));
    }

    std::mutex mutex;
    std::map<std::string, quoin::value> facts;
};

QUOIN_PLUGIN(fact_store)
