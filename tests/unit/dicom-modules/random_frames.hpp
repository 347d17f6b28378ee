// Objects with frames as scanners, converters and faulty senders write them: most differ from a plain enhanced CT in
// one or two things.
#pragma once

#include <dicom_writer/data_set.hpp>

#include <random>
#include <vector>

namespace quoin {

class random_frames {
 public:
    explicit random_frames(unsigned seed) : random_(seed) {}

    dicom_writer::data_set object();
    /// Of the last object; as many as there are items, which need not be as many as it says.
    int items() const noexcept { return items_; }

 private:
    bool chance(int in) { return std::uniform_int_distribution(1, in)(random_) == 1; }
    std::string number();
    std::string numbers(int count);
    void change(dicom_writer::data_set& object);
    void change_shared(dicom_writer::data_set& groups);
    void change_frame(dicom_writer::data_set& groups, int kind);
    dicom_writer::data_set frame(int kind);
    void repeat(std::vector<dicom_writer::data_set>& frames);

    std::mt19937 random_;
    int items_ = 0;
};

}  // namespace quoin
