#include "files_fixture.hpp"

#include <quoin/ext/caller.h>
#include <engine/plugin_provider.hpp>
#include <files_of_engine.hpp>

#include <dlfcn.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

namespace quoin {

namespace {

const quoin_host_caller user{sizeof(quoin_host_caller), 0, [](const quoin_host*) { return std::int32_t{1}; }};
const quoin_host_caller nobody{sizeof(quoin_host_caller), 0,
                               [](const quoin_host*) { return std::int32_t{0}; }};

}  // namespace

files_host::files_host(works_for whom, std::string_view config)
    : warnings_(std::make_shared<std::vector<std::string>>()) {
    engine::options how = looking_at_files();
    how.log = [lines = warnings_](int level, std::string_view, std::string_view line) {
        if (level == QUOIN_LOG_WARNING) lines->emplace_back(line);
    };
    how.extension = [whom](std::string_view id) -> const void* {
        if (id == QUOIN_EXT_FILES) return &files_of_engine;
        if (id != QUOIN_EXT_CALLER) return nullptr;
        return whom == works_for::user ? &user : &nobody;
    };
    engine_ = std::make_unique<engine::engine>(std::move(how));
    void* const opened = dlopen(DICOM_FILES, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (opened == nullptr) throw std::runtime_error(dlerror());
    const std::shared_ptr<void> mapped(opened, [](void* handle) { dlclose(handle); });
    const auto entry = reinterpret_cast<const quoin_plugin* (*)()>(dlsym(opened, "quoin_entry_1"));
    const quoin_descriptor& of = *entry()->descriptors[0];
    const auto made = engine::create_plugin_provider(*engine_, *entry(), std::string(to_view(of.id)),
                                                     from_json(config), mapped);
    refused_ = made.error.message;
    if (made.made) engine_->add_provider(engine::describe(of), made.made);
}

engine::result files_host::get(const std::string& subject, const std::string& type) const {
    return engine_->get({.type = type, .subjects = {subject}});
}

std::string files_host::json(const std::string& type, const std::string& subject) const {
    const engine::result found = get(subject, type);
    return found.outcome == QUOIN_VALUE ? to_json(found.answer) : found.error.message;
}

engine::result files_host::add(const std::string& subject, view payload) {
    return engine_->add({.type = "naturalized", .subjects = {subject}}, payload);
}

void files_host::clear(const std::string& subject) {
    engine_->clear("naturalized", subject);
}

std::string files_host::outcome(const std::string& subject) const {
    const engine::result found = get(subject);
    if (found.outcome == QUOIN_VALUE) return "value";
    if (found.outcome == QUOIN_PASS) return "pass";
    return std::string(engine::code_name(found.error.code)) + ": " + found.error.message;
}

std::string files_host::explained(const std::string& subject) const {
    return to_json(engine_->explain({.type = "naturalized", .subjects = {subject}}));
}

files_fixture::files_fixture() {
    static std::atomic<int> number = 0;
    folder = std::filesystem::canonical(std::filesystem::temp_directory_path()) /
             ("quoin-files-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(folder);
}

files_fixture::~files_fixture() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

std::string files_fixture::write(const std::string& name, const dicom_writer::bytes& content) const {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream out(folder / name, std::ios::binary);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    return path(name);
}

dicom_writer::data_set files_fixture::image(int rows) {
    return dicom_writer::data_set{}
        .text(0x00080060, "CS", "CT")
        .text(0x00100020, "LO", "id of a patient")
        .numbers(0x00280010, "US", {rows});
}

std::int64_t rows(const engine::result& of) {
    return of.outcome == QUOIN_VALUE ? of.answer["Rows"].as_int().value_or(0) : 0;
}

}  // namespace quoin
