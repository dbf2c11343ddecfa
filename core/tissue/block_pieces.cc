#include "core/tissue/block_pieces.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cellquant::core {
namespace {

// Disjoint sets of runs; the root of a set is its first run.
class RunSets {
 public:
  explicit RunSets(std::size_t count) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  std::size_t RootOf(std::size_t i) {
    while (parents_[i] != i) {
      parents_[i] = parents_[parents_[i]];
      i = parents_[i];
    }
    return i;
  }

  void Join(std::size_t a, std::size_t b) {
    a = RootOf(a);
    b = RootOf(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parents_;
};

// Joins the runs that share an edge with one of the row above.
void JoinRows(const BlockRuns& runs, RunSets& sets) {
  std::size_t above = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const BlockRun& run = runs[i];
    while (runs[above].row < run.row - 1 ||
           (runs[above].row == run.row - 1 && runs[above].end <= run.begin)) {
      ++above;
    }
    for (std::size_t k = above;
         runs[k].row == run.row - 1 && runs[k].begin < run.end; ++k) {
      sets.Join(k, i);
    }
  }
}

}  // namespace

BlockPieces PiecesOf(BlockRuns runs) {
  RunSets sets(runs.size());
  JoinRows(runs, sets);
  std::vector<int> pieces(runs.size());
  int count = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t root = sets.RootOf(i);
    pieces[i] = root == i ? count++ : pieces[root];
  }
  return {std::move(runs), std::move(pieces), count};
}

BlockPieces Kept(const BlockPieces& pieces, const std::vector<bool>& keep) {
  BlockPieces kept;
  std::vector<int> numbers(keep.size());
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (keep[i]) numbers[i] = kept.count++;
  }
  for (std::size_t i = 0; i < pieces.runs.size(); ++i) {
    const auto piece = static_cast<std::size_t>(pieces.piece[i]);
    if (!keep[piece]) continue;
    kept.runs.push_back(pieces.runs[i]);
    kept.piece.push_back(numbers[piece]);
  }
  return kept;
}

std::vector<std::int64_t> SizesOf(const BlockPieces& pieces) {
  std::vector<std::int64_t> sizes(static_cast<std::size_t>(pieces.count), 0);
  for (std::size_t i = 0; i < pieces.runs.size(); ++i) {
    sizes[static_cast<std::size_t>(pieces.piece[i])] +=
        pieces.runs[i].end - pieces.runs[i].begin;
  }
  return sizes;
}

std::vector<BlockRuns> RunsByPiece(const BlockPieces& pieces) {
  std::vector<BlockRuns> runs(static_cast<std::size_t>(pieces.count));
  for (std::size_t i = 0; i < pieces.runs.size(); ++i) {
    runs[static_cast<std::size_t>(pieces.piece[i])].push_back(pieces.runs[i]);
  }
  return runs;
}

std::vector<PieceShare> SharesIn(const BlockPieces& pieces,
                                 const BlockRun& span) {
  const auto ends_before = [](const BlockRun& run, const BlockRun& place) {
    return run.row < place.row ||
           (run.row == place.row && run.end <= place.begin);
  };
  std::vector<PieceShare> shares;
  auto i = static_cast<std::size_t>(std::lower_bound(pieces.runs.begin(),
                                                     pieces.runs.end(), span,
                                                     ends_before) -
                                    pieces.runs.begin());
  for (; i < pieces.runs.size(); ++i) {
    const BlockRun& run = pieces.runs[i];
    if (run.row != span.row || run.begin >= span.end) break;
    shares.push_back({pieces.piece[i], std::max(run.begin, span.begin),
                      std::min(run.end, span.end)});
  }
  return shares;
}

std::vector<std::int64_t> SizesWithin(const BlockPieces& pieces,
                                      const BlockRuns& within) {
  std::vector<std::int64_t> sizes(static_cast<std::size_t>(pieces.count), 0);
  for (const BlockRun& span : within) {
    for (const PieceShare& share : SharesIn(pieces, span)) {
      sizes[static_cast<std::size_t>(share.piece)] += share.end - share.begin;
    }
  }
  return sizes;
}

}  // namespace cellquant::core
