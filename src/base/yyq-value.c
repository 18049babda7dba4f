/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-value.h"

#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Nothing that is judged here is nearly as long, in bytes. */
#define LONGEST 2048

static void
judge_text (const char *text, YyqVerdict *verdict)
{
  verdict->value = yyq_text_clean (text);
}

/* (transfer full): a gap after each @step characters from the left. */
static char *
group_from_left (const char *value, gsize step)
{
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; value[i] != '\0'; i++) {
    if (i > 0 && i % step == 0)
      g_string_append_c (grouped, ' ');
    g_string_append_c (grouped, value[i]);
  }
  return g_string_free (grouped, FALSE);
}

static char *
group_card (const char *value)
{
  return group_from_left (value, 4);
}

static char *
group_money (const char *value)
{
  const gsize whole = strcspn (value, ".");
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0)
      g_string_append_c (grouped, ',');
    g_string_append_c (grouped, value[i]);
  }
  g_string_append (grouped, value + whole);
  return g_string_free (grouped, FALSE);
}

/* (transfer full): without the port that the scheme has anyway. */
static char *
group_address (const char *value)
{
  const char *port = strrchr (value, ':');
  const char *usual = g_str_has_prefix (value, "https:") ? ":443" : ":80";

  return port != NULL && g_str_equal (port, usual) ? g_strndup (value, (gsize) (port - value))
                                                   : g_strdup (value);
}

static const struct {
  void (*judge) (const char *text, YyqVerdict *verdict);
  char *(*group) (const char *value); /* (nullable): read as it is */
} kinds[YYQ_N_VALUE_KINDS] = {
  [YYQ_VALUE_TEXT] = { judge_text },
  [YYQ_VALUE_PERSON_NAME] = { yyq_judge_person_name },
  [YYQ_VALUE_COMPANY_NAME] = { yyq_judge_company_name },
  [YYQ_VALUE_COMPANY_CODE] = { yyq_judge_company_code },
  [YYQ_VALUE_USCC] = { yyq_judge_uscc },
  [YYQ_VALUE_ID_CARD] = { yyq_judge_id_card },
  [YYQ_VALUE_RESIDENCE_CARD] = { yyq_judge_residence_card },
  [YYQ_VALUE_HOME_PERMIT] = { yyq_judge_home_permit },
  [YYQ_VALUE_TAIWAN_PERMIT] = { yyq_judge_taiwan_permit },
  [YYQ_VALUE_PASSPORT] = { yyq_judge_passport },
  [YYQ_VALUE_MOBILE] = { yyq_judge_mobile },
  [YYQ_VALUE_LANDLINE] = { yyq_judge_landline },
  [YYQ_VALUE_BANK_CARD] = { yyq_judge_bank_card, group_card },
  [YYQ_VALUE_MONEY] = { yyq_judge_money, group_money },
  [YYQ_VALUE_DATE] = { yyq_judge_date },
  [YYQ_VALUE_SERVER_ADDRESS] = { yyq_judge_server_address, group_address },
};

void
yyq_verdict_clear (YyqVerdict *self)
{
  g_clear_pointer (&self->value, g_free);
  self->error = NULL;
  self->warning = NULL;
}

void
yyq_value_judge (YyqValueKind kind, const char *text, YyqVerdict *verdict)
{
  g_return_if_fail (kind < YYQ_N_VALUE_KINDS);

  *verdict = (YyqVerdict){ 0 };
  if (text != NULL && strlen (text) > LONGEST) {
    verdict->value = g_strdup ("");
    verdict->error = N_ ("This is too long");
    return;
  }
  kinds[kind].judge (text != NULL ? text : "", verdict);
  if (*verdict->value != '\0' && verdict->error == NULL)
    return;
  verdict->warning = NULL;
  if (*verdict->value == '\0')
    verdict->error = NULL;
}

char *
yyq_value_normalize (YyqValueKind kind, const char *text)
{
  g_auto (YyqVerdict) verdict = { 0 };

  yyq_value_judge (kind, text, &verdict);
  return verdict.error == NULL && *verdict.value != '\0' ? g_steal_pointer (&verdict.value) : NULL;
}

gboolean
yyq_value_is_normal (YyqValueKind kind, const char *text)
{
  g_autofree char *normal = text != NULL ? yyq_value_normalize (kind, text) : NULL;

  return normal != NULL && g_str_equal (normal, text);
}

char *
yyq_value_group (YyqValueKind kind, const char *value)
{
  g_return_val_if_fail (kind < YYQ_N_VALUE_KINDS, NULL);
  return kinds[kind].group != NULL ? kinds[kind].group (value) : g_strdup (value);
}
