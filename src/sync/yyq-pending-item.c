/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pending-item.h"

#include "yyq-clock.h"
#include "yyq-pending-private.h"

#include <glib/gi18n.h>

struct _YyqPendingItem {
  GObject parent_instance;

  char *key;
  char *kind;
  char *object_id;
  char *title;
  char *at;
  char *reason; /* (nullable) */
  gboolean parked;
  gboolean draft;
};

typedef enum {
  PROP_TITLE = 1,
  PROP_AT,
  PROP_REASON,
  PROP_PARKED,
  N_PROPS
} YyqPendingItemProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YyqPendingItem, yyq_pending_item, G_TYPE_OBJECT)

/* @title (nullable) */
static char *
make_title (const char *label, const char *title)
{
  const char *translated = g_dgettext (GETTEXT_PACKAGE, label);

  if (title == NULL || *title == '\0')
    return g_strdup (translated);
  /* Translators: what was done, and the title of what it was done to */
  return g_strdup_printf (_ ("%s: %s"), translated, title);
}

YyqPendingItem *
yyq_pending_item_new_for_draft (const YyqDraftKind *kind, const YyqDraftInfo *info)
{
  YyqPendingItem *self = g_object_new (YYQ_TYPE_PENDING_ITEM, NULL);
  g_autofree char *at = yyq_clock_format (info->created_at);

  self->key = g_strdup (info->id);
  self->kind = g_strdup (info->kind);
  self->object_id = g_strdup (info->object_id);
  self->title = make_title (kind != NULL ? kind->label : N_ ("Of a newer version"), info->title);
  self->at = g_strdup_printf (_ ("Begun at: %s"), at);
  self->parked = *info->reason != '\0';
  self->draft = TRUE;
  if (self->parked)
    self->reason = yyq_command_kind_explain (NULL, info->reason);
  return self;
}

YyqPendingItem *
yyq_pending_item_new_for_locked (void)
{
  YyqPendingItem *self = g_object_new (YYQ_TYPE_PENDING_ITEM, NULL);

  self->key = g_strdup ("");
  self->kind = g_strdup ("");
  self->object_id = g_strdup ("");
  self->title = g_strdup (_ ("Data that is locked"));
  self->at = g_strdup (_ ("Nobody can look into it without its passphrase or its key."));
  self->reason = g_strdup (_ ("Perhaps something in it was not sent."));
  self->parked = TRUE;
  return self;
}

YyqPendingItem *
yyq_pending_item_new (const YyqCommandKind *kind, const YyqOutboxEntry *entry)
{
  YyqPendingItem *self = g_object_new (YYQ_TYPE_PENDING_ITEM, NULL);
  g_autofree char *at = yyq_clock_format (entry->created_at);

  self->key = g_strdup (entry->idempotency_key);
  self->kind = g_strdup (entry->kind);
  self->object_id = g_strdup (entry->object_id);
  self->title = make_title (kind != NULL ? kind->label : N_ ("Of a newer version"), entry->title);
  self->at = g_strdup_printf (_ ("Done at: %s"), at);
  self->parked = entry->state == YYQ_OUTBOX_PARKED;
  if (self->parked)
    self->reason = yyq_command_kind_explain (kind, entry->reason);
  return self;
}

gboolean
yyq_pending_item_equal (YyqPendingItem *a, YyqPendingItem *b)
{
  return g_str_equal (a->key, b->key) && a->parked == b->parked &&
         g_strcmp0 (a->reason, b->reason) == 0;
}

const char *
yyq_pending_item_get_kind (YyqPendingItem *self)
{
  return self->kind;
}

const char *
yyq_pending_item_get_key (YyqPendingItem *self)
{
  return self->key;
}

const char *
yyq_pending_item_get_object_id (YyqPendingItem *self)
{
  return self->object_id;
}

const char *
yyq_pending_item_get_title (YyqPendingItem *self)
{
  return self->title;
}

const char *
yyq_pending_item_get_at (YyqPendingItem *self)
{
  return self->at;
}

gboolean
yyq_pending_item_get_parked (YyqPendingItem *self)
{
  return self->parked;
}

gboolean
yyq_pending_item_get_draft (YyqPendingItem *self)
{
  return self->draft;
}

const char *
yyq_pending_item_get_reason (YyqPendingItem *self)
{
  return self->reason;
}

char *
yyq_pending_item_to_text (YyqPendingItem *self, const char *typed)
{
  GString *text = g_string_new (self->title);

  g_string_append_printf (text, "\n%s", self->at);
  if (self->reason != NULL) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Not accepted: %s"), self->reason);
  }
  if (typed != NULL)
    g_string_append_printf (text, "\n\n%s", typed);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static void
yyq_pending_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqPendingItem *self = YYQ_PENDING_ITEM (object);

  switch ((YyqPendingItemProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_AT:
    g_value_set_string (value, self->at);
    break;
  case PROP_REASON:
    g_value_set_string (value, self->reason);
    break;
  case PROP_PARKED:
    g_value_set_boolean (value, self->parked);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_pending_item_finalize (GObject *object)
{
  YyqPendingItem *self = YYQ_PENDING_ITEM (object);

  g_free (self->key);
  g_free (self->kind);
  g_free (self->object_id);
  g_free (self->title);
  g_free (self->at);
  g_free (self->reason);
  G_OBJECT_CLASS (yyq_pending_item_parent_class)->finalize (object);
}

static void
yyq_pending_item_class_init (YyqPendingItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = yyq_pending_item_get_property;
  object_class->finalize = yyq_pending_item_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_AT] = g_param_spec_string ("at", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_PARKED] = g_param_spec_boolean ("parked", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_pending_item_init (YyqPendingItem *self)
{
}
