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

#define YYQ_TEST_NOTE_MEMBERS(M, T)                                \
  M (T, STRING, id, REQUIRED)                                      \
  M (T, INT64, version, REQUIRED)                                  \
  M (T, STRING, text, REQUIRED)                                    \
  M (T, ENUM, kind, REQUIRED, YyqTestNoteKind, note_kind_get_type) \
  M (T, INT64, due_at, NULLABLE)                                   \
  M (T, BOOLEAN, mine, REQUIRED)                                   \
  M (T, STRING, sha256, OPTIONAL)
#define YYQ_TYPE_TEST_NOTE (yyq_test_note_get_type ())
YYQ_DECLARE_RECORD (YyqTestNote, yyq_test_note, TEST_NOTE)

#define YYQ_TEST_LATER_NOTE_MEMBERS(M, T) \
  M (T, STRING, id, REQUIRED)             \
  M (T, INT64, version, REQUIRED)         \
  M (T, STRING, text, REQUIRED)           \
  M (T, STRING, place, REQUIRED)
#define YYQ_TYPE_TEST_LATER_NOTE (yyq_test_later_note_get_type ())
YYQ_DECLARE_RECORD (YyqTestLaterNote, yyq_test_later_note, TEST_LATER_NOTE)

/* Both are "note"; the later one searches its place, too, and can be sorted by it. */
extern const YyqEntity yyq_test_note_entity;
extern const YyqEntity yyq_test_later_note_entity;

G_END_DECLS
