// Makes the sample image ct.dcm beside this file: a CT of 64 x 64 pixels of an invented patient, explicit VR
// little endian. What is in it: ct_image() in tests/support. After a change there: make_sample
// examples/sample/ct.dcm
#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: make_sample FILE\n", stderr);
        return 2;
    }
    try {
        dicom_writer::write_file(dicom_writer::samples::ct_image(), argv[1]);
    } catch (const std::exception& failed) {
        std::fprintf(stderr, "make_sample: %s\n", failed.what());
        return 1;
    }
    return 0;
}
