// The same object as a file and as DICOM JSON: `naturalized` and every module are equal, byte for byte.
#include <plugin_engine.hpp>

#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <functional>
#include <map>
#include <set>

namespace quoin {
namespace {

/// Pixel data that were left where they are are read: the other object has them in its text.
std::string text_of(view found) {
    return to_json(found, {.indent = 0, .lazy_limit = std::size_t{1} << 30});
}

struct same_as_files : plugin_engine {
    same_as_files() {
        load(DICOM_FILES, R"({"inline_bytes":1000000})");
        load(DICOM_JSON, R"({"inline_bytes":1000000})");
        load(FRAMES);
        load(DICOM_MODULES);
    }

    void add(const std::string& subject, view payload) {
        const engine::result added = host.add({.type = "naturalized", .subjects = {subject}}, payload);
        ASSERT_EQ(added.outcome, QUOIN_VALUE) << added.error.message;
    }
    void add_file(const dicom_writer::data_set& tree, const std::string& transfer_syntax) {
        const dicom_writer::bytes content = dicom_writer::write(tree, {.transfer_syntax = transfer_syntax});
        builder payload;
        payload.add(std::span<const std::uint8_t>(content));
        add("acme:file", payload.finish());
    }

    /// Without group 0002, which says how a file is written and is not part of the model.
    std::string naturalized(const std::string& subject) {
        const engine::result found = ask("naturalized", subject);
        if (found.outcome != QUOIN_VALUE) return found.error.message;
        std::string out;
        for (std::size_t i = 0; i < found.answer.size(); ++i) {
            const auto [name, content] = found.answer.member(i);
            if (name.starts_with("FileMeta") || name.starts_with("MediaStorage") ||
                name.starts_with("Implementation") || name == "TransferSyntaxUID")
                continue;
            out += std::string(name) + ": " + text_of(content) + '\n';
        }
        return out;
    }

    /// Without where they are.
    std::string warnings(const std::string& subject) {
        const engine::result found = ask("warnings", subject);
        std::string out;
        for (std::size_t i = 0; i < found.answer.size(); ++i)
            out += to_json(found.answer[i]["tag"]) + to_json(found.answer[i]["what"]) + '\n';
        return out;
    }

    void expect_the_same() {
        EXPECT_EQ(naturalized("acme:file"), naturalized("acme:json"));
        for (const std::string& type : host.types()) {
            // Sources as they are, what names the imageId, and what group 0002 says.
            static const std::set<std::string> others{
                "naturalized",         "warnings",    "instance",      "org.quoin.frames.shared",
                "compressedFrameData", "baseImageId", "frameImageIds", "transferSyntax"};
            if (others.count(type) != 0) continue;
            for (const char* frame : {"", "?frame=2"}) {
                const engine::result a = ask(type, std::string("acme:file") + frame);
                const engine::result b = ask(type, std::string("acme:json") + frame);
                EXPECT_EQ(a.outcome, b.outcome) << type << frame;
                if (type != "uriModule") {
                    EXPECT_EQ(text_of(a.answer), text_of(b.answer)) << type << frame;
                }
            }
        }
    }
};

/// Every number a text, as old servers send them.
value with_numbers_in_texts(view of) {
    builder out;
    const std::function<void(view)> copy = [&](view one) {
        if (one.is_object()) {
            out.object();
            for (std::size_t i = 0; i < one.size(); ++i) {
                out.key(one.member(i).first);
                copy(one.member(i).second);
            }
            out.end();
        } else if (one.is_array()) {
            out.array();
            for (std::size_t i = 0; i < one.size(); ++i) copy(one[i]);
            out.end();
        } else if (one.is_number()) {
            out.add(to_json(one));
        } else {
            out.add(one);
        }
    };
    copy(of);
    return out.finish();
}

/// Attributes, and what each says, last one first.
value upside_down(view of) {
    builder out;
    const std::function<void(view)> copy = [&](view one) {
        if (one.is_object()) {
            out.object();
            for (std::size_t i = one.size(); i-- > 0;) {
                out.key(one.member(i).first);
                copy(one.member(i).second);
            }
            out.end();
        } else if (one.is_array()) {
            out.array();
            for (std::size_t i = 0; i < one.size(); ++i) copy(one[i]);
            out.end();
        } else {
            out.add(one);
        }
    };
    copy(of);
    return out.finish();
}

const std::map<std::string, dicom_writer::data_set>& samples() {
    namespace s = dicom_writer::samples;
    static const std::map<std::string, dicom_writer::data_set> all{
        {"ct", s::ct_image()},
        {"enhanced ct", s::enhanced_ct()},
        {"dx", s::dx_image()},
        {"rt dose", s::rt_dose()},
        {"us", s::us_image()},
        {"palette", s::palette_image()},
        {"every vr", s::every_vr()},
        {"overlays", s::image_with_overlays()},
        {"private", s::image_with_private_elements()}};
    return all;
}

TEST_F(same_as_files, in_every_transfer_syntax_and_every_way_to_write_json) {
    for (const auto& [name, tree] : samples())
        for (const std::string_view syntax :
             {dicom_writer::explicit_vr_little_endian, dicom_writer::implicit_vr_little_endian,
              dicom_writer::explicit_vr_big_endian, dicom_writer::deflated_explicit_vr_little_endian}) {
            if (name == "private" && syntax == dicom_writer::implicit_vr_little_endian)
                continue;  // private elements of implicit VR have no representation, in the model they have
                           // one
            SCOPED_TRACE(name + " " + std::string(syntax));
            add_file(tree, std::string(syntax));
            const engine::result model = ask("dicomJson", "acme:file");
            ASSERT_EQ(model.outcome, QUOIN_VALUE) << model.error.message;
            add("acme:json", value::of(text_of(model.answer)));
            expect_the_same();
            EXPECT_EQ(warnings("acme:file"), warnings("acme:json"));
            if (syntax != dicom_writer::explicit_vr_little_endian) continue;
            add("acme:json", model.answer);
            expect_the_same();
            add("acme:json", with_numbers_in_texts(model.answer));
            expect_the_same();
            add("acme:json", upside_down(model.answer));
            expect_the_same();
        }
}

}  // namespace
}  // namespace quoin
