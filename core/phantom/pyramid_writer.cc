#include "core/phantom/pyramid_writer.h"

#include <fmt/format.h>
#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "core/phantom/jpeg_tile.h"
#include "core/phantom/parallel.h"
#include "core/phantom/tile_pixels.h"

namespace cellquant::core {
namespace {

constexpr auto kTile = static_cast<int>(kPyramidTilePx);
constexpr std::int64_t kSmallestLevel = 512;
// A tile rarely takes more than 8 bits a pixel, but a noisy one of quality 100
// may; half of the 4 GiB that a classic TIFF can address is kept free.
constexpr std::int64_t kBigTiffPixels = 1'500'000'000;
// Rendering two tiles at once saves part of the margins between them.
constexpr std::int64_t kTilesAtOnce = 2;

using Bytes = std::vector<std::uint8_t>;

struct CloseTiff {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// One level of the pyramid: its pixels that are not yet a full row of tiles,
// and, below level 0, where its compressed tiles wait.
struct Level {
  Size size;
  cv::Mat3b band;             // kTile rows at most, the level's full width
  int filled = 0;             // rows of `band` that hold pixels
  std::int64_t next_row = 0;  // of tiles
  std::unique_ptr<std::FILE, CloseFile> spill;
  std::filesystem::path spill_path;
  std::vector<std::uint32_t> tile_bytes;

  std::int64_t Columns() const { return (size.width + kTile - 1) / kTile; }
  std::int64_t Rows() const { return (size.height + kTile - 1) / kTile; }
  // Rows of pixels in the row of tiles that is being filled.
  int BandHeight() const {
    return static_cast<int>(
        std::min<std::int64_t>(kTile, size.height - next_row * kTile));
  }
};

}  // namespace

struct PyramidWriter::State {
  ~State();

  PyramidOptions options;
  std::filesystem::path path;
  std::unique_ptr<TIFF, CloseTiff> tiff;
  std::vector<Level> levels;
  bool tables_set = false;
  bool finished = false;

  tl::unexpected<Error> Unwritable() const {
    return Fail(ErrorReason::kOutputUnwritable,
                fmt::format("cannot write {}", path.filename().string()));
  }
  Result<void> OpenSpill(std::size_t level);
  void SetTags(const Level& level, bool reduced);
  Result<void> SetTables(const Bytes& tables);
  std::vector<JpegTile> Encode(const Level& level) const;
  Result<void> WriteTile(std::int64_t k, Bytes& image);
  Result<void> Store(std::size_t level, std::vector<JpegTile>& tiles);
  Result<void> FlushBand(std::size_t level, std::vector<JpegTile> tiles);
  Result<void> PassDown(std::size_t level, int height);
  Result<void> AppendLevel(Level& level);
  Bytes tables;
};

PyramidWriter::State::~State() {
  std::error_code ignored;
  for (const Level& level : levels) {
    if (level.spill) std::filesystem::remove(level.spill_path, ignored);
  }
  if (finished || !tiff) return;
  tiff.reset();
  std::filesystem::remove(path, ignored);
}

Result<void> PyramidWriter::State::OpenSpill(std::size_t level) {
  Level& target = levels[level];
  target.spill_path = path;
  target.spill_path += fmt::format(".level{}.tmp", level);
  target.spill.reset(std::fopen(target.spill_path.c_str(), "wb+"));
  if (!target.spill) return Unwritable();
  return {};
}

void PyramidWriter::State::SetTags(const Level& level, bool reduced) {
  TIFF* out = tiff.get();
  TIFFSetField(out, TIFFTAG_SUBFILETYPE, reduced ? FILETYPE_REDUCEDIMAGE : 0);
  TIFFSetField(out, TIFFTAG_IMAGEWIDTH,
               static_cast<std::uint32_t>(level.size.width));
  TIFFSetField(out, TIFFTAG_IMAGELENGTH,
               static_cast<std::uint32_t>(level.size.height));
  TIFFSetField(out, TIFFTAG_TILEWIDTH, static_cast<std::uint32_t>(kTile));
  TIFFSetField(out, TIFFTAG_TILELENGTH, static_cast<std::uint32_t>(kTile));
  TIFFSetField(out, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(out, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(out, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(out, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
  TIFFSetField(out, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
  TIFFSetField(out, TIFFTAG_YCBCRSUBSAMPLING, 2, 2);
  std::array<float, 6> black_white{0.0F,   255.0F, 128.0F,
                                   255.0F, 128.0F, 255.0F};
  TIFFSetField(out, TIFFTAG_REFERENCEBLACKWHITE, black_white.data());
  const double factor = static_cast<double>(levels[0].size.width) /
                        static_cast<double>(level.size.width);
  TIFFSetField(out, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
  TIFFSetField(out, TIFFTAG_XRESOLUTION, 10000.0 / (options.mpp * factor));
  TIFFSetField(out, TIFFTAG_YRESOLUTION, 10000.0 / (options.mpp * factor));
  TIFFSetField(out, TIFFTAG_SOFTWARE, "cellquant phantom");
}

Result<void> PyramidWriter::State::SetTables(const Bytes& bytes) {
  if (TIFFSetField(tiff.get(), TIFFTAG_JPEGTABLES,
                   static_cast<std::uint32_t>(bytes.size()),
                   bytes.data()) != 1) {
    return Unwritable();
  }
  return {};
}

std::vector<JpegTile> PyramidWriter::State::Encode(const Level& level) const {
  std::vector<JpegTile> tiles(static_cast<std::size_t>(level.Columns()));
  ForEachIndex(level.Columns(), options.threads, [&](std::int64_t k) {
    tiles[static_cast<std::size_t>(k)] = EncodeJpegTile(
        TileOf(level.band, level.filled, k, kTile), options.jpeg_quality);
  });
  return tiles;
}

Result<void> PyramidWriter::State::WriteTile(std::int64_t k, Bytes& image) {
  const auto size = static_cast<tmsize_t>(image.size());
  if (TIFFWriteRawTile(tiff.get(), static_cast<std::uint32_t>(k), image.data(),
                       size) != size) {
    return Unwritable();
  }
  return {};
}

Result<void> PyramidWriter::State::Store(std::size_t level,
                                         std::vector<JpegTile>& tiles) {
  Level& target = levels[level];
  std::int64_t k = target.next_row * target.Columns();
  for (JpegTile& tile : tiles) {
    if (tile.image.empty()) {
      return Fail(ErrorReason::kInternal, "a tile could not be compressed");
    }
    if (!tables_set) {
      tables = tile.tables;
      CQ_CHECK(SetTables(tables));
      tables_set = true;
    }
    if (level == 0) {
      CQ_CHECK(WriteTile(k++, tile.image));
      continue;
    }
    if (std::fwrite(tile.image.data(), 1, tile.image.size(),
                    target.spill.get()) != tile.image.size()) {
      return Unwritable();
    }
    target.tile_bytes.push_back(static_cast<std::uint32_t>(tile.image.size()));
  }
  return {};
}

// Stores the full band of a level and hands its pixels to the next one.
Result<void> PyramidWriter::State::FlushBand(std::size_t level,
                                             std::vector<JpegTile> tiles) {
  CQ_CHECK(Store(level, tiles));
  tiles.clear();
  Level& from = levels[level];
  const int height = from.filled;
  from.filled = 0;
  ++from.next_row;
  return level + 1 < levels.size() ? PassDown(level, height) : Result<void>{};
}

Result<void> PyramidWriter::State::PassDown(std::size_t level, int height) {
  Level& to = levels[level + 1];
  // The last odd row of the level above has no partner.
  const int rows = std::min(height / 2, to.BandHeight() - to.filled);
  HalveInto(levels[level].band, 2 * rows, to.band, to.filled);
  to.filled += rows;
  if (to.filled < to.BandHeight() || to.filled == 0) return {};
  return FlushBand(level + 1, Encode(to));
}

Result<void> PyramidWriter::State::AppendLevel(Level& level) {
  SetTags(level, true);
  CQ_CHECK(SetTables(tables));
  std::rewind(level.spill.get());
  Bytes image;
  std::int64_t k = 0;
  for (const std::uint32_t size : level.tile_bytes) {
    image.resize(size);
    if (std::fread(image.data(), 1, size, level.spill.get()) != size) {
      return Unwritable();
    }
    CQ_CHECK(WriteTile(k++, image));
  }
  if (TIFFWriteDirectory(tiff.get()) != 1) return Unwritable();
  return {};
}

PyramidWriter::PyramidWriter(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
PyramidWriter::PyramidWriter(PyramidWriter&&) noexcept = default;
PyramidWriter& PyramidWriter::operator=(PyramidWriter&&) noexcept = default;
PyramidWriter::~PyramidWriter() = default;

Result<PyramidWriter> PyramidWriter::Create(const std::filesystem::path& path,
                                            const PyramidOptions& options) {
  // libtiff would print to the standard error; failures are values here.
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  auto state = std::make_unique<State>();
  state->options = options;
  state->path = path;
  const bool big =
      options.size_px.width * options.size_px.height > kBigTiffPixels;
  state->tiff.reset(TIFFOpen(path.c_str(), big ? "w8" : "w"));
  if (!state->tiff) return state->Unwritable();
  for (Size size = options.size_px;; size = {size.width / 2, size.height / 2}) {
    Level level;
    level.size = size;
    level.band.create(kTile, static_cast<int>(size.width));
    state->levels.push_back(std::move(level));
    if (std::max(size.width, size.height) <= kSmallestLevel) break;
    if (std::min(size.width, size.height) < 2) break;
  }
  for (std::size_t k = 1; k < state->levels.size(); ++k) {
    CQ_CHECK(state->OpenSpill(k));
  }
  state->SetTags(state->levels[0], false);
  return PyramidWriter(std::move(state));
}

std::int64_t PyramidWriter::rows() const { return state_->levels[0].Rows(); }

int PyramidWriter::levels() const {
  return static_cast<int>(state_->levels.size());
}

Result<void> PyramidWriter::WriteRow(const RegionRenderer& render) {
  Level& level = state_->levels[0];
  level.filled = level.BandHeight();
  const int height = level.filled;
  const std::int64_t columns = level.Columns();
  std::vector<JpegTile> tiles(static_cast<std::size_t>(columns));
  const std::int64_t pieces = (columns + kTilesAtOnce - 1) / kTilesAtOnce;
  ForEachIndex(pieces, state_->options.threads, [&](std::int64_t piece) {
    const std::int64_t first = piece * kTilesAtOnce;
    const std::int64_t last = std::min(columns, first + kTilesAtOnce);
    const std::int64_t left = first * kTile;
    const std::int64_t width = std::min(level.size.width, last * kTile) - left;
    const cv::Mat3b pixels =
        render({left, level.next_row * kTile, width, height});
    pixels.copyTo(level.band(
        cv::Rect(static_cast<int>(left), 0, static_cast<int>(width), height)));
    for (std::int64_t k = first; k < last; ++k) {
      tiles[static_cast<std::size_t>(k)] = EncodeJpegTile(
          TileOf(level.band, height, k, kTile), state_->options.jpeg_quality);
    }
  });
  return state_->FlushBand(0, std::move(tiles));
}

Result<void> PyramidWriter::Finish() {
  if (TIFFWriteDirectory(state_->tiff.get()) != 1) {
    return state_->Unwritable();
  }
  for (std::size_t k = 1; k < state_->levels.size(); ++k) {
    CQ_CHECK(state_->AppendLevel(state_->levels[k]));
  }
  if (TIFFFlush(state_->tiff.get()) != 1) return state_->Unwritable();
  state_->finished = true;
  state_->tiff.reset();
  return {};
}

}  // namespace cellquant::core
