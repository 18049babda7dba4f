/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-access.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_CHANGE_PUT,
  YYQ_CHANGE_DELETE,
} YyqChangeOp;

typedef struct {
  const char *entity; /* of YyqFeedEntity */
  const char *entity_id;
  YyqChangeOp op;
  gint64 version;

  /* Who is told: of an entity with a permission a unit's people, of one without a single account.
   * The other is NULL. */
  const char *unit_id;
  const char *account_id;
} YyqChange;

/*
 * Tells who may see it that something changed. In the transaction of the change: the counter row
 * serialises the writers of one tenant, so that seq is in the order of commits. A thing that moves
 * to another unit or account is deleted for the old one and put for the new one: two changes.
 */
gboolean yyq_change_log_add (YyqPlatform *platform, const YyqAccess *access,
                             const YyqChange *change, GError **error);

/* Of many things at once: the entries that the caller inserts have the @n numbers behind @before
 * (out). In the same transaction. */
gboolean yyq_change_log_take (YyqPlatform *platform, const YyqAccess *access, gint64 n,
                              gint64 *before, GError **error);

/* SQL, of rows l and n of change_log: n says something later of the same thing to the same ones. */
#define YYQ_CHANGE_LOG_LATER                                                                      \
  "n.tenant_id = l.tenant_id AND n.entity = l.entity AND n.entity_id = l.entity_id AND n.seq > "  \
  "l.seq AND COALESCE(n.unit_id, '') = COALESCE(l.unit_id, '') AND COALESCE(n.account_id, '') = " \
  "COALESCE(l.account_id, '')"

/* Is @access among those whom @change tells? Any thread; does not block. */
gboolean yyq_change_log_tells (YyqPlatform *platform, const YyqAccess *access,
                               const YyqChange *change);

/* Entries that one read looks at, seen or not. */
#define YYQ_FEED_MOST_SCANNED 2000

typedef struct {
  GPtrArray *changes; /* (element-type YyqChange) */
  char *cursor;       /* for the next read */
  gboolean has_more;
  gboolean unknown; /* the cursor is none that this database gave out for this access: begin anew */
} YyqFeedPage;

/*
 * What changed after @cursor (NULL or "": everything) of what @access may see, each thing of an
 * audience once, at most @limit. @page is to be cleared, also after a failure.
 */
gboolean yyq_change_log_read (YyqPlatform *platform, const YyqAccess *access, const char *cursor,
                              guint limit, YyqFeedPage *page, GError **error);
void yyq_feed_page_clear (YyqFeedPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqFeedPage, yyq_feed_page_clear)

G_END_DECLS
