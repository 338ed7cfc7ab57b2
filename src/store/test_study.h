// store/test_study.h - for tests of rooms that know no workers: settles homes and indexes what a writer
// wrote, in this process. Not for programs.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/fold.h"
#include "store/case.h"
#include "store/homes.h"
#include "store/index_run.h"
#include "store/studies.h"
#include "store/writer.h"

namespace clew::store {

inline void study_in_process(Writer& writer) {
  ASSERT_TRUE(writer.commit());
  ASSERT_TRUE(ensure_indexes(writer.db()));
  ASSERT_TRUE(settle_homes(writer.db(), writer.bulk()));
  auto studies = Studies::open(writer.db(), writer.bulk(), 1);
  ASSERT_TRUE(studies);
  for (;;) {
    RunBuilder words, subjects;
    const auto index = [&](const TextToStudy& text) {
      std::string row = folded(text.content), next = folded(text.next);
      if (!text.next.empty()) {
        std::size_t end = 0;
        for (int i = 0; i < kOverlapWords && end != std::string::npos; ++i) end = next.find(' ', end + 1);
        row += (row.empty() || next.empty() ? "" : " ") + next.substr(0, end);
      }
      if (text.index && !row.empty()) words.add(text.row, row);
    };
    const auto index_subject = [&](std::int64_t document, std::string_view subject) {
      const std::string row = folded(subject);
      if (!row.empty()) subjects.add(document, row);
    };
    Studies::Batch batch;
    ASSERT_TRUE(studies->next_batch(1 << 20, {index, index_subject}, batch));
    if (batch.empty()) break;
    if (!words.empty()) studies->add_run(false, words.finish());
    if (!subjects.empty()) studies->add_run(true, subjects.finish());
    ASSERT_TRUE(studies->finish_batch(batch));
  }
  ASSERT_TRUE(studies->commit());
}

}  // namespace clew::store
