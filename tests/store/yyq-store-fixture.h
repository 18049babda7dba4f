/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"
#include "yyq-test-wait.h"

G_BEGIN_DECLS

/* A database in a directory of its own, opened. */
typedef struct {
  char *directory;
  char *path; /* of the database */
  YyqDatabase *database;
  YyqCipher *cipher;
} StoreFixture;

void store_fixture_set_up (StoreFixture *self, gconstpointer data);
void store_fixture_tear_down (StoreFixture *self, gconstpointer data);

/* The same file anew, with the same key; and the first time, after a test has put it there. */
void store_fixture_reopen (StoreFixture *self);
void store_fixture_open (StoreFixture *self);

#define store_keep_result yyq_test_keep_result
#define store_wait(result) yyq_test_wait_result (result)
#define store_wait_until(condition, ...) yyq_test_wait (condition, __VA_ARGS__)
/* The last job lets go of it in its worker. */
#define store_unref_and_wait(object) yyq_test_finalize (object)

/* Runs @sql in the worker and gives the number in its first column. */
gint64 store_ask (YyqDatabase *database, const char *sql);

/* TRUE when a file below @directory holds @text. */
gboolean store_find_text (const char *directory, const char *text);
void store_remove_tree (const char *path);

G_END_DECLS
