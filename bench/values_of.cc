// bench/values_of.cc - the mentions of texts, one JSON object a line in, one array a line out.
// in: {"text": "...", "language": "en", "date": "2009-05-13"}   out: [{"start", "end", "type", "value", "text"}, ...]
// For tools/evaluate_values.py, which has no other way to ask for one sentence under a given date quickly.
#include <iostream>
#include <string>

#include "annotate/annotate.h"
#include "base/json.h"

