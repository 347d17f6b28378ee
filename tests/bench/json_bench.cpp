// DICOM JSON of the 500 instances of a series, 2.4 MB, into what a program can use.
//   json/dom          Boost.JSON's parse into its default DOM: what a program would do without us
//   json/tokens       the flat list that reading starts from
//   json/naturalized  values as `naturalized` has them, one object for each instance
// bytes_per_second is of the text.
#include <object_reader.hpp>

#include <benchmark/benchmark.h>
#include <boost/json.hpp>

#include <string>
#include <vector>

namespace {

/// An attribute of the kind a CT slice has; `%` becomes the number of the instance.
constexpr const char* attributes[] = {
    R"("00080005":{"vr":"CS","Value":["ISO_IR 100"]})",
    R"("00080008":{"vr":"CS","Value":["ORIGINAL","PRIMARY","AXIAL","CT_SOM5 SPI"]})",
    R"("00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]})",
    R"("00080018":{"vr":"UI","Value":["2.25.31415926535897932384626433832795%"]})",
    R"("00080020":{"vr":"DA","Value":["20240229"]})",
    R"("00080021":{"vr":"DA","Value":["20240229"]})",
    R"("00080022":{"vr":"DA","Value":["20240229"]})",
    R"("00080023":{"vr":"DA","Value":["20240229"]})",
    R"("00080030":{"vr":"TM","Value":["101500.123000"]})",
    R"("00080031":{"vr":"TM","Value":["101501.456000"]})",
    R"("00080032":{"vr":"TM","Value":["101502.789000"]})",
    R"("00080033":{"vr":"TM","Value":["101502.9"]})",
    R"("00080050":{"vr":"SH","Value":["QUOIN-A1"]})",
    R"("00080060":{"vr":"CS","Value":["CT"]})",
    R"("00080070":{"vr":"LO","Value":["Quoin works"]})",
    R"("00080080":{"vr":"LO","Value":["Invented Hospital"]})",
    R"("00080081":{"vr":"ST","Value":["1 Invented Street, Nowhere"]})",
    R"("00080090":{"vr":"PN","Value":[{"Alphabetic":"Referrer^Invented"}]})",
    R"("00081010":{"vr":"SH","Value":["STATION1"]})",
    R"("00081030":{"vr":"LO","Value":["Thorax and abdomen"]})",
    R"("0008103E":{"vr":"LO","Value":["Portal venous 5.0 B30f"]})",
    R"("00081090":{"vr":"LO","Value":["Definition"]})",
    R"("00081140":{"vr":"SQ","Value":[{"00081150":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]},)"
    R"("00081155":{"vr":"UI","Value":["2.25.314159265358979323846264338327950001"]}},)"
    R"({"00081150":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]},)"
    R"("00081155":{"vr":"UI","Value":["2.25.314159265358979323846264338327950002"]}}]})",
    R"("00082111":{"vr":"ST"})",
    R"("00090010":{"vr":"LO","Value":["QUOIN WORKS"]})",
    R"("00091001":{"vr":"LO","Value":["a private text of some length"]})",
    R"("00091002":{"vr":"FD","Value":[0.5,-2.25,3.75]})",
    R"("00100010":{"vr":"PN","Value":[{"Alphabetic":"Sample^Quoin"}]})",
    R"("00100020":{"vr":"LO","Value":["QUOIN-0001"]})",
    R"("00100030":{"vr":"DA","Value":["19700101"]})",
    R"("00100040":{"vr":"CS","Value":["O"]})",
    R"("00101010":{"vr":"AS","Value":["054Y"]})",
    R"("00101020":{"vr":"DS","Value":[1.75]})",
    R"("00101030":{"vr":"DS","Value":[70.5]})",
    R"("00180015":{"vr":"CS","Value":["CHEST"]})",
    R"("00180022":{"vr":"CS","Value":["HELIX"]})",
    R"("00180050":{"vr":"DS","Value":[5.0]})",
    R"("00180060":{"vr":"DS","Value":[120]})",
    R"("00180090":{"vr":"DS","Value":[500]})",
    R"("00181000":{"vr":"LO","Value":["73212"]})",
    R"("00181020":{"vr":"LO","Value":["syngo CT 2012B"]})",
    R"("00181030":{"vr":"LO","Value":["ThorAbd Std"]})",
    R"("00181100":{"vr":"DS","Value":[380]})",
    R"("00181110":{"vr":"DS","Value":[1085.6]})",
    R"("00181111":{"vr":"DS","Value":[595]})",
    R"("00181120":{"vr":"DS","Value":[0]})",
    R"("00181130":{"vr":"DS","Value":[183]})",
    R"("00181140":{"vr":"CS","Value":["CW"]})",
    R"("00181150":{"vr":"IS","Value":[500]})",
    R"("00181151":{"vr":"IS","Value":[171]})",
    R"("00181152":{"vr":"IS","Value":[106]})",
    R"("00181160":{"vr":"SH","Value":["FLAT"]})",
    R"("00181170":{"vr":"IS","Value":[26]})",
    R"("00181190":{"vr":"DS","Value":[0.7,1.2]})",
    R"("00181200":{"vr":"DA","Value":["20240229"]})",
    R"("00181201":{"vr":"TM","Value":["063000"]})",
    R"("00181210":{"vr":"SH","Value":["B30f"]})",
    R"("00185100":{"vr":"CS","Value":["HFS"]})",
    R"("00189345":{"vr":"FD","Value":[11.27534]})",
    R"("0020000D":{"vr":"UI","Value":["2.25.314159265358979323846264338327950288"]})",
    R"("0020000E":{"vr":"UI","Value":["2.25.314159265358979323846264338327950419"]})",
    R"("00200010":{"vr":"SH","Value":["QUOIN-S1"]})",
    R"("00200011":{"vr":"IS","Value":[2]})",
    R"("00200012":{"vr":"IS","Value":[3]})",
    R"("00200013":{"vr":"IS","Value":[1%]})",
    R"("00200032":{"vr":"DS","Value":[-189.62890625,-325.62890625,-4%.5]})",
    R"("00200037":{"vr":"DS","Value":[1,0,0,0,1,0]})",
    R"("00200052":{"vr":"UI","Value":["2.25.314159265358979323846264338327950777"]})",
    R"("00201040":{"vr":"LO"})",
    R"("00201041":{"vr":"DS","Value":[-4%.5]})",
    R"("00204000":{"vr":"LT","Value":["reconstructed for this benchmark, of no patient"]})",
    R"("00280002":{"vr":"US","Value":[1]})",
    R"("00280004":{"vr":"CS","Value":["MONOCHROME2"]})",
    R"("00280010":{"vr":"US","Value":[512]})",
    R"("00280011":{"vr":"US","Value":[512]})",
    R"("00280030":{"vr":"DS","Value":[0.7421875,0.7421875]})",
    R"("00280100":{"vr":"US","Value":[16]})",
    R"("00280101":{"vr":"US","Value":[12]})",
    R"("00280102":{"vr":"US","Value":[11]})",
    R"("00280103":{"vr":"US","Value":[0]})",
    R"("00280106":{"vr":"US","Value":[0]})",
    R"("00280107":{"vr":"US","Value":[2%]})",
    R"("00281050":{"vr":"DS","Value":[40,60]})",
    R"("00281051":{"vr":"DS","Value":[400,1500]})",
    R"("00281052":{"vr":"DS","Value":[-1024]})",
    R"("00281053":{"vr":"DS","Value":[1]})",
    R"("00281054":{"vr":"LO","Value":["HU"]})",
    R"("00281055":{"vr":"LO","Value":["WINDOW1","WINDOW2"]})",
    R"("00321032":{"vr":"PN","Value":[{"Alphabetic":"Requester^Invented"}]})",
    R"("00321060":{"vr":"LO","Value":["CT thorax and abdomen with contrast"]})",
    R"("00400244":{"vr":"DA","Value":["20240229"]})",
    R"("00400245":{"vr":"TM","Value":["101400.000000"]})",
    R"("00400253":{"vr":"SH","Value":["P-0001"]})",
    R"("00400275":{"vr":"SQ","Value":[{"00321060":{"vr":"LO","Value":["CT thorax"]},)"
    R"("00400007":{"vr":"LO","Value":["CT thorax and abdomen"]},"00400009":{"vr":"SH","Value":["S-0001"]},)"
    R"("00400008":{"vr":"SQ","Value":[{"00080100":{"vr":"SH","Value":["CTTA"]},"00080102":{"vr":"SH","Value":["99QUOIN"]},)"
    R"("00080104":{"vr":"LO","Value":["CT thorax and abdomen"]}}]},"00401001":{"vr":"SH","Value":["R-0001"]}}]})",
    R"("7FE00010":{"vr":"OW","BulkDataURI":"https://server/dicomweb/studies/1/series/2/instances/%/bulkdata/7FE00010"})"};

/// One text, made once.
const std::string& series() {
    static const std::string text = [] {
        std::string out = "[";
        for (int instance = 100; instance < 600; ++instance) {
            const std::string number = std::to_string(instance);
            out += out.size() == 1 ? "{" : ",{";
            for (const char* one : attributes) {
                if (out.back() != '{') out += ',';
                for (; *one != '\0'; ++one)
                    if (*one == '%')
                        out += number;
                    else
                        out += *one;
            }
            out += '}';
        }
        return out + "]";
    }();
    return text;
}

void measured(benchmark::State& state) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(series().size()));
}

void json_dom(benchmark::State& state) {
    for ([[maybe_unused]] auto turn : state) {
        const boost::json::value parsed = boost::json::parse(series());
        benchmark::DoNotOptimize(parsed.as_array().size());
    }
    measured(state);
}

void json_tokens(benchmark::State& state) {
    for ([[maybe_unused]] auto turn : state)
        benchmark::DoNotOptimize(quoin::dicom_json::json_tokens(std::string_view(series())).size());
    measured(state);
}

void json_naturalized(benchmark::State& state) {
    for ([[maybe_unused]] auto turn : state) {
        const quoin::dicom_json::json_tokens tokens{std::string_view(series())};
        quoin::dicom_json::object_reader reader(tokens);
        std::vector<quoin::dicom_json::json_object> objects;
        for (std::size_t at = 1; at < tokens.size(); at = tokens.next(at)) objects.push_back(reader.read(at));
        benchmark::DoNotOptimize(objects.size());
    }
    measured(state);
}

}  // namespace

BENCHMARK(json_dom)->Name("json/dom");
BENCHMARK(json_tokens)->Name("json/tokens");
BENCHMARK(json_naturalized)->Name("json/naturalized");
