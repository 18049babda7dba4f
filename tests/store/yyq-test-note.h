/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-entity.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * A thing that only tests know: what the program does with it has to follow from its registration.
 * YyqTestLaterNote is the same thing as a later version of the program knows it, with its place.
 */
typedef enum {
  YYQ_TEST_NOTE_KIND_URGENT, /* not in the order of the alphabet */
  YYQ_TEST_NOTE_KIND_LATER,
  YYQ_TEST_NOTE_KIND_DONE,
} YyqTestNoteKind;

#define YYQ_TYPE_TEST_NOTE (yyq_test_note_get_type ())
G_DECLARE_FINAL_TYPE (YyqTestNote, yyq_test_note, YYQ, TEST_NOTE, YyqRecord)

YyqTestNote *yyq_test_note_new (void);
const char *yyq_test_note_get_id (YyqTestNote *self);
const char *yyq_test_note_get_text (YyqTestNote *self);
YyqTestNoteKind yyq_test_note_get_kind (YyqTestNote *self);

#define YYQ_TYPE_TEST_LATER_NOTE (yyq_test_later_note_get_type ())
G_DECLARE_FINAL_TYPE (YyqTestLaterNote, yyq_test_later_note, YYQ, TEST_LATER_NOTE, YyqRecord)

YyqTestLaterNote *yyq_test_later_note_new (void);
const char *yyq_test_later_note_get_place (YyqTestLaterNote *self);

/* Both are "note"; the later one searches its place, too, and can be sorted by it. */
extern const YyqEntity yyq_test_note_entity;
extern const YyqEntity yyq_test_later_note_entity;

G_END_DECLS
