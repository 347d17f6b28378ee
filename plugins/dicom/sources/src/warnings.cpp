#include <dicom/warnings.hpp>

#include <dicom/decode.hpp>

#include <string>

namespace quoin::dicom {

value warnings_of(const findings& tolerated) {
    builder out;
    out.array();
    for (const finding& one : tolerated.all()) {
        out.object().member("offset", one.offset);
        const auto digits = tag_digits(one.tag);
        out.key("tag");
        if (one.tag != 0)
            out.add(std::string_view(digits.data(), digits.size()));
        else
            out.null();
        out.member("what", one.what).end();
    }
    if (const std::uint64_t more = tolerated.not_kept(); more != 0)
        out.object()
            .member("offset", view())
            .member("tag", view())
            .member("what", "and " + std::to_string(more) + " more")
            .end();
    return out.end().finish();
}

void tell(const findings& tolerated, std::string_view subject, call& services, const quoin_host* host) {
    for (const finding& one : tolerated.all()) {
        const std::string line = one.line();
        services.note(line);
        host->log(host, QUOIN_LOG_WARNING, to_str(std::string(subject) + ": " + line));
    }
    if (const std::uint64_t more = tolerated.not_kept(); more != 0)
        services.note("and " + std::to_string(more) + " more");
}

}  // namespace quoin::dicom
