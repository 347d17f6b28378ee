#include <engine/plugin_provider.hpp>

#include "call.hpp"
#include "services.hpp"

#include <quoin/ext/row.h>
#include <quoin/ext/serves.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <span>

namespace quoin::engine {

namespace {

// Whether a struct of the plugin is long enough to have that member.
template <class Struct, class Member>
bool has(const Struct& given, Member Struct::*member) {
    const auto end = reinterpret_cast<const std::byte*>(&(given.*member)) + sizeof(Member) -
                     reinterpret_cast<const std::byte*>(&given);
    return given.struct_size >= static_cast<std::size_t>(end);
}

// A plugin that lets an exception out breaks the contract; where it can be caught, it is an error like any
// other.
template <class Body>
quoin_result contained(quoin_call& call, Body&& body) noexcept {
    try {
        return body();
    } catch (const std::exception&) {
        call.fail(QUOIN_E_FAILED, "let a C++ exception out of the plugin");
    } catch (...) {
        call.fail(QUOIN_E_FAILED, "let a C++ exception that is no std::exception out of the plugin");
    }
    return QUOIN_ERROR;
}

class plugin_provider final : public provider {
 public:
    plugin_provider(std::shared_ptr<void> library, std::unique_ptr<services> host)
        : library_(std::move(library)), host_(std::move(host)) {}
    ~plugin_provider() override {
        if (!table_ || !has(*table_, &quoin_provider::destroy) || !table_->destroy) return;
        try {
            table_->destroy(table_->self);
        } catch (...) {
            host_->owner.log(QUOIN_LOG_ERROR, host_->provider, "let a C++ exception out of destroy");
        }
    }

    quoin_result get(quoin_call& call, const quoin_request& request,
                     const quoin_value*& out) noexcept override {
        return contained(call, [&] { return table_->get(table_->self, &call, &request, &out); });
    }
    quoin_result add(quoin_call& call, const quoin_request& request,
                     const quoin_value*& out) noexcept override {
        if (!has(*table_, &quoin_provider::add) || !table_->add) return QUOIN_PASS;
        return contained(call, [&] { return table_->add(table_->self, &call, &request, &out); });
    }
    std::int32_t place_of(std::string_view type) const noexcept override {
        const auto found = std::find_if(types_.begin(), types_.end(),
                                        [type](const quoin_str& one) { return to_view(one) == type; });
        return found == types_.end() ? -1 : static_cast<std::int32_t>(found - types_.begin());
    }
    bool answers_rows() const noexcept override { return in_rows_ != nullptr; }
    bool get_row(quoin_call& call, quoin_row& asked) noexcept override {
        try {
            in_rows_->get_row(table_->self, &call, &asked);
            return true;
        } catch (...) {  // get does so too, and is told of it
            return false;
        }
    }
    void clear(std::string_view type, std::string_view subject) noexcept override {
        if (!has(*table_, &quoin_provider::clear) || !table_->clear) return;
        try {
            table_->clear(table_->self, to_str(type), to_str(subject));
        } catch (...) {
            host_->owner.log(QUOIN_LOG_ERROR, host_->provider, "let a C++ exception out of clear");
        }
    }

    const void* extension(std::string_view id) noexcept override {
        if (!has(*table_, &quoin_provider::get_extension) || !table_->get_extension) return nullptr;
        try {
            return table_->get_extension(table_->self, to_str(id));
        } catch (...) {
            host_->owner.log(QUOIN_LOG_ERROR, host_->provider, "let a C++ exception out of get_extension");
            return nullptr;
        }
    }

    bool serves(std::string_view type) const noexcept override {
        if (!serving_) return true;
        try {
            return serving_->serves(table_->self, to_str(type)) != 0;
        } catch (...) {
            host_->owner.log(QUOIN_LOG_ERROR, host_->provider, "let a C++ exception out of serves");
            return true;
        }
    }

    const quoin_host& host() const { return host_->table; }
    void take(const quoin_provider& table) {
        table_ = &table;
        const auto* const told = static_cast<const quoin_provider_serves*>(extension(QUOIN_EXT_SERVES));
        if (told && has(*told, &quoin_provider_serves::serves) && told->serves) serving_ = told;
        const auto* const rows = static_cast<const quoin_provider_row*>(extension(QUOIN_EXT_ROW));
        if (rows && has(*rows, &quoin_provider_row::get_row) && rows->get_row) in_rows_ = rows;
    }
    void take_types(const quoin_descriptor& own) {
        if (has(own, &quoin_descriptor::type_count) && own.types) types_ = {own.types, own.type_count};
    }

 private:
    std::shared_ptr<void> library_;  // keeps the code mapped until after destroy
    std::unique_ptr<services> host_;
    const quoin_provider* table_ = nullptr;
    const quoin_provider_serves* serving_ = nullptr;  // null: it serves all of its types
    std::span<const quoin_str> types_;                // of its descriptor, which lies in the library
    const quoin_provider_row* in_rows_ = nullptr;     // null: it answers type by type
};

}  // namespace

registration describe(const quoin_descriptor& from) {
    registration out;
    if (has(from, &quoin_descriptor::id)) out.id = to_view(from.id);
    if (has(from, &quoin_descriptor::priority)) out.priority.value = from.priority;
    if (has(from, &quoin_descriptor::flags)) {
        out.thread_safe = (from.flags & QUOIN_THREAD_SAFE) != 0;
        out.tracked = (from.flags & QUOIN_TRACKED) != 0;
        out.blocking = (from.flags & QUOIN_BLOCKING) != 0;
    }
    if (has(from, &quoin_descriptor::name)) out.name = to_view(from.name);
    if (has(from, &quoin_descriptor::version)) out.version = to_view(from.version);
    if (has(from, &quoin_descriptor::vendor)) out.vendor = to_view(from.vendor);
    if (has(from, &quoin_descriptor::description)) out.description = to_view(from.description);
    const bool lists_types = has(from, &quoin_descriptor::type_count) && from.types != nullptr;
    out.any_type = !lists_types;
    if (lists_types)
        for (std::size_t i = 0; i < from.type_count; ++i) out.types.emplace_back(to_view(from.types[i]));
    return out;
}

created create_plugin_provider(engine& host, const quoin_plugin& plugin, const std::string& id,
                               const value& config, std::shared_ptr<void> library) {
    auto made = std::make_shared<plugin_provider>(std::move(library), std::make_unique<services>(host, id));

    // A provider that asks while it is created finds a chain without anybody in it.
    static const provider_table nobody;
    shared_state shared{.graph = memo_graph(cache_settings{}), .max_depth = 1, .current = &nobody};
    run in{host, nobody, shared, {}};
    quoin_request none{};
    none.struct_size = sizeof none;
    const open_query query{none, nullptr, {}, false, 0, 0};
    const chain alone({std::make_shared<const seat>(0, registration{.id = id}, made)}, {});
    recorder by;
    quoin_call call{in, query, alone, 0, std::chrono::steady_clock::time_point::max(), nullptr, by};

    const quoin_provider* table = nullptr;
    const value given = config ? config : builder().object().end().finish();
    const quoin_result outcome =
        contained(call, [&] { return plugin.create(&made->host(), &call, to_str(id), given.get(), &table); });

    created out;
    const auto refuse = [&](quoin_code code, std::string why) {
        out.error = {code, std::move(why), id, {}, {}};
        return out;
    };
    if (outcome != QUOIN_VALUE) {
        if (!call.last) return refuse(QUOIN_E_FAILED, "create failed without giving a reason");
        return refuse(call.last->code, std::move(call.last->message));
    }
    if (!table) return refuse(QUOIN_E_FAILED, "create succeeded but gave no provider");
    if (!has(*table, &quoin_provider::get) || !table->get)
        return refuse(QUOIN_E_FAILED, "the provider has no get function (struct_size " +
                                          std::to_string(table->struct_size) + ", expected " +
                                          std::to_string(sizeof(quoin_provider)) + ")");
    made->take(*table);
    for (std::size_t i = 0; i < plugin.descriptor_count; ++i)
        if (describe(*plugin.descriptors[i]).id == id) made->take_types(*plugin.descriptors[i]);
    out.made = std::move(made);
    return out;
}

}  // namespace quoin::engine
