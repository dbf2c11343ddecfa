#include "core/pipeline/software.h"

#include <opencv2/core.hpp>

#include "core/geometry/validity.h"
#include "core/slide/open_slide.h"

namespace cellquant::core {
namespace {

std::string InstructionSet() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0) return "avx512";
  if (__builtin_cpu_supports("avx2") != 0) return "avx2";
  return "x86-64";
#elif defined(__aarch64__)
  return "neon";
#else
  return "generic";
#endif
}

}  // namespace

SoftwareReport Software() {
  return {CELLQUANT_VERSION, OpenSlideVersion(), cv::getVersionString(),
          GeosVersion(), InstructionSet()};
}

}  // namespace cellquant::core
