// Result<T>: a value, or the Error that prevented it.
#ifndef CELLQUANT_CORE_BASE_RESULT_H_
#define CELLQUANT_CORE_BASE_RESULT_H_

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "core/base/error.h"

namespace cellquant::core {

// std::expected in all but name, which the compilers of Debian 12 lack.
template <class T>
using Result = tl::expected<T, Error>;

// Shorthand for the failing return: return Fail(reason, "what, where");
inline tl::unexpected<Error> Fail(ErrorReason reason, std::string message) {
  return tl::unexpected<Error>(Error{reason, std::move(message)});
}

}  // namespace cellquant::core

// CQ_ASSIGN(auto x, F()): x is F()'s value, or this function returns its error.
#define CQ_ASSIGN(declaration, expression) \
  CQ_ASSIGN_(declaration, expression, CQ_CONCAT_(cq_result_, __LINE__))
#define CQ_ASSIGN_(declaration, expression, result)              \
  auto result = (expression);                                    \
  if (!result) return tl::unexpected(std::move(result).error()); \
  declaration = *std::move(result)

// CQ_CHECK(F()): this function returns F()'s error, if it has one.
#define CQ_CHECK(expression)                              \
  do {                                                    \
    if (auto cq_check = (expression); !cq_check) {        \
      return tl::unexpected(std::move(cq_check).error()); \
    }                                                     \
  } while (false)

#define CQ_CONCAT_(a, b) CQ_CONCAT2_(a, b)
#define CQ_CONCAT2_(a, b) a##b

#endif  // CELLQUANT_CORE_BASE_RESULT_H_
