// A site's rule: one of its scanners says a wrong pixel spacing, and the site measured by how much.
//
// The provider asks the providers below it (`next`) for the image plane, and where the image is of that
// scanner it changes the spacings in what they answered. All else is theirs.
//
//     - id: com.example.site-spacing
//       priority: 100                        # above whoever makes imagePlaneModule
//       config:
//         rules:
//           - where: { DeviceSerialNumber: "4711" }   # attributes of the instance that must be equal, all of
//           them
//             factor: 1.02                            # what spacings are multiplied with
#include <quoin/quoin.hpp>

namespace {

class site_spacing final : public quoin::provider {
 public:
    static constexpr auto served = quoin::types("imagePlaneModule");
    static constexpr quoin::descriptor info{
        .id = "com.example.site-spacing",
        .name = "Pixel spacing by the site's phantom",
        .version = "1.0.0",
        .vendor = "Example",
        .description = "corrects spacings of scanners that say wrong ones",
        .licence = "MIT",
        .types = served,
        .thread_safe = true,
        .tracked = true};

    explicit site_spacing(const quoin::setup& with) : rules_(with.config()["rules"]) {
        only(with.config(), {"rules"}, "in config");
        if (rules_ && !rules_.is_array()) throw quoin::error(QUOIN_E_CONFIG, "rules must be a list");
        for (std::size_t i = 0; i < rules_.size(); ++i) check(rules_[i], "in rule " + std::to_string(i + 1));
    }

    quoin::answer get(quoin::call& call, const quoin::request& request) override {
        auto plane = call.next();
        if (!plane) return quoin::pass;
        if (rules_.size() == 0) return std::move(*plane);
        const auto instance = call.get("instance", request.subject());
        if (!instance) return std::move(*plane);
        for (std::size_t i = 0; i < rules_.size(); ++i)
            if (applies(rules_[i]["where"], *instance))
                return corrected(call, *plane, *rules_[i]["factor"].as_real());
        return std::move(*plane);
    }

 private:
    static void only(quoin::view object, std::initializer_list<std::string_view> known,
                     const std::string& where) {
        for (std::size_t i = 0; i < object.size(); ++i) {
            const auto name = object.member(i).first;
            bool is_known = false;
            std::string all;
            for (const std::string_view one : known) {
                is_known = is_known || one == name;
                all.append(all.empty() ? "" : ", ").append(one);
            }
            if (!is_known)
                throw quoin::error(QUOIN_E_CONFIG, "unknown setting '" + std::string(name) + "' " + where +
                                                       " (known: " + all + ")");
        }
    }
    static void check(quoin::view rule, const std::string& where) {
        if (!rule.is_object()) throw quoin::error(QUOIN_E_CONFIG, "expected 'where' and 'factor' " + where);
        only(rule, {"where", "factor"}, where);
        // A rule without a condition would correct the images of every scanner.
        if (!rule["where"].is_object() || rule["where"].size() == 0)
            throw quoin::error(QUOIN_E_CONFIG, "expected 'where' with attributes " + where +
                                                   "; write where: { DeviceSerialNumber: \"4711\" }");
        const auto factor = rule["factor"].as_real();
        if (!factor || !(*factor > 0.5 && *factor < 2))
            throw quoin::error(QUOIN_E_CONFIG, "expected a factor between 0.5 and 2 " + where);
    }
    static bool applies(quoin::view where, quoin::view instance) {
        for (std::size_t i = 0; i < where.size(); ++i) {
            const auto [keyword, wanted] = where.member(i);
            if (!(instance[keyword] == wanted)) return false;
        }
        return true;
    }
    /// The plane with other spacings: all else is referred to, not copied.
    static quoin::value corrected(quoin::call& call, const quoin::value& plane, double factor) {
        const auto row = plane["rowPixelSpacing"].as_real();
        const auto column = plane["columnPixelSpacing"].as_real();
        if (!row || !column || plane["pixelSpacingOrigin"].as_string() == "default") {
            call.note("no pixel spacing to correct");
            return plane;
        }
        call.note("pixel spacing corrected by the site's phantom");
        return quoin::builder()
            .object(plane)
            .member("pixelSpacing",
                    [&](quoin::builder& b) { b.array().add(*row * factor).add(*column * factor).end(); })
            .member("rowPixelSpacing", *row * factor)
            .member("columnPixelSpacing", *column * factor)
            .member("pixelSpacingOrigin", info.id)
            .end()
            .finish();
    }

    quoin::value rules_;
};

}  // namespace

QUOIN_PLUGIN(site_spacing)
