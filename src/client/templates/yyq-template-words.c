/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-words.h"

#include <glib/gi18n.h>

#include "yyq-template-acts.h"

const char *
yyq_template_words_state (YyqSession *session, YyqTemplate *template)
{
  const char *pending = yyq_template_get_pending_word (session, template);

  if (pending != NULL)
    return pending;
  return yyq_template_get_state (template) == YYQ_TEMPLATE_STATE_OPEN
           ? C_ ("state of a template", "Open")
           : C_ ("state of a template", "Closed");
}

const char *
yyq_template_words_state_class (YyqSession *session, YyqTemplate *template)
{
  if (yyq_template_get_pending_word (session, template) != NULL)
    return "mine";
  return yyq_template_get_state (template) == YYQ_TEMPLATE_STATE_OPEN ? "done" : "ended";
}

char *
yyq_template_words_edition (YyqTemplate *template)
{
  const int edition = yyq_template_get_edition (template);

  if (edition == 0)
    return g_strdup (_ ("Not opened yet"));
  if (yyq_template_get_changed (template))
    return g_strdup_printf (_ ("Version %d, changed since"), edition);
  return g_strdup_printf (_ ("Version %d"), edition);
}

char *
yyq_template_words_uses (YyqTemplate *template)
{
  const int uses = yyq_template_get_uses (template);

  return g_strdup_printf (ngettext ("Used %d time", "Used %d times", (gulong) uses), uses);
}

const char *
yyq_template_words_role (YyqTemplateRole role)
{
  switch (role) {
  case YYQ_TEMPLATE_ROLE_WORKER:
    return _ ("Worker");
  case YYQ_TEMPLATE_ROLE_EMPLOYER:
    return _ ("Employer");
  case YYQ_TEMPLATE_ROLE_APPROVER:
    return _ ("Approver");
  case YYQ_TEMPLATE_ROLE_RECEIVER:
    return _ ("Receiver (confirms, does not sign)");
  default:
    return "";
  }
}

const char *
yyq_template_words_willingness (YyqWillingness willingness)
{
  switch (willingness) {
  case YYQ_WILLINGNESS_ANY:
    return _ ("What the person has");
  case YYQ_WILLINGNESS_CODE:
    return _ ("Code by SMS");
  case YYQ_WILLINGNESS_FACE:
    return _ ("Face");
  default:
    return "";
  }
}

const char *
yyq_template_words_control (YyqControl *control)
{
  const char *name = yyq_control_get_name (control);

  if (name != NULL && *name != '\0')
    return name;
  return _ (yyq_control_kind_get_info (yyq_control_get_kind (control))->title);
}
