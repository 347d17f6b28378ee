// One plugin that keeps every rule of abi.h, and by a macro breaks exactly one. Raw, since quoin.hpp keeps
// most of them by itself.
#include <quoin/abi.h>
#include <quoin/ext/row.h>

#include <unistd.h>

#include <cfenv>
#include <chrono>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <string_view>
#include <thread>

#ifdef BREAKS_ABI_MAJOR
#define MAJOR 2
#else
#define MAJOR QUOIN_ABI_MAJOR
#endif
#ifdef BREAKS_HOST_MINOR
#define MIN_HOST_MINOR 99
#else
#define MIN_HOST_MINOR 0
#endif
#ifdef BREAKS_PLUGIN_SIZE
#define PLUGIN_SIZE 16
#else
#define PLUGIN_SIZE sizeof(quoin_plugin)
#endif
#ifdef BREAKS_DESCRIPTOR_SIZE
#define DESCRIPTOR_SIZE 16
#else
#define DESCRIPTOR_SIZE sizeof(quoin_descriptor)
#endif
#ifdef BREAKS_ID
#define ID "com example!"
#else
#define ID "com.example.checked"
#endif
#ifdef BREAKS_VERSION
#define VERSION "new"
#else
#define VERSION "1.0.0"
#endif
#if defined(BREAKS_THREADS_BY_AFFINITY) || defined(BREAKS_ROWS_BY_FLAGS)
#define FLAGS QUOIN_TRACKED
#else
#define FLAGS (QUOIN_TRACKED | QUOIN_THREAD_SAFE)
#endif

namespace {

using namespace std::chrono_literals;

constexpr quoin_str str(std::string_view text) {
    return {text.data(), text.size()};
}
constexpr std::string_view view(quoin_str text) {
    return text.len ? std::string_view(text.ptr, text.len) : std::string_view();
}
[[maybe_unused]] constexpr std::string_view plain = "quoin-check:plain";
constexpr std::string_view served = "com.example.checkedModule";

struct state {
    quoin_provider table;
    const quoin_host* host;
    const quoin_value* config;
};

[[maybe_unused]] void spin(std::chrono::milliseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < until) {
    }
}

// What a vendor's code does somewhere inside of a call, and should not.
void misbehave([[maybe_unused]] std::string_view subject, [[maybe_unused]] const quoin_host* host,
               [[maybe_unused]] quoin_call* call) {
#ifdef BREAKS_FIRST_QUERY
    if (subject == plain) std::abort();
#endif
#ifdef BREAKS_EXCEPTIONS
    if (subject == plain) throw 42;
#endif
#ifdef BREAKS_SUBJECTS_BY_LENGTH
    char small[256];
    if (subject.size() >= sizeof small) std::abort();  // what a checked strcpy does
#endif
#ifdef BREAKS_SUBJECTS_BY_EMPTY
    if (subject.empty()) std::abort();  // what front() of an empty text does, checked
#endif
#ifdef BREAKS_SUBJECTS_BY_UTF8
    if (subject.starts_with('\xFF')) std::abort();  // "cannot happen"
#endif
#ifdef BREAKS_LOCALE
    std::setlocale(LC_ALL, "C.UTF-8");
#endif
#ifdef BREAKS_FLOATING_POINT
    std::fesetround(FE_TOWARDZERO);
#endif
#ifdef BREAKS_SIGNALS
    std::signal(SIGUSR1, SIG_IGN);
#endif
#ifdef BREAKS_WORKING_DIRECTORY
    if (::chdir("/") != 0) std::abort();
#endif
#ifdef BREAKS_ENVIRONMENT
    ::setenv("CHECKED_WAS_HERE", "1", 1);
#endif
#ifdef BREAKS_OUTPUT
    std::puts("hello");
#endif
#ifdef BREAKS_OUTPUT_BY_ERRORS
    std::fputs("hello\n", stderr);
#endif
#ifdef BREAKS_TIME
    if (subject == plain) spin(150ms);
#endif
#ifdef BREAKS_CANCELLATION
    if (subject == plain && host->cancelled(call)) spin(1500ms);  // "only the rest of the work"
#endif
}

// Members of the answer that are not a matter of the request.
[[maybe_unused]] std::int64_t moving_part() {
#ifdef BREAKS_DETERMINISM
    static std::int64_t calls = 0;
    return ++calls;
#elif defined(BREAKS_DETERMINISM_BY_PROCESS)
    return ::getpid();
#elif defined(BREAKS_THREADS)
    static int inside = 0;  // two threads that meet here see each other
    const int now = __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    spin(1ms);
    __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    return now;
#elif defined(BREAKS_THREADS_BY_AFFINITY)
    thread_local std::int64_t of_this_thread = 0;
    static const auto first = std::this_thread::get_id();
    of_this_thread = std::this_thread::get_id() == first ? 1 : 0;
    return of_this_thread;
#else
    return 1;
#endif
}

[[maybe_unused]] quoin_result answer(const quoin_host* host, const quoin_value** out) {
    const quoin_build* const build = host->build;
    quoin_builder* const builder = build->create();
    quoin_value* made = nullptr;
    build->begin_object(builder, nullptr);
    build->key(builder, str("number"));
    build->integer(builder, moving_part());
#ifdef BREAKS_VALUES_BY_LAZY
    quoin_lazy lazy{};
    lazy.struct_size = sizeof lazy;
    lazy.dtype = QUOIN_U8;
    lazy.count = 10;
    lazy.path = str("/quoin-check/no-such-file");
    build->key(builder, str("bytes"));
    build->lazy(builder, &lazy);
#endif
    build->end(builder);
    build->finish(builder, &made);
#ifndef BREAKS_REFERENCES_BY_BUILDER
    build->destroy(builder);
#endif
#ifdef BREAKS_REFERENCES_BY_MOULD
    quoin_mould* mould = nullptr;
    build->create_mould(nullptr, 0, &mould);
#endif
    *out = made;
    return QUOIN_VALUE;
}

// Asks the rest of the chain and another query, as wrapping providers do.
quoin_result ask_others(const quoin_host* host, quoin_call* call, const quoin_request* request) {
#ifdef BREAKS_REENTRANCY
    static std::mutex guard;
    const std::lock_guard<std::mutex> hold(guard);
#endif
    const quoin_value* below = nullptr;
    const quoin_result result = host->next(call, nullptr, &below);
    if (result != QUOIN_VALUE) return result;
#ifndef BREAKS_REFERENCES
    host->values->unref(below);
#endif
    quoin_request other = *request;
    other.type = str("instance");
    const quoin_value* instance = nullptr;
#ifdef BREAKS_REENTRANCY_BY_GET
    static std::mutex guard;
    const std::lock_guard<std::mutex> hold(guard);
#endif
    const quoin_result found = host->get(call, &other, &instance);
    if (found == QUOIN_VALUE) host->values->unref(instance);
    return found;
}

quoin_result QUOIN_CALL get(void* self, quoin_call* call, const quoin_request* request,
                            [[maybe_unused]] const quoin_value** out) {
    const quoin_host* const host = static_cast<state*>(self)->host;
    const std::string_view subject = view(request->subjects[0]);
#ifdef BREAKS_UNKNOWN_TYPE
    if (view(request->type) != served) return answer(host, out);
#else
    if (view(request->type) != served) return QUOIN_PASS;
#endif
#ifdef BREAKS_OPTIONS
    if (request->options && host->values->kind(request->options) != QUOIN_OBJECT) std::abort();
#endif
    misbehave(subject, host, call);
#ifdef BREAKS_SUBJECTS_BY_ANSWER
    if (subject.empty()) return answer(host, out);
#endif
    const quoin_result others = ask_others(host, call, request);
    if (others != QUOIN_VALUE) return others;
#ifdef BREAKS_OUTCOMES
    return 7;
#elif defined(BREAKS_OUTCOMES_BY_NO_VALUE)
    return QUOIN_VALUE;
#elif defined(BREAKS_OUTCOMES_BY_PASS)
    *out = nullptr;
    return QUOIN_PASS;
#elif defined(BREAKS_OUTCOMES_BY_NO_REASON)
    host->set_error(call, QUOIN_E_FAILED, str(""));
    return QUOIN_ERROR;
#elif defined(BREAKS_VALUES)
    static const char mine[64] = {};
    *out = reinterpret_cast<const quoin_value*>(mine);
    return QUOIN_VALUE;
#else
    host->note(call, str("as always"));
    return answer(host, out);
#endif
}

// The same answer, of several types at once; `instance` is what the others said to that.
void answer_in(const quoin_host* host, [[maybe_unused]] quoin_call* call, quoin_row* row, std::size_t i,
               [[maybe_unused]] const quoin_value* instance) {
    quoin_row_answer& to = row->answers[i];
    row->at = i;
#ifndef BREAKS_ROWS_BY_NOTES
    host->note(call, str("as always"));
#endif
#if defined(BREAKS_ROWS)
    host->values->ref(instance);
    to.answer = instance;
    to.result = QUOIN_VALUE;
#elif defined(BREAKS_ROWS_BY_NO_VALUE)
    to.result = QUOIN_VALUE;
#elif defined(BREAKS_ROWS_BY_NO_RESULT)
    answer(host, &to.answer);
#elif defined(BREAKS_ROWS_BY_VALUE_WITH_PASS)
    answer(host, &to.answer);
    to.result = QUOIN_PASS;
#elif defined(BREAKS_ROWS_BY_PASS)
    to.result = QUOIN_PASS;
#else
    to.result = answer(host, &to.answer);
#endif
#ifdef BREAKS_ROWS_BY_UNASKED
    row->answers[row->count].result = QUOIN_PASS;
#endif
}

void QUOIN_CALL get_row(void* self, quoin_call* call, quoin_row* row) {
    const quoin_host* const host = static_cast<state*>(self)->host;
    const quoin_value* instance = nullptr;
#ifdef BREAKS_ROWS_BY_THROWING
    throw 42;
#endif
#ifdef BREAKS_ROWS_BY_NEXT
    if (host->next(call, nullptr, &instance) == QUOIN_VALUE) host->values->unref(instance);
#endif
    quoin_request asked{};
    asked.struct_size = sizeof asked;
    asked.type = str("instance");
    asked.subjects = &row->subject;
    asked.subject_count = 1;
    const quoin_result found = host->get(call, &asked, &instance);
#ifndef BREAKS_ROWS_BY_FAILURE
    if (found == QUOIN_ERROR) return;
#endif
    for (std::size_t i = 0; i < row->count; ++i) {
#ifndef BREAKS_ROWS_BY_ANY_TYPE
        if (row->answers[i].place != 0) continue;
#endif
        if (found == QUOIN_PASS)
            row->answers[i].result = QUOIN_PASS;
        else
            answer_in(host, call, row, i, instance);
    }
#ifndef BREAKS_REFERENCES_BY_ROW
    if (found == QUOIN_VALUE) host->values->unref(instance);
#endif
}
constexpr quoin_provider_row in_rows{sizeof in_rows, 0, &get_row};

const void* QUOIN_CALL extension(void*, quoin_str id) {
    return view(id) == QUOIN_EXT_ROW ? &in_rows : nullptr;
}

quoin_result QUOIN_CALL add([[maybe_unused]] void* self, quoin_call*,
                            [[maybe_unused]] const quoin_request* request, const quoin_value**) {
#ifdef BREAKS_PAYLOADS
    const quoin_host* const host = static_cast<state*>(self)->host;
    if (host->values->kind(request->payload) != QUOIN_OBJECT) std::abort();
#endif
    return QUOIN_PASS;
}

void QUOIN_CALL destroy(void* self) {
    state* const me = static_cast<state*>(self);
#ifndef BREAKS_REFERENCES_BY_CONFIG
    me->host->values->unref(me->config);
#endif
    delete me;
#ifdef BREAKS_CREATE_BY_DESTROY
    throw 42;
#endif
}

bool takes(const quoin_host* host, const quoin_value* config) {
#ifdef BREAKS_CONFIG
    (void)host;
    (void)config;
    return true;
#else
#ifdef BREAKS_CONFIG_BY_ABORT
    if (host->values->count(config) != 0) std::abort();
#endif
    return host->values->count(config) == 0;
#endif
}

quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* call, quoin_str, const quoin_value* config,
                               const quoin_provider** out) {
    if (!takes(host, config)) {
        host->set_error(call, QUOIN_E_CONFIG, str("expected no settings, found some; leave config out"));
        return QUOIN_ERROR;
    }
#ifdef BREAKS_CREATE
    host->set_error(call, QUOIN_E_CONFIG, str("expected 'endpoint', found none; write endpoint: URL"));
    return QUOIN_ERROR;
#endif
#ifdef BREAKS_CREATE_BY_EXIT
    std::exit(0);
#endif
#ifdef BREAKS_CREATE_BY_THROW
    throw std::bad_alloc();
#endif
#ifdef BREAKS_GROWTH
    static void* volatile lost;
    lost = std::malloc(256);
    (void)lost;
#endif
#ifdef BREAKS_GROWTH_BY_FILES
    if (::dup(0) < 0) std::abort();
#endif
#ifdef BREAKS_GROWTH_BY_THREADS
    std::thread([] {
        for (;;) ::pause();
    }).detach();
#endif
#ifdef BREAKS_REFERENCES_BY_TOO_MANY
    host->values->unref(config);  // before it took one
#endif
    state* const made = new state{};
    host->values->ref(config);
    made->config = config;
#ifdef BREAKS_REFERENCES_BY_TOO_MANY
    host->values->ref(config);
#endif
    made->host = host;
    made->table.struct_size = sizeof made->table;
    made->table.self = made;
    made->table.get = get;
    made->table.add = add;
    made->table.get_extension = extension;
    made->table.destroy = destroy;
#ifdef BREAKS_CREATE_BY_NO_GET
    made->table.get = nullptr;
#endif
#ifdef BREAKS_CREATE_BY_SIZE
    made->table.struct_size = 8;
#endif
    *out = &made->table;
    return QUOIN_VALUE;
}

constexpr quoin_str types[] = {str(served)};

quoin_descriptor descriptor_of() {
    quoin_descriptor out{};
    out.struct_size = DESCRIPTOR_SIZE;
    out.flags = FLAGS;
    out.id = str(ID);
    out.name = str("Checked");
    out.version = str(VERSION);
    out.vendor = str("Example");
    out.description = str("keeps every rule but one");
    out.licence = str("MIT");
    out.types = types;
    out.type_count = 1;
    return out;
}

const quoin_descriptor descriptor = descriptor_of();
const quoin_descriptor* const descriptors[] = {&descriptor};

constexpr quoin_plugin table{PLUGIN_SIZE, MAJOR, QUOIN_ABI_MINOR, MIN_HOST_MINOR, descriptors, 1, &create};
[[maybe_unused]] constexpr quoin_plugin same_again = table;

#if defined(BREAKS_LOADS)
[[maybe_unused]] const int at_load = (std::abort(), 0);
#elif defined(BREAKS_LOADS_BY_HANGING)
[[maybe_unused]] const int at_load = (std::this_thread::sleep_for(1h), 0);
#elif defined(BREAKS_LOADS_BY_EXIT)
[[maybe_unused]] const int at_load = (::_exit(0), 0);
#elif defined(BREAKS_LOADS_BY_THROWING)
[[maybe_unused]] const int at_load = (throw 42, 0);
#endif

}  // namespace

#ifdef BREAKS_EXPORTS
extern "C" QUOIN_EXPORT int checked_leaked();
extern "C" QUOIN_EXPORT int checked_leaked() {
    return 1;
}
#endif
#ifdef BREAKS_IMPORTS
extern "C" int checked_never_defined();
#endif
#ifdef BREAKS_IMPORTS_BY_LIBRARY
extern "C" int checked_dependency();
#endif

#ifdef BREAKS_EXPORTS_BY_NO_ENTRY
#define ENTRY some_other_function
extern "C" QUOIN_EXPORT const quoin_plugin* QUOIN_CALL some_other_function(void);
#else
#define ENTRY quoin_entry_1
#endif

extern "C" QUOIN_EXPORT const quoin_plugin* QUOIN_CALL ENTRY(void) {
#ifdef BREAKS_IMPORTS
    if (checked_never_defined()) return nullptr;
#endif
#ifdef BREAKS_IMPORTS_BY_LIBRARY
    if (checked_dependency()) return nullptr;
#endif
#if defined(BREAKS_ENTRY)
    return nullptr;
#elif defined(BREAKS_ENTRY_BY_ANOTHER)
    static bool second = false;
    second = !second;
    return second ? &table : &same_again;
#elif defined(BREAKS_ENTRY_BY_THROWING)
    throw 42;
#else
    return &table;
#endif
}
