/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-tokens.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-wire.h"

/* An access token this close to its end would only earn a 401. */
#define RENEW_BEFORE_MS 10000
#define LONGEST_TOKEN 512

void
yyq_api_tokens_set (YyqApiTokens *self, const char *access, gint64 expires_at, const char *refresh)
{
  yyq_api_tokens_clear (self);
  self->access = yyq_secret_new_from_text (access);
  self->refresh = yyq_secret_new_from_text (refresh);
  self->access_expires_at = expires_at;
}

void
yyq_api_tokens_resume (YyqApiTokens *self, YyqSecret *refresh)
{
  yyq_api_tokens_clear (self);
  self->refresh = yyq_secret_ref (refresh);
}

void
yyq_api_tokens_replace_refresh (YyqApiTokens *self, YyqSecret *refresh)
{
  yyq_secret_ref (refresh);
  g_clear_pointer (&self->refresh, yyq_secret_unref);
  self->refresh = refresh;
}

void
yyq_api_tokens_clear (YyqApiTokens *self)
{
  g_clear_pointer (&self->access, yyq_secret_unref);
  g_clear_pointer (&self->refresh, yyq_secret_unref);
  self->generation++;
}

gboolean
yyq_api_tokens_are_stale (const YyqApiTokens *self)
{
  return self->access == NULL || self->access_expires_at - RENEW_BEFORE_MS <= yyq_clock_now ();
}

/* RFC 6750 §2.1: no more than this may follow "Bearer". */
static gboolean
is_token (const char *text)
{
  return *text != '\0' && strlen (text) <= LONGEST_TOKEN &&
         text[strspn (
           text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~+/=")] == '\0';
}

gboolean
yyq_api_tokens_take (YyqApiTokens *self, JsonObject *object, GError **error)
{
  const char *access = NULL;
  const char *refresh = NULL;
  gint64 expires_at = 0;

  if (!yyq_wire_get_string (object, "access_token", &access, error) ||
      !yyq_wire_get_string (object, "refresh_token", &refresh, error) ||
      !yyq_wire_get_int (object, "access_expires_at", &expires_at, error))
    return FALSE;
  if (!is_token (access) || !is_token (refresh)) {
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE,
                         "/access_token: cannot stand in a header");
    return FALSE;
  }
  yyq_api_tokens_set (self, access, expires_at, refresh);
  return TRUE;
}

void
yyq_api_tokens_set_device (YyqApiTokens *self, YyqSecret *secret)
{
  g_clear_pointer (&self->device, yyq_secret_unref);
  self->device = secret != NULL ? yyq_secret_ref (secret) : NULL;
  self->device_is_new = FALSE;
}

gboolean
yyq_api_tokens_take_device (YyqApiTokens *self, JsonObject *object, GError **error)
{
  g_autoptr (YyqSecret) secret = NULL;
  const char *text = NULL;

  if (!yyq_wire_has (object, "device_secret"))
    return TRUE;
  if (!yyq_wire_get_string (object, "device_secret", &text, error))
    return FALSE;
  secret = yyq_secret_new_from_text (text);
  yyq_api_tokens_set_device (self, secret);
  self->device_is_new = TRUE;
  return TRUE;
}
