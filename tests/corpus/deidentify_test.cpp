// Every file of the corpus de-identified: nothing that identified is left in any answer, references hold, uptake values
// are what they were.
#include "corpus.hpp"

#include <dicom/dictionary.hpp>
#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace quoin::corpus {
namespace {

host_options with(std::vector<std::string> set) {
    return {.manifest = QUOIN_MANIFEST,
            .set = std::move(set),
            .use_environment = false,
            .caller_rights = true,
            .builtin_folder = QUOIN_PLUGINS,
            .log = [](int, std::string_view, std::string_view) {}};
}

struct deidentified_corpus : testing::Test {
    void SetUp() override {
        if (folder().empty()) GTEST_SKIP() << "no corpus here: set QUOIN_CORPUS to its folder";
    }
    static std::optional<value> ask(host& of, const std::string& type, const std::string& subject) {
        try {
            return of.get(type, subject);
        } catch (const error&) {
            return std::nullopt;
        }
    }
    host original{with({})};
    host basic{with({"org.quoin.deidentify.config.profile=basic"})};
    host dates{with(
        {"org.quoin.deidentify.config={profile: basic, options: [retain-dates-modified, clean-descriptors], "
         "secret: \"0123456789abcdef\"}"})};
};

/// Texts of the original by what they may be in answers.
struct texts_of_object {
    std::set<std::string>
        telling;  ///< of names, identifiers and places of the patient and the site; UIDs of instances
    std::set<std::string> others;  ///< of attributes that stay: the same text there tells nothing

    void find(view object) {
        for (std::size_t i = 0; i < object.size(); ++i) {
            const auto [key, member] = object.member(i);
            const dicom::dictionary_entry* const known = dicom::find_keyword(key);
            if (!known) continue;
            const bool several = member.is_array();
            for (std::size_t k = 0; k < (several ? member.size() : 1); ++k)
                find(key, known->representation, several ? member[k] : member);
        }
    }
    /// Short ones are left out: they may stand anywhere by chance.
    std::set<std::string> to_look_for() const {
        constexpr std::size_t by_chance = 6;
        std::set<std::string> out;
        for (const std::string& one : telling)
            if (one.size() >= by_chance && !others.contains(one) && one != "REMOVED") out.insert(one);
        return out;
    }

 private:
    void find(std::string_view key, dicom::vr representation, view one) {
        static const std::set<std::string_view> identifying{
            "PatientID",       "OtherPatientIDs",    "PatientBirthDate", "AccessionNumber",
            "InstitutionName", "StationName",        "PatientAddress",   "InstitutionAddress",
            "StudyID",         "DeviceSerialNumber", "PatientComments",  "IssuerOfPatientID"};
        const std::string text(one.as_string().value_or(""));
        if (representation == dicom::vr::SQ) {
            find(one);
        } else if (representation == dicom::vr::PN) {
            for (std::size_t group = 0; one.is_object() && group < one.size(); ++group)
                telling.insert(std::string(one[group].as_string().value_or("")));
        } else if (representation == dicom::vr::UI) {
            const bool of_no_instance = key.ends_with("ClassUID") || key.starts_with("CodingScheme") ||
                                        key.starts_with("Context") || key == "CreatorVersionUID";
            if (!text.starts_with("1.2.840.10008.")) (of_no_instance ? others : telling).insert(text);
        } else if (!identifying.contains(key)) {
            others.insert(text);
        } else if (text.find_first_of("0123456789") != std::string::npos) {
            telling.insert(text);  // a word alone, as a Study ID "Thyroid", stands in descriptions too
        }
    }
};

TEST_F(deidentified_corpus, has_no_text_left_that_tells_who_it_is) {
    int files = 0;
    std::size_t texts = 0;
    for (const auto& file : dicom_files()) {
        const auto object = ask(original, "naturalized", file.string());
        if (!object || !object->is_object()) continue;
        SCOPED_TRACE(file.filename().string());
        texts_of_object found;
        found.find(*object);
        const std::set<std::string> telling = found.to_look_for();
        for (host* const view_on : {&basic, &dates})
            for (const char* type :
                 {"naturalized", "dicomJson", "instance", "patientModule", "generalStudyModule",
                  "generalSeriesModule", "generalImageModule", "scalingModule", "StudyData", "SeriesData",
                  "ImageSopInstanceReference", "overlayPlaneModule"}) {
                const auto answer = ask(*view_on, type, file.string());
                if (!answer) continue;
                std::string text;
                try {
                    text = to_json(*answer);
                } catch (const error&) {
                    continue;
                }
                // The name of the file is the caller's own.
                for (std::size_t at; (at = text.find(file.stem().string())) != std::string::npos;)
                    text.erase(at, file.stem().string().size());
                for (const std::string& one : telling) {
                    EXPECT_EQ(text.find('"' + one + '"'), std::string::npos)
                        << type << " still has a text of the original";
                    ++texts;
                }
            }
        ++files;
    }
    std::printf("%d files, %zu texts looked for\n", files, texts);
    EXPECT_GT(files, 200);
}

TEST_F(deidentified_corpus, refers_as_the_original_does) {
    std::map<std::string, std::string> there, back;
    int references = 0;
    for (const auto& file : dicom_files()) {
        const auto before = ask(original, "naturalized", file.string()),
                   after = ask(dates, "naturalized", file.string());
        ASSERT_EQ(before.has_value(), after.has_value()) << file;
        if (!before) continue;
        for (const char* keyword :
             {"StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"}) {
            const auto was = (*before)[keyword].as_string(), is = (*after)[keyword].as_string();
            ASSERT_EQ(was.has_value(), is.has_value()) << file << keyword;
            if (!was) continue;
            EXPECT_EQ(there.emplace(*was, *is).first->second, *is) << file << keyword;
            EXPECT_EQ(back.emplace(*is, *was).first->second, *was) << file << keyword;
            ++references;
        }
    }
    EXPECT_GT(references, 500);
}

TEST_F(deidentified_corpus, has_the_same_uptake_values_and_planes) {
    int uptakes = 0, planes = 0;
    for (const auto& file : dicom_files()) {
        SCOPED_TRACE(file.filename().string());
        const auto plane = ask(original, "imagePlaneModule", file.string());
        const auto scaling = ask(original, "scalingModule", file.string());
        for (host* const view_on : {&basic, &dates}) {
            if (scaling) {
                const auto now = ask(*view_on, "scalingModule", file.string());
                ASSERT_TRUE(now);
                for (const char* factor : {"suvbw", "suvlbm", "suvlbmJanma", "suvbsa", "unavailable"})
                    EXPECT_EQ(to_json((*now)[factor]), to_json((*scaling)[factor])) << factor;
                ++uptakes;
            }
            const auto now = ask(*view_on, "imagePlaneModule", file.string());
            ASSERT_EQ(now.has_value(), plane.has_value());
            if (!plane) continue;
            for (const char* field : {"rows", "columns", "pixelSpacing", "imagePositionPatient",
                                      "imageOrientationPatient", "sliceThickness"})
                EXPECT_EQ(to_json((*now)[field]), to_json((*plane)[field])) << field;
            ++planes;
        }
    }
    std::printf("%d scalings, %d planes compared\n", uptakes, planes);
    EXPECT_GT(planes, 200);
}

}  // namespace
}  // namespace quoin::corpus
