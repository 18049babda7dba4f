/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdarg.h>

G_BEGIN_DECLS

/*
 * The thin layer over SQL: one dialect (reference: what SQLite 3.40 and PostgreSQL 15 share),
 * $1..$n parameters, UTC milliseconds as BIGINT, ids as TEXT. Every thread works on its own
 * connection, which it keeps until yyq_storage_release(). All calls block.
 *
 * @types has a letter for each parameter: s (const char *), i (gint64), b (GBytes *), a (const char
 * *const *, the texts of a {list}: yyq-sql-dialect.h); NULL is NULL, and no list an empty one.
 * Errors: YYQ_STORE_ERROR; EXISTS for a unique or primary key, NOT_FOUND for a foreign key, BUSY
 * when others hold what is wanted, or the transaction was given up for theirs: begun anew it may
 * pass. After an error in a transaction only rollback is of use.
 */

/*
 * Ends a statement that reads one row of one table in a writing transaction: what it reads stays as
 * it is until the transaction ends. Writers on SQLite come one after the other anyway, on
 * PostgreSQL those of one tenant do (yyq-tenant.h).
 */
#define YYQ_SQL_LOCK " FOR UPDATE"

/* The same for rows that nobody else has locked; the others are left out. It waits for nobody. */
#define YYQ_SQL_LOCK_FREE " FOR UPDATE SKIP LOCKED"

#define YYQ_TYPE_STORAGE (yyq_storage_get_type ())
G_DECLARE_INTERFACE (YyqStorage, yyq_storage, YYQ, STORAGE, GObject)

typedef struct _YyqRows YyqRows;

typedef struct {
  char type; /* s i b a */
  gint64 integer;
  const char *text;
  GBytes *bytes;
  const char *const *texts;
} YyqSqlValue;

/* A running statement. Implementations put this first in their own struct. */
struct _YyqRows {
  gboolean (*next) (YyqRows *self, GError **error);
  gint64 (*get_int) (YyqRows *self, guint column);
  const char *(*get_text) (YyqRows *self, guint column);
  GBytes *(*get_bytes) (YyqRows *self, guint column);
  gboolean (*is_null) (YyqRows *self, guint column);
  void (*free) (YyqRows *self);
};

/*
 * Between the processes that work with one database: who rings is heard by the others, at once but
 * not for certain. One thread at a time. Implementations put this first in their own struct.
 */
typedef struct _YyqBell YyqBell;
struct _YyqBell {
  int (*get_fd) (YyqBell *self);
  gboolean (*hear) (YyqBell *self, gboolean *rung);
  gboolean (*ring) (YyqBell *self);
  void (*free) (YyqBell *self);
};

struct _YyqStorageInterface {
  GTypeInterface parent_iface;

  YyqRows *(*query) (YyqStorage *self, const char *sql, const YyqSqlValue *values, guint n,
                     GError **error);
  gint64 (*get_changes) (YyqStorage *self);
  char *(*begin_reading) (YyqStorage *self, GError **error);
  void (*end_reading) (YyqStorage *self); /* (nullable) */
  gboolean (*begin) (YyqStorage *self, GError **error);
  gboolean (*commit) (YyqStorage *self, GError **error);
  void (*rollback) (YyqStorage *self);
  gboolean (*in_transaction) (YyqStorage *self);
  void (*release) (YyqStorage *self);
  YyqBell *(*open_bell) (YyqStorage *self, GError **error); /* (nullable) */
};

/*
 * (transfer full): NULL on error. Free it before the next begin or commit: an unfinished read pins
 * the log. The statement is prepared once a connection.
 */
YyqRows *yyq_storage_query (YyqStorage *self, GError **error, const char *sql, const char *types,
                            ...);
YyqRows *yyq_storage_query_values (YyqStorage *self, const char *sql, const YyqSqlValue *values,
                                   guint n, GError **error);

/* What @types names, out of @args, @most at most; gives how many there are. */
guint yyq_sql_values_collect (YyqSqlValue *values, guint most, const char *types, va_list *args);

/* Reads to the end, for a statement whose rows do not matter. */
gboolean yyq_rows_drain (YyqRows *self, GError **error);

/* FALSE with @error unset: no further row. Text stays valid until the next call. */
gboolean yyq_rows_next (YyqRows *self, GError **error);
gint64 yyq_rows_get_int (YyqRows *self, guint column);
const char *yyq_rows_get_text (YyqRows *self, guint column);
GBytes *yyq_rows_get_bytes (YyqRows *self, guint column); /* (transfer full) (nullable) */
gboolean yyq_rows_is_null (YyqRows *self, guint column);
void yyq_rows_free (YyqRows *self);

/* For statements whose rows do not matter. */
gboolean yyq_storage_execute (YyqStorage *self, GError **error, const char *sql, const char *types,
                              ...);

/* The first column of the first row; FALSE without an error when there is no row. */
gboolean yyq_storage_query_int (YyqStorage *self, gint64 *value, GError **error, const char *sql,
                                const char *types, ...);

/* Rows that the last execute of this thread inserted, changed or deleted. */
gint64 yyq_storage_get_changes (YyqStorage *self);

/*
 * Outside of a transaction: what this thread reads from now on is of one state of the database
 * (SQLite), or of later and later ones (PostgreSQL), until it ends to read, begins to write or
 * releases the connection. (transfer full): a name of the state. As long as it is the same again,
 * whoever asks, no process has committed anything in between; that it is another one says nothing.
 */
char *yyq_storage_begin_reading (YyqStorage *self, GError **error);
void yyq_storage_end_reading (YyqStorage *self);

/* A write transaction (on SQLite BEGIN IMMEDIATE). Not nested; begin in a transaction does nothing.
 */
gboolean yyq_storage_begin (YyqStorage *self, GError **error);
gboolean yyq_storage_commit (YyqStorage *self, GError **error);
void yyq_storage_rollback (YyqStorage *self);
gboolean yyq_storage_in_transaction (YyqStorage *self);

/*
 * In a transaction: @undo is called with @data when it is rolled back, because what it was for is
 * no row; @free is called afterwards, or when the transaction was committed. A commit that fails
 * undoes nothing: nobody knows then what has reached the disk.
 */
void yyq_storage_on_rollback (YyqStorage *self, GFunc undo, gpointer data, GDestroyNotify free);

/* The same for the other end: @tell is called when the transaction has been committed, and others
 * see what it wrote. */
void yyq_storage_on_commit (YyqStorage *self, GFunc tell, gpointer data, GDestroyNotify free);

/* Gives the thread's connection back; an open transaction is rolled back. */
void yyq_storage_release (YyqStorage *self);

/* (transfer full): NULL without an error where processes do not hear each other, and look now and
 * then. */
YyqBell *yyq_storage_open_bell (YyqStorage *self, GError **error);

/* Readable when there is something to hear. */
int yyq_bell_get_fd (YyqBell *self);

/* @rung: another process has rung since the last time. FALSE, as of ring: it is broken. */
gboolean yyq_bell_hear (YyqBell *self, gboolean *rung);
gboolean yyq_bell_ring (YyqBell *self);
void yyq_bell_free (YyqBell *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRows, yyq_rows_free)

G_END_DECLS
