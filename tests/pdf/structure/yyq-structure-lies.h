/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-structure-kit.h"

G_BEGIN_DECLS

/*
 * Updates that lie: readers of one file see different objects. ISO 32000-2 §7.5.4, §7.5.6 to
 * §7.5.8. A lie about @target is added to @update, whose section will look like @style.
 */
typedef struct {
  YyqStructureKit *kit;
  YyqBase base;
  YyqUpdate *update;
  YyqSectionStyle *style;
  const YyqTarget *target;
  GBytes *before;    /* what @update is over */
  char scratch[200]; /* for a text of @style */
} YyqLieContext;

typedef struct {
  const char *name; /* follows "the <target> is ..." */
  gboolean (*tell) (
    YyqLieContext *context); /* FALSE: cannot be told of this target or in this kind of section */
  const char *expect;
  const char *clue; /* (nullable) */
} YyqLie;

/* Each ends with one without a name. */
extern const YyqLie yyq_entry_lies[];   /* of entries: doubled, freed, generations, wrong places */
extern const YyqLie yyq_object_lies[];  /* of object streams */
extern const YyqLie yyq_trailer_lies[]; /* of trailers and the file's end */

/* (transfer full) (nullable): a signed contract with a lie about @target. */
GBytes *yyq_structure_lie (YyqStructureKit *kit, YyqBase base, YyqMoment moment,
                           const YyqTarget *target, const YyqLie *lie);

/* All lies about all targets in all kinds of files; and what does not depend on a target. */
void yyq_structure_add_lies (YyqStructureKit *kit, GPtrArray *cases);
void yyq_structure_add_doubled_keys (YyqStructureKit *kit, GPtrArray *cases);
void yyq_structure_add_shadows (YyqStructureKit *kit, GPtrArray *cases);
void yyq_structure_add_removed_forms (YyqStructureKit *kit, GPtrArray *cases);
void yyq_structure_add_forbidden (YyqStructureKit *kit, GPtrArray *cases);
/* Files that are honest: "valid" or "incomplete". */
void yyq_structure_add_honest (YyqStructureKit *kit, GPtrArray *cases);
/* (transfer full): the same document, as it is written for the web. */
GBytes *yyq_structure_linearized (GBytes *pdf);

G_END_DECLS
