// described_types.hpp - what the types of this plugin mean, for `quoin types` and the reference page.
#pragma once

#include <quoin/type_info.hpp>

#include <memory>
#include <string_view>
#include <vector>

namespace quoin::dicom {

class described_types {
 public:
    described_types();
    const void* extension(std::string_view id) const noexcept { return tables_->extension(id); }

 private:
    std::vector<std::vector<field_info>> group_fields_;
    std::unique_ptr<type_descriptions> tables_;
};

}  // namespace quoin::dicom
