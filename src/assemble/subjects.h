// assemble/subjects.h - the subject of a conversation without what mail programs put around it.
//
// Reply and forward marks of some thirty languages ("Re:", "AW:", "پاسخ:", "回复：", "Re[2]:", "(fwd)"),
// repeated or mixed, and the tags of mailing lists ("[tag]") are taken off; what is left is folded by
// base/fold.h. After JWZ's message threading (jwz.org/doc/threading) and RFC 5256, 2.1, which know only
// English. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace clew::assemble {

/// The part of `subject` that the writer chose, a view into it. `is_reply`: set to whether a mark of a reply
/// or of a forward was taken off; a tag alone is none.
std::string_view strip_subject(std::string_view subject, bool& is_reply);

/// strip_subject, folded: equal for all letters of one conversation.
std::string base_subject(std::string_view subject, bool& is_reply);

/// Whether a folded subject says too little to tell one conversation from another: empty, or nothing but
/// numbers, words of one or two letters, and words that stand in anybody's subject ("meeting", "hi", "سلام").
bool is_weak_subject(std::string_view base);

}  // namespace clew::assemble
