#include "channel_object.hpp"

#include <new>
#include <string>

namespace quoin::waveform {
namespace {

constexpr std::string_view samples_name = "samples";

/// What the functions of the deferred object know: members of the head, then the samples.
struct channel {
    value head;
    channel_samples samples;
};

const channel& of(void* context) noexcept {
    return *static_cast<const channel*>(context);
}

quoin_code QUOIN_CALL name(void* context, std::uint64_t, std::uint32_t index, quoin_str* out) {
    const view head = of(context).head;
    *out = to_str(index < head.size() ? head.member(index).first : samples_name);
    return QUOIN_OK;
}

quoin_code QUOIN_CALL find(void* context, std::uint64_t, quoin_str wanted, const quoin_key*,
                           std::uint32_t* index) {
    const view head = of(context).head;
    const auto count = static_cast<std::uint32_t>(head.size());
    for (std::uint32_t i = 0; i <= count; ++i) {
        if ((i < count ? head.member(i).first : samples_name) != to_view(wanted)) continue;
        *index = i;
        return QUOIN_OK;
    }
    return QUOIN_E_NOT_FOUND;
}

quoin_code QUOIN_CALL make(void* context, std::uint64_t, std::uint32_t index, quoin_builder* into) {
    const channel& mine = of(context);
    try {
        if (index < mine.head.size()) {
            detail::build().value(into, mine.head.member(index).second.get());
            return QUOIN_OK;
        }
        builder made;
        add_samples(mine.samples, made);
        detail::build().value(into, made.finish().get());
        return QUOIN_OK;
    } catch (const error& e) {
        return e.code();
    } catch (const std::bad_alloc&) {
        return QUOIN_E_MEMORY;
    } catch (...) {
        return QUOIN_E_FAILED;
    }
}

void QUOIN_CALL release(void* context, std::uint64_t) {
    delete static_cast<channel*>(context);
}

}  // namespace

void add_channel(value head, channel_samples samples, builder& out) {
    quoin_deferred source{};
    source.struct_size = sizeof source;
    source.count = static_cast<std::uint32_t>(head.size() + 1);
    source.context = new channel{std::move(head), std::move(samples)};
    source.name = &name;
    source.find = &find;
    source.make = &make;
    source.release = &release;
    out.deferred(source);
}

}  // namespace quoin::waveform
