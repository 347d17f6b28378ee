// A program with a metadata host inside: loads a manifest and prints where an image lies.
//     embed config/quoin.yaml scan.dcm
#include <quoin/host.hpp>

#include <iostream>

int main(int count, char** arguments) {
    if (count != 3) {
        std::cerr << "usage: embed MANIFEST IMAGE\n";
        return 2;
    }
    try {
        const quoin::host host({.manifest = arguments[1], .caller_rights = true});
        const auto plane = host.get("imagePlaneModule", arguments[2]);
        if (!plane) {
            std::cerr << arguments[2] << " has no image plane\n";
            return 3;
        }
        std::cout << quoin::to_json(*plane, {.indent = 2}) << '\n';
    } catch (const quoin::error& problem) {
        std::cerr << problem.message() << '\n';
        return 1;
    }
}
