#include "scan_record.hpp"

#include "platform/private_folder.hpp"
#include "scan_task.hpp"

#include <quoin/json.hpp>

#include <fstream>
#include <iterator>

namespace quoin::loader {

namespace {

// A record of other code than this is no record.
constexpr std::int64_t format = 1;
constexpr std::int64_t abi = QUOIN_ABI_MAJOR * 1000 + QUOIN_ABI_MINOR;

std::string text_in(view from, std::string_view name) {
    return std::string(from[name].as_string().value_or(std::string_view()));
}

unsigned count_in(view from, std::string_view name) {
    const auto found = from[name].as_int();
    return found && *found > 0 && *found < 1'000'000 ? static_cast<unsigned>(*found) : 0;
}

}  // namespace

std::string text_of(const scan_record& record) {
    builder out;
    out.object().member("format", format).member("abi", abi);
    if (record.card) write_card(out.key("card"), *record.card);
    out.member("crashes", std::int64_t{record.crashes}).member("lastCrash", record.last_crash);
    out.key("rehearsals").object();
    for (const auto& [digest, one] : record.rehearsals)
        out.key(digest)
            .object()
            .member("crashes", std::int64_t{one.crashes})
            .member("lastCrash", one.last_crash)
            .end();
    out.end().key("quarantined").object();
    for (const auto& [id, why] : record.quarantined) out.member(id, why);
    return to_json(out.end().end().finish());
}

std::optional<scan_record> record_of(std::string_view text, const std::filesystem::path& file) {
    try {
        const value read = from_json(text);
        if (read["format"].as_int() != format || read["abi"].as_int() != abi) return std::nullopt;
        scan_record out;
        if (read["card"] && !(out.card = card_of(read["card"], file))) return std::nullopt;
        out.crashes = count_in(read, "crashes");
        out.last_crash = text_in(read, "lastCrash");
        const view rehearsals = read["rehearsals"];
        for (std::size_t i = 0; i < rehearsals.size(); ++i) {
            const auto [digest, one] = rehearsals.member(i);
            out.rehearsals[std::string(digest)] = {count_in(one, "crashes"), text_in(one, "lastCrash")};
        }
        const view quarantined = read["quarantined"];
        for (std::size_t i = 0; i < quarantined.size(); ++i) {
            const auto [id, why] = quarantined.member(i);
            out.quarantined[std::string(id)] = std::string(why.as_string().value_or(std::string_view()));
        }
        return out;
    } catch (const error&) {
        return std::nullopt;
    }
}

record_store::record_store(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path record_store::file_of(const std::string& key) const {
    return folder_ / (key + ".json");
}

scan_record record_store::get(const std::string& key, const std::filesystem::path& file) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto kept = kept_.find(key); kept != kept_.end())
            return record_of(kept->second, file).value_or(scan_record{});
    }
    if (folder_.empty()) return {};
    std::ifstream stream(file_of(key), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return record_of(text, file).value_or(scan_record{});
}

void record_store::put(const std::string& key, const scan_record& record) {
    const std::string text = text_of(record);
    const std::lock_guard lock(mutex_);
    if (!folder_.empty()) {
        const auto fresh = folder_ / ("." + unique_name());
        std::error_code failed;
        if (std::ofstream(fresh, std::ios::binary) << text << std::flush) {
            std::filesystem::rename(fresh, file_of(key), failed);
            if (!failed) {
                kept_.erase(key);
                return;
            }
        }
        std::filesystem::remove(fresh, failed);
    }
    kept_[key] = text;
}

}  // namespace quoin::loader
