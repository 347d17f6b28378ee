// A well-behaved plugin whose id the benchmark changes in copies of the library.
#include <quoin/quoin.hpp>

namespace {

class passing final : public quoin::provider {
 public:
    static constexpr auto types = quoin::types("imagePlaneModule");
    static constexpr quoin::descriptor info{
        .id = "com.example.bench-000", .version = "1.0.0", .types = types, .thread_safe = true};
    explicit passing(const quoin::setup&) {}
    quoin::answer get(quoin::call&, const quoin::request&) override { return quoin::pass; }
};

}  // namespace

QUOIN_PLUGIN(passing)
