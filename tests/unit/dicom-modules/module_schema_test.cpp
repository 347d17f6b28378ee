// Every module has a schema and a description.
#include "modules_fixture.hpp"

#include <quoin/ext/type_info.h>

namespace quoin {
namespace {

struct module_schema : modules_fixture {
    value of_module(const std::string& name) { return answer_to("moduleSchema", name); }
};

TEST_F(module_schema, of_a_module_says_kinds_units_and_attributes) {
    const value found = of_module("patientStudyModule");
    EXPECT_EQ(found["$schema"].as_string(), "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(found["title"].as_string(), "patientStudyModule");
    EXPECT_EQ(found["additionalProperties"].as_bool(), false);
    EXPECT_EQ(to_json(found["properties"]["patientWeight"]),
              R"({"description":"PatientWeight (0010,1030), kg","type":"number"})");
}

TEST_F(module_schema, of_a_computed_field_says_whether_it_is_always_there) {
    const value found = of_module("transferSyntax");
    EXPECT_EQ(to_json(found["required"]), R"(["transferSyntaxUID","isVideo"])");
}

TEST_F(module_schema, of_an_array_of_a_fixed_length_says_it) {
    const value found = of_module("imagePlaneModule");
    EXPECT_EQ(to_json(found["properties"]["imagePositionPatient"]["minItems"]), "3");
    EXPECT_EQ(to_json(found["properties"]["imageOrientationPatient"]["maxItems"]), "6");
}

TEST_F(module_schema, of_what_is_no_module_is_no_answer) {
    EXPECT_EQ(json("moduleSchema", "instance"), "(none)");
    EXPECT_EQ(json("moduleSchema", "/data/a.dcm"), "(none)");
}

TEST_F(module_schema, is_there_for_every_type_that_asks_about_images) {
    for (const std::string& type : host.types()) {
        if (type == "moduleSchema" || type.starts_with("org.quoin.")) continue;
        EXPECT_NE(json("moduleSchema", type), "(none)") << type;
    }
}

TEST_F(module_schema, describes_every_type_with_a_line_and_every_field_with_a_kind) {
    for (const std::string& type : host.types()) {
        bool described = false;
        host.each_in_chain(type, [&](const engine::registration&, engine::provider& one) {
            const auto* const table =
                static_cast<const quoin_provider_type_info*>(one.extension(QUOIN_EXT_TYPE_INFO));
            ASSERT_NE(table, nullptr);
            for (std::size_t i = 0; i < table->type_count; ++i) {
                if (to_view(table->types[i].type) != type) continue;
                described = true;
                EXPECT_NE(table->types[i].about.len, 0U) << type;
                for (std::size_t field = 0; field < table->types[i].field_count; ++field)
                    EXPECT_NE(table->types[i].fields[field].kind.len, 0U) << type;
            }
        });
        EXPECT_TRUE(described) << type;
    }
}

}  // namespace
}  // namespace quoin
