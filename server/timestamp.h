// Times on the wire.
#ifndef CELLQUANT_SERVER_TIMESTAMP_H_
#define CELLQUANT_SERVER_TIMESTAMP_H_

#include <google/protobuf/timestamp.pb.h>

#include <chrono>

#include "server/store.h"

namespace cellquant::server {

inline google::protobuf::Timestamp Timestamp(Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds.time_since_epoch().count());
  timestamp.set_nanos(static_cast<std::int32_t>(
      std::chrono::nanoseconds(time - seconds).count()));
  return timestamp;
}

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_TIMESTAMP_H_
