/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-kind.h"

#include <glib/gi18n.h>

static const YyqMessageKind kinds[] = {
  { "contract.turn", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view", N_ ("For you to sign") },
  { "contract.signed", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view", N_ ("The worker has signed") },
  { "contract.completed", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view",
    N_ ("All parties have signed") },
  { "contract.withdrawn", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view", N_ ("Contract withdrawn") },
  { "contract.refused", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view", N_ ("Contract refused") },
  { "contract.expired", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view", N_ ("Not signed in time") },
  { "contract.returned", YYQ_MESSAGE_TOPIC_CONTRACT, "contract.view",
    N_ ("Signature not accepted, sign again") },
  { "job.done", YYQ_MESSAGE_TOPIC_JOB, "job.view", N_ ("Task done") },
  { "job.failed", YYQ_MESSAGE_TOPIC_JOB, "job.view", N_ ("Task with failures") },
  { "login.device", YYQ_MESSAGE_TOPIC_ACCOUNT, NULL, N_ ("Log-in from a new device") },
  { "password.change", YYQ_MESSAGE_TOPIC_ACCOUNT, NULL, N_ ("Your password was changed") },
  { "ukey.loss", YYQ_MESSAGE_TOPIC_ACCOUNT, NULL, N_ ("UKey reported as lost") },
  { "ukey.bind", YYQ_MESSAGE_TOPIC_ACCOUNT, NULL, N_ ("UKey bound") },
  { "ukey.unbind", YYQ_MESSAGE_TOPIC_ACCOUNT, NULL, N_ ("UKey removed") },
};

static const GEnumValue topics[] = {
  { YYQ_MESSAGE_TOPIC_CONTRACT, "YYQ_MESSAGE_TOPIC_CONTRACT", "contract" },
  { YYQ_MESSAGE_TOPIC_ACCOUNT, "YYQ_MESSAGE_TOPIC_ACCOUNT", "account" },
  { YYQ_MESSAGE_TOPIC_JOB, "YYQ_MESSAGE_TOPIC_JOB", "job" },
  { 0, NULL, NULL },
};

GType
yyq_message_topic_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqMessageTopic", topics));
  return type;
}

gboolean
yyq_message_topic_from_string (const char *text, YyqMessageTopic *topic)
{
  for (const GEnumValue *value = topics; value->value_nick != NULL; value++)
    if (g_strcmp0 (text, value->value_nick) == 0) {
      *topic = (YyqMessageTopic) value->value;
      return TRUE;
    }
  return FALSE;
}

const char *
yyq_message_topic_to_string (YyqMessageTopic topic)
{
  return topics[topic].value_nick;
}

const char **
yyq_message_kind_list (YyqMessageTopic topic)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (kinds) + 1);
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].topic == topic)
      names[n++] = kinds[i].name;
  return names;
}

const YyqMessageKind *
yyq_message_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

const char *
yyq_message_topic_get_title (YyqMessageTopic topic)
{
  static const char *const titles[] = {
    [YYQ_MESSAGE_TOPIC_CONTRACT] = N_ ("Contract"),
    [YYQ_MESSAGE_TOPIC_ACCOUNT] = N_ ("Account and UKey"),
    [YYQ_MESSAGE_TOPIC_JOB] = N_ ("Tasks"),
  };

  return titles[topic];
}
