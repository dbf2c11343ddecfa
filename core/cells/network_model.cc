#include "core/cells/network_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <mutex>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/file.h"
#include "core/base/install_dir.h"
#include "core/base/sha256.h"
#include "core/base/trial.h"
#include "core/cells/onnx_input.h"

namespace cellquant::core {
namespace {

constexpr std::uintmax_t kMaxModelBytes = 64U << 20U;
constexpr std::uintmax_t kMaxHashFileBytes = 4096;
constexpr std::size_t kHashDigits = 64;

constexpr std::int64_t kMinBlockPx = 256;
constexpr std::int64_t kMaxBlockPx = 4096;
constexpr int kMaps = 5;
constexpr int kChannels = 4 * kMaps;
constexpr float kMaxDensity = 1.5F;

// A logit becomes a whole number of this many to one, at most 16 either way.
constexpr float kLogitSteps = 256.0F;
constexpr float kMaxLogit = 16.0F;
constexpr int kMaxLogitSteps = 4096;

tl::unexpected<Error> Invalid(const std::string& name,
                              const std::string& what) {
  return Fail(ErrorReason::kModelInvalid, name + ": " + what);
}

// OpenCV writes what it throws to standard error as well; here the error is a
// value.
class QuietOpenCv {
 public:
  QuietOpenCv()
      : saved_(cv::utils::logging::setLogLevel(
            cv::utils::logging::LOG_LEVEL_SILENT)) {}
  ~QuietOpenCv() { cv::utils::logging::setLogLevel(saved_); }
  QuietOpenCv(const QuietOpenCv&) = delete;
  QuietOpenCv& operator=(const QuietOpenCv&) = delete;

 private:
  cv::utils::logging::LogLevel saved_;
};

// In one line, if it comes from OpenCV.
std::string WhatOf(const std::exception& error) {
  const auto* of_opencv = dynamic_cast<const cv::Exception*>(&error);
  return of_opencv != nullptr ? of_opencv->err : error.what();
}

using ProbabilityTable = std::array<int, 2 * kMaxLogitSteps + 1>;

const ProbabilityTable& Probabilities() {
  static const ProbabilityTable table = [] {
    ProbabilityTable made{};
    for (int i = 0; i <= 2 * kMaxLogitSteps; ++i) {
      const double logit = (i - kMaxLogitSteps) / double{kLogitSteps};
      made[static_cast<std::size_t>(i)] = static_cast<int>(
          std::lround(kProbabilityOne / (1.0 + std::exp(-logit))));
    }
    return made;
  }();
  return table;
}

// The step of a logit, from 0; rounds half up.
std::size_t StepOf(float logit) {
  const float limited = std::clamp(logit, -kMaxLogit, kMaxLogit);
  return static_cast<std::size_t>(limited * kLogitSteps +
                                  static_cast<float>(kMaxLogitSteps) + 0.5F);
}

// Channels first, as networks want them.
cv::Mat Blob(const OpticalDensityImage& block) {
  const int side = block.pixels.rows;
  const std::array<int, 4> sizes = {1, 3, side, block.pixels.cols};
  cv::Mat blob(4, sizes.data(), CV_32F);
  for (int c = 0; c < 3; ++c) {
    cv::Mat1f plane(side, block.pixels.cols, blob.ptr<float>(0, c));
    for (int y = 0; y < plane.rows; ++y) {
      const cv::Vec3f* in = block.pixels[y];
      float* out = plane[y];
      for (int x = 0; x < plane.cols; ++x) {
        out[x] = std::clamp(in[x][c], 0.0F, kMaxDensity);
      }
    }
  }
  return blob;
}

cv::Mat1i Map(const cv::Mat& logits, int map) {
  const ProbabilityTable& table = Probabilities();
  const int rows = logits.size[2];
  const int columns = logits.size[3];
  cv::Mat1i probabilities(2 * rows, 2 * columns);
  for (int part = 0; part < 4; ++part) {
    for (int y = 0; y < rows; ++y) {
      const float* in = logits.ptr<float>(0, 4 * map + part, y);
      int* out = probabilities[2 * y + part / 2] + part % 2;
      for (int x = 0; x < columns; ++x, out += 2) *out = table[StepOf(in[x])];
    }
  }
  return probabilities;
}

bool HasShape(const cv::Mat& output, int block_px) {
  const int half = block_px / 2;
  return output.dims == 4 && output.type() == CV_32F && output.size[0] == 1 &&
         output.size[1] == kChannels && output.size[2] == half &&
         output.size[3] == half;
}

std::string ShapeText(const std::vector<std::int64_t>& shape) {
  return fmt::format("{}", fmt::join(shape, " x "));
}

Result<int> BlockOf(const std::string& name, std::string_view bytes) {
  const auto shape = OnnxInputShape(bytes);
  if (!shape) {
    return Invalid(name, "not an ONNX model with one input, or broken");
  }
  const bool square = shape->size() == 4 && (*shape)[0] == 1 &&
                      (*shape)[1] == 3 && (*shape)[2] == (*shape)[3];
  const std::int64_t side = square ? (*shape)[2] : 0;
  if (side < kMinBlockPx || side > kMaxBlockPx || side % kNetworkStepPx != 0) {
    return Invalid(name, "its input is " + ShapeText(*shape) +
                             ", not 1 x 3 x S x S with S a multiple of 8 from "
                             "256 to 4096");
  }
  return static_cast<int>(side);
}

// Nothing if there is no such file.
Result<std::optional<std::string>> HashBeside(
    const std::filesystem::path& model) {
  std::filesystem::path file = model;
  file += ".sha256";
  const auto text = ReadFile(file, kMaxHashFileBytes);
  if (!text && text.error().reason == ErrorReason::kFileNotFound) {
    return std::nullopt;
  }
  if (!text) return tl::unexpected(text.error());
  const std::string hash = text->substr(0, kHashDigits);
  const bool hexadecimal =
      hash.size() == kHashDigits &&
      hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (hexadecimal) return hash;
  return Invalid(file.filename().string(),
                 "does not begin with a SHA-256 in lowercase hexadecimal");
}

}  // namespace

// Networks of OpenCV keep what they compute in themselves, so each serves one
// thread at a time; as many are made as there are threads.
class NetworkModel::Networks {
 public:
  explicit Networks(std::string bytes) : bytes_(std::move(bytes)) {}

  const std::string& bytes() const { return bytes_; }

  // Throws cv::Exception. A network that has thrown is not used again.
  cv::Mat Forward(const cv::Mat& blob) {
    cv::dnn::Net net = Take();
    net.setInput(blob);
    cv::Mat output = net.forward().clone();
    const std::lock_guard lock(mutex_);
    idle_.push_back(net);
    return output;
  }

 private:
  cv::dnn::Net Take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        cv::dnn::Net net = idle_.back();  // a handle
        idle_.pop_back();
        return net;
      }
    }
    cv::dnn::Net net = cv::dnn::readNetFromONNX(bytes_.data(), bytes_.size());
    // Fixed, so that no build of OpenCV chooses another way to compute.
    net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    return net;
  }

  const std::string bytes_;
  std::mutex mutex_;
  std::vector<cv::dnn::Net> idle_;
};

NetworkModel::NetworkModel(std::string name, std::string bytes, int block_px)
    : name_(std::move(name)),
      sha256_(Sha256(bytes)),
      block_px_(block_px),
      networks_(std::make_unique<Networks>(std::move(bytes))) {}

NetworkModel::~NetworkModel() = default;

Result<std::shared_ptr<const NetworkModel>> NetworkModel::Load(
    const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  auto bytes = ReadFile(file, kMaxModelBytes);
  if (!bytes && bytes.error().reason == ErrorReason::kFileNotFound) {
    return Fail(ErrorReason::kModelNotFound, "no network model " + name);
  }
  if (!bytes) return tl::unexpected(bytes.error());
  CQ_ASSIGN(const auto hash, HashBeside(file));
  if (hash && *hash != Sha256(*bytes)) {
    return Invalid(name, "its SHA-256 is not the one in " + name + ".sha256");
  }
  CQ_ASSIGN(const int block_px, BlockOf(name, *bytes));
  const std::shared_ptr<const NetworkModel> model(
      new NetworkModel(name, *std::move(bytes), block_px));
  const QuietOpenCv quiet;
  cv::setNumThreads(1);  // as in every analysis; a trial cannot have more
  const OpticalDensityImage empty{cv::Mat3f(block_px, block_px, cv::Vec3f())};
  // An exception is no crash, and below it gets a better message.
  const auto compute = [&] {
    try {
      (void)model->Compute(empty);
    } catch (const std::exception&) {
    }
  };
  if (!hash && !SurvivesTrial(compute)) {
    return Invalid(name, "broken: OpenCV crashes on it");
  }
  try {
    CQ_CHECK(model->Compute(empty));
    return model;
  } catch (const std::exception& error) {
    return Invalid(name, "OpenCV cannot compute it: " + WhatOf(error));
  }
}

Result<std::shared_ptr<const NetworkModel>> NetworkModel::LoadInstalled() {
  CQ_ASSIGN(const std::filesystem::path data, DataDir());
  const std::filesystem::path file = data / "models" / "nuclei.onnx";
  CQ_ASSIGN(auto model, Load(file));
  CQ_ASSIGN(const auto hash, HashBeside(file));
  if (hash) return model;
  return Invalid(model->name(), "its hash, nuclei.onnx.sha256, is missing");
}

Result<NetworkMaps> NetworkModel::Compute(
    const OpticalDensityImage& block) const {
  const cv::Mat logits = networks_->Forward(Blob(block));
  if (!HasShape(logits, block_px_)) {
    const int half = block_px_ / 2;
    return Invalid(name_, fmt::format("its output is not 1 x {} x {} x {}",
                                      kChannels, half, half));
  }
  if (!cv::checkRange(logits)) {
    return Invalid(name_, "its output holds what is not a number");
  }
  return NetworkMaps{Map(logits, 0), Map(logits, 1), Map(logits, 2),
                     Map(logits, 3)};
}

// It has been computed before, so what fails now is the machine.
Result<NetworkMaps> NetworkModel::Run(const OpticalDensityImage& block) const {
  try {
    return Compute(block);
  } catch (const std::exception& error) {
    return Fail(ErrorReason::kInternal,
                name_ + ": OpenCV failed: " + WhatOf(error));
  }
}

}  // namespace cellquant::core
