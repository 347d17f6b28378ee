// quoin providers: who is asked, in which order, how often and for how long, and who is kept out.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"
#include "listing_commands.hpp"

#include <quoin/host.hpp>

#include <string>
#include <vector>

namespace quoin::cli {

/// Every provider in the order of asking; refused and disabled ones last, each with its reason beneath. The
/// table keeps within 100 columns but for words that are longer. Throws output_error.
exit_code list_providers(const host& of, listing_format how, console& to);

/// Those of the host that no row of the list tells.
std::vector<problem> problems_beside_the_list(const host& of);

/// Lets a provider or a library out of quarantine and says which files that were; an error where none was in
/// it.
exit_code release_provider(const host_options& of, const std::string& name, console& to);

}  // namespace quoin::cli
