#include "core/cells/cell.h"

namespace cellquant::core {

std::string_view CellClassName(CellClass c) {
  switch (c) {
    case CellClass::kNegative:
      return "negative";
    case CellClass::kPositive:
      return "positive";
    case CellClass::kEquivocal:
      return "equivocal";
  }
  return "";
}

std::optional<CellClass> CellClassFromName(std::string_view name) {
  for (const CellClass c :
       {CellClass::kNegative, CellClass::kPositive, CellClass::kEquivocal}) {
    if (name == CellClassName(c)) return c;
  }
  return std::nullopt;
}

std::string_view CellVetoName(CellVeto veto) {
  switch (veto) {
    case CellVeto::kNone:
      return "";
    case CellVeto::kMeshwork:
      return "meshwork";
    case CellVeto::kPigment:
      return "pigment";
    case CellVeto::kNoNucleus:
      return "no_nucleus";
  }
  return "";
}

std::optional<CellVeto> CellVetoFromName(std::string_view name) {
  for (const CellVeto v : {CellVeto::kNone, CellVeto::kMeshwork,
                           CellVeto::kPigment, CellVeto::kNoNucleus}) {
    if (name == CellVetoName(v)) return v;
  }
  return std::nullopt;
}

}  // namespace cellquant::core
