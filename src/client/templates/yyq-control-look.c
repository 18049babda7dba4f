/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-look.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* In the order of the enumeration. They are Chinese in every language: the papers are. */
static const char *const GLYPHS[] = {
  "文", "段", "12", "¥",  "壹", "日", "◉",  "☑",  "▾",  "证", "机", "码",
  "卡", "区", "址", "性", "学", "族", "@",  "照", "抄", "收", "表", "注",
  "№",  "企", "信", "住", "代", "页", "签", "私", "章", "法", "骑", "时",
};

const char *
yyq_control_look_glyph (YyqControlKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (GLYPHS), "");
  return GLYPHS[kind];
}

gboolean
yyq_control_look_is_round (YyqControlKind kind)
{
  return kind == YYQ_CONTROL_COMPANY_SEAL;
}

/* Dark enough to be read on white paper, and far apart from one another, also without red. */
static const char *const COLOURS[] = { "#1a5fb4", "#a84300", "#1b6e41", "#813d9c",
                                       "#00636e", "#8a3061", "#665a00", "#3d3846" };

void
yyq_control_look_party_colour (YyqTemplateContent *content, const char *party, GdkRGBA *colour)
{
  GListModel *parties = yyq_template_content_get_parties (content);
  const guint n = g_list_model_get_n_items (parties);

  *colour = (GdkRGBA){ .37f, .36f, .39f, 1 };
  for (guint i = 0; party != NULL && i < n; i++) {
    g_autoptr (YyqTemplateParty) one = g_list_model_get_item (parties, i);

    if (g_strcmp0 (yyq_template_party_get_key (one), party) == 0)
      gdk_rgba_parse (colour, COLOURS[i % G_N_ELEMENTS (COLOURS)]);
  }
}

const char *
yyq_control_look_party_name (YyqTemplateContent *content, const char *party)
{
  YyqTemplateParty *found = party != NULL ? yyq_template_content_find_party (content, party) : NULL;

  return found != NULL ? yyq_template_party_get_name (found) : _ ("Automatic");
}

const char *
yyq_control_look_name (YyqControl *control)
{
  const char *name = yyq_control_get_name (control);

  return name != NULL && *name != '\0'
           ? name
           : _ (yyq_control_kind_get_info (yyq_control_get_kind (control))->title);
}

char *
yyq_control_look_length (double pt, YyqLengthUnit unit, gboolean with_unit)
{
  const double shown = unit == YYQ_LENGTH_MM ? pt / YYQ_PT_PER_MM : pt;
  /* No -0.0 */
  const double round_shown = fabs (shown) < .05 ? 0 : shown;

  if (!with_unit)
    return g_strdup_printf ("%.1f", round_shown);
  return unit == YYQ_LENGTH_MM ? g_strdup_printf (_ ("%.1f mm"), round_shown)
                               : g_strdup_printf (_ ("%.1f pt"), round_shown);
}

gboolean
yyq_control_look_read_length (const char *text, YyqLengthUnit unit, double *pt)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  char *end = NULL;
  double read = 0;

  if (plain == NULL)
    return FALSE;
  g_strdelimit (plain, ",", '.');
  g_strstrip (plain);
  read = g_ascii_strtod (plain, &end);
  if (end == plain || !isfinite (read))
    return FALSE;
  g_strstrip (end);
  if (g_ascii_strcasecmp (end, "mm") == 0 || g_str_equal (end, "毫米"))
    unit = YYQ_LENGTH_MM;
  else if (g_ascii_strcasecmp (end, "pt") == 0 || g_str_equal (end, "磅"))
    unit = YYQ_LENGTH_PT;
  else if (g_ascii_strcasecmp (end, "cm") == 0)
    read *= 10, unit = YYQ_LENGTH_MM;
  else if (*end != '\0')
    return FALSE;
  *pt = unit == YYQ_LENGTH_MM ? read * YYQ_PT_PER_MM : read;
  return fabs (*pt) < 14400;
}

char *
yyq_control_look_say_place (YyqControl *control, YyqLengthUnit unit)
{
  g_autofree char *x = yyq_control_look_length (yyq_control_get_x (control), unit, TRUE);
  g_autofree char *y = yyq_control_look_length (yyq_control_get_y (control), unit, TRUE);
  g_autofree char *width = yyq_control_look_length (yyq_control_get_width (control), unit, TRUE);
  g_autofree char *height = yyq_control_look_length (yyq_control_get_height (control), unit, TRUE);

  return g_strdup_printf (_ ("Page %d, %s from the left, %s from the top, %s wide, %s high"),
                          yyq_control_get_page (control) + 1, x, y, width, height);
}

char *
yyq_control_look_say (YyqTemplateContent *content, YyqControl *control)
{
  const char *name = yyq_control_look_name (control);
  const char *party = yyq_control_look_party_name (content, yyq_control_get_party (control));

  if (yyq_control_get_required (control))
    /* Translators: the name of a control, and who fills it in */
    return g_strdup_printf (_ ("%s, %s, required"), name, party);
  return g_strdup_printf (_ ("%s, %s"), name, party);
}

GtkWidget *
yyq_control_look_badge_new (YyqControlKind kind)
{
  GtkWidget *badge =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "label",
                  yyq_control_look_glyph (kind), NULL);

  gtk_widget_add_css_class (badge, "yyq-control-badge");
  if (yyq_control_kind_get_info (kind)->group == YYQ_CONTROL_GROUP_SIGN)
    gtk_widget_add_css_class (badge, "sign");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}
