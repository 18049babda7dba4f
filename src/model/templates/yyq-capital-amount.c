/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-capital-amount.h"

static const char *const DIGITS[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* Of one digit among four. */
static const char *const PLACES[] = { "", "拾", "佰", "仟" };

/* Of four digits. */
static const char *const GROUPS[] = { "", "万", "亿" };

#define PLACES_OF_GROUP 4
#define GROUP_SIZE 10000

/* One 零 stands for all the zeros between two digits; @owed: there was one, and nothing since. */
static void
add_group (GString *text, guint group, gboolean *owed)
{
  guint divisor = GROUP_SIZE / 10;

  for (guint place = PLACES_OF_GROUP; place-- > 0; divisor /= 10) {
    const guint digit = group / divisor % 10;

    if (digit == 0) {
      *owed = text->len > 0;
      continue;
    }
    if (*owed)
      g_string_append (text, DIGITS[0]);
    *owed = FALSE;
    g_string_append (text, DIGITS[digit]);
    g_string_append (text, PLACES[place]);
  }
}

static void
add_yuan (GString *text, gint64 yuan)
{
  gint64 size = (gint64) GROUP_SIZE * GROUP_SIZE;
  gboolean owed = FALSE;

  for (guint i = G_N_ELEMENTS (GROUPS); i-- > 0; size /= GROUP_SIZE) {
    const guint group = (guint) (yuan / size % GROUP_SIZE);

    add_group (text, group, &owed);
    if (group == 0)
      continue;
    g_string_append (text, GROUPS[i]);
    /* 壹拾万柒仟: what ends a group of four is told by its 万. */
    owed = FALSE;
  }
  g_string_append (text, "元");
}

/* After a yuan that ends in 0, or without 角, a 零 keeps anybody from writing something between. */
static void
add_fraction (GString *text, gint64 yuan, guint jiao, guint fen)
{
  if (yuan > 0 && (jiao == 0 || yuan % 10 == 0))
    g_string_append (text, DIGITS[0]);
  if (jiao > 0)
    g_string_append_printf (text, "%s角", DIGITS[jiao]);
  if (fen > 0)
    g_string_append_printf (text, "%s分", DIGITS[fen]);
}

char *
yyq_capital_amount_new (gint64 fen)
{
  GString *text;
  const gint64 yuan = fen / 100;

  if (fen < 0 || fen >= YYQ_CAPITAL_AMOUNT_END)
    return NULL;
  if (fen == 0)
    return g_strdup ("零元整");
  text = g_string_new (NULL);
  if (yuan > 0)
    add_yuan (text, yuan);
  if (fen % 100 == 0)
    g_string_append (text, "整");
  else
    add_fraction (text, yuan, (guint) (fen / 10 % 10), (guint) (fen % 10));
  return g_string_free (text, FALSE);
}
