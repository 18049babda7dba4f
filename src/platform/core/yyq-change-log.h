/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-platform.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_CHANGE_PUT,
  YYQ_CHANGE_DELETE,
} YyqChangeOp;

/*
 * Tells every client of the group that something changed. In the transaction of the change: the
 * counter row serialises writers of one enterprise, so that seq is in the order of commits.
 */
gboolean yyq_change_log_add (YyqPlatform *platform, const char *scope_id, const char *entity,
                             const char *entity_id, YyqChangeOp op, gint64 version, GError **error);

typedef struct {
  char *entity;
  char *entity_id;
  YyqChangeOp op;
  gint64 version;
} YyqChange;

/*
 * (transfer full) (element-type YyqChange): what changed after @cursor (NULL or "": everything),
 * each thing once, at most @limit. NULL and @unknown for a cursor that this database did not give
 * out: the client has to begin anew.
 */
GPtrArray *yyq_change_log_read (YyqPlatform *platform, const char *scope_id, const char *cursor,
                                guint limit, char **next_cursor, gboolean *has_more,
                                gboolean *unknown, GError **error);

G_END_DECLS
