// Tries in another process what may crash in a library.
#ifndef CELLQUANT_CORE_BASE_TRIAL_H_
#define CELLQUANT_CORE_BASE_TRIAL_H_

#include <functional>

namespace cellquant::core {

// Runs `task` in a copy of this process and returns whether the copy came to
// the end of it: false for a crash, an exception, more than a minute, or when
// no process can be made. Nothing that the task does is seen here. Only the
// calling thread is copied, so the task must not wait for another, and locks
// that others hold stay locked: for the start of a program.
bool SurvivesTrial(const std::function<void()>& task);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_TRIAL_H_
