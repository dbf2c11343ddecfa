// The checks of the gate, one function each (core/compare/gate.h).
#ifndef CELLQUANT_CORE_COMPARE_GATE_CHECKS_H_
#define CELLQUANT_CORE_COMPARE_GATE_CHECKS_H_

#include <string>

#include "core/compare/gate.h"
#include "core/compare/measurement.h"

namespace cellquant::core {

struct MeasurementPair {
  const SlideMeasurement& before;
  const SlideMeasurement& after;
};

// gate_checks.cc: what must be the same.
GateCheck CheckPatient(const MeasurementPair& pair);
GateCheck CheckSlides(const MeasurementPair& pair);
GateCheck CheckTimepoints(const MeasurementPair& pair);
GateCheck CheckProtocol(const MeasurementPair& pair);
GateCheck CheckProfile(const MeasurementPair& pair);
GateCheck CheckDetector(const MeasurementPair& pair);
GateCheck CheckSoftware(const MeasurementPair& pair);
GateCheck CheckScanner(const MeasurementPair& pair);
GateCheck CheckThickness(const MeasurementPair& pair);
GateCheck CheckClone(const MeasurementPair& pair);

// gate_amounts.cc: what must be nearly the same.
GateCheck CheckPixelSize(const MeasurementPair& pair, GateLimit percent);
GateCheck CheckStainVectors(const MeasurementPair& pair, GateLimit degrees);
GateCheck CheckWhitePoint(const MeasurementPair& pair, GateLimit percent);
GateCheck CheckHematoxylinStrength(const MeasurementPair& pair,
                                   GateLimit percent);
GateCheck CheckDabStrength(const MeasurementPair& pair, GateLimit percent);
GateCheck CheckInternalControl(const MeasurementPair& pair,
                               const std::string& region_class,
                               GateLimit percent);
GateCheck CheckSharpness(const MeasurementPair& pair, GateLimit percent);
GateCheck CheckFocus(const MeasurementPair& pair, GateLimit percent);
GateCheck CheckEvaluable(const MeasurementPair& pair, GateLimit percent);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_GATE_CHECKS_H_
