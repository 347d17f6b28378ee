// A host of callables, so that the command is tested without plugins, and a console that keeps what it is
// told.
#pragma once

#include "console.hpp"

#include <gtest/gtest.h>
#include <quoin/host.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace quoin::cli {

class HostFixture : public ::testing::Test {
 protected:
    HostFixture() {
        // rows: answers for every subject that begins with "scan".
        provide("test.rows", {"rows"}, 0, [](call&, const request& asked) -> answer {
            if (!asked.subject().starts_with("scan")) return pass;
            return value::of(512);
        });
        provide("test.plane", {"plane"}, -5, [](call& services, const request& asked) -> answer {
            if (!asked.subject().starts_with("scan")) return pass;
            services.note("spacing assumed");
            const auto rows = services.get("rows", asked.subject());
            builder out;
            out.object().member("rows", static_cast<view>(*rows));
            out.key("spacing").array().add(0.5).add(0.5).end();
            return out.end().finish();
        });
        provide("test.broken", {"broken"}, 0, [](call&, const request&) -> answer {
            throw error(QUOIN_E_IO, "the disk is gone; put it back");
        });
        provide("test.echo", {"echo"}, 0, [](call&, const request& asked) -> answer {
            builder out;
            out.object().member("options", asked.options()).key("subjects").array();
            for (std::size_t i = 0; i < asked.subject_count(); ++i) out.add(asked.subject(i));
            return out.end().end().finish();
        });
    }

    void provide(std::string id, std::vector<std::string> types, int priority, provider_function function) {
        kept_.push_back(on.add_provider(
            std::move(function), {.types = std::move(types), .priority = priority, .id = std::move(id)}));
    }

    host on{
        host_options{.manifest = {}, .use_environment = false, .workers = std::make_shared<worker_pool>(4)}};
    text_output out;
    text_output err;
    console to{out, err};

 private:
    std::vector<provider_handle> kept_;
};

}  // namespace quoin::cli
