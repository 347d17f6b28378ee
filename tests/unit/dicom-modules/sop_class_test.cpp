// Which modules an object has is said by its SOP class; what it holds decides only where the class is not
// registered.
#include "modules_fixture.hpp"

#include <dicom/uids.hpp>

namespace quoin {
namespace {

struct sop_class : modules_fixture {
    std::string plane(const std::string& uid, const std::string& members = R"("Rows":1,"Columns":1)") {
        return of("imagePlaneModule", R"("SOPClassUID":")" + uid + R"(",)" + members);
    }
};

TEST_F(sop_class, that_stores_no_image_has_no_image_modules_whatever_it_holds) {
    for (const char* uid :
         {"1.2.840.10008.5.1.4.1.1.88.11", "1.2.840.10008.5.1.4.1.1.66", "1.2.840.10008.5.1.4.39.1",
          "1.2.840.10008.5.1.4.1.1.9.1.1", "1.2.840.10008.5.1.4.1.1.481.3"})
        EXPECT_EQ(plane(uid), "(none)") << uid;
    const std::string report =
        with_instance(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.88.11","Rows":1,"Columns":1)");
    EXPECT_TRUE(notes("imagePlaneModule", report, "its SOP class is not one of images"));
}

TEST_F(sop_class, that_is_not_registered_is_judged_by_what_it_holds) {
    EXPECT_NE(plane("1.3.12.2.1107.5.9.1"), "(none)");
    EXPECT_EQ(plane("1.3.12.2.1107.5.9.1", R"("Modality":"XX")"), "(none)");
}

TEST_F(sop_class, of_images_still_needs_an_image) {
    EXPECT_EQ(plane("1.2.840.10008.5.1.4.1.1.2", R"("Modality":"CT")"), "(none)")
        << "an answer of a search has no plane: all of it would be assumed";
}

TEST_F(sop_class, every_registered_class_whose_name_says_image_stores_images) {
    int found = 0;
    // Numbers of storage classes are dense: every tail up to three numbers long is tried.
    const auto image = [&](const std::string& uid) {
        const dicom::storage_class* const known = dicom::find_storage_class(uid);
        if (known == nullptr || known->name.find("Image Storage") == std::string_view::npos) return;
        ++found;
        EXPECT_NE(plane(uid), "(none)") << known->name;
    };
    const std::string root = "1.2.840.10008.5.1.4.1.1";
    for (int a = 1; a <= 700; ++a) {
        const std::string first = root + '.' + std::to_string(a);
        if (dicom::find_storage_class(first) != nullptr) image(first);
        for (int b = 1; b <= 30; ++b) {
            const std::string second = first + '.' + std::to_string(b);
            image(second);
            for (int c = 1; c <= 9; ++c) {
                image(second + '.' + std::to_string(c));
                for (int d = 1; d <= 9; ++d)
                    image(second + '.' + std::to_string(c) + '.' + std::to_string(d));
            }
        }
    }
    EXPECT_GT(found, 60);
}

TEST_F(sop_class, that_only_looks_like_one_is_not_that_one) {
    const auto units = [&](const std::string& tail) {
        return of("petSeriesModule",
                  R"("Units":"BQML","SOPClassUID":"1.2.840.10008.5.1.4.1.1.)" + tail + '"');
    };
    EXPECT_NE(units("128"), "(none)");
    for (const char* tail :
         {"128.0", "0128", "128.", ".128", "128.1.0", "65664", "128.0.0.0.0", "128a", "-128", ""})
        EXPECT_EQ(units(tail), "(none)") << tail;
}

TEST_F(sop_class, decides_on_pet_before_the_modality_does) {
    const std::string units = R"(,"Units":"BQML")";
    EXPECT_EQ(of("petSeriesModule", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.7","Modality":"PT")" + units),
              "(none)");
    for (const char* tail : {"128", "128.1", "130"})
        EXPECT_EQ(of("petSeriesModule",
                     R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.)" + std::string(tail) + '"' + units),
                  R"({"units":"BQML"})");
}

}  // namespace
}  // namespace quoin
