#include "core/pages/gnuplot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "core/base/child_process.h"
#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

constexpr unsigned kLimitSeconds = 30;
constexpr std::size_t kMostText = 120;  // bytes of a label

// Marks and dashes differ, not colors alone. 7: disc, 5: square, 9: triangle,
// 13: diamond, 6 and 4: open disc and square.
constexpr std::array kMarks = {7, 5, 9, 13, 6, 4};
constexpr std::array<std::string_view, 4> kDashes = {"1", "2", "4", "5"};
constexpr int kUpperBoundMark = 10;  // a triangle that points down

// A text as a string of gnuplot that holds nothing but letters, spaces and
// octal codes: quotes, commands in backticks and the like never meet its
// parser, and no digit follows a code, where it would be taken for a part of
// it. (Between single quotes, where only the quote is doubled, it takes a text
// that begins with a quote apart.)
std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : PrintableText(text, kMostText)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || byte == ' ' ||
                       (byte >= 'A' && byte <= 'Z') ||
                       (byte >= 'a' && byte <= 'z');
    quoted += plain ? std::string(1, c) : fmt::format("\\{:03o}", byte);
  }
  return quoted + "\"";
}

// Texts of ticks are formats besides, and have lines.
std::string QuotedTick(const std::string& text) {
  std::string format;
  for (const char c : text) {
    format += c;
    if (c == '%') format += c;
  }
  const std::size_t end = format.find('\n');
  if (end == std::string::npos) return Quoted(format);
  return Quoted(format.substr(0, end)) + ".\"\\n\"." +
         Quoted(format.substr(end + 1));
}

std::string Hex(const Color& color) {
  return fmt::format("'#{:02x}{:02x}{:02x}'", color.red, color.green,
                     color.blue);
}

std::string Ticks(const std::vector<PlotTick>& ticks) {
  std::string list;
  for (const PlotTick& tick : ticks) {
    list += fmt::format("{}{} {:.10g}", list.empty() ? "" : ", ",
                        QuotedTick(tick.text), tick.at);
  }
  return "(" + list + ")";
}

// Columns: x, y, inner low and high, outer low and high, the upper bound.
std::string DataOf(const PlotSeries& series) {
  std::string rows;
  const auto add = [&rows](const std::optional<PlotRange>& range) {
    rows += range ? fmt::format(" {:.10g} {:.10g}", range->low, range->high)
                  : " NaN NaN";
  };
  for (const PlotPoint& p : series.points) {
    rows += fmt::format("{:.10g} {:.10g}", p.x, p.y);
    add(p.inner);
    add(p.outer);
    rows += p.upper_bound && p.inner ? fmt::format(" {:.10g}\n", p.inner->high)
                                     : " NaN\n";
  }
  return rows;
}

template <class Range>
bool Any(const PlotSeries& series, Range PlotPoint::*member) {
  for (const PlotPoint& p : series.points) {
    if (p.*member) return true;
  }
  return false;
}

std::string Curves(const PlotSeries& series, const std::string& block) {
  const std::string color = "lc rgb " + Hex(series.color);
  const std::string title =
      series.name.empty() ? "notitle" : "title " + Quoted(series.name);
  if (series.faint) {
    return fmt::format("{} using 1:2 with lines {} lw 0.7 {}", block, color,
                       title);
  }
  const auto style = static_cast<std::size_t>(series.style);
  // Bars first: marks are to be seen on them.
  std::string curves;
  const auto bars = [&](std::string_view columns, double width) {
    curves +=
        fmt::format("{} using {} with yerrorbars {} lw {} dt 1 pt 0 notitle, ",
                    block, columns, color, width);
  };
  if (Any(series, &PlotPoint::outer)) bars("1:2:5:6", 0.8);
  if (Any(series, &PlotPoint::inner)) bars("1:2:3:4", 2.2);
  if (Any(series, &PlotPoint::upper_bound)) {
    curves +=
        fmt::format("{} using 1:7 with points {} lw 1.5 pt {} ps 1.2 notitle, ",
                    block, color, kUpperBoundMark);
  }
  return curves + fmt::format(
                      "{} using 1:2 with linespoints {} lw 1.5 dt {} pt {} "
                      "ps 0.7 {}",
                      block, color, kDashes.at(style % kDashes.size()),
                      kMarks.at(style % kMarks.size()), title);
}

// Without a title of the axis, gnuplot draws the key over second lines.
bool HasTwoLines(const std::vector<PlotTick>& ticks) {
  return std::any_of(ticks.begin(), ticks.end(), [](const PlotTick& tick) {
    return tick.text.find('\n') != std::string::npos;
  });
}

std::string AxesOf(const Plot& plot) {
  std::string text = fmt::format(
      "set title {}\nset ylabel {}\nset xrange [{:.10g}:{:.10g}]\n"
      "set xtics {}\n{}\nset {}key\n",
      Quoted(plot.title), Quoted(plot.y_title), plot.x.low, plot.x.high,
      Ticks(plot.x_ticks),
      HasTwoLines(plot.x_ticks) ? "set xlabel ' '" : "unset xlabel",
      plot.key ? "" : "no");
  if (plot.linear_up_to) {
    text += fmt::format(
        "set nonlinear y via asinh(y/{0:.10g}) inverse "
        "{0:.10g}*sinh(y)\n",
        *plot.linear_up_to);
  } else {
    text += "unset nonlinear y\n";
  }
  text += fmt::format("set yrange [{:.10g}:{:.10g}]\nset ytics {}\n",
                      plot.y.low, plot.y.high,
                      plot.y_ticks.empty() ? "autofreq" : Ticks(plot.y_ticks));
  return text;
}

std::string BlockName(std::size_t plot, std::size_t series) {
  return fmt::format("$d{}_{}", plot, series);
}

std::string PlotCommand(const Plot& plot, std::size_t number) {
  std::string command;
  for (std::size_t k = 0; k < plot.series.size(); ++k) {
    if (plot.series[k].points.empty()) continue;
    command += command.empty() ? "plot " : ", ";
    command += Curves(plot.series[k], BlockName(number, k));
  }
  return (command.empty() ? "plot NaN notitle" : command) + "\n";
}

std::string ScriptFor(const PlotSheet& sheet) {
  const auto count = static_cast<int>(sheet.plots.size());
  const int rows = (count + sheet.columns - 1) / sheet.columns;
  std::string script = fmt::format(
      "set encoding utf8\n"
      "set terminal svg size {},{} noenhanced font 'sans-serif,12' "
      "background '#ffffff'\n"
      "set border 3\nset tics nomirror out\nset errorbars small\n"
      "set grid ytics lc rgb '#dddddd' lw 0.5 dt 1\n"
      "set key below vertical maxrows 2 samplen 3\n",
      sheet.columns * sheet.width_px, rows * sheet.height_px);
  for (std::size_t i = 0; i < sheet.plots.size(); ++i) {
    for (std::size_t k = 0; k < sheet.plots[i].series.size(); ++k) {
      script += fmt::format("{} << END\n{}END\n", BlockName(i, k),
                            DataOf(sheet.plots[i].series[k]));
    }
  }
  script += fmt::format("set multiplot layout {},{}\n", rows, sheet.columns);
  for (std::size_t i = 0; i < sheet.plots.size(); ++i) {
    script += AxesOf(sheet.plots[i]) + PlotCommand(sheet.plots[i], i);
  }
  return script + "unset multiplot\n";
}

}  // namespace

Result<std::string> DrawPlots(const PlotSheet& sheet,
                              const std::string& gnuplot) {
  if (sheet.plots.empty() || sheet.columns < 1) {
    return Fail(ErrorReason::kInvalidArgument, "there is nothing to plot");
  }
  // -d: nobody's own settings.
  return RunProgram({gnuplot, "-d"}, ScriptFor(sheet), kLimitSeconds);
}

}  // namespace cellquant::core
