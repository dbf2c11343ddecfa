// cellquant regions: what is in a file of annotations, and whether it is sound.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "clients/cli/command.h"
#include "clients/cli/options.h"
#include "clients/cli/region_options.h"
#include "clients/cli/table.h"
#include "core/annotations/read_annotations.h"
#include "core/annotations/roles.h"
#include "core/annotations/write_annotations.h"
#include "core/base/file.h"
#include "core/base/printable_text.h"

namespace cellquant::cli {
namespace {

using core::PrintableText;
using nlohmann::json;

constexpr const char* kHelp =
    "What did the pathologist annotate?\n"
    "  cellquant regions node.annotations --slide node.svs\n"
    "Is it sound? Every area that is not is named, and the exit code is 65.\n"
    "  cellquant regions node.annotations --repair    says what can be mended\n"
    "Into another program:\n"
    "  cellquant regions node.ndpi.ndpa --slide node.ndpi --to geojson \\\n"
    "      --out node.geojson\n"
    "docs/formats.md has what each format carries and loses.";

struct Arguments {
  RegionArguments regions;
  std::string slide;
  std::string mpp;
  std::string to;
  std::string out;
  bool json = false;
};

// A file of annotations, and the slide it belongs to as far as it is known.
struct Listing {
  core::AnnotationFile file;
  core::RegionRoles roles;
  std::optional<core::SlideInfo> slide;
  std::optional<core::MicronsPerPixel> mpp;
};

core::Result<Listing> Read(const Arguments& a) {
  Listing listing;
  listing.roles = a.regions.roles;
  CQ_ASSIGN(listing.mpp, ParseMpp(a.mpp));
  if (!a.slide.empty()) {
    CQ_ASSIGN(const auto source, OpenSlideQuietly(a.slide, std::nullopt));
    listing.slide = source->info();
    if (const auto& size = listing.slide->pixel_size) listing.mpp = size->mpp;
  }
  CQ_ASSIGN(const std::string bytes,
            core::ReadFile(a.regions.file, core::kMaxAnnotationBytes));
  const core::SlideInfo* slide = listing.slide ? &*listing.slide : nullptr;
  CQ_ASSIGN(listing.file,
            core::ReadAnnotations(bytes, {slide, a.regions.repair}));
  if (slide == nullptr) return listing;
  for (const core::Region& region : listing.file.regions) {
    if (core::RoleOf(region, listing.roles) != core::RegionRole::kCounted) {
      continue;
    }
    const auto within = core::CheckWithinSlide({region}, slide->size());
    if (!within) listing.file.problems.push_back(within.error());
  }
  return listing;
}

std::size_t HolesOf(const core::MultiPolygon& shape) {
  std::size_t holes = 0;
  for (const core::Polygon& part : shape) holes += part.holes.size();
  return holes;
}

json ToJson(const core::Region& region, const Listing& listing) {
  const core::Level0Rect box = core::Bounds(region.shape);
  json object = {
      {"region_id", region.id},
      {"name", region.name},
      {"classification", region.classification},
      {"role", core::RegionRoleName(core::RoleOf(region, listing.roles))},
      {"parts", region.shape.size()},
      {"holes", HolesOf(region.shape)},
      {"vertices", core::VertexCount(region.shape)},
      {"area_px2", core::AreaPx2(region.shape)},
      {"bounds_px", {box.x, box.y, box.width, box.height}}};
  if (listing.mpp) {
    object["area_mm2"] = core::Area(region.shape, *listing.mpp).value();
  }
  if (!region.annotated_by.empty()) {
    object["annotated_by"] = region.annotated_by;
  }
  if (!region.annotated_at.empty()) {
    object["annotated_at"] = region.annotated_at;
  }
  return object;
}

json ToJson(const Listing& listing) {
  const core::AnnotationFile& file = listing.file;
  json regions = json::array();
  for (const core::Region& region : file.regions) {
    regions.push_back(ToJson(region, listing));
  }
  json problems = json::array();
  for (const core::Error& problem : file.problems) {
    problems.push_back({{"reason", core::ReasonName(problem.reason)},
                        {"message", problem.message}});
  }
  return {{"format", core::AnnotationFormatName(file.format)},
          {"sha256", file.sha256},
          {"regions", regions},
          {"problems", problems},
          {"repairs", file.repairs},
          {"warnings", file.warnings}};
}

std::string Shown(const std::string& text) {
  return text.empty() ? "-" : PrintableText(text, 40);
}

std::string AreaText(const core::Region& region, const Listing& listing) {
  if (!listing.mpp) {
    return fmt::format("{:.1f}", core::AreaPx2(region.shape));
  }
  return fmt::format("{:.6f}", core::Area(region.shape, *listing.mpp).value());
}

void PrintNotes(std::ostream& out, const core::AnnotationFile& file) {
  for (const std::string& repair : file.repairs) {
    out << "repaired: " << PrintableText(repair) << '\n';
  }
  for (const std::string& warning : file.warnings) {
    out << "note: " << PrintableText(warning) << '\n';
  }
}

void PrintListing(const Listing& listing) {
  const core::AnnotationFile& file = listing.file;
  std::cout << fmt::format("{} annotations, sha256 {}\n",
                           core::AnnotationFormatName(file.format),
                           file.sha256.substr(0, 12));
  if (!file.regions.empty()) {
    std::vector<std::vector<std::string>> rows = {
        {"region", "class", "name", "role", "parts", "holes", "vertices",
         listing.mpp ? "area mm2" : "area px2"}};
    for (const core::Region& region : file.regions) {
      rows.push_back(
          {region.id, Shown(region.classification), Shown(region.name),
           std::string(
               core::RegionRoleName(core::RoleOf(region, listing.roles))),
           fmt::format("{}", region.shape.size()),
           fmt::format("{}", HolesOf(region.shape)),
           fmt::format("{}", core::VertexCount(region.shape)),
           AreaText(region, listing)});
    }
    PrintTable(std::cout, rows, 4);
  }
  PrintNotes(std::cout, file);
}

// The exit code of a file of which some areas are none: they are all named.
int ComplainOfProblems(const core::AnnotationFile& file) {
  int code = 0;
  for (const core::Error& problem : file.problems) code = Complain(problem);
  return code;
}

core::Result<void> Convert(const Listing& listing, const Arguments& a) {
  const auto format = core::AnnotationFormatFromName(a.to);
  CQ_ASSIGN(
      const core::WrittenAnnotations written,
      core::WriteAnnotations(format.value_or(core::AnnotationFormat::kGeoJson),
                             listing.file.regions,
                             listing.slide ? &*listing.slide : nullptr));
  PrintNotes(std::cerr, listing.file);
  for (const std::string& loss : written.losses) {
    std::cerr << "lost: " << loss << '\n';
  }
  if (!a.out.empty()) return core::WriteFileAtomically(a.out, written.bytes);
  std::cout << written.bytes << std::flush;
  if (std::cout) return {};
  return core::Fail(core::ErrorReason::kOutputUnwritable,
                    "cannot write to standard output");
}

int Regions(const Arguments& a) {
  const auto listing = Read(a);
  if (!listing) return Complain(listing.error());
  if (!a.to.empty()) {
    if (!listing->file.problems.empty()) {
      return ComplainOfProblems(listing->file);
    }
    const auto converted = Convert(*listing, a);
    return converted ? 0 : Complain(converted.error());
  }
  if (a.json) {
    std::cout << ToJson(*listing).dump(2, ' ', false,
                                       json::error_handler_t::replace)
              << '\n';
  } else {
    PrintListing(*listing);
  }
  return ComplainOfProblems(listing->file);
}

}  // namespace

void AddRegions(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "regions",
      "List, check or convert a file of annotations. Areas are as drawn: what "
      "is excluded is taken off by quantify");
  command->footer(kHelp);
  command->add_option("FILE", a->regions.file, "Annotations of any format")
      ->required();
  CLI::Option* slide = command->add_option(
      "--slide", a->slide,
      "The slide they belong to: areas in mm2, and every region must lie on "
      "it. NDPA needs it");
  command
      ->add_option("--mpp", a->mpp,
                   "Size of a level-0 pixel in um, M or X,Y: areas in mm2")
      ->excludes(slide);
  AddRoleOptions(*command, a->regions);
  std::vector<std::string> formats(core::kAnnotationFormats.size());
  std::transform(core::kAnnotationFormats.begin(),
                 core::kAnnotationFormats.end(), formats.begin(),
                 core::AnnotationFormatName);
  CLI::Option* to =
      command
          ->add_option("--to", a->to,
                       "Convert to this format in place of the list")
          ->check(CLI::IsMember(formats));
  command
      ->add_option("--out", a->out,
                   "File for --to; without it, standard output")
      ->needs(to);
  command->add_flag("--json", a->json, "Print the list as JSON")->excludes(to);
  command->callback([a, &action] { action = [a] { return Regions(*a); }; });
}

}  // namespace cellquant::cli
