#include "dose.hpp"

#include <dicom/scaling_inputs.hpp>

namespace quoin::scaling {

void add_dose(const dicom::module_input& from, builder& out) {
    dicom::scaling_inputs inputs;
    const auto scaling = inputs.positive(from.instance, "DoseGridScaling");
    if (!scaling) {
        dicom::add_reasons(out, "unavailable", inputs.reasons());
        return;
    }
    out.member("DoseGridScaling", *scaling);
    out.member_if("DoseSummation", inputs.text(from.instance, "DoseSummationType"));
    out.member_if("DoseType", inputs.text(from.instance, "DoseType"));
    out.member_if("DoseUnit", inputs.text(from.instance, "DoseUnits"));
    inputs.add_to(out);
}

}  // namespace quoin::scaling
