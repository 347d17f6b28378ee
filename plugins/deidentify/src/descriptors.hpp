// descriptors.hpp - descriptions without what might tell who somebody is: words are kept that are known to tell
// nothing, all others go. (What is dropped cannot be found by looking for what identifies: nobody knows all names.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quoin::deidentify {

class descriptors {
 public:
    /// `more` are words of the site that tell nothing either.
    explicit descriptors(const std::vector<std::string>& more);

    /// The words of `text` that are known, in its order and letters, with blanks between them. A number is kept where
    /// it is of one or two digits and has its unit with it, as "3mm" or "1.5 T". Words of `never`, in lower case, go
    /// in any case: parts of the names of persons in the same object.
    std::string cleaned(std::string_view text, const std::vector<std::string>& never) const;

 private:
    bool knows(const std::string& lower) const;
    std::vector<std::string> more_;  // in lower case, sorted
};

/// The words of a text in lower case (ASCII letters; others as they are).
std::vector<std::string> words_of(std::string_view text);

}  // namespace quoin::deidentify
