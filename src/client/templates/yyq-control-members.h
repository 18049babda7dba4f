/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control.h"

G_BEGIN_DECLS

/* Which members of a control one can set in the inspector, how, and of which kinds. */

typedef enum {
  YYQ_MEMBER_TEXT,
  YYQ_MEMBER_LINES, /* a line each */
  YYQ_MEMBER_NUMBER,
  YYQ_MEMBER_WHOLE,
  YYQ_MEMBER_PAGE, /* shown from 1 on */
  YYQ_MEMBER_LENGTH,
  YYQ_MEMBER_SWITCH,
  YYQ_MEMBER_WORD, /* of an enumeration */
  YYQ_MEMBER_PARTY,
  YYQ_MEMBER_KEY,
  YYQ_MEMBER_COLOUR,
  YYQ_MEMBER_FORMULA,
  YYQ_MEMBER_PATTERN,
} YyqMemberEdit;

typedef enum {
  YYQ_SECTION_PLACE,
  YYQ_SECTION_GENERAL,
  YYQ_SECTION_CONTENT,
  YYQ_SECTION_TEXT,
  YYQ_SECTION_LOGIC,
  YYQ_N_SECTIONS,
} YyqMemberSection;

typedef struct {
  const char *name;  /* of the member */
  const char *title; /* N_() */
  YyqMemberEdit edit;
  YyqMemberSection section;
  gboolean one; /* makes no sense for several at once */
  gboolean (*applies) (const YyqControlKindInfo *info);
  const char *const *words; /* N_(), of WORD: in the order of the enumeration */
} YyqControlMember;

/* Static. */
const YyqControlMember *yyq_control_members (guint *n);
const char *yyq_control_section_title (YyqMemberSection section);

G_END_DECLS
