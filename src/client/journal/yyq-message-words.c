/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-message-kind.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

char *
yyq_message_words_of_kind (YyqMessage *message)
{
  const YyqMessageKind *kind = yyq_message_kind_find (yyq_message_get_kind (message));

  return g_strdup (kind != NULL
                     ? _ (kind->title)
                     : _ (yyq_message_topic_get_title (yyq_message_get_topic (message))));
}

char *
yyq_message_words_of_object (YyqMessage *message)
{
  const char *subject = yyq_message_get_subject (message);

  switch (yyq_message_get_topic (message)) {
  case YYQ_MESSAGE_TOPIC_CONTRACT:
    return g_strdup (yyq_message_get_object (message) != NULL
                       ? subject
                       : _ ("You may not see this contract any more"));
  case YYQ_MESSAGE_TOPIC_JOB:
    return g_strdup (subject != NULL ? _ (subject) : NULL);
  case YYQ_MESSAGE_TOPIC_ACCOUNT:
  default:
    return g_strdup (subject);
  }
}

char *
yyq_message_words_of_day (YyqMessage *message)
{
  const gint64 at = yyq_message_get_at (message);
  const gint64 now = yyq_clock_now ();
  g_autofree char *day = yyq_clock_format_date (at);
  g_autofree char *today = yyq_clock_format_date (now);
  g_autofree char *yesterday = yyq_clock_format_date (now - DAY_MS);

  if (g_str_equal (day, today))
    return g_strdup (_ ("Today"));
  if (g_str_equal (day, yesterday))
    return g_strdup (_ ("Yesterday"));
  return yyq_clock_say_short_day (at);
}

char *
yyq_message_words_of_time (YyqMessage *message)
{
  g_autofree char *at = yyq_clock_format_seconds (yyq_message_get_at (message));

  return g_strdup (strchr (at, ' ') + 1);
}

static void
add (GPtrArray *parts, char *part)
{
  if (part != NULL && *part != '\0')
    g_ptr_array_add (parts, part);
  else
    g_free (part);
}

char *
yyq_message_words_of_all (YyqMessage *message)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add (parts, g_strdup (yyq_message_get_unread (message) ? _ ("Unread") : NULL));
  add (parts, yyq_message_words_of_kind (message));
  add (parts, yyq_message_words_of_object (message));
  add (parts, g_strdup (yyq_message_get_number (message)));
  add (parts, g_strdup (yyq_message_get_people (message)));
  add (parts, yyq_message_words_of_day (message));
  add (parts, yyq_message_words_of_time (message));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_ ("between what the cells of a row say", ", "), (char **) parts->pdata);
}
