// channel_object.hpp - a channel as an object whose samples are read when they are asked for.
#pragma once

#include "samples.hpp"

namespace quoin::waveform {

/// Adds the members of `head` and `samples` to `out` as one object.
void add_channel(value head, channel_samples samples, builder& out);

}  // namespace quoin::waveform
