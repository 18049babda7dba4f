/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-field-words.h"

G_BEGIN_DECLS

/* What a control is by the words around the place where it goes. */
typedef struct {
  const char *kind; /* static: a word of yyq-field-words.h */
  const char *key;  /* static (nullable): a business key */
  const char *name; /* static (nullable): what to call it; NULL: as the label */
  YyqFieldParty party;
  gboolean known; /* the words say what it is; else it is a text called as its label */
} YyqSuggestionLabel;

/* All folded. */
typedef struct {
  const char *left;     /* the words before the place, back to the next mark or gap */
  const char *right;    /* those behind it */
  const char *sentence; /* what was said before, farther back; ends with @left */
  YyqFieldParty party;  /* in whose part of the document it stands */
  gboolean signing;     /* among lines to sign on */
} YyqSuggestionWords;

YyqSuggestionLabel yyq_suggestion_label_find (const YyqSuggestionWords *words);

/* The same for gaps for year, month and day. */
YyqSuggestionLabel yyq_suggestion_label_find_date (const YyqSuggestionWords *words);

/* (transfer full): words as a label: without numbers before it, parentheses, colons; short. May be
 * empty. */
char *yyq_suggestion_label_trim (const char *words);

G_END_DECLS
