#include "core/regions/therapy_caveats.h"

#include <algorithm>

namespace cellquant::core {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// ASCII, whatever the locale. Two numbers that something separates stay two.
std::string LettersAndDigits(std::string_view text) {
  std::string kept;
  bool gap = false;
  for (const char raw : text) {
    const char c = Lower(raw);
    const bool keep = (c >= 'a' && c <= 'z') || IsDigit(c);
    if (keep) {
      if (gap && !kept.empty() && IsDigit(kept.back()) && IsDigit(c)) {
        kept += ' ';
      }
      kept += c;
    }
    gap = !keep;
  }
  return kept;
}

}  // namespace

bool IsDirectedAgainst(std::string_view target, std::string_view antigen) {
  const std::string in = LettersAndDigits(target);
  const std::string what = LettersAndDigits(antigen);
  if (what.empty()) return false;
  for (std::size_t at = in.find(what); at != std::string::npos;
       at = in.find(what, at + 1)) {
    const std::size_t end = at + what.size();
    if (end == in.size() || !IsDigit(in[end])) return true;
  }
  return false;
}

std::vector<std::string> CaveatsFor(const Protocol& protocol,
                                    const Specimen& specimen) {
  std::vector<std::string> texts;
  for (const TherapyCaveat& caveat : protocol.caveats) {
    const bool applies =
        std::any_of(specimen.therapies.begin(), specimen.therapies.end(),
                    [&](const Therapy& therapy) {
                      return IsDirectedAgainst(therapy.target, caveat.therapy);
                    });
    if (applies) texts.push_back(caveat.text);
  }
  return texts;
}

}  // namespace cellquant::core
