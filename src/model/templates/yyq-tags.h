/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-field-words.h"
#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * Controls that a document asks for in its text: {{乙方.姓名|text|required|w=120}}. The grammar
 * stands in docs/templates.md. A tag is one of these whether it is right or not; what is wrong is
 * said in words.
 */
#define YYQ_TAG_MAX_LENGTH 400 /* bytes between the braces */
#define YYQ_TAG_MAX_TAGS 2000  /* of a document; later ones are no tags */

typedef struct {
  guint page;
  YyqPageBox box;   /* of the control: where the tag begins, as large as it says, else as the tag */
  GArray *covered;  /* (owned) of YyqPageBox: the tag itself, a box a line: to be hidden */
  char *name;       /* (nullable): without the party before it; NULL where there is a problem */
  char *problem;    /* (owned) (nullable): why it is none, translated */
  const char *kind; /* static: a word of yyq-field-words.h */
  const char *key;  /* static (nullable): a business key, when the name is one */
  YyqFieldParty party;
  gboolean required;
  gboolean read_only;
  double size;         /* pt of the font; 0: as everywhere */
  guint max_length;    /* characters; 0: any */
  char *default_value; /* (owned) (nullable) */
  char *help;          /* (owned) (nullable) */
  char **options;      /* (owned) (nullable) */
} YyqTag;

/* (transfer full) (element-type YyqTag): of @pages (element-type YyqPageFacts), in reading order. A
 * tag may be broken by lines, not by pages. Any thread. */
GPtrArray *yyq_tags_find (GPtrArray *pages);

void yyq_tag_free (YyqTag *tag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTag, yyq_tag_free)

/* (transfer full): @text, what stands between the braces, without a place. */
YyqTag *yyq_tag_parse (const char *text);

G_END_DECLS
