#include "core/base/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <streambuf>
#include <vector>

#include "core/base/file.h"

namespace cellquant::core {
namespace {

class Hasher {
 public:
  Hasher() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void Add(const char* data, std::size_t size) {
    EVP_DigestUpdate(context_.get(), data, size);
  }
  std::string Hex() {
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    std::string hex;
    for (unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string Sha256(std::string_view bytes) {
  Hasher hasher;
  hasher.Add(bytes.data(), bytes.size());
  return hasher.Hex();
}

Result<std::string> Sha256OfFile(const std::filesystem::path& path) {
  CQ_CHECK(CheckReadableFile(path));
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) {
    return Fail(ErrorReason::kFileUnreadable,
                "cannot open " + path.filename().string());
  }
  Hasher hasher;
  std::vector<char> block(1 << 20);
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
         file.gcount() > 0) {
    hasher.Add(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) {
    return Fail(ErrorReason::kFileUnreadable,
                "cannot read " + path.filename().string());
  }
  return hasher.Hex();
}

class Sha256Stream::Buffer : public std::streambuf {
 public:
  std::string Hex() { return hasher_.Hex(); }

 protected:
  std::streamsize xsputn(const char* data, std::streamsize size) override {
    hasher_.Add(data, static_cast<std::size_t>(size));
    return size;
  }

  int_type overflow(int_type c) override {
    const char one = traits_type::to_char_type(c);
    hasher_.Add(&one, 1);
    return c;
  }

 private:
  Hasher hasher_;
};

Sha256Stream::Sha256Stream()
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>()) {
  rdbuf(buffer_.get());
}

Sha256Stream::~Sha256Stream() = default;

std::string Sha256Stream::Finish() { return buffer_->Hex(); }

}  // namespace cellquant::core
