// described_types.hpp - what the types of this plugin mean, for `quoin types`, the reference page and
// moduleSchema.
#pragma once

#include <quoin/type_info.hpp>

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

class described_types {
 public:
    described_types();
    const void* extension(std::string_view id) const noexcept { return tables_->extension(id); }
    std::span<const type_info> all() const noexcept { return all_; }

 private:
    std::vector<field_info> table_fields();

    std::vector<std::vector<field_info>> fields_;  // of types that are made of other tables
    std::deque<std::string> names_;
    std::vector<type_info> all_;
    std::unique_ptr<type_descriptions> tables_;
};

}  // namespace quoin::dicom
