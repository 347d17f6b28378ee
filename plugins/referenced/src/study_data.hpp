// study_data.hpp - what every instance of a study says alike: of the patient and of the study.
#pragma once

#include <quoin/quoin.hpp>

namespace quoin::referenced {

/// Attributes of the modules Patient, General Study, Patient Study and Clinical Trial (PS3.3 C.7.1.1, C.7.2.1 to C.7.2.3)
/// for a new instance in the study of the subject: those that the modules answer, those that the instance has
/// besides, and null for what must be there and may be empty. Pass where there is no instance.
answer study_data(call& asked_in, std::string_view subject);

}  // namespace quoin::referenced
