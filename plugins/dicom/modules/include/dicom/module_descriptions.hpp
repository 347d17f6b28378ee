// module_descriptions.hpp - the table as `quoin types` and the reference page tell it.
#pragma once

#include <dicom/module.hpp>

#include <quoin/type_info.hpp>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace quoin::dicom {

class module_descriptions {
 public:
    /// `others` are types of the plugin that are not in the table.
    module_descriptions(std::span<const metadata_module> modules, std::span<const type_info> others);
    const void* extension(std::string_view id) const noexcept { return tables_->extension(id); }

 private:
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    void add(std::vector<field_info>& to, const std::string& prefix, std::span<const field> fields);

    std::deque<std::string> texts_;
    std::deque<std::vector<field_info>> fields_;
    std::unique_ptr<type_descriptions> tables_;
};

}  // namespace quoin::dicom
