// The provider org.quoin.memory-store: facts that an application keeps for others, of the types that its config
// names:
//
//   genericViewportDisplaySet    one subject, one value
//   imageRetrieveConfiguration   of several subjects the first that has a value
//   spatialRegistrationModule    two subjects, a 4 x 4 matrix; asked the other way round, its inverse
//
// `add` keeps a value for each subject (a matrix for the two), `clear` forgets. With the option {"all": true}
// about any subject, get answers everything of a type as an object by subject, and add puts such an object in the
// place of everything: to set aside and to restore.
#include "held_facts.hpp"
#include "matrix.hpp"
#include "settings.hpp"

#include <quoin/quoin.hpp>
#include <quoin/type_info.hpp>

#include <atomic>

namespace quoin::memory_store {
namespace {

constexpr char between = '\n';

std::string pair_of(std::string_view a, std::string_view b) {
    return std::string(a) + between + std::string(b);
}

bool wants_all(const request& asked) {
    return asked.options()["all"].as_bool().value_or(false);
}

constexpr field_info matrix_fields[] = {
    {.kind = "real[16]", .about = "the numbers of a 4 x 4 matrix, laid out as they were given"}};

constexpr type_info described[] = {
    {.type = "genericViewportDisplaySet",
     .about = "what an application keeps for a display set",
     .subject = "a displaySetId"},
    {.type = "imageRetrieveConfiguration",
     .about = "how images are retrieved; of several subjects the first that has one",
     .subject = "one or several: a volumeId or imageId, a transfer syntax, volume or stack"},
    {.type = "spatialRegistrationModule",
     .about = "from the second of two subjects to the first; asked the other way round, the inverse",
     .subject = "two: of what the matrix leads to and from",
     .standard = "PS3.3 C.20.2",
     .fields = matrix_fields}};

class memory_store final : public provider {
 public:
    static constexpr descriptor info{.id = "org.quoin.memory-store",
                                     .name = "Memory store",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "facts that an application keeps for others",
                                     .licence = "MIT",
                                     .priority = -1000,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit memory_store(const setup& with) : host_(with.host()), how_(settings::from(with.config())) {}

    answer get(call&, const request& asked) override {
        const auto kept = how_.types.find(asked.type());
        if (kept == how_.types.end()) return pass;
        if (wants_all(asked)) {
            listed_ = true;
            return facts_.all(asked.type());
        }
        if (kept->second == subjects::pair) return of_pair(asked);
        if (kept->second == subjects::one && asked.subject_count() != 1) return pass;
        for (std::size_t i = 0; i < asked.subject_count(); ++i)
            if (value found = facts_.find(asked.type(), asked.subject(i))) return found;
        return pass;
    }

    answer add(call&, const request& offered) override {
        const auto kept = how_.types.find(offered.type());
        if (kept == how_.types.end()) return pass;
        const std::string type(offered.type());
        if (wants_all(offered)) {
            if (!offered.payload().is_object())
                throw error(QUOIN_E_INVALID, type + ": an object by subject is expected with the option all");
            facts_.replace_all(type, offered.payload());
            host_->invalidate(host_, to_str(type), {});
            return value::null();
        }
        if (kept->second == subjects::pair) {
            add_pair(offered, type);
        } else {
            for (std::size_t i = 0; i < offered.subject_count(); ++i)
                facts_.put(type, std::string(offered.subject(i)), value(offered.payload()));
        }
        for (std::size_t i = 0; i < offered.subject_count(); ++i) changed(type, offered.subject(i));
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        for (const auto& [kept, how] : how_.types) {
            if (!type.empty() && type != kept) continue;
            facts_.forget_if(kept, [&, pair = how == subjects::pair](std::string_view key) {
                if (subject.empty() || key == subject) return true;
                const std::size_t middle = key.find(between);
                return pair && middle != std::string_view::npos &&
                       (key.substr(0, middle) == subject || key.substr(middle + 1) == subject);
            });
            changed(kept, subject);
        }
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    answer of_pair(const request& asked) const {
        if (asked.subject_count() != 2) return pass;
        if (value found = facts_.find(asked.type(), pair_of(asked.subject(0), asked.subject(1))))
            return found;
        const value other = facts_.find(asked.type(), pair_of(asked.subject(1), asked.subject(0)));
        const auto matrix = other ? matrix_of(other) : std::nullopt;
        const auto back = matrix ? inverse(*matrix) : std::nullopt;
        if (!back) return pass;
        builder out;
        out.array();
        for (const double one : *back) out.add(one + 0.0);  // no negative zero
        return out.end().finish();
    }

    void add_pair(const request& offered, const std::string& type) {
        if (offered.subject_count() != 2) throw error(QUOIN_E_INVALID, type + ": two subjects are expected");
        const auto matrix = matrix_of(offered.payload());
        if (!matrix) throw error(QUOIN_E_INVALID, type + ": 16 finite numbers are expected");
        if (!inverse(*matrix)) throw error(QUOIN_E_INVALID, type + ": the matrix has no inverse");
        const std::string_view a = offered.subject(0), b = offered.subject(1);
        facts_.forget(type, pair_of(b, a));  // one of the two is kept, so that they cannot disagree
        facts_.put(type, pair_of(a, b), value(offered.payload()));
    }

    void changed(const std::string& type, std::string_view subject) const {
        host_->invalidate(host_, to_str(type), listed_ ? quoin_str{} : to_str(subject));
    }

    const quoin_host* host_;
    const settings how_;
    held_facts facts_;
    std::atomic<bool> listed_ = false;  ///< somebody asked for everything of a type
    type_descriptions descriptions_{described};
};

}  // namespace
}  // namespace quoin::memory_store

QUOIN_PLUGIN(quoin::memory_store::memory_store)
