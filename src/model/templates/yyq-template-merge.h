/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template.h"

G_BEGIN_DECLS

/* What a clash is about. */
typedef enum {
  YYQ_TEMPLATE_PART_MEMBER, /* of the template or its content; the id is its name */
  YYQ_TEMPLATE_PART_FILE,
  YYQ_TEMPLATE_PART_PARTY, /* the id is its key */
  YYQ_TEMPLATE_PART_CONTROL,
} YyqTemplatePart;

/* Both changed one thing, and not alike. */
typedef struct {
  YyqTemplatePart part;
  char *id;
  gpointer mine;   /* (owned) (nullable): the record; NULL: removed here, or a member */
  gpointer theirs; /* (owned) (nullable): the same there */
  char *mine_text; /* (owned) (nullable): of a member */
  char *theirs_text;
} YyqTemplateClash;

/*
 * Two people changed one template. What only one of them changed is taken; what both changed alike
 * is taken once; what else both changed is a clash, to be shown side by side. Controls are compared
 * where they lie on their files, so that a file that was put in front of others makes no clashes.
 */
typedef struct {
  YyqTemplate *merged; /* (owned): on top of theirs; of each clash what is mine */
  GPtrArray *clashes;  /* (owned): YyqTemplateClash */
  GPtrArray *dropped;  /* (owned): char *, ids of controls whose page was removed by the other */
} YyqTemplateMerge;

/* (transfer full): all three with content; @base is what @mine began with. One thread at a time. */
YyqTemplateMerge *yyq_template_merge (YyqTemplate *base, YyqTemplate *mine, YyqTemplate *theirs);
void yyq_template_merge_free (YyqTemplateMerge *self);

/* Of clash @i the merged template gets what is mine, or theirs. */
void yyq_template_merge_choose (YyqTemplateMerge *self, guint i, gboolean mine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTemplateMerge, yyq_template_merge_free)

G_END_DECLS
