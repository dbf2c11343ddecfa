// The templates of this room, as they were when the program was built: no file
// is looked for when it runs.
#ifndef CELLQUANT_CORE_PAGES_TEMPLATES_H_
#define CELLQUANT_CORE_PAGES_TEMPLATES_H_

#include <string_view>

namespace cellquant::core {

extern const std::string_view kComparisonPageTemplate;
extern const std::string_view kComparisonFigureTemplate;

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_TEMPLATES_H_
