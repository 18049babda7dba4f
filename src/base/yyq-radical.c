/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-radical.h"

gunichar
yyq_radical_plain (gunichar character)
{
  /* Unicode says of these only that they are radicals. */
  static const char *const supplement[] = {
    "⺟母", "⺠民", "⻄西", "⻅见", "⻆角", "⻉贝", "⻋车", "⻓长", "⻔门",
    "⻘青", "⻙韦", "⻚页", "⻛风", "⻜飞", "⻝食", "⻢马", "⻣骨", "⻤鬼",
    "⻥鱼", "⻦鸟", "⻨麦", "⻩黄", "⻬齐", "⻮齿", "⻰龙", "⻳龟",
  };

  if (character < 0x2e80 || character > 0x2fdf)
    return character;
  for (gsize i = 0; i < G_N_ELEMENTS (supplement); i++)
    if (g_utf8_get_char (supplement[i]) == character)
      return g_utf8_get_char (g_utf8_next_char (supplement[i]));
  g_unichar_fully_decompose (character, TRUE, &character, 1);
  return character;
}
