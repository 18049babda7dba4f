/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-ukey-certificate.h"

G_BEGIN_DECLS

/*
 * What the token says about its PIN. A hint, never a number of tries: drivers keep these flags
 * stale, so a login may succeed although LOCKED is set.
 */
typedef enum {
  YYQ_UKEY_PIN_OK,
  YYQ_UKEY_PIN_LOW,   /* a wrong PIN was tried since the last login */
  YYQ_UKEY_PIN_FINAL, /* the next wrong one locks */
  YYQ_UKEY_PIN_LOCKED,
} YyqUkeyPinState;

#define YYQ_TYPE_UKEY_PIN_STATE (yyq_ukey_pin_state_get_type ())
GType yyq_ukey_pin_state_get_type (void);

/*
 * A token that is plugged in. Properties: label, serial, manufacturer, model, module, pin-state,
 * min-pin, max-pin, pinpad, certificates. Belongs to the main thread once it is in a manager's
 * list; pin-state then changes with notify.
 */
#define YYQ_TYPE_UKEY (yyq_ukey_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkey, yyq_ukey, YYQ, UKEY, GObject)

/* UTF-8, blanks at the end removed. The serial is no reliable identity: name a UKey by its
 * certificate. */
const char *yyq_ukey_get_label (YyqUkey *self);
const char *yyq_ukey_get_serial (YyqUkey *self);
const char *yyq_ukey_get_manufacturer (YyqUkey *self);
const char *yyq_ukey_get_model (YyqUkey *self);

/* Path of the driver that found it. */
const char *yyq_ukey_get_module (YyqUkey *self);

YyqUkeyPinState yyq_ukey_get_pin_state (YyqUkey *self);

/* Bytes, between 1 and 255: what is accepted before the token is asked. */
guint yyq_ukey_get_min_pin (YyqUkey *self);
guint yyq_ukey_get_max_pin (YyqUkey *self);

/* The PIN is typed on the token itself: sign with a NULL PIN. */
gboolean yyq_ukey_get_pinpad (YyqUkey *self);

/* (transfer none): GListModel of YyqUkeyCertificate; usable ones first, no issuers among them. */
GListModel *yyq_ukey_get_certificates (YyqUkey *self);

/* (transfer none) (nullable): the certificate with this SHA-256 in hex. */
YyqUkeyCertificate *yyq_ukey_find_certificate (YyqUkey *self, const char *sha256);

/* (transfer full) (element-type GBytes): DER of @certificate's issuers on the token, nearest first;
 * may be empty. */
GPtrArray *yyq_ukey_get_issuers (YyqUkey *self, YyqUkeyCertificate *certificate);

G_END_DECLS
