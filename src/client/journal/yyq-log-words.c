/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-words.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-log-action.h"
#include "yyq-log-change.h"

/* What a newer platform logs has no words here yet: its own are better than none. */
static const char *
words_or (const YyqLogWord *word, const char *otherwise)
{
  return word != NULL ? _ (word->title) : otherwise;
}

char *
yyq_log_words_of_time (gpointer entry)
{
  return yyq_clock_format_seconds (yyq_log_entry_get_at (entry));
}

char *
yyq_log_words_of_action (gpointer entry)
{
  const YyqLogAction *action = yyq_log_action_find (yyq_log_entry_get_action (entry));

  return g_strdup (action != NULL ? _ (action->title) : yyq_log_entry_get_action (entry));
}

char *
yyq_log_words_of_object (gpointer entry)
{
  const char *object = yyq_log_entry_get_object (entry);

  return g_strdup (words_or (yyq_log_word_of_value ("kind", object), object));
}

char *
yyq_log_words_of_actor (gpointer entry)
{
  const char *actor = yyq_log_entry_get_actor (entry);

  return g_strdup (actor != NULL ? actor : _ ("The platform"));
}

static char *
describe (YyqLogChange *change)
{
  const char *field = yyq_log_change_get_field (change);
  const char *before = yyq_log_change_get_before (change);
  const char *after = yyq_log_change_get_after (change);
  const char *name = words_or (yyq_log_word_of_field (field), field);

  if (before != NULL)
    before = words_or (yyq_log_word_of_value (field, before), before);
  if (after != NULL)
    after = words_or (yyq_log_word_of_value (field, after), after);
  /* Translators: a member of a thing, what it was, and what it is: "State: Draft → Completed" */
  return g_strdup_printf (_ ("%s: %s → %s"), name, before != NULL ? before : "—",
                          after != NULL ? after : "—");
}

static char *
describe_changes (YyqLogEntry *entry, const char *between)
{
  GListModel *changes = yyq_log_entry_get_changes (entry);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (YyqLogChange) change = g_list_model_get_item (changes, i);
    g_autofree char *one = describe (change);

    g_string_append_printf (text, "%s%s", i > 0 ? between : "", one);
  }
  return g_string_free (text, FALSE);
}

char *
yyq_log_words_of_changes (gpointer entry)
{
  return describe_changes (entry, _ ("; "));
}

static void
add_line (GString *text, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  /* Translators: the name of something and its value, on a line of its own */
  g_string_append_printf (text, _ ("%s: %s"), name, value);
  g_string_append_c (text, '\n');
}

char *
yyq_log_words_of_entry (gpointer entry)
{
  g_autofree char *at = yyq_log_words_of_time (entry);
  g_autofree char *object = yyq_log_words_of_object (entry);
  g_autofree char *actor = yyq_log_words_of_actor (entry);
  g_autofree char *changes = describe_changes (entry, "\n");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, yyq_log_entry_get_seq (entry));
  GString *text = g_string_new (NULL);

  add_line (text, _ ("Time"), at);
  add_line (text, _ ("Object"), object);
  add_line (text, _ ("Operator"), actor);
  add_line (text, _ ("Address"), yyq_log_entry_get_remote (entry));
  add_line (text, _ ("Unit"), yyq_log_entry_get_unit (entry));
  if (yyq_log_entry_get_seq (entry) > 0)
    add_line (text, _ ("Number in the log"), number);
  g_string_append (text, changes);
  return g_strchomp (g_string_free (text, FALSE));
}
