// Scores that a pathologist gives by eye, kept beside what was counted:
// cellquant does not check them against its counts, nor propose them.
#ifndef CELLQUANT_CORE_REGIONS_PATHOLOGIST_SCORE_H_
#define CELLQUANT_CORE_REGIONS_PATHOLOGIST_SCORE_H_

#include <string>

namespace cellquant::core {

struct PathologistScore {
  std::string kind;  // "fdc_network", "tfh", "germinal_center_proliferation"
  int score = 0;     // 0 to 3
  std::string by;    // who gave it: a pseudonym or initials
  std::string at;    // RFC 3339 date, or date and time
  friend bool operator==(const PathologistScore&,
                         const PathologistScore&) = default;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_PATHOLOGIST_SCORE_H_
