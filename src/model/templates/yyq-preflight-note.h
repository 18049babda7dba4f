/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * What somebody said to a finding of the pre-flight (yyq-preflight.h), kept with the template: that
 * he means the wording that was asked about, or where a term stands that was not found. It holds
 * for this rule and what it was found in; when that changes, it is asked again. Paragraphs are
 * named as yyq_preflight_name_paragraph() does. One thread at a time.
 */
#define YYQ_PREFLIGHT_NOTE_MEMBERS(M, T)                                               \
  M (T, STRING, rule, REQUIRED)    /* as the finding names it: "R12", "17-pay" */      \
  M (T, STRING, subject, OPTIONAL) /* the finding's, for a wording */                  \
  M (T, STRING, pointed, OPTIONAL) /* of a term: the control's id, or the paragraph */ \
  M (T, STRING, by, REQUIRED)      /* a name */                                        \
  M (T, INT64, at, REQUIRED)       /* UTC ms */
#define YYQ_TYPE_PREFLIGHT_NOTE (yyq_preflight_note_get_type ())
YYQ_DECLARE_RECORD (YyqPreflightNote, yyq_preflight_note, PREFLIGHT_NOTE)

G_END_DECLS
