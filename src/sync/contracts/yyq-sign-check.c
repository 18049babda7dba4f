/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-check.h"

struct _YyqSignCheck {
  GObject parent_instance;

  char *title;
  char *detail; /* (nullable) */
  gboolean passed;
};

enum {
  PROP_TITLE = 1,
  PROP_DETAIL,
  PROP_PASSED,
  N_PROPS,
};

G_DEFINE_FINAL_TYPE (YyqSignCheck, yyq_sign_check, G_TYPE_OBJECT)

YyqSignCheck *
yyq_sign_check_new (const char *title, const char *detail, gboolean passed)
{
  YyqSignCheck *self = g_object_new (YYQ_TYPE_SIGN_CHECK, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->passed = passed;
  return self;
}

void
yyq_sign_check_add (GListStore *checks, const char *title, const char *detail, gboolean passed)
{
  g_autoptr (YyqSignCheck) check = yyq_sign_check_new (title, detail, passed);

  g_list_store_append (checks, check);
}

const char *
yyq_sign_check_get_title (YyqSignCheck *self)
{
  return self->title;
}

const char *
yyq_sign_check_get_detail (YyqSignCheck *self)
{
  return self->detail;
}

gboolean
yyq_sign_check_get_passed (YyqSignCheck *self)
{
  return self->passed;
}

static void
yyq_sign_check_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqSignCheck *self = YYQ_SIGN_CHECK (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  case PROP_PASSED:
    g_value_set_boolean (value, self->passed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_sign_check_finalize (GObject *object)
{
  YyqSignCheck *self = YYQ_SIGN_CHECK (object);

  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (yyq_sign_check_parent_class)->finalize (object);
}

static void
yyq_sign_check_class_init (YyqSignCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = yyq_sign_check_get_property;
  object_class->finalize = yyq_sign_check_finalize;
  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_DETAIL,
                                   g_param_spec_string ("detail", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_PASSED,
                                   g_param_spec_boolean ("passed", NULL, NULL, FALSE, flags));
}

static void
yyq_sign_check_init (YyqSignCheck *self)
{
}
