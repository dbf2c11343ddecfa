#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "tests/server/server_fixture.h"

namespace cellquant::server {
namespace {

cv::Mat Decoded(const std::string& bytes) {
  return cv::imdecode(std::vector<unsigned char>(bytes.begin(), bytes.end()),
                      cv::IMREAD_COLOR);
}

v1::ReadRegionRequest Region(std::uint32_t x, std::uint32_t y,
                             std::uint32_t width, std::uint32_t height) {
  v1::ReadRegionRequest request;
  request.set_name("slides/archive/small.png");
  request.set_x_px(x);
  request.set_y_px(y);
  request.set_width_px(width);
  request.set_height_px(height);
  return request;
}

TEST_F(ServerTest, SlidesAreListedInPages) {
  v1::ListSlidesRequest request;
  request.set_page_size(1);
  std::vector<std::string> names;
  do {
    grpc::ClientContext context;
    v1::ListSlidesResponse page;
    ASSERT_TRUE(slide_stub().ListSlides(&context, request, &page).ok());
    ASSERT_EQ(page.slides_size(), 1);
    EXPECT_GT(page.slides(0).size_bytes(), 0U);
    names.push_back(page.slides(0).name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names, (std::vector<std::string>{"slides/archive/case1/large.png",
                                             "slides/archive/small.png"}));
}

TEST_F(ServerTest, SlidesOfAnUnknownRootAreNotFound) {
  v1::ListSlidesRequest request;
  request.set_parent("slides/none");
  grpc::ClientContext context;
  v1::ListSlidesResponse page;
  EXPECT_EQ(ReasonOf(slide_stub().ListSlides(&context, request, &page)),
            "NOT_FOUND");
}

TEST_F(ServerTest, ASlideTellsItsSizeAndNoPixelSizeThatItDoesNotHave) {
  grpc::ClientContext context;
  v1::GetSlideRequest request;
  request.set_name("slides/archive/small.png");
  v1::Slide slide;
  ASSERT_TRUE(slide_stub().GetSlide(&context, request, &slide).ok());
  EXPECT_EQ(slide.format(), "image");
  EXPECT_EQ(slide.width_px(), 400U);
  EXPECT_EQ(slide.height_px(), 300U);
  EXPECT_EQ(slide.levels_size(), 1);
  EXPECT_FALSE(slide.has_microns_per_pixel_x());
}

TEST_F(ServerTest, ARegionIsTheSlidesPixels) {
  grpc::ClientContext context;
  v1::ReadRegionResponse response;
  const auto status =
      slide_stub().ReadRegion(&context, Region(10, 20, 390, 280), &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.content_type(), "image/png");
  const cv::Mat slide = cv::imread((slides() / "small.png").string());
  const cv::Mat expected = slide(cv::Rect(10, 20, 390, 280));
  EXPECT_EQ(cv::norm(Decoded(response.image()), expected, cv::NORM_INF), 0.0);
}

TEST_F(ServerTest, ARegionMayBeJpeg) {
  grpc::ClientContext context;
  v1::ReadRegionRequest request = Region(0, 0, 100, 50);
  request.set_format(v1::ReadRegionRequest::FORMAT_JPEG);
  v1::ReadRegionResponse response;
  ASSERT_TRUE(slide_stub().ReadRegion(&context, request, &response).ok());
  EXPECT_EQ(response.content_type(), "image/jpeg");
  EXPECT_EQ(Decoded(response.image()).size(), cv::Size(100, 50));
}

TEST_F(ServerTest, ARegionThatLeavesTheSlideIsRefused) {
  v1::ReadRegionRequest no_level = Region(0, 0, 1, 1);
  no_level.set_level(1);
  v1::ReadRegionRequest no_format = Region(0, 0, 1, 1);
  no_format.set_format(static_cast<v1::ReadRegionRequest::Format>(7));
  for (const v1::ReadRegionRequest& request :
       {Region(301, 0, 100, 10), Region(0, 0, 0, 10), Region(0, 0, 5000, 1),
        Region(4294967295U, 0, 4096, 1), no_level, no_format}) {
    grpc::ClientContext context;
    v1::ReadRegionResponse response;
    const auto status = slide_stub().ReadRegion(&context, request, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(ReasonOf(status), "INVALID_ARGUMENT");
  }
}

TEST_F(ServerTest, ProtocolsAreListedWithTheirParameters) {
  const auto stub = v1::ProtocolService::NewStub(channel());
  v1::ListProtocolsResponse all;
  {
    grpc::ClientContext context;
    ASSERT_TRUE(stub->ListProtocols(&context, {}, &all).ok());
  }
  ASSERT_GE(all.protocols_size(), 1);
  for (const v1::MarkerProtocol& protocol : all.protocols()) {
    EXPECT_EQ(protocol.name(), "protocols/" + protocol.id());
    EXPECT_EQ(protocol.parameters().dab_vector_size(), 3);
    EXPECT_FALSE(protocol.description().empty());
  }
  grpc::ClientContext context;
  v1::GetProtocolRequest request;
  request.set_name("protocols/none");
  v1::MarkerProtocol protocol;
  EXPECT_EQ(ReasonOf(stub->GetProtocol(&context, request, &protocol)),
            "PROTOCOL_NOT_FOUND");
}

}  // namespace
}  // namespace cellquant::server
