/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey.h"

#include <openssl/x509v3.h>

#include "yyq-error.h"
#include "yyq-ukey-private.h"

struct _YyqUkey {
  GObject parent_instance;
  YyqUkeyFacts facts;
  char *module;
  YyqUkeyPinState pin_state;
  GListStore *certificates;
  GPtrArray *authorities;
};

G_DEFINE_FINAL_TYPE (YyqUkey, yyq_ukey, G_TYPE_OBJECT)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

enum {
  PROP_LABEL = 1,
  PROP_SERIAL,
  PROP_MANUFACTURER,
  PROP_MODEL,
  PROP_MODULE,
  PROP_PIN_STATE,
  PROP_MIN_PIN,
  PROP_MAX_PIN,
  PROP_PINPAD,
  PROP_CERTIFICATES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

GType
yyq_ukey_pin_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_UKEY_PIN_OK, "YYQ_UKEY_PIN_OK", "ok" },
    { YYQ_UKEY_PIN_LOW, "YYQ_UKEY_PIN_LOW", "low" },
    { YYQ_UKEY_PIN_FINAL, "YYQ_UKEY_PIN_FINAL", "final" },
    { YYQ_UKEY_PIN_LOCKED, "YYQ_UKEY_PIN_LOCKED", "locked" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqUkeyPinState", values));
  return type;
}

void
yyq_ukey_facts_clear (YyqUkeyFacts *facts)
{
  yyq_ukey_name_clear (&facts->name);
  g_clear_pointer (&facts->model, g_free);
}

static void
yyq_ukey_finalize (GObject *object)
{
  YyqUkey *self = YYQ_UKEY (object);

  yyq_ukey_facts_clear (&self->facts);
  g_clear_pointer (&self->module, g_free);
  g_clear_object (&self->certificates);
  g_clear_pointer (&self->authorities, g_ptr_array_unref);
  G_OBJECT_CLASS (yyq_ukey_parent_class)->finalize (object);
}

static void
yyq_ukey_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqUkey *self = YYQ_UKEY (object);

  switch (id) {
  case PROP_LABEL:
    g_value_set_string (value, self->facts.name.label);
    break;
  case PROP_SERIAL:
    g_value_set_string (value, self->facts.name.serial);
    break;
  case PROP_MANUFACTURER:
    g_value_set_string (value, self->facts.name.manufacturer);
    break;
  case PROP_MODEL:
    g_value_set_string (value, self->facts.model);
    break;
  case PROP_MODULE:
    g_value_set_string (value, self->module);
    break;
  case PROP_PIN_STATE:
    g_value_set_enum (value, (int) self->pin_state);
    break;
  case PROP_MIN_PIN:
    g_value_set_uint (value, self->facts.min_pin);
    break;
  case PROP_MAX_PIN:
    g_value_set_uint (value, self->facts.max_pin);
    break;
  case PROP_PINPAD:
    g_value_set_boolean (value, yyq_ukey_get_pinpad (self));
    break;
  case PROP_CERTIFICATES:
    g_value_set_object (value, self->certificates);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_ukey_class_init (YyqUkeyClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = yyq_ukey_finalize;
  object_class->get_property = yyq_ukey_get_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_SERIAL] = g_param_spec_string ("serial", NULL, NULL, NULL, flags);
  properties[PROP_MANUFACTURER] = g_param_spec_string ("manufacturer", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] = g_param_spec_string ("model", NULL, NULL, NULL, flags);
  properties[PROP_MODULE] = g_param_spec_string ("module", NULL, NULL, NULL, flags);
  properties[PROP_PIN_STATE] =
    g_param_spec_enum ("pin-state", NULL, NULL, YYQ_TYPE_UKEY_PIN_STATE, YYQ_UKEY_PIN_OK, flags);
  properties[PROP_MIN_PIN] = g_param_spec_uint ("min-pin", NULL, NULL, 0, 255, 0, flags);
  properties[PROP_MAX_PIN] = g_param_spec_uint ("max-pin", NULL, NULL, 0, 255, 0, flags);
  properties[PROP_PINPAD] = g_param_spec_boolean ("pinpad", NULL, NULL, FALSE, flags);
  properties[PROP_CERTIFICATES] =
    g_param_spec_object ("certificates", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_ukey_init (YyqUkey *self)
{
  self->certificates = g_list_store_new (YYQ_TYPE_UKEY_CERTIFICATE);
  self->authorities = g_ptr_array_new_with_free_func (g_object_unref);
}

static YyqUkeyPinState
pin_state_of (guint32 flags)
{
  if ((flags & YYQ_UKEY_TOKEN_PIN_LOCKED) != 0)
    return YYQ_UKEY_PIN_LOCKED;
  if ((flags & YYQ_UKEY_TOKEN_PIN_FINAL) != 0)
    return YYQ_UKEY_PIN_FINAL;
  if ((flags & YYQ_UKEY_TOKEN_PIN_LOW) != 0)
    return YYQ_UKEY_PIN_LOW;
  return YYQ_UKEY_PIN_OK;
}

static void
sort_certificates (YyqUkey *self, GPtrArray *certificates, gboolean usable)
{
  for (guint i = 0; i < certificates->len; i++) {
    YyqUkeyCertificate *certificate = certificates->pdata[i];

    if (!yyq_ukey_certificate_is_authority (certificate) &&
        yyq_ukey_certificate_get_usable (certificate) == usable)
      g_list_store_append (self->certificates, certificate);
  }
}

YyqUkey *
yyq_ukey_new (const char *module, const YyqUkeyFacts *facts, GPtrArray *certificates)
{
  YyqUkey *self = g_object_new (YYQ_TYPE_UKEY, NULL);

  self->module = g_strdup (module);
  self->facts = *facts;
  self->facts.name.manufacturer = g_strdup (facts->name.manufacturer);
  self->facts.name.label = g_strdup (facts->name.label);
  self->facts.name.serial = g_strdup (facts->name.serial);
  self->facts.model = g_strdup (facts->model);
  self->pin_state = pin_state_of (facts->flags);

  sort_certificates (self, certificates, TRUE);
  sort_certificates (self, certificates, FALSE);
  for (guint i = 0; i < certificates->len; i++)
    if (yyq_ukey_certificate_is_authority (certificates->pdata[i]))
      g_ptr_array_add (self->authorities, g_object_ref (certificates->pdata[i]));
  return self;
}

const char *
yyq_ukey_get_label (YyqUkey *self)
{
  return self->facts.name.label;
}

const char *
yyq_ukey_get_serial (YyqUkey *self)
{
  return self->facts.name.serial;
}

const char *
yyq_ukey_get_manufacturer (YyqUkey *self)
{
  return self->facts.name.manufacturer;
}

const char *
yyq_ukey_get_model (YyqUkey *self)
{
  return self->facts.model;
}

const char *
yyq_ukey_get_module (YyqUkey *self)
{
  return self->module;
}

YyqUkeyPinState
yyq_ukey_get_pin_state (YyqUkey *self)
{
  return self->pin_state;
}

guint
yyq_ukey_get_min_pin (YyqUkey *self)
{
  return self->facts.min_pin;
}

guint
yyq_ukey_get_max_pin (YyqUkey *self)
{
  return self->facts.max_pin;
}

gboolean
yyq_ukey_get_pinpad (YyqUkey *self)
{
  return (self->facts.flags & YYQ_UKEY_TOKEN_PINPAD) != 0;
}

GListModel *
yyq_ukey_get_certificates (YyqUkey *self)
{
  return G_LIST_MODEL (self->certificates);
}

YyqUkeyCertificate *
yyq_ukey_find_certificate (YyqUkey *self, const char *sha256)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->certificates));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqUkeyCertificate) certificate =
      g_list_model_get_item (G_LIST_MODEL (self->certificates), i);

    if (g_str_equal (yyq_ukey_certificate_get_sha256 (certificate), sha256))
      return certificate;
  }
  return NULL;
}

static X509 *
decode (YyqUkeyCertificate *certificate)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (yyq_ukey_certificate_get_der (certificate), &size);

  return d2i_X509 (NULL, &bytes, (long) size);
}

/* NULL when @subject has issued itself, or its issuer is not on the token. */
static YyqUkeyCertificate *
find_issuer (YyqUkey *self, YyqUkeyCertificate *subject)
{
  g_autoptr (X509) x509 = decode (subject);

  for (guint i = 0; i < self->authorities->len; i++) {
    YyqUkeyCertificate *candidate = self->authorities->pdata[i];
    g_autoptr (X509) issuer = decode (candidate);

    if (g_str_equal (yyq_ukey_certificate_get_sha256 (candidate),
                     yyq_ukey_certificate_get_sha256 (subject)))
      continue;
    if (X509_check_issued (issuer, x509) == X509_V_OK)
      return candidate;
  }
  return NULL;
}

GPtrArray *
yyq_ukey_get_issuers (YyqUkey *self, YyqUkeyCertificate *certificate)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  YyqUkeyCertificate *issuer = find_issuer (self, certificate);

  /* Two authorities may have certified each other: never more steps than there are certificates. */
  while (issuer != NULL && chain->len < self->authorities->len) {
    g_ptr_array_add (chain, g_bytes_ref (yyq_ukey_certificate_get_der (issuer)));
    issuer = find_issuer (self, issuer);
  }
  return chain;
}

const YyqUkeyName *
yyq_ukey_get_name (YyqUkey *self)
{
  return &self->facts.name;
}

gboolean
yyq_ukey_is_initialised (YyqUkey *self)
{
  return (self->facts.flags & YYQ_UKEY_TOKEN_INITIALISED) != 0;
}

gboolean
yyq_ukey_same (YyqUkey *a, YyqUkey *b)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (a->certificates));

  if (!g_str_equal (a->module, b->module) || !yyq_ukey_name_equal (&a->facts.name, &b->facts.name))
    return FALSE;
  if (a->authorities->len != b->authorities->len ||
      n != g_list_model_get_n_items (G_LIST_MODEL (b->certificates)))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqUkeyCertificate) certificate =
      g_list_model_get_item (G_LIST_MODEL (a->certificates), i);

    if (yyq_ukey_find_certificate (b, yyq_ukey_certificate_get_sha256 (certificate)) == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
set_pin_state (YyqUkey *self, YyqUkeyPinState state)
{
  if (self->pin_state == state)
    return;
  self->pin_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIN_STATE]);
}

void
yyq_ukey_update (YyqUkey *self, YyqUkey *other)
{
  set_pin_state (self, other->pin_state);
}

typedef struct {
  YyqUkey *ukey; /* (owned) */
  YyqUkeyPinState state;
} Shown;

static gboolean
shown_cb (gpointer user_data)
{
  Shown *shown = user_data;

  set_pin_state (shown->ukey, shown->state);
  return G_SOURCE_REMOVE;
}

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->ukey);
  g_free (shown);
}

/* FALSE: nothing about the PIN. */
static gboolean
state_after (const GError *error, YyqUkeyPinState *state)
{
  if (error == NULL)
    *state = YYQ_UKEY_PIN_OK;
  else if (g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_WRONG))
    *state = YYQ_UKEY_PIN_LOW;
  else if (g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_FINAL_TRY))
    *state = YYQ_UKEY_PIN_FINAL;
  else if (g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LOCKED))
    *state = YYQ_UKEY_PIN_LOCKED;
  else
    return FALSE;
  return TRUE;
}

void
yyq_ukey_note_attempt (YyqUkey *self, const GError *error)
{
  YyqUkeyPinState state;
  Shown *shown;

  if (!state_after (error, &state))
    return;
  shown = g_new (Shown, 1);
  shown->ukey = g_object_ref (self);
  shown->state = state;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, shown_cb, shown, shown_free);
}
