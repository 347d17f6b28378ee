// A vendor's plugin: what one hospital knows of its own images.
//
// The hospital measured a phantom and found the pixels of its scanner a little larger than the scanner says.
// This provider corrects that in every image plane: it asks the providers below it (`next`) and changes what
// they answered. It has a type of its own besides, for findings that experts agreed on.
//
//     - id: com.acme.ground-truth
//       priority: 100
//       config:
//         spacingFactor: 1.02                  # what spacings are multiplied with; 1.02 if not given
//         groundTruth:                         # subject -> anything
//           /data/scan.dcm: { lesions: 3 }
#include <quoin/quoin.hpp>

namespace {

class ground_truth final : public quoin::provider {
 public:
    static constexpr auto served = quoin::types("imagePlaneModule", "com.acme.groundTruth");
    static constexpr quoin::descriptor info{
        .id = "com.acme.ground-truth",
        .name = "Acme ground truth",
        .version = "1.0.0",
        .vendor = "Acme",
        .description = "pixel spacing by a measured phantom; agreed findings",
        .licence = "MIT",
        .types = served,
        .thread_safe = true,
        .tracked = true};

    explicit ground_truth(const quoin::setup& with) : truth_(with.config()["groundTruth"]) {
        for (std::size_t i = 0; i < with.config().size(); ++i) {
            const auto name = with.config().member(i).first;
            if (name != "spacingFactor" && name != "groundTruth")
                throw quoin::error(QUOIN_E_CONFIG, "unknown setting '" + std::string(name) +
                                                       "' (known: spacingFactor, groundTruth)");
        }
        if (const quoin::view factor = with.config()["spacingFactor"]) {
            factor_ = factor.as_real().value_or(0);
            if (!(factor_ > 0.5 && factor_ < 2))
                throw quoin::error(QUOIN_E_CONFIG, "spacingFactor must be a number between 0.5 and 2");
        }
    }

    quoin::answer get(quoin::call& call, const quoin::request& request) override {
        if (request.type() == "com.acme.groundTruth") {
            const quoin::view found = truth_[request.subject()];
            return found ? quoin::answer(quoin::value(found)) : quoin::pass;
        }
        const auto plane = call.next();
        if (!plane) return quoin::pass;
        return corrected(call, *plane);
    }

 private:
    /// The plane with other spacings: all else is referred to, not copied.
    quoin::value corrected(quoin::call& call, const quoin::value& plane) const {
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
                    [&](quoin::builder& b) { b.array().add(*row * factor_).add(*column * factor_).end(); })
            .member("rowPixelSpacing", *row * factor_)
            .member("columnPixelSpacing", *column * factor_)
            .member("pixelSpacingOrigin", info.id)
            .end()
            .finish();
    }

    quoin::value truth_;
    double factor_ = 1.02;
};

}  // namespace

QUOIN_PLUGIN(ground_truth)
