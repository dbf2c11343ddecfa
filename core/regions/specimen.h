// Whose tissue a slide shows. Comparisons between timepoints need all of it.
#ifndef CELLQUANT_CORE_REGIONS_SPECIMEN_H_
#define CELLQUANT_CORE_REGIONS_SPECIMEN_H_

#include <optional>
#include <string>
#include <vector>

namespace cellquant::core {

struct Therapy {
  std::string target;      // "BCMA", "CD19", ...
  std::optional<int> day;  // as in Specimen::timepoint_day
  friend bool operator==(const Therapy&, const Therapy&) = default;
};

// Empty strings and 0 um mean: not known.
struct Specimen {
  std::string patient;  // a pseudonym, never a name
  std::string accession;
  std::string block;
  std::string slide_barcode;
  std::string stain_clone;
  double section_thickness_um = 0.0;
  std::string scanner;
  std::string timepoint_label;
  std::optional<int> timepoint_day;  // days since the therapy began
  std::vector<Therapy> therapies;
  friend bool operator==(const Specimen&, const Specimen&) = default;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_SPECIMEN_H_
