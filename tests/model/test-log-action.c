/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-log-action.h"

/* Words of the log: those of the platform's files and those that clerks see are the same. */

static char *
read_translation (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "po/zh_CN.po", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Without a context: the line before is none of msgctxt. */
static gboolean
is_translated (const char *po, const char *title, const char *chinese)
{
  g_autofree char *entry = g_strdup_printf ("\nmsgid \"%s\"\nmsgstr \"%s\"\n", title, chinese);

  for (const char *at = strstr (po, entry); at != NULL; at = strstr (at + 1, entry)) {
    const char *line = at;

    while (line > po && line[-1] != '\n')
      line--;
    if (!g_str_has_prefix (line, "msgctxt"))
      return TRUE;
  }
  return FALSE;
}

static void
assert_translated (const char *po, const char *title, const char *chinese)
{
  if (!is_translated (po, title, chinese))
    g_error ("po/zh_CN.po has another word for \"%s\" than \"%s\"", title, chinese);
}

static void
test_words (void)
{
  g_autofree char *po = read_translation ();
  g_autoptr (GEnumClass) modules = g_type_class_ref (YYQ_TYPE_LOG_MODULE);
  g_autoptr (GEnumClass) states = g_type_class_ref (YYQ_TYPE_CONTRACT_STATE);
  static const char *const fields[] = { "certificate", "reason", "revealed", "revision", "state" };
  guint n;
  const YyqLogAction *actions = yyq_log_action_list (&n);

  for (guint i = 0; i < n; i++)
    assert_translated (po, actions[i].title, actions[i].chinese);
  for (guint i = 0; i < modules->n_values; i++) {
    const YyqLogWord *word = yyq_log_word_of_module ((YyqLogModule) modules->values[i].value);

    g_assert_cmpstr (word->name, ==, modules->values[i].value_nick);
    assert_translated (po, word->title, word->chinese);
  }
  for (guint i = 0; i < states->n_values; i++) {
    const YyqLogWord *word = yyq_log_word_of_value ("state", states->values[i].value_nick);

    assert_translated (po, word->title, word->chinese);
  }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    assert_translated (po, yyq_log_word_of_field (fields[i])->title,
                       yyq_log_word_of_field (fields[i])->chinese);
}

static void
test_modules (void)
{
  g_autofree const char **all = yyq_log_action_names (YYQ_LOG_MODULE_ALL);
  guint n = 0;
  guint listed;

  yyq_log_action_list (&listed);
  g_assert_cmpuint (g_strv_length ((char **) all), ==, listed);
  for (YyqLogModule module = YYQ_LOG_MODULE_CONTRACT; module <= YYQ_LOG_MODULE_LOG; module++) {
    g_autofree const char **names = yyq_log_action_names (module);

    g_assert_nonnull (names[0]);
    n += g_strv_length ((char **) names);
  }
  g_assert_cmpuint (n, ==, listed);
}

static void
test_unknown (void)
{
  g_assert_null (yyq_log_action_find ("contract"));
  g_assert_null (yyq_log_action_find (NULL));
  g_assert_null (yyq_log_word_of_field ("x"));
  g_assert_null (yyq_log_word_of_value ("revision", "signing"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log action/the platform's Chinese words are those of the client", test_words);
  g_test_add_func ("/log action/every action is in exactly one module", test_modules);
  g_test_add_func ("/log action/what this version does not know has no word", test_unknown);
  return g_test_run ();
}
