/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cjk-tokenizer.h"

#include "yyq-error.h"
#include "yyq-sql.h"

/* Longer ASCII runs are cut, in texts and in queries alike. */
#define MAX_RUN 64

/* The token of what lies between two characters; no text has it as a token of its own. */
#define GAP " "

typedef int (*TokenFunc) (void *context, int flags, const char *token, int length, int start,
                          int end);

static gboolean
is_separator (gunichar c)
{
  return !g_unichar_isalnum (c);
}

static int
emit_run (TokenFunc emit, void *context, const char *text, int start, int end)
{
  char run[MAX_RUN];
  int length = MIN (end - start, MAX_RUN);

  for (int i = 0; i < length; i++)
    run[i] = g_ascii_tolower (text[start + i]);
  return emit (context, 0, run, length, start, end);
}

/* The text of a database may be broken: a byte that begins no character is one of its own. */
static gboolean
take_character (const char *text, int *at, int length)
{
  gunichar c = g_utf8_get_char_validated (text + *at, length - *at);
  gboolean valid = c != (gunichar) -1 && c != (gunichar) -2;

  *at += valid ? g_unichar_to_utf8 (c, NULL) : 1;
  return !valid || !is_separator (c);
}

static int
tokenize (Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
          TokenFunc emit)
{
  int behind = -1; /* the end of the character before, when only separators came since */
  int rc = SQLITE_OK;
  int at = 0;

  while (at < length && rc == SQLITE_OK) {
    int start = at;

    while (at < length && g_ascii_isalnum (text[at]))
      at++;
    if (at > start) {
      rc = emit_run (emit, context, text, start, at);
      behind = -1;
    } else if ((guchar) text[at] < 0x80) {
      at++;
    } else if (take_character (text, &at, length)) {
      if (behind >= 0 && behind < start)
        rc = emit (context, 0, GAP, 1, behind, start);
      if (rc == SQLITE_OK)
        rc = emit (context, 0, text + start, at - start, start, at);
      behind = at;
    }
  }
  return rc;
}

static int
create (void *context, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  static int stateless;

  *tokenizer = (Fts5Tokenizer *) &stateless;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

gboolean
yyq_cjk_tokenizer_register (sqlite3 *db, GError **error)
{
  static fts5_tokenizer tokenizer = { create, destroy, tokenize };
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, "SELECT fts5(?1)", error);
  fts5_api *api = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  if (!yyq_sql_run (statement, error))
    return FALSE;
  if (api == NULL || api->xCreateTokenizer (api, "cjk1", NULL, &tokenizer, NULL) != SQLITE_OK) {
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED, "This SQLite has no FTS5");
    return FALSE;
  }
  return TRUE;
}
