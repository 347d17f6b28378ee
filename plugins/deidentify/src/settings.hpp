// settings.hpp - the `config` of org.quoin.deidentify in the manifest.
#pragma once

#include "attribute_rewriter.hpp"

#include <memory>

namespace quoin::deidentify {

/// Null where the config is empty: nothing is de-identified. Else what to go by:
///     profile: basic                                           # the only one
///     options: [retain-dates-modified, clean-descriptors]      # none unless said
///     secret_file: /etc/quoin/secret                           # at least 16 bytes; line ends at its end do not count
///     secret: "..."                                            # instead, in the manifest, where `quoin config` shows it
///     words: [ACME, KneePro]                                   # more words that descriptions may keep
/// Without a secret one is made up that goes with the process. Throws error QUOIN_E_CONFIG.
std::unique_ptr<const rules> rules_of(view config);

}  // namespace quoin::deidentify
