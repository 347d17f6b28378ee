#include <dicom/module_descriptions.hpp>

namespace quoin::dicom {
namespace {

std::string_view kind_name(kind is) {
    switch (is) {
        case kind::text:
            return "string";
        case kind::texts:
            return "string[";
        case kind::integer:
        case kind::pixel_value:
            return "int";
        case kind::integers:
        case kind::numbers:
            return "int[";
        case kind::real:
            return "real";
        case kind::reals:
            return "real[";
        case kind::flag:
            return "bool";
        case kind::name:
        case kind::object:
            return "object";
        case kind::items:
        case kind::objects:
        case kind::other_objects:
            return "object[";
        case kind::bytes:
            return "bytes";
        case kind::bytes_list:
            return "bytes[";
    }
    return "any";
}

std::string kind_of(const field& one) {
    std::string out(kind_name(one.is));
    if (out.ends_with('[')) out += (one.count != 0 ? std::to_string(one.count) : std::string()) + ']';
    return out;
}

}  // namespace

void module_descriptions::add(std::vector<field_info>& to, const std::string& prefix,
                              std::span<const field> fields) {
    for (const field& one : fields) {
        const std::string name = prefix + std::string(one.output);
        to.push_back({keep(name), keep(kind_of(one)), one.unit, one.keyword, one.about});
        if (one.item.empty()) continue;
        add(to, name + (one.is == kind::object ? "." : "[]."), one.item);
    }
}

module_descriptions::module_descriptions(std::span<const metadata_module> modules,
                                         std::span<const type_info> others) {
    std::vector<type_info> all;
    for (const metadata_module& module : modules) {
        std::vector<field_info>& fields = fields_.emplace_back();
        add(fields, {}, module.fields);
        all.push_back({module.type,
                       keep(std::string(module.about) + "; of " + std::string(describe(module.to))),
                       {},
                       module.standard,
                       fields});
    }
    all.insert(all.end(), others.begin(), others.end());
    tables_ = std::make_unique<type_descriptions>(all);
}

}  // namespace quoin::dicom
