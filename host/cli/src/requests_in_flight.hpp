// The requests that were read and not answered yet, by id, so that each can be cancelled.
#pragma once

#include <quoin/value.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace quoin::cli::rpc {

/// All functions: any thread.
class requests_in_flight {
    struct request;

 public:
    /// A request from when it is read until its reply is made. Movable and copyable: one request.
    class ticket {
     public:
        std::stop_token cancelled() const;
        /// It cannot be cancelled any more.
        void end();

     private:
        friend class requests_in_flight;
        requests_in_flight* in_ = nullptr;
        std::shared_ptr<request> of_;
    };

    /// id as JSON, empty for a notification, which nobody can cancel by name. All are cancelled with `with`.
    ticket begin(std::string_view id, const std::stop_token& with);
    /// Tells every request of that id to stop; false where there is none.
    bool cancel(view id);

 private:
    struct request {
        struct stop {
            std::stop_source* source;
            void operator()() const { source->request_stop(); }
        };
        explicit request(const std::stop_token& with) : all(with, stop{&source}) {}
        std::string id = {};
        std::stop_source source = {};
        std::stop_callback<stop> all;  // after what it stops
    };

    std::mutex mutex_;
    std::multimap<std::string, std::shared_ptr<request>, std::less<>> open_;
};

}  // namespace quoin::cli::rpc
