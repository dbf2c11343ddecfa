// Connected pieces of stain: blocks that touch at an edge.
#ifndef CELLQUANT_CORE_TISSUE_BLOCK_PIECES_H_
#define CELLQUANT_CORE_TISSUE_BLOCK_PIECES_H_

#include <cstdint>
#include <vector>

#include "core/tissue/block_runs.h"

namespace cellquant::core {

// Runs, and for each the number of the piece that it is part of. Pieces are
// counted from 0 in the order of their first runs.
struct BlockPieces {
  BlockRuns runs;
  std::vector<int> piece;
  int count = 0;
};

// The blocks [begin, end) of a piece within one row.
struct PieceShare {
  int piece = 0;
  int begin = 0;
  int end = 0;
};

// Returns the 4-connected pieces of `runs`.
BlockPieces PiecesOf(BlockRuns runs);

// Returns the pieces for which `keep` is true, counted anew.
BlockPieces Kept(const BlockPieces& pieces, const std::vector<bool>& keep);

// Returns the number of blocks of each piece.
std::vector<std::int64_t> SizesOf(const BlockPieces& pieces);

// Returns the runs of each piece.
std::vector<BlockRuns> RunsByPiece(const BlockPieces& pieces);

// Returns what of the pieces lies in `span`, from left to right.
std::vector<PieceShare> SharesIn(const BlockPieces& pieces,
                                 const BlockRun& span);

// Returns the number of blocks of each piece that lie in `within`.
std::vector<std::int64_t> SizesWithin(const BlockPieces& pieces,
                                      const BlockRuns& within);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_BLOCK_PIECES_H_
