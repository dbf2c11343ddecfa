#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/compare/confidence_bounds.h"
#include "core/formats/comparison_json.h"
#include "core/pages/marker_groups.h"
#include "core/pages/page_sections.h"
#include "core/pages/page_text.h"

namespace cellquant::core {
namespace {

void SetDensity(const std::string& name,
                const std::optional<ClassMeasurement>& region_class,
                const BlockBootstrapOptions& options, PageData& row) {
  row.texts[name] = kNothing;
  if (!region_class) return;
  const auto density = DensityOf(*region_class, options);
  row.texts[name] = density ? density->text : "not evaluable";
  if (density) row.texts[name + "_INTERVAL"] = IntervalText(density->poisson);
}

// Begins and ends as a sentence does.
std::string Sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

std::string TissueText(const TissueNeeded& needed) {
  return fmt::format(
      "At these densities, {} mm\u00b2 of evaluable tissue before and {} "
      "mm\u00b2 after would decide: {}.",
      RoundedUp(needed.before.value()), RoundedUp(needed.after.value()),
      VerdictWord(needed.verdict));
}

void AddSentence(const std::string& text, PageData& row) {
  if (!text.empty()) row.Add("SENTENCE").texts["TEXT"] = Sentence(text);
}

void SetChange(const Change& change, PageData& row) {
  const ConfidenceBounds bounds = DecidingBounds(change.ratio);
  row.texts["SIGN"] = VerdictSign(change.verdict);
  row.texts["VERDICT"] = VerdictWord(change.verdict);
  row.texts["RATIO"] = NumberText(change.ratio.value);
  row.texts["RATIO_INTERVAL"] = BoundsText(bounds);
  row.texts["LOG2"] = Log2Text(change.ratio.value);
  row.texts["LOG2_INTERVAL"] = BoundsText(Log2Of(bounds));
  AddSentence(change.reason, row);
  if (change.holds_for_groups_of) {
    AddSentence(fmt::format("Holds as long as cells that remain lie in groups "
                            "of at most {} on average",
                            NumberText(*change.holds_for_groups_of)),
                row);
  }
  if (change.tissue_needed) AddSentence(TissueText(*change.tissue_needed), row);
}

void SetNoChange(const std::string& reason, PageData& row) {
  row.texts["SIGN"] = kNothing;
  row.texts["VERDICT"] = "not compared";
  for (const char* name : {"RATIO", "LOG2"}) row.texts[name] = kNothing;
  AddSentence(reason, row);
}

void AddOnce(std::vector<std::string>& list, const std::string& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) {
    list.push_back(item);
  }
}

// A caveat and all that it is said of: of a marker as a whole, or of its
// classes at a time.
struct Note {
  std::string text;
  std::vector<std::string> whole;
  std::vector<std::pair<std::string, std::vector<std::string>>> classes;
};

Note& NoteOf(std::vector<Note>& notes, const std::string& text) {
  for (Note& note : notes) {
    if (note.text == text) return note;
  }
  return notes.emplace_back(Note{text, {}, {}});
}

// "CD20: the text" of a comparison becomes "the text", of CD20.
void AddNoteOfAll(const Comparison& comparison, const std::string& text,
                  std::vector<Note>& notes) {
  for (const MarkerGroup& group : MarkersOf(comparison)) {
    const std::string start = group.marker + ": ";
    if (text.compare(0, start.size(), start) != 0) continue;
    AddOnce(NoteOf(notes, text.substr(start.size())).whole, group.marker);
    return;
  }
  NoteOf(notes, text);
}

void AddNoteOfClass(const std::string& slide, const std::string& region_class,
                    const std::string& text, std::vector<Note>& notes) {
  auto& classes = NoteOf(notes, text).classes;
  if (classes.empty() || classes.back().first != slide) {
    classes.push_back({slide, {}});
  }
  AddOnce(classes.back().second, region_class);
}

// "CD20, CD3, d90 (day 90): Follicle, Mantle:".
std::string OfWhat(const Note& note) {
  std::vector<std::string> parts;
  if (!note.whole.empty()) {
    parts.push_back(fmt::format("{}", fmt::join(note.whole, ", ")));
  }
  for (const auto& [slide, classes] : note.classes) {
    parts.push_back(fmt::format("{} in {}", slide, fmt::join(classes, ", ")));
  }
  if (parts.empty()) return "";
  return fmt::format("{}:", fmt::join(parts, "; "));
}

}  // namespace

void AddTitle(const Comparison& comparison, PageData& page) {
  const std::string digest = ComparisonToJson(comparison).value("digest", "");
  page.texts["DIGEST"] = digest;
  page.texts["SHORT_DIGEST"] = digest.substr(digest.find(':') + 1, 12);
  page.texts["PATIENT"] =
      comparison.patient.empty() ? "patient not stated" : comparison.patient;
  const TimeAxis axis({&comparison});
  for (const PlotTick& tick : axis.ticks()) {
    page.Add("TIMEPOINT").texts["TIMEPOINT_TEXT"] = tick.text;
  }
  std::string markers;
  for (const MarkerGroup& group : MarkersOf(comparison)) {
    markers += (markers.empty() ? "" : ", ") + group.marker;
  }
  page.texts["MARKERS"] = markers;
  page.texts["GATE_SIGN"] = GateSign(comparison.gate_status);
  page.texts["GATE_WORD"] = GateWord(comparison.gate_status);
  if (comparison.gate_status != GateStatus::kRefuse) return;
  page.Add(comparison.options.force ? "FORCED" : "REFUSED");
}

void AddAnswer(const Comparison& comparison, PageData& page) {
  for (const ClassComparison& c : comparison.comparisons) {
    const SlideMeasurement& before = comparison.measurements[c.pair.before];
    const SlideMeasurement& after = comparison.measurements[c.pair.after];
    PageData& row = page.Add("ANSWER");
    row.texts["MARKER"] = after.marker;
    row.texts["CLASS"] = c.region_class;
    row.texts["BEFORE_TIME"] = TimepointText(before);
    row.texts["AFTER_TIME"] = TimepointText(after);
    SetDensity("BEFORE", c.before, c.rules.bootstrap, row);
    SetDensity("AFTER", c.after, c.rules.bootstrap, row);
    if (c.change) {
      SetChange(*c.change, row);
    } else {
      SetNoChange(c.no_change_reason, row);
    }
  }
  if (comparison.comparisons.empty()) page.Add("NO_ANSWER");
}

void AddGate(const Comparison& comparison, PageData& page) {
  for (const PairGate& gate : comparison.gates) {
    const SlideMeasurement& before = comparison.measurements[gate.pair.before];
    const SlideMeasurement& after = comparison.measurements[gate.pair.after];
    PageData& part = page.Add("GATE");
    part.texts["MARKER"] = after.marker;
    part.texts["BEFORE_TIME"] = TimepointText(before);
    part.texts["AFTER_TIME"] = TimepointText(after);
    part.texts["SIGN"] = GateSign(gate.gate.status);
    part.texts["WORD"] = GateWord(gate.gate.status);
    for (const GateCheck& check : gate.gate.checks) {
      PageData& row = part.Add("CHECK");
      row.texts["NAME"] = check.name;
      std::replace(row.texts["NAME"].begin(), row.texts["NAME"].end(), '_',
                   ' ');
      row.texts["BEFORE"] = check.before;
      row.texts["AFTER"] = check.after;
      row.texts["LIMIT"] = check.limit;
      row.texts["SIGN"] = GateSign(check.status);
      row.texts["WORD"] = GateWord(check.status);
      row.texts["REASON"] = check.reason;
    }
  }
}

void AddCaveats(const Comparison& comparison, PageData& page) {
  std::vector<Note> notes;
  for (const std::string& text : comparison.caveats) {
    AddNoteOfAll(comparison, text, notes);
  }
  for (const ClassComparison& c : comparison.comparisons) {
    const SlideMeasurement& after = comparison.measurements[c.pair.after];
    const std::string slide =
        fmt::format("{}, {},", after.marker, TimepointText(after));
    for (const std::string& text : c.caveats) {
      AddNoteOfClass(slide, c.region_class, text, notes);
    }
  }
  for (const Note& note : notes) {
    PageData& row = page.Add("CAVEAT");
    row.texts["OF"] = OfWhat(note);
    row.texts["TEXT"] = Sentence(note.text);
  }
  if (notes.empty()) page.Add("NO_CAVEAT");
}

}  // namespace cellquant::core
