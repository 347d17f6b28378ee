// The display-sets plugin above naturalized objects, with frames, modules and attributes as they are shipped.
#pragma once

#include <plugin_engine.hpp>

#include <filesystem>
#include <fstream>

namespace quoin {

struct display_sets_fixture : plugin_engine {
    void SetUp() override {
        load(FRAMES);
        load(DICOM_MODULES);
        load(ATTRIBUTES);
        load(DISPLAY_SETS, config());
    }
    virtual std::string config() const { return "{}"; }

    /// A new object of these members: {..} without the braces; its imageId.
    std::string object(const std::string& members) {
        std::string image_id = "image:" + std::to_string(++objects_);
        provide("naturalized", image_id, "{" + members + "}");
        return image_id;
    }
    /// A CT slice of series "S" at that z.
    std::string slice(double z, const std::string& more = {}) {
        return object(
            R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SeriesInstanceUID":"S","Modality":"CT","Rows":4,)"
            R"("Columns":8,"PixelSpacing":[0.5,0.25],"ImageOrientationPatient":[1,0,0,0,1,0],)"
            R"("ImagePositionPatient":[10,20,)" +
            std::to_string(z) + "]" + (more.empty() ? "" : "," + more));
    }

    value of(const std::string& type, std::vector<std::string> subjects, const std::string& options = {}) {
        engine::query asked{.type = type, .subjects = std::move(subjects)};
        if (!options.empty()) asked.options = from_json(options);
        const engine::result found = host.get(asked);
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
        return found.answer;
    }
    std::string error_of(const std::string& type, std::vector<std::string> subjects) {
        const engine::result found = host.get({.type = type, .subjects = std::move(subjects)});
        EXPECT_EQ(found.outcome, QUOIN_ERROR);
        return found.error.message;
    }

 private:
    int objects_ = 0;
};

/// A folder of its own, gone at the end.
struct own_folder {
    std::filesystem::path path = make();
    ~own_folder() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name, std::string_view content = {}) const {
        const std::filesystem::path at = path / name;
        std::filesystem::create_directories(at.parent_path());
        std::ofstream(at, std::ios::binary) << content;
        return at.string();
    }

 private:
    static std::filesystem::path make() {
        std::string name = (std::filesystem::temp_directory_path() / "quoin-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        return std::filesystem::canonical(name);
    }
};

}  // namespace quoin
