/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-vectors.h"

#include <string.h>

#include "yyq-anchor.h"
#include "yyq-audit-link.h"
#include "yyq-event-link.h"
#include "yyq-parts-hash.h"

char **
yyq_test_vectors_read (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "docs", "evidence.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) vectors = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (text, "```vector ", -1);
  for (char **part = parts + 1; *part != NULL; part++) {
    *strstr (*part, "\n```") = '\0';
    g_strv_builder_add (vectors, *part);
  }
  return g_strv_builder_end (vectors);
}

/* The rule as the page tells it, without our code for rows. */
static char *
hash_of_page (char **lines)
{
  GChecksum *hash = yyq_parts_hash_begin (lines[0]);
  char **line = lines + 1;

  for (; !g_str_has_prefix (*line, "hash="); line++) {
    const char *value = strchr (*line, '=');

    yyq_parts_hash_add (hash, value != NULL ? value + 1 : NULL);
  }
  return yyq_parts_hash_end (hash);
}

static const char *
value_of (char **lines, const char *name)
{
  gsize length = strlen (name);

  for (; *lines != NULL; lines++)
    if (g_str_has_prefix (*lines, name) && (*lines)[length] == '=')
      return *lines + length + 1;
  return NULL;
}

static gint64
number_of (char **lines, const char *name)
{
  const char *value = value_of (lines, name);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

static char *
hash_of_event (char **lines, gint64 format)
{
  const YyqEventLink link = { value_of (lines, "contract_id"),
                              number_of (lines, "seq"),
                              value_of (lines, "id"),
                              value_of (lines, "type"),
                              value_of (lines, "actor"),
                              number_of (lines, "at"),
                              value_of (lines, "detail"),
                              value_of (lines, "prev_hash"),
                              NULL,
                              format,
                              number_of (lines, "revision"),
                              value_of (lines, "sha256"),
                              number_of (lines, "length") };

  return yyq_event_link_hash (&link);
}

static char *
hash_of_audit (char **lines, gint64 format)
{
  const YyqAuditLink link = { value_of (lines, "tenant"),
                              number_of (lines, "seq"),
                              value_of (lines, "id"),
                              number_of (lines, "at"),
                              format,
                              value_of (lines, "unit"),
                              value_of (lines, "actor"),
                              value_of (lines, "remote"),
                              value_of (lines, "action"),
                              value_of (lines, "object"),
                              value_of (lines, "detail"),
                              value_of (lines, "prev_hash"),
                              NULL };

  return yyq_audit_link_hash (&link);
}

void
yyq_test_vectors_hold (void)
{
  g_auto (GStrv) vectors = yyq_test_vectors_read ();

  g_assert_cmpuint (g_strv_length (vectors), >=, 9);
  for (char **vector = vectors; *vector != NULL; vector++) {
    g_auto (GStrv) lines = g_strsplit (*vector, "\n", -1);
    g_autofree char *ours = NULL;
    g_autofree char *page = g_str_equal (lines[0], "yyq.event.1") ? NULL : hash_of_page (lines);

    if (g_str_equal (lines[0], "yyq.event.1"))
      ours = hash_of_event (lines, 1);
    else if (g_str_equal (lines[0], "yyq.event.2"))
      ours = hash_of_event (lines, 2);
    else if (g_str_equal (lines[0], "yyq.audit.2"))
      ours = hash_of_audit (lines, 2);
    else if (g_str_equal (lines[0], "yyq.audit.3"))
      ours = hash_of_audit (lines, 3);
    else if (g_str_equal (lines[0], "yyq.anchor.1"))
      ours = yyq_anchor_digest_begin (number_of (lines, "number"), number_of (lines, "at"),
                                      value_of (lines, "prev_digest"), number_of (lines, "heads"));
    else if (g_str_equal (lines[0], "yyq.anchor.head.1"))
      ours = yyq_anchor_digest_add (value_of (lines, "digest"), value_of (lines, "chain"),
                                    value_of (lines, "id"), number_of (lines, "seq"),
                                    value_of (lines, "hash_of_row"));
    g_test_message ("%s", lines[0]);
    if (ours != NULL)
      g_assert_cmpstr (ours, ==, value_of (lines, "hash"));
    if (page != NULL)
      g_assert_cmpstr (page, ==, value_of (lines, "hash"));
    g_assert_true (ours != NULL || page != NULL);
  }
}
