#include "references.hpp"

#include "member_list.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace quoin::referenced {
namespace {

struct uids {
    std::string study, series, sop_class, instance;
};

std::string text(view member) {
    return std::string(member.as_string().value_or(""));
}

/// Of the object; nothing where it has no SOP class or instance.
std::optional<uids> uids_of(call& asked_in, std::string_view image_id) {
    const auto sop = asked_in.get("sopCommonModule", image_id);
    const auto series = asked_in.get("generalSeriesModule", image_id);
    uids out;
    if (series) {
        out.study = text((*series)["studyInstanceUID"]);
        out.series = text((*series)["seriesInstanceUID"]);
    }
    if (out.study.empty())
        if (const auto study = asked_in.get("generalStudyModule", image_id))
            out.study = text((*study)["studyInstanceUID"]);
    if (sop) {
        out.sop_class = text((*sop)["sopClassUID"]);
        out.instance = text((*sop)["sopInstanceUID"]);
    }
    if (out.sop_class.empty() || out.instance.empty()) {
        asked_in.note("the object has no SOP Class UID or no SOP Instance UID");
        return std::nullopt;
    }
    return out;
}

void add_instance(builder& out, const uids& of) {
    out.object()
        .member("ReferencedSOPClassUID", of.sop_class)
        .member("ReferencedSOPInstanceUID", of.instance)
        .end();
}

struct series_group {
    std::string series;
    std::vector<uids> instances;
};
struct study_group {
    std::string study;
    std::vector<series_group> series;
};

void add_series(builder& out, const std::vector<series_group>& all) {
    out.key("ReferencedSeriesSequence").array();
    for (const series_group& one : all) {
        out.object().member("SeriesInstanceUID", one.series).key("ReferencedInstanceSequence").array();
        for (const uids& instance : one.instances) add_instance(out, instance);
        out.end().end();
    }
    out.end();
}

}  // namespace

answer sop_reference(call& asked_in, std::string_view image_id) {
    const auto of = uids_of(asked_in, image_id);
    if (!of) return pass;
    builder out;
    out.object()
        .member("ReferencedSOPClassUID", of->sop_class)
        .member("ReferencedSOPInstanceUID", of->instance);
    const auto named = asked_in.get("uriModule", image_id);
    const auto frame = named ? asked_in.get("frameModule", image_id) : std::nullopt;
    if (frame && (*frame)["numberOfFrames"].as_int().value_or(1) > 1)
        out.key("ReferencedFrameNumber").array().add((*frame)["frameNumber"]).end();
    return out.end().finish();
}

answer series_reference(call& asked_in, std::string_view image_id) {
    const auto of = uids_of(asked_in, image_id);
    if (!of) return pass;
    if (of->series.empty()) {
        asked_in.note("the object has no Series Instance UID");
        return pass;
    }
    builder out;
    out.object().member("SeriesInstanceUID", of->series).key("ReferencedInstanceSequence").array();
    add_instance(out, *of);
    return out.end().end().finish();
}

value common_references(call& asked_in, const std::vector<std::string>& image_ids) {
    std::vector<study_group> studies;
    std::set<std::string> seen;
    for (const std::string& image_id : image_ids) {
        const auto of = uids_of(asked_in, image_id);
        if (!of || of->series.empty() || of->study.empty())
            throw error(QUOIN_E_NOT_FOUND, image_id +
                                               ": cannot be referred to: a study, a series, a SOP class and "
                                               "an instance UID are expected");
        if (!seen.insert(of->instance).second) continue;
        auto study = std::ranges::find(studies, of->study, &study_group::study);
        if (study == studies.end()) study = studies.insert(study, {of->study, {}});
        auto series = std::ranges::find(study->series, of->series, &series_group::series);
        if (series == study->series.end()) series = study->series.insert(series, {of->series, {}});
        series->instances.push_back(*of);
    }
    builder out;
    out.object();
    if (!studies.empty()) add_series(out, studies.front().series);
    if (studies.size() > 1) {
        out.key("StudiesContainingOtherReferencedInstancesSequence").array();
        for (std::size_t i = 1; i < studies.size(); ++i) {
            out.object().member("StudyInstanceUID", studies[i].study);
            add_series(out, studies[i].series);
            out.end();
        }
        out.end();
    }
    return out.end().finish();
}

answer predecessor(call& asked_in, std::string_view image_id) {
    const auto of = uids_of(asked_in, image_id);
    if (!of) return pass;
    if (of->study.empty() || of->series.empty()) {
        asked_in.note("the object has no Study Instance UID or no Series Instance UID");
        return pass;
    }
    const auto series = asked_in.get("SeriesData", image_id);
    member_list out(series ? static_cast<view>(*series) : view());
    const auto image = asked_in.get("generalImageModule", image_id);
    auto number = image ? (*image)["instanceNumber"].as_int() : std::nullopt;
    if (!number)
        if (const auto stated = asked_in.get("InstanceNumber", image_id)) number = stated->as_int();
    out.set_to("InstanceNumber", number.value_or(0) + 1);
    builder replaced;
    replaced.array().object().member("StudyInstanceUID", of->study).key("ReferencedSeriesSequence").array();
    replaced.object().member("SeriesInstanceUID", of->series).key("ReferencedSOPSequence").array();
    add_instance(replaced, *of);
    out.set("PredecessorDocumentsSequence", replaced.end().end().end().end().end().finish());
    return out.object();
}

}  // namespace quoin::referenced
