// dicom/source_types.hpp - what the types that every source of DICOM serves mean, for `quoin types`.
#pragma once

#include <quoin/type_info.hpp>

namespace quoin::dicom {

inline constexpr field_info warning_fields[] = {
    {.name = "[].offset", .kind = "int?", .unit = "byte", .about = "where in the file or text"},
    {.name = "[].tag", .kind = "string?", .about = "eight hexadecimal digits"},
    {.name = "[].what", .kind = "string", .about = "one line"}};

inline constexpr type_info source_types[] = {
    {.type = "naturalized",
     .about = "the whole object, its attributes by keyword (docs/dicom.md)",
     .standard = "PS3.6 6"},
    {.type = "dicomJson", .about = "the object in the DICOM JSON model", .standard = "PS3.18 F"},
    {.type = "warnings",
     .about = "what was tolerated in the object when it was read",
     .fields = warning_fields}};

}  // namespace quoin::dicom
