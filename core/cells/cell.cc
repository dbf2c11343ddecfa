#include "core/cells/cell.h"

namespace cellquant::core {

std::string_view CellClassName(CellClass c) {
  switch (c) {
    case CellClass::kNegative:
      return "negative";
    case CellClass::kPositive:
      return "positive";
  }
  return "";
}

}  // namespace cellquant::core
