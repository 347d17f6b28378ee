#include "rpc_methods.hpp"

#include "answer_json.hpp"
#include "query_failure.hpp"
#include "subject_answers.hpp"
#include "terminal_text.hpp"
#include "trace_privacy.hpp"
#include "why_not.hpp"

#include <algorithm>
#include <array>

namespace quoin::cli::rpc {

namespace {

query_terms terms_of(const query_params& with, const std::stop_token& cancel) {
    return {.timeout = with.timeout, .cancel = cancel};
}

std::string answer_result(const std::optional<value>& found) {
    if (!found) return R"({"answered":false})";
    std::string out = R"({"answered":true,"value":)";
    append_json(out, *found, answer_json());
    return out + '}';
}

std::string get(const scene& in, const query_params& with, const std::stop_token& cancel) {
    return answer_result(in.on.get(with.type, with.subjects, with.options, terms_of(with, cancel)));
}

std::string first_of(const scene& in, const query_params& with, const std::stop_token& cancel) {
    return answer_result(in.on.first_of(with.type, with.subjects, with.options, terms_of(with, cancel)));
}

std::string get_many(const scene& in, const query_params& with, const std::stop_token& cancel) {
    std::string out;
    in.on.get_many(
        with.types,
        [&with, at = std::size_t{0}](std::string& next) mutable {
            if (at == with.subjects.size()) return false;
            next = with.subjects[at++];
            return true;
        },
        [&](many_row made) {
            subject_answers row = answers_of(std::move(made), with.types, with.types);
            return [&out, text = to_json(row)] { out += (out.empty() ? '[' : ',') + text; };
        },
        {.options = with.options, .on = terms_of(with, cancel)});
    if (cancel.stop_requested()) throw error(QUOIN_E_CANCELLED, "cancelled by the caller");
    return out + ']';
}

std::string add(const scene& in, const query_params& with, const std::stop_token& cancel) {
    const bool taken =
        in.on.add(with.type, with.subjects, with.payload, with.options, terms_of(with, cancel));
    return taken ? R"({"taken":true})" : R"({"taken":false})";
}

std::string clear(const scene& in, const query_params& with, const std::stop_token&) {
    if (with.subjects.empty()) in.on.clear(with.type);
    for (const std::string& subject : with.subjects) in.on.clear(with.type, subject);
    return "true";
}

/// The trace with what it says of one provider.
value with_why_not(view trace, const why_not& of) {
    builder out;
    out.object();
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const auto [name, content] = trace.member(i);
        out.member(name, content);
    }
    return out.member("whyNot", static_cast<view>(to_value(of))).end().finish();
}

std::string explain(const scene& in, const query_params& with, const std::stop_token& cancel) {
    const value whole = in.on.explain(with.type, with.subjects, with.options, terms_of(with, cancel));
    const value shown = with.show_values ? whole : without_patient_data(whole);
    if (with.why_not.empty()) return to_json(shown, answer_json());
    return to_json(with_why_not(shown, explain_why_not(shown, in.on.providers(), with.why_not)),
                   answer_json());
}

std::string subscribe(const scene& in, const query_params& with, const std::stop_token&) {
    const std::int64_t number = in.watched.add(with.type, with.subjects, with.options);
    in.after_reply = [&watched = in.watched, number] { watched.begin(number); };
    return "{\"subscription\":" + std::to_string(number) + '}';
}

std::string unsubscribe(const scene& in, const query_params& with, const std::stop_token&) {
    return in.watched.remove(with.subscription) ? R"({"ended":true})" : R"({"ended":false})";
}

std::string stats(const scene& in, const query_params&, const std::stop_token&) {
    return to_json(in.on.stats());
}

std::string providers(const scene& in, const query_params&, const std::stop_token&) {
    return to_json(in.on.providers());
}

std::string config(const scene& in, const query_params&, const std::stop_token&) {
    return to_json(in.on.config());
}

std::string cancel(const scene& in, const query_params& with, const std::stop_token&) {
    return in.running.cancel(with.id) ? R"({"cancelled":true})" : R"({"cancelled":false})";
}

std::string shutdown(const scene&, const query_params&, const std::stop_token&) {
    return "true";
}

constexpr unsigned query_taken = type_param | subjects_param | options_param | timeout_param;
constexpr unsigned query_needed = type_param | subjects_param;

constexpr std::array<method, 13> methods{{
    {"get", {query_taken, query_needed}, ordering::free, get},
    {"first_of", {query_taken, query_needed}, ordering::free, first_of},
    {"get_many",
     {types_param | subjects_param | options_param | timeout_param, types_param | subjects_param},
     ordering::free,
     get_many},
    {"add", {query_taken | payload_param, query_needed | payload_param}, ordering::barrier, add},
    {"clear", {type_param | subjects_param, type_param}, ordering::barrier, clear},
    {"explain", {query_taken | show_values_param | why_not_param, query_needed}, ordering::free, explain},
    {"providers", {}, ordering::free, providers},
    {"config", {}, ordering::free, config},
    {"subscribe", {query_needed | options_param, query_needed}, ordering::free, subscribe},
    {"unsubscribe", {subscription_param, subscription_param}, ordering::free, unsubscribe},
    {"stats", {}, ordering::free, stats},
    {"cancel", {id_param, id_param}, ordering::at_once, cancel},
    {"shutdown", {}, ordering::last, shutdown},
}};

std::string query_data(const query_failure& of) {
    std::string out;
    const auto member = [&out](std::string_view name, std::string_view text) {
        out += out.empty() ? '{' : ',';
        append_json_string(out, name);
        out += ':';
        append_json_string(out, text);
    };
    member("code", of.code);
    member("provider", of.provider);
    member("type", of.type);
    member("subject", of.subject);
    return out + '}';
}

}  // namespace

const method* find_method(std::string_view name) noexcept {
    const auto* const found =
        std::find_if(methods.begin(), methods.end(), [name](const method& one) { return one.name == name; });
    return found == methods.end() ? nullptr : found;
}

std::string method_names() {
    std::string out;
    for (const method& one : methods) out += (out.empty() ? "" : ", ") + std::string(one.name);
    return out;
}

outcome perform(const method& what, const scene& in, const query_params& with,
                const std::stop_token& cancel) {
    try {
        if (cancel.stop_requested()) throw error(QUOIN_E_CANCELLED, "cancelled before it was begun");
        return {what.perform(in, with, cancel), {}};
    } catch (const error& failed) {
        const query_failure why =
            failure_of(failed, with.type, with.subjects.empty() ? std::string_view() : with.subjects.front());
        return {{}, fault{error_code::query_failed, why.message, query_data(why)}};
    } catch (const std::bad_alloc&) {
        return {{}, fault{error_code::internal_error, "out of memory"}};
    } catch (const std::exception& failed) {
        return {{}, fault{error_code::internal_error, failed.what()}};
    }
}

}  // namespace quoin::cli::rpc
