// The dicom-files plugin in an engine, as a command has it (may read anything) or as a server (roots only),
// and a folder with a file in it.
#pragma once

#include <dicom_writer/data_set.hpp>
#include <dicom_writer/write.hpp>
#include <engine/engine.hpp>
#include <quoin/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quoin {

enum class works_for { user, server };

/// The plugin, made anew.
class files_host {
 public:
    explicit files_host(works_for whom, std::string_view config = "{}");

    engine::result get(const std::string& subject, const std::string& type = "naturalized") const;
    engine::result add(const std::string& subject, view payload);
    /// The answer as JSON; what outcome says where there is none.
    std::string json(const std::string& type, const std::string& subject) const;
    void clear(const std::string& subject);
    /// The name of the error's code and its text; "value" or "pass" where there is none.
    std::string outcome(const std::string& subject) const;
    /// Why the provider was not made; empty where it was.
    const std::string& refused() const noexcept { return refused_; }
    std::string explained(const std::string& subject) const;
    const std::vector<std::string>& warnings() const noexcept { return *warnings_; }

 private:
    std::shared_ptr<std::vector<std::string>> warnings_;
    std::unique_ptr<engine::engine> engine_;
    std::string refused_;
};

struct files_fixture : testing::Test {
    files_fixture();
    ~files_fixture() override;

    std::string write(const std::string& name, const dicom_writer::bytes& content) const;
    std::string path(const std::string& name) const { return (folder / name).string(); }
    /// CT, with Rows as given.
    static dicom_writer::data_set image(int rows);

    std::filesystem::path folder;
    files_host command{works_for::user};
};

/// Rows of an answer; 0 where there is none.
std::int64_t rows(const engine::result& of);

}  // namespace quoin
