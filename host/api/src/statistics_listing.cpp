#include "statistics_listing.hpp"

namespace quoin::detail {

namespace {

void add_counts(builder& out, const engine::type_statistics& of) {
    out.member("entries", of.entries).member("bytes", of.bytes).member("hits", of.hits);
    out.member("misses", of.misses).member("drops", of.drops).member("recomputations", of.recomputations);
}

}  // namespace

value statistics_listing(const engine::statistics& of) {
    builder out;
    out.object().member("maxBytes", of.max_bytes);
    add_counts(out, of.all);
    out.key("types").array();
    for (const engine::type_statistics& one : of.types) {
        out.object().member("type", one.type);
        add_counts(out, one);
        out.end();
    }
    return out.end().end().finish();
}

}  // namespace quoin::detail
