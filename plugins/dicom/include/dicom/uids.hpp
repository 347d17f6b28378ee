// dicom/uids.hpp - the transfer syntaxes and the storage SOP classes that PS3.6 table A-1 registers. Facts
// only; constant data, any thread. A UID is given without its padding NUL.
#pragma once

#include <string_view>

namespace quoin::dicom {

/// How the data set is written under a transfer syntax (PS3.5 chapter 10 and annex A).
struct transfer_syntax {
    std::string_view uid;
    std::string_view name;
    std::string_view keyword;
    bool big_endian;
    bool explicit_vr;
    bool deflated;      ///< everything after the file meta information is one raw deflate stream (annex A.5)
    bool encapsulated;  ///< Pixel Data is a sequence of fragments (annex A.4)
    bool video;         ///< a fragment is not a frame: frames are inside the video stream
    bool retired;
};

/// A SOP class whose instances are stored: what (0008,0016) of a file says.
struct storage_class {
    std::string_view uid;
    std::string_view name;
    std::string_view keyword;
    bool retired;
};

/// nullptr when the UID is not registered, as a private one; what to assume then is the caller's choice.
const transfer_syntax* find_transfer_syntax(std::string_view uid) noexcept;

/// nullptr when the UID is not that of a registered storage SOP class.
const storage_class* find_storage_class(std::string_view uid) noexcept;

/// The same by its keyword, as "CTImageStorage"; letters must agree in case.
const storage_class* find_storage_class_keyword(std::string_view keyword) noexcept;

}  // namespace quoin::dicom
