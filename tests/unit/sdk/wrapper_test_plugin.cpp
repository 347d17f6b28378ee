// A plugin as a vendor writes it, whose provider does what the type asks for. wrapper_test.cpp loads it.
#include <quoin/mould.hpp>
#include <quoin/quoin.hpp>

#include <array>
#include <optional>
#include <stdexcept>
#include <string>

namespace {

class scripted : public quoin::provider {
 public:
    static constexpr auto types = quoin::types("value", "pass");
    static constexpr quoin::descriptor info{.id = "test.scripted",
                                            .version = "1.2.3",
                                            .vendor = "Test",
                                            .description = "does what the type says",
                                            .licence = "MIT",
                                            .types = types,
                                            .priority = -7,
                                            .thread_safe = true,
                                            .blocking = true};

    explicit scripted(const quoin::setup& with) : host_(with.host()), config_(with.config()) {}

    quoin::answer get(quoin::call& call, const quoin::request& request) override {
        const std::string_view type = request.type();
        if (type == "value") return quoin::builder().object().member("config", config_).end().finish();
        if (type == "empty value") return quoin::value();
        if (type == "no optional") return std::optional<quoin::value>();
        if (type == "optional") return std::optional(quoin::value::of(5));
        if (type == "error") throw quoin::error(QUOIN_E_NOT_FOUND, "nothing there");
        if (type == "out of memory") throw std::bad_alloc();
        if (type == "standard") throw std::runtime_error("a standard exception");
        if (type == "foreign") throw 42;
        if (type == "misuse") return quoin::builder().array().finish();
        if (type == "next") return call.next();
        if (type == "ask") return call.get("other", "subject:2", request.options());
        if (type == "moulded" || type == "moulded and kept") {
            const quoin_given given[] = {
                quoin::given_integer(static_cast<std::int64_t>(request.subject_count()))};
            const quoin::value made = moulded_.made_of(config_, given).value();
            if (type == "moulded and kept") fact_ = made;
            return made;
        }
        if (type == "cancelled") return quoin::value::of(call.cancelled());
        if (type == "echo") {
            call.note("echoed");
            quoin::builder b;
            b.array();
            for (std::size_t i = 0; i < request.subject_count(); ++i) b.add(request.subject(i));
            return b.add(request.options()).end().finish();
        }
        return quoin::pass;
    }
    quoin::answer add(quoin::call&, const quoin::request& request) override {
        if (request.type() != "fact") return quoin::pass;
        fact_ = quoin::value(request.payload());
        return fact_;
    }
    void clear(std::string_view type, std::string_view) override {
        if (type == "throw") throw std::runtime_error("not now");
        fact_ = quoin::value();
    }
    bool serves(std::string_view type) const override {
        if (type == "throw") throw std::runtime_error("not now");
        return type != "pass";
    }
    const void* extension(std::string_view id) override {
        if (id == "throw") throw std::runtime_error("not now");
        return id == "test.extension/1" ? &types : nullptr;
    }

 private:
    static std::array<quoin_copied, 2> members() {
        return {quoin::copied_member(quoin::key("root"), quoin::key("place"), QUOIN_PLAIN_TEXT),
                quoin::given_member(quoin::key("subjects"))};
    }

    const quoin_host* host_;
    quoin::value config_;
    quoin::mould moulded_{members()};
    quoin::value fact_;
};

class refusing : public quoin::provider {
 public:
    static constexpr quoin::descriptor info{.id = "test.refusing", .tracked = true};
    explicit refusing(const quoin::setup& with) {
        throw quoin::error(QUOIN_E_CONFIG, "'" + std::string(with.id()) + "' needs a root");
    }
    quoin::answer get(quoin::call&, const quoin::request&) override { return quoin::pass; }
};

// Several types in one call, each in its way; get of a type comes to the same.
class rowed : public quoin::provider {
 public:
    static constexpr auto types = quoin::types("row.value", "row.place", "row.pass", "row.left", "row.twice",
                                               "row.changed", "row.throws", "row.asks", "row.next");
    static constexpr quoin::descriptor info{
        .id = "test.rowed", .types = types, .thread_safe = true, .tracked = true};

    explicit rowed(const quoin::setup&) {}

    quoin::answer get(quoin::call& call, const quoin::request& request) override {
        const auto found = call.get("instance", request.subject());
        if (!found || request.type() == "row.pass" || request.type() == "row.changed") return quoin::pass;
        if (request.type() == "row.asks") (void)call.get("other", request.subject());
        if (request.type() == "row.next") (void)call.next();
        call.note("got " + std::string(request.type()));
        return made_of(request.type(), *found);
    }
    void get_row(quoin::call& call, quoin::row& row) override {
        const auto found = call.get("instance", row.subject());
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string_view type = row.type(i);
            row.begin(i);
            if (type == "row.left") continue;
            if (type == "row.throws") throw quoin::error(QUOIN_E_FAILED, "not in a row");
            if (type == "row.asks") (void)call.get("other", row.subject());
            if (type == "row.next") (void)call.next();
            if (type == "row.twice") row.answer(i, quoin::value::of("not this one"));
            if (type == "row.changed" && found) row.answer(i, *found);
            if (!found || type == "row.pass" || type == "row.changed") {
                row.answer(i, quoin::pass);
                continue;
            }
            call.note("got " + std::string(type));
            row.answer(i, made_of(type, *found, row.place(i)));
        }
    }

 private:
    static quoin::value made_of(std::string_view type, quoin::view found,
                                std::optional<std::size_t> place = 1) {
        if (type != "row.place") return quoin::builder().object().member("of", found).end().finish();
        return place ? quoin::value::of(static_cast<int>(*place)) : quoin::value::null();
    }
};

// Of before there were rows, with another get_row.
class unrelated : public quoin::provider {
 public:
    static constexpr quoin::descriptor info{.id = "test.unrelated"};
    explicit unrelated(const quoin::setup&) {}
    quoin::answer get(quoin::call&, const quoin::request&) override { return get_row(7); }

 private:
    using quoin::provider::get_row;
    static quoin::value get_row(int number) { return quoin::value::of(number); }
};

}  // namespace

QUOIN_PLUGIN(scripted, refusing, rowed, unrelated)
