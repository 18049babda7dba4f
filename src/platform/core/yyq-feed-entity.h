/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * A kind of thing that the change feed tells of (D14). With a permission each thing belongs to one
 * unit of its tenant, and who has the permission there is told of its changes; without one it
 * belongs to one account, and nobody else is told, a super administrator neither.
 */
typedef struct {
  const char *name;       /* "contract": on the wire and in change_log */
  const char *permission; /* (nullable) */

  /*
   * (transfer full) (element-type utf8 YyqRecord): of @ids those that are there and that @access
   * may see, by id. A few statements, however many ids. Any thread; blocks.
   */
  GHashTable *(*load) (YyqPlatform *platform, const YyqAccess *access, const char *const *ids,
                       GError **error);
} YyqFeedEntity;

/* Before the platform listens. @entity is static. */
void yyq_feed_entity_register (YyqPlatform *platform, const YyqFeedEntity *entity);

/* (transfer none) (nullable). */
const YyqFeedEntity *yyq_feed_entity_find (YyqPlatform *platform, const char *name);

G_END_DECLS
