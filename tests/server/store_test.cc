#include "server/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "core/base/uuid.h"
#include "server/comparison_store.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using v1::Analysis;

AnalysisRequest Request(const std::string& request_id = "",
                        const std::string& sha256 = "hash") {
  AnalysisRequest request;
  request.request_id = request_id;
  request.request_sha256 = sha256;
  request.slide = "slides/archive/a.svs";
  request.mpp = core::MicronsPerPixel{0.25, 0.26};
  request.protocol_id = "cd138";
  request.protocol_version = "1.0.0";
  request.protocol_yaml = "id: cd138";
  request.regions = std::string("{\0}", 3);
  request.specimen_json = "{}";
  request.detector = "classical";
  return request;
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() { Reopen(); }

  void Reopen() {
    store_.reset();
    store_ = Store::Open(folder_.path() / "store").value();
  }
  void CloseAndExecute(const char* sql) {
    store_.reset();
    SQLite::Database(folder() / "cellquant.sqlite", SQLite::OPEN_READWRITE)
        .exec(sql);
  }
  Store& store() { return *store_; }
  std::string Create() { return store_->Create(Request()).value().uuid; }
  State StateOf(const std::string& uuid) {
    return store_->Peek(uuid).value().state;
  }
  std::filesystem::path folder() const { return folder_.path() / "store"; }

 private:
  cellquant::testing::TempDir folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(StoreTest, WhatWasCreatedIsThereAfterARestart) {
  const AnalysisRecord created = store().Create(Request()).value();
  Reopen();
  const AnalysisRecord record = store().Get(created.uuid).value();
  EXPECT_EQ(record.state, Analysis::STATE_QUEUED);
  EXPECT_EQ(record.create_time, created.create_time);
  EXPECT_EQ(record.request.slide, "slides/archive/a.svs");
  EXPECT_EQ(record.request.mpp, (core::MicronsPerPixel{0.25, 0.26}));
  EXPECT_EQ(record.request.protocol_yaml, "id: cd138");
  EXPECT_EQ(record.request.regions, std::string("{\0}", 3));
  EXPECT_FALSE(record.start_time);
}

TEST_F(StoreTest, AStoreFromBeforeTheNetworkIsTakenOver) {
  const std::string uuid = Create();
  CloseAndExecute(
      "ALTER TABLE analyses DROP COLUMN model_sha256;"
      "ALTER TABLE analyses DROP COLUMN annotations_json;"
      "ALTER TABLE analyses RENAME COLUMN regions TO regions_geojson;"
      "ALTER TABLE analyses DROP COLUMN negative_control;"
      "ALTER TABLE analyses DROP COLUMN scores_json; DROP TABLE comparisons; "
      "PRAGMA user_version = 1");
  Reopen();
  EXPECT_EQ(store().Get(uuid).value().request.model_sha256, "");
  EXPECT_EQ(store().Get(uuid).value().request.detector, "classical");
  AnalysisRequest request = Request();
  request.model_sha256 = "0a";
  const std::string later = store().Create(request).value().uuid;
  Reopen();
  EXPECT_EQ(store().Get(later).value().request.model_sha256, "0a");
}

TEST_F(StoreTest, AStoreFromBeforeTheNegativeControlIsTakenOver) {
  const std::string uuid = Create();
  CloseAndExecute(
      "ALTER TABLE analyses DROP COLUMN annotations_json;"
      "ALTER TABLE analyses RENAME COLUMN regions TO regions_geojson;"
      "ALTER TABLE analyses DROP COLUMN negative_control;"
      "ALTER TABLE analyses DROP COLUMN scores_json; DROP TABLE comparisons; "
      "PRAGMA user_version = 2");
  Reopen();
  EXPECT_EQ(store().Get(uuid).value().request.negative_control, "");
  EXPECT_EQ(store().Get(uuid).value().request.scores_json, "");
  AnalysisRequest request = Request();
  request.negative_control = "T zone";
  request.scores_json = "[]";
  const std::string later = store().Create(request).value().uuid;
  Reopen();
  EXPECT_EQ(store().Get(later).value().request.negative_control, "T zone");
  EXPECT_EQ(store().Get(later).value().request.scores_json, "[]");
}

TEST_F(StoreTest, AStoreFromBeforeTheAnnotationFormatsIsTakenOver) {
  const std::string uuid = Create();
  CloseAndExecute(
      "ALTER TABLE analyses DROP COLUMN annotations_json;"
      "ALTER TABLE analyses RENAME COLUMN regions TO regions_geojson;"
      "DROP TABLE comparisons; PRAGMA user_version = 3");
  Reopen();
  EXPECT_EQ(store().Get(uuid).value().request.regions, std::string("{\0}", 3));
  EXPECT_EQ(store().Get(uuid).value().request.annotations_json, "");
}

TEST_F(StoreTest, AStoreFromBeforeTheComparisonsIsTakenOver) {
  const std::string uuid = Create();
  CloseAndExecute("DROP TABLE comparisons; PRAGMA user_version = 4");
  Reopen();
  EXPECT_TRUE(store().Get(uuid));
  EXPECT_TRUE(ComparisonStore(store().database()).Create({}));
}

TEST_F(StoreTest, NoPixelSizeAndNoRegionsStayThatWay) {
  AnalysisRequest request = Request();
  request.mpp.reset();
  request.regions.clear();
  const auto uuid = store().Create(request).value().uuid;
  const AnalysisRecord record = store().Get(uuid).value();
  EXPECT_FALSE(record.request.mpp);
  EXPECT_EQ(record.request.regions, "");
}

TEST_F(StoreTest, RepeatedRequestIdGivesTheSameAnalysis) {
  const std::string id = core::NewUuid();
  const auto first = store().Create(Request(id));
  const auto second = store().Create(Request(id));
  EXPECT_EQ(first->uuid, second->uuid);
  const auto other = store().Create(Request(id, "other hash"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason, ErrorReason::kAlreadyExists);
  EXPECT_NE(store().Create(Request())->uuid, store().Create(Request())->uuid);
}

TEST_F(StoreTest, SixteenClientsWithOneRequestIdMakeOneAnalysis) {
  const std::string id = core::NewUuid();
  std::mutex mutex;
  std::set<std::string> uuids;
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&] {
      const auto record = store().Create(Request(id));
      const std::lock_guard guard(mutex);
      uuids.insert(record ? record->uuid : "error");
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(uuids.size(), 1U);
  EXPECT_EQ(uuids.count("error"), 0U);
}

TEST_F(StoreTest, TheOldestQueuedIsTakenFirst) {
  const std::string first = Create();
  const std::string second = Create();
  EXPECT_EQ((*store().TakeNext())->uuid, first);
  EXPECT_EQ(StateOf(first), Analysis::STATE_RUNNING);
  EXPECT_EQ((*store().TakeNext())->uuid, second);
  EXPECT_EQ(*store().TakeNext(), std::nullopt);
}

TEST_F(StoreTest, ReportAndCellsComeWithSuccess) {
  const std::string uuid = Create();
  ASSERT_TRUE(store().TakeNext());
  ASSERT_TRUE(store().Succeed(uuid, "{}", {"one", std::string("t\0o", 3)}));
  Reopen();
  const AnalysisRecord record = store().Get(uuid).value();
  EXPECT_EQ(record.state, Analysis::STATE_SUCCEEDED);
  EXPECT_EQ(record.report_json, "{}");
  EXPECT_EQ(record.progress_percent, 100U);
  EXPECT_TRUE(record.end_time);
  EXPECT_EQ(store().Cells(uuid, 0).value(), "one");
  EXPECT_EQ(store().Cells(uuid, 1).value(), std::string("t\0o", 3));
  EXPECT_EQ(store().Cells(uuid, 2).value(), std::nullopt);
  EXPECT_EQ(store().Peek(uuid)->report_json, "");
}

TEST_F(StoreTest, FailureKeepsItsReason) {
  const std::string uuid = Create();
  ASSERT_TRUE(store().TakeNext());
  ASSERT_TRUE(store().Fail(uuid, {ErrorReason::kNoTissue, "no tissue"}, 30));
  const AnalysisRecord record = store().Get(uuid).value();
  EXPECT_EQ(record.state, Analysis::STATE_FAILED);
  EXPECT_EQ(record.error.reason, ErrorReason::kNoTissue);
  EXPECT_EQ(record.error.message, "no tissue");
}

TEST_F(StoreTest, CancelledStaysCancelledWhateverTheRunSays) {
  const std::string uuid = Create();
  ASSERT_TRUE(store().TakeNext());
  EXPECT_EQ(store().Cancel(uuid)->state, Analysis::STATE_CANCELLED);
  ASSERT_TRUE(store().Succeed(uuid, "{}", {"cells"}));
  ASSERT_TRUE(store().PutBack(uuid));
  EXPECT_EQ(StateOf(uuid), Analysis::STATE_CANCELLED);
  EXPECT_EQ(store().Cells(uuid, 0).value(), std::nullopt);
}

TEST_F(StoreTest, CancellingWhatHasEndedChangesNothing) {
  const std::string uuid = Create();
  ASSERT_TRUE(store().TakeNext());
  ASSERT_TRUE(store().Succeed(uuid, "{}", {}));
  EXPECT_EQ(store().Cancel(uuid)->state, Analysis::STATE_SUCCEEDED);
  EXPECT_EQ(store().Cancel(core::NewUuid()).error().reason,
            ErrorReason::kNotFound);
}

TEST_F(StoreTest, OnlyWhatHasEndedCanBeDeletedAndItsCellsGoToo) {
  const std::string uuid = Create();
  EXPECT_EQ(store().Delete(uuid).error().reason,
            ErrorReason::kFailedPrecondition);
  ASSERT_TRUE(store().TakeNext());
  ASSERT_TRUE(store().Succeed(uuid, "{}", {"cells"}));
  EXPECT_TRUE(store().Delete(uuid));
  EXPECT_EQ(store().Get(uuid).error().reason, ErrorReason::kNotFound);
  EXPECT_EQ(store().Cells(uuid, 0).value(), std::nullopt);
  EXPECT_EQ(store().Delete(uuid).error().reason, ErrorReason::kNotFound);
}

TEST_F(StoreTest, WhatADeadServerLeftRunningIsTakenUpAgain) {
  const std::string uuid = Create();
  ASSERT_TRUE(store().TakeNext());
  Reopen();
  EXPECT_EQ(store().PutBackAll().value(), 1);
  EXPECT_EQ(StateOf(uuid), Analysis::STATE_QUEUED);
  EXPECT_EQ((*store().TakeNext())->uuid, uuid);
}

TEST_F(StoreTest, AnAnalysisThatKeepsKillingTheServerIsGivenUp) {
  const std::string uuid = Create();
  for (int i = 0; i < kMaxAttempts; ++i) {
    ASSERT_EQ((*store().TakeNext())->uuid, uuid);
    ASSERT_TRUE(store().PutBackAll());
  }
  EXPECT_EQ(*store().TakeNext(), std::nullopt);
  EXPECT_EQ(store().Get(uuid)->error.reason, ErrorReason::kInternal);
}

TEST_F(StoreTest, OrderlyStopsAreNotCountedAsAttempts) {
  const std::string uuid = Create();
  for (int i = 0; i < 2 * kMaxAttempts; ++i) {
    ASSERT_EQ((*store().TakeNext())->uuid, uuid);
    ASSERT_TRUE(store().PutBack(uuid));
  }
  EXPECT_EQ(StateOf(uuid), Analysis::STATE_QUEUED);
}

TEST_F(StoreTest, PagesAreNewestFirstAndHoldEachAnalysisOnce) {
  std::vector<std::string> uuids;
  for (int i = 0; i < 7; ++i) uuids.push_back(Create());
  AnalysisQuery query;
  query.limit = 3;
  std::vector<std::string> listed;
  do {
    const AnalysisPage page = store().List(query).value();
    for (const auto& record : page.analyses) listed.push_back(record.uuid);
    Create();  // newer ones do not shift the pages that follow
    query.before = page.next;
  } while (query.before != 0);
  EXPECT_EQ(listed, std::vector<std::string>(uuids.rbegin(), uuids.rend()));
}

TEST_F(StoreTest, ListingByStateHoldsOnlyThatState) {
  const std::string first = Create();
  Create();
  ASSERT_TRUE(store().TakeNext());
  AnalysisQuery query;
  query.state = Analysis::STATE_RUNNING;
  const AnalysisPage page = store().List(query).value();
  ASSERT_EQ(page.analyses.size(), 1U);
  EXPECT_EQ(page.analyses[0].uuid, first);
  EXPECT_EQ(page.next, 0);
}

TEST_F(StoreTest, ASecondServerIsKeptOff) {
  const auto second = Store::Open(folder());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, ErrorReason::kStoreFailed);
}

}  // namespace
}  // namespace cellquant::server
