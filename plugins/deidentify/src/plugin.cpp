// The provider org.quoin.deidentify: a view on everything below it without what identifies a person, by the Basic
// Application Level Confidentiality Profile (PS3.15 annex E). It serves nothing until its config says
// `profile: basic`.
//
//   naturalized, instance   the object (deidentified_object.hpp); what is computed of it is de-identified with it
//   dicomJson               the same in the DICOM JSON model
//   scalingModule           of a PET image that of the original, without the inputs that identify
//   patientModule and others (deidentified_module.hpp), for those who answer them by themselves
//
// Pixel data are not looked at: what is burned into them stays.
#include "deidentified_module.hpp"
#include "deidentified_object.hpp"
#include "settings.hpp"

#include <dicom/sop_class.hpp>
#include <dicom/uptake.hpp>

#include <algorithm>
#include <memory>

namespace quoin::deidentify {
namespace {

constexpr std::array<std::string_view, 4> other_types{"naturalized", "instance", "dicomJson",
                                                      "scalingModule"};

constexpr auto served_types() {
    std::array<quoin_str, other_types.size() + patient_modules.size()> out{};
    std::size_t at = 0;
    for (const std::string_view one : other_types) out[at++] = to_str(one);
    for (const std::string_view one : patient_modules) out[at++] = to_str(one);
    return out;
}

class deidentify_provider final : public provider {
 public:
    static constexpr auto served = served_types();
    static constexpr descriptor info{
        .id = "org.quoin.deidentify",
        .name = "De-identify",
        .version = "0.1.0",
        .vendor = "Quoin",
        .description = "answers without what identifies a person (PS3.15); off by default",
        .licence = "MIT",
        .types = served,
        .priority = 1'000'000,
        .thread_safe = true,
        .tracked = true};

    /// A config that is wrong does not keep the provider out, for then all would be answered as it is: it is in, and
    /// what it stands before is not answered.
    explicit deidentify_provider(const setup& with) {
        try {
            how_ = rules_of(with.config());
        } catch (const error& e) {
            const std::string line = e.message() + "; nothing is answered until it is mended";
            refused_ = "config of org.quoin.deidentify: " + line;
            with.host()->log(with.host(), QUOIN_LOG_ERROR, to_str("config: " + line));
        }
    }

    bool serves(std::string_view) const override { return how_ || !refused_.empty(); }

    answer get(call& asked_in, const request& asked) override {
        if (!refused_.empty()) throw error(QUOIN_E_CONFIG, refused_);
        if (!how_) return pass;  // a host that does not ask what is served
        if (asked.subject_count() != 1) return refuse_several(asked);
        if (asked.type() == "scalingModule") return scaling(asked_in, asked);
        const auto below = asked_in.next();
        if (!below) return pass;
        if (!below->is_object()) {
            if (below->is_null()) return *below;
            throw error(QUOIN_E_INVALID,
                        std::string(asked.type()) +
                            " is no object here: what cannot be de-identified is not answered");
        }
        if (asked.type() == "naturalized" || asked.type() == "instance")
            return object(asked_in, asked, *below);
        const std::string subject(asked.subject());
        if (asked.type() == "dicomJson") {
            const auto object = asked_in.get("naturalized", subject);
            if (object) return deidentified_json(*how_, *below, *object);
            throw error(QUOIN_E_INVALID,
                        "there is no naturalized object for this dicomJson: it is not answered");
        }
        const auto instance = asked_in.get("instance", subject);
        return deidentified_module(*how_, *below, instance ? view(*instance) : view());
    }

 private:
    static answer refuse_several(const request& asked) {
        throw error(
            QUOIN_E_UNSUPPORTED,
            std::string(asked.type()) + " of several subjects at once is not de-identified, so not answered");
    }

    /// That of the original, in the place of what the same computation makes of the de-identified object. Another
    /// answer is somebody's own, such as a site's correction: it goes before, as without this provider.
    static answer scaling(call& asked_in, const request& asked) {
        const auto below = asked_in.next();
        const auto instance = asked_in.get("instance", asked.subject());
        const view of_original = instance ? (*instance)["deidentified"]["scalingModule"] : view();
        if (!below || !of_original) return below;
        builder again;
        again.object();
        dicom::add_uptake({*instance, asked_in, asked}, again);
        return *below == again.end().finish() ? value(of_original) : *below;
    }

    answer object(call& asked_in, const request& asked, const value& original) const {
        if (is_deidentified(*how_, original)) return original;
        value scaling;
        const bool in_groups =
            original["PerFrameFunctionalGroupsSequence"] || original["SharedFunctionalGroupsSequence"];
        if (!in_groups && dicom::why_not(dicom::applies_to::positron_emission, original).empty()) {
            builder made;
            made.object();
            dicom::add_uptake({original, asked_in, asked}, made);
            scaling = deidentified_scaling(*how_, original, made.end().finish());
        }
        asked_in.note("de-identified by the basic profile");
        return deidentified_object(*how_, original, scaling);
    }

    std::unique_ptr<const rules> how_;  // null: off
    std::string refused_;
};

}  // namespace
}  // namespace quoin::deidentify

QUOIN_PLUGIN(quoin::deidentify::deidentify_provider)
