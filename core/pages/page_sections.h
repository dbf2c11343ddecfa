// The parts of a comparison's page that are made of text and numbers; names of
// sections and places are those of comparison_page.html.tpl.
#ifndef CELLQUANT_CORE_PAGES_PAGE_SECTIONS_H_
#define CELLQUANT_CORE_PAGES_PAGE_SECTIONS_H_

#include "core/compare/comparison.h"
#include "core/pages/template.h"

namespace cellquant::core {

// Whose tissue it is, from when, whether it may be compared, and the digest
// of comparison.json.
void AddTitle(const Comparison& comparison, PageData& page);

// The verdicts, each with its densities, ratio and sentence.
void AddAnswer(const Comparison& comparison, PageData& page);

void AddGate(const Comparison& comparison, PageData& page);

// Each caveat once, with what it is of.
void AddCaveats(const Comparison& comparison, PageData& page);

// Counts, areas, densities, changes and scores.
void AddTables(const Comparison& comparison, PageData& page);

// Slides, protocols, detectors and digests.
void AddParameters(const Comparison& comparison, PageData& page);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_PAGE_SECTIONS_H_
