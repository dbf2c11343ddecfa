#include "server/slide_roots.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "server/slide_listing.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::server {
namespace {

namespace fs = std::filesystem;
using core::ErrorReason;

// root/   a.svs  sub/b.tif  note.txt  link.svs -> ../outside.svs
//         linked -> ..  pipe.svs (a FIFO)  .hidden/c.svs  bad\xff.svs
// outside.svs
class SlideRootsTest : public ::testing::Test {
 protected:
  SlideRootsTest() {
    fs::create_directories(root() / "sub");
    fs::create_directories(root() / ".hidden");
    for (const fs::path& file :
         {root() / "a.svs", root() / "sub" / "b.tif", root() / "note.txt",
          root() / ".hidden" / "c.svs", root() / "bad\xff.svs",
          folder_.path() / "outside.svs"}) {
      std::ofstream(file) << "x";
    }
    fs::create_symlink("../outside.svs", root() / "link.svs");
    fs::create_directory_symlink("..", root() / "linked");
    mkfifo((root() / "pipe.svs").c_str(), 0600);
  }

  fs::path root() const { return folder_.path() / "root"; }
  SlideRoots roots() const {
    return SlideRoots::Open({{"archive", root()}}).value();
  }
  ErrorReason ReasonFor(const SlideName& name) const {
    const auto path = roots().Resolve(name);
    EXPECT_FALSE(path) << *path;
    return path ? ErrorReason::kInternal : path.error().reason;
  }

 private:
  cellquant::testing::TempDir folder_;
};

TEST_F(SlideRootsTest, FileBelowItsRootIsFound) {
  EXPECT_EQ(roots().Resolve({"archive", "a.svs"}), root() / "a.svs");
  EXPECT_EQ(roots().Resolve({"archive", "sub/b.tif"}), root() / "sub/b.tif");
}

TEST_F(SlideRootsTest, NothingOutsideTheRootIsReached) {
  // Names that parsing refuses already: the kernel is the second lock.
  EXPECT_EQ(ReasonFor({"archive", "../outside.svs"}),
            ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonFor({"archive", "sub/../../outside.svs"}),
            ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonFor({"archive", "/etc/passwd"}),
            ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonFor({"archive", "link.svs"}), ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonFor({"archive", "linked/outside.svs"}),
            ErrorReason::kFileUnreadable);
}

TEST_F(SlideRootsTest, OnlyRegularFilesAreSlides) {
  EXPECT_EQ(ReasonFor({"archive", "sub"}), ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonFor({"archive", "pipe.svs"}), ErrorReason::kFileUnreadable);
  EXPECT_EQ(ReasonFor({"archive", "none.svs"}), ErrorReason::kFileNotFound);
  EXPECT_EQ(ReasonFor({"archive", "a.svs/x"}), ErrorReason::kFileNotFound);
  EXPECT_EQ(ReasonFor({"other", "a.svs"}), ErrorReason::kNotFound);
}

TEST_F(SlideRootsTest, MessagesDoNotTellWhereTheRootLies) {
  const auto missing = roots().Resolve({"archive", "none.svs"});
  EXPECT_EQ(missing.error().message.find(root().string()), std::string::npos);
}

TEST_F(SlideRootsTest, ListingHoldsSlideFilesOnly) {
  const auto slides = ListSlideFiles(roots(), "");
  ASSERT_TRUE(slides);
  ASSERT_EQ(slides->size(), 2U);
  EXPECT_EQ(Format((*slides)[0].name), "slides/archive/a.svs");
  EXPECT_EQ(Format((*slides)[1].name), "slides/archive/sub/b.tif");
  EXPECT_EQ((*slides)[0].size_bytes, 1U);
  EXPECT_FALSE(ListSlideFiles(roots(), "other"));
}

TEST(SlideRoots, FoldersMustExistAndHaveGoodNames) {
  EXPECT_FALSE(SlideRoots::Open({}));
  EXPECT_FALSE(SlideRoots::Open({{"archive", "/does/not/exist"}}));
  EXPECT_FALSE(SlideRoots::Open({{"a/b", "/"}}));
}

}  // namespace
}  // namespace cellquant::server
