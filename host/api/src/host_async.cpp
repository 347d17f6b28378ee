// get_async and get_many: queries on the threads of a pool.
#include "host_state.hpp"
#include "in_order.hpp"
#include "query_terms.hpp"

#include <engine/found.hpp>
#include <quoin/host.hpp>

#include <boost/container/static_vector.hpp>

#include <algorithm>
#include <new>
#include <utility>

namespace quoin {

namespace {

constexpr std::size_t rows_for_each_job = 8;

query_error failed(const engine::query& what, quoin_code code, std::string why) {
    return {
        code, std::move(why), {}, what.type, what.subjects.empty() ? std::string() : what.subjects.front()};
}

/// A query of get_async until its callback has been called.
struct async_job {
    const engine::engine& asks;
    const engine::query what;
    engine::terms terms;
    const result_callback then;
    query_result cancelled = {};
    query_result starved = {};

    void run(std::stop_token cancel) {
        if (cancel.stop_requested()) {
            tell(std::move(cancelled));
            return;
        }
        terms.cancel = std::move(cancel);
        query_result came;
        try {
            came = detail::result_of(asks, what, terms);
        } catch (const std::bad_alloc&) {
            came = std::move(starved);
        }
        tell(std::move(came));
    }

 private:
    void tell(query_result came) noexcept {
        try {
            then(std::move(came));
        } catch (const std::exception& thrown) {
            complain(thrown.what());
        } catch (...) {
            complain("something that is no std::exception");
        }
    }
    void complain(const char* what_was_thrown) noexcept {
        try {
            asks.log(QUOIN_LOG_ERROR, {}, "a callback of get_async threw: " + std::string(what_was_thrown));
        } catch (...) {  // the line is lost where memory is out
            return;
        }
    }
};

}  // namespace

namespace detail {

void row_of(const engine::engine& asks, std::span<const std::string> types, std::string_view subject,
            std::span<query_result> results, const query_terms& on) {
    const std::string one(subject);
    const auto ask_each = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            results[i] = result_of(asks, query_of(types[i], std::span(&one, 1), {}), terms_of(on));
    };
    if (on.timeout.count() > 0) return ask_each(0, types.size());  // each has its own time
    constexpr std::size_t some = 32;
    for (std::size_t begin = 0; begin < types.size(); begin += some) {
        const std::size_t count = std::min(some, types.size() - begin);
        boost::container::static_vector<engine::found, some> found(count);
        try {
            asks.get_row(types.subspan(begin, count), subject, std::span(found.data(), found.size()),
                         terms_of(on));
        } catch (const std::exception&) {  // one of them: whose failure it is, each says by itself
            ask_each(begin, begin + count);
            continue;
        }
        for (std::size_t i = 0; i < count; ++i) {
            engine::found& of = found[i];
            query_result& into = results[begin + i];
            into.answer.reset();
            into.failure.reset();
            if (of.error)
                into.failure = error_of(*of.error);
            else if (of.outcome == QUOIN_VALUE)
                into.answer = std::move(of.answer);
        }
    }
}

query_result result_of(const engine::engine& asks, const engine::query& what, const engine::terms& on) {
    try {
        engine::result found = asks.get(what, on);
        if (found.outcome == QUOIN_ERROR) return {{}, error_of(found.error)};
        if (found.outcome == QUOIN_PASS) return {};
        return {std::move(found.answer), {}};
    } catch (const std::bad_alloc&) {
        return {{}, failed(what, QUOIN_E_MEMORY, "out of memory")};
    } catch (const std::exception& thrown) {
        return {{}, failed(what, QUOIN_E_FAILED, thrown.what())};
    }
}

}  // namespace detail

worker_pool& host::workers() const noexcept {
    return state_->async.pool();
}

void host::get_async(std::string_view type, std::span<const std::string> subjects, result_callback then,
                     view options, const query_terms& on) const {
    // All made here, where the caller can be told that memory is out: the task has to call back in any case.
    const auto job = std::make_shared<async_job>(async_job{
        state_->asks, detail::query_of(type, subjects, options), detail::terms_of(on), std::move(then)});
    job->cancelled.failure = failed(job->what, QUOIN_E_CANCELLED, "cancelled before it was asked");
    job->starved.failure = failed(job->what, QUOIN_E_MEMORY, "out of memory");
    state_->async.run(on.cancel, [job](std::stop_token cancel) { job->run(std::move(cancel)); });
}

std::future<std::optional<value>> host::get_async(std::string_view type, std::string_view subject,
                                                  view options, const query_terms& on) const {
    const auto promised = std::make_shared<std::promise<std::optional<value>>>();
    const std::string one(subject);
    std::future<std::optional<value>> out = promised->get_future();
    get_async(
        type, std::span(&one, 1),
        [promised](query_result came) {
            if (came.failure)
                promised->set_exception(std::make_exception_ptr(std::move(*came.failure)));
            else
                promised->set_value(std::move(came.answer));
        },
        options, on);
    return out;
}

void host::get_many(std::span<const std::string> types, const subject_source& next, const row_work& with,
                    const many_options& how) const {
    worker_pool& pool = workers();
    const std::size_t jobs = how.jobs != 0 ? how.jobs : pool.threads();
    const auto row = [&, of = state_.get()](std::size_t number, std::string subject) {
        many_row out{number, std::move(subject), {}};
        if (how.options) {
            out.results.reserve(types.size());
            for (const std::string& type : types)
                out.results.push_back(detail::result_of(
                    of->asks, detail::query_of(type, std::span(&out.subject, 1), how.options),
                    detail::terms_of(how.on)));
        } else {
            out.results.resize(types.size());
            detail::row_of(of->asks, types, out.subject, out.results, how.on);
        }
        return with(std::move(out));
    };
    detail::run_in_order(pool, jobs, jobs * rows_for_each_job,
                         [&, count = std::size_t{0}]() mutable -> std::function<detail::ordered_step()> {
                             std::string subject;
                             if (!next(subject)) return {};
                             return [&row, number = count++, subject = std::move(subject)]() mutable {
                                 return row(number, std::move(subject));
                             };
                         });
}

std::vector<many_row> host::get_many(std::span<const std::string> types,
                                     std::span<const std::string> subjects, const many_options& how) const {
    std::vector<many_row> out;
    out.reserve(subjects.size());
    auto fewer = how;
    if (fewer.jobs == 0) fewer.jobs = workers().threads();
    // No thread is started for a subject that is not there.
    fewer.jobs =
        static_cast<unsigned>(std::min<std::size_t>(fewer.jobs, std::max<std::size_t>(subjects.size(), 1)));
    get_many(
        types,
        [subjects, at = std::size_t{0}](std::string& next) mutable {
            if (at == subjects.size()) return false;
            next = subjects[at++];
            return true;
        },
        [&out](many_row made) {
            return
                [&out, row = std::make_shared<many_row>(std::move(made))] { out.push_back(std::move(*row)); };
        },
        fewer);
    return out;
}

}  // namespace quoin
