/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A kind of record that the client keeps: one static struct registers it with the feed, the cache,
 * its lists and its repository. The record's own table of members says what a column's kind is; a
 * registration says which members are columns at all: what lists show, and what is filtered, sorted
 * and searched. All of the record travels beside them, sealed, as the platform sent it. The record
 * has the members id (text) and version (int64), which are columns without being named.
 *
 *   static const YyqEntityColumn columns[] = {
 *     { "name", YYQ_ENTITY_SEARCHED },
 *     { "hired_at" },
 *     { NULL },
 *   };
 *   static const YyqEntitySort sorts[] = { { "hired_at", "hired_at" }, { NULL } };
 *   const YyqEntity yyq_worker_entity = {
 *     .name = "worker",
 *     .get_type = yyq_worker_get_type,
 *     .path = "/workers",
 *     .permission = "staff.view",
 *     .columns = columns,
 *     .sorts = sorts,
 *   };
 *
 * Columns are text, integers, truths and enumerations (words on disk, ordered as the type orders
 * them). The cache makes and remakes its table from this; nothing else has to be written.
 */
typedef enum {
  YYQ_ENTITY_SEARCHED = 1 << 0, /* what a person types is looked for in it; text only */
  YYQ_ENTITY_CHOSEN = 1 << 1,   /* lists are narrowed by its values, and offer them */
} YyqEntityColumnFlags;

typedef struct {
  const char *name; /* of the member; NULL ends the table */
  YyqEntityColumnFlags flags;
} YyqEntityColumn;

/* An order that lists offer; it has an index. */
typedef struct {
  const char *name; /* in queries; NULL ends the table */
  const char *column;
  const char *then; /* (nullable): the column that orders equals, the largest always first */
} YyqEntitySort;

typedef struct {
  const char *column; /* NULL: no further one */
  const char *value;  /* a word of an enumeration, a text, or digits */
} YyqEntityMatch;

#define YYQ_ENTITY_MOST_MATCHES 3

/* Part of the records, counted and listed: all matches hold. */
typedef struct {
  const char *name; /* in queries; NULL ends the table */
  YyqEntityMatch matches[YYQ_ENTITY_MOST_MATCHES];
} YyqEntityFilter;

typedef struct {
  const char *name; /* on the wire and of the table: "contract" */
  GType (*get_type) (void);
  const char *path;       /* below /api/v1: "/contracts" */
  const char *permission; /* without it the platform sends none; NULL: each account has its own */
  const YyqEntityColumn *columns;
  const YyqEntitySort *sorts;
  const YyqEntityFilter *filters; /* (nullable) */

  /* (nullable): kinds of replies that are kept under a record's id and go with it
   * (YyqReplyCache); NULL ends the table. */
  const char *const *replies;

  /* (nullable): FALSE for a record that came without what only the whole one has. */
  gboolean (*is_whole) (gpointer record);

  /* (nullable): adds the SHA-256 of the documents that belong to @record and go with it (char *,
   * owned). */
  void (*list_documents) (gpointer record, GPtrArray *documents);
} YyqEntity;

G_END_DECLS
