#include "server/status.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "proto/status_details.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;

constexpr int kLastReason = static_cast<int>(ErrorReason::kInternal);

TEST(Status, EveryReasonHasACodeAndTravelsUnderItsOwnName) {
  std::set<std::string> names;
  for (int i = 0; i <= kLastReason; ++i) {
    const auto reason = static_cast<ErrorReason>(i);
    const grpc::Status status = ToStatus(core::Error{reason, "what"});
    EXPECT_NE(status.error_code(), grpc::StatusCode::OK);
    EXPECT_NE(status.error_code(), grpc::StatusCode::UNKNOWN);
    const auto info = wire::DecodeStatusDetails(status);
    ASSERT_TRUE(info);
    EXPECT_EQ(info->domain(), "cellquant");
    EXPECT_EQ(core::ReasonFromName(info->reason()), reason);
    names.insert(info->reason());
  }
  EXPECT_EQ(std::ssize(names), kLastReason + 1);
}

TEST(Status, DetailsAreGoogleRpcMessagesOnTheWire) {
  const grpc::Status status =
      ToStatus(core::Error{ErrorReason::kNotFound, "m", {{"a", "b"}}});
  v1::ErrorStatus details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(details.message(), "m");
  ASSERT_EQ(details.details_size(), 1);
  EXPECT_EQ(details.details(0).type_url(),
            "type.googleapis.com/google.rpc.ErrorInfo");
  EXPECT_EQ(wire::DecodeStatusDetails(status)->metadata().at("a"), "b");
}

TEST(Status, TextsFromHostileInputAreCutAndMadePrintable) {
  core::Error error{ErrorReason::kRegionInvalid,
                    std::string(100'000, 'x') + "\xff"};
  for (int i = 0; i < 100; ++i) {
    error.metadata[std::to_string(i)] = std::string(10'000, 'y');
  }
  const grpc::Status status = ToStatus(error);
  EXPECT_LE(status.error_message().size(), 1024U);
  EXPECT_LE(status.error_details().size(), 6000U);
}

TEST(Status, PrintableTextIsOneLineOfValidUtf8) {
  using core::PrintableText;
  EXPECT_EQ(PrintableText("a\nb\tc\x7F", 100), "a?b?c?");
  EXPECT_EQ(PrintableText("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", 100),
            "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(PrintableText("\xC3", 100), "?");
  EXPECT_EQ(PrintableText("\xC0\xAF", 100), "??");
  EXPECT_EQ(PrintableText("\xED\xA0\x80", 100), "???");
  EXPECT_EQ(PrintableText("ab\xC3\xA4", 3), "ab");
}

TEST(Status, ExceptionBecomesInternalWithoutItsText) {
  const grpc::Status status = Answer(
      []() -> core::Result<void> { throw std::runtime_error("/secret/path"); });
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace cellquant::server
