#include <dicom/naturalize.hpp>

#include "deferred_objects.hpp"
#include "object_values.hpp"

namespace quoin::dicom {

value naturalize(data_set& of, const bulk_place& bulk) {
    const object_range whole = root_range(of, &of.tolerated);
    const bool in_memory = bulk.path.empty() && bulk.memory;
    auto kept = std::make_shared<kept_data_set>(of.trimmed(in_memory), value(bulk.memory),
                                                bulk_place{bulk.path, bulk.identity, bulk.memory});
    builder made;
    object_group* const group = object_group::make(std::move(kept), {&whole, 1});
    group->add(made.get(), 0);
    group->release();
    if (of.detected_syntax.empty()) return made.finish();
    const value found = made.finish();
    return builder().object(found).member("detectedTransferSyntaxUID", of.detected_syntax).end().finish();
}

void check_values(data_set& of, const bulk_place& bulk) {
    builder made;
    const std::shared_ptr<const kept_data_set> not_kept;
    object_values(made.get(), of, bulk, &of.tolerated, not_kept).object(root_range(of, nullptr));
    made.finish();
}

}  // namespace quoin::dicom
