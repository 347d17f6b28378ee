// object_values.hpp - objects and sequences of a data set into a builder: decoded, or where they are large
// and the data set is kept, deferred.
#pragma once

#include "attribute_values.hpp"
#include "deferred_objects.hpp"
#include "object_range.hpp"

#include <memory>
#include <vector>

namespace quoin::dicom {

class object_values {
 public:
    /// `said`, if given, hears what is wrong with values. Without `keep` nothing is deferred.
    object_values(quoin_builder* out, const data_set& in, const bulk_place& bulk, findings* said,
                  const std::shared_ptr<const kept_data_set>& keep)
        : out_(out), in_(in), said_(said), keep_(keep), values_(out, in, bulk, said) {}

    /// The value of one entry that is a member of an object.
    void member(std::size_t entry, const surroundings& around);
    /// A whole object.
    void object(const object_range& of);

 private:
    /// An object or an array that is being made.
    struct level {
        object_range of;
        bool sequence = false;
        std::unique_ptr<private_blocks> blocks = {};
    };
    void go_through(std::size_t at);
    std::size_t enter_item(std::size_t at);
    std::size_t attribute(std::size_t at);
    std::size_t value_of(std::size_t at, const surroundings& around);
    bool defer_items(std::size_t at, const surroundings& around);
    void name(std::uint32_t tag, const dictionary_entry* known);

    quoin_builder* out_;
    const data_set& in_;
    findings* said_;
    const std::shared_ptr<const kept_data_set>& keep_;
    attribute_values values_;
    std::vector<level> open_;
    std::string room_;
};

}  // namespace quoin::dicom
