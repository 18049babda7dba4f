/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the client and a driver's helper say to each other on a socket pair. A frame is a 32-bit
 * length and that many bytes; numbers are big-endian, texts and byte strings have a 32-bit length.
 *
 *   request:  u8 verb, u32 sequence, arguments
 *   reply:    u32 sequence, u8 0, results      or      u32 sequence, u8 1, u32 YyqUkeyError, text
 * message
 *
 *   HELLO  u32 version                  -> u32 version, text manufacturer, text description
 *   LIST                                -> u32 unrecognised, u32 n, n x token
 *   CERTS  name                         -> u32 n, n x { bytes der, bytes key-id, u8 key state, u8
 * always-authenticate } SIGN   name, text certificate (SHA-256, hex), bytes key-id, bytes modulus
 * (RSA, else empty), u8 algorithm, bytes digest, bytes pin
 *                                       -> bytes signature (RSA block, or r and s of equal length)
 *   PING                                ->
 *   name  = text manufacturer, text label, text serial
 *   token = name, text model, u32 flags, u32 min-pin, u32 max-pin
 *
 * Tokens are named by what they say of themselves, never by a slot number: those change whenever
 * something is plugged in. The PIN stands last, so that it can be sent without copying it.
 */
#define YYQ_UKEY_PROTOCOL_VERSION 2
#define YYQ_UKEY_REQUEST_MAX 8192
#define YYQ_UKEY_REPLY_MAX (1024 * 1024)

/* The descriptor the helper finds its socket at. */
#define YYQ_UKEY_PROTOCOL_FD 3

typedef enum {
  YYQ_UKEY_VERB_HELLO = 1,
  YYQ_UKEY_VERB_LIST,
  YYQ_UKEY_VERB_CERTS,
  YYQ_UKEY_VERB_SIGN,
  YYQ_UKEY_VERB_PING,
} YyqUkeyVerb;

typedef enum {
  YYQ_UKEY_TOKEN_INITIALISED = 1 << 0,
  YYQ_UKEY_TOKEN_PIN_LOW = 1 << 1,
  YYQ_UKEY_TOKEN_PIN_FINAL = 1 << 2,
  YYQ_UKEY_TOKEN_PIN_LOCKED = 1 << 3,
  YYQ_UKEY_TOKEN_PINPAD = 1 << 4,
} YyqUkeyTokenFlags;

/* What is known of a certificate's private key. */
typedef enum {
  YYQ_UKEY_KEY_HIDDEN, /* most tokens show private keys only after login: it is found out when
                          signing */
  YYQ_UKEY_KEY_PRESENT,
  YYQ_UKEY_KEY_ABSENT,
} YyqUkeyKeyState;

/* Who a token says it is. */
typedef struct {
  char *manufacturer;
  char *label;
  char *serial;
} YyqUkeyName;

void yyq_ukey_name_clear (YyqUkeyName *name);
gboolean yyq_ukey_name_equal (const YyqUkeyName *a, const YyqUkeyName *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqUkeyName, yyq_ukey_name_clear)

void yyq_ukey_put_u8 (GByteArray *frame, guint8 value);
void yyq_ukey_put_u32 (GByteArray *frame, guint32 value);
void yyq_ukey_put_bytes (GByteArray *frame, gconstpointer bytes, gsize length);
void yyq_ukey_put_text (GByteArray *frame, const char *text);
void yyq_ukey_put_name (GByteArray *frame, const YyqUkeyName *name);

/*
 * Reads a frame from the front. Once something is missing or over its limit @failed is set, and
 * everything after that reads as 0 or empty: check yyq_ukey_reader_done() at the end.
 */
typedef struct {
  const guint8 *at;
  gsize left;
  gboolean failed;
} YyqUkeyReader;

guint8 yyq_ukey_take_u8 (YyqUkeyReader *reader);
guint32 yyq_ukey_take_u32 (YyqUkeyReader *reader);

/* (transfer none): points into the frame, never NULL. */
const guint8 *yyq_ukey_take_bytes (YyqUkeyReader *reader, gsize max, gsize *length);

/* (transfer full): at most 1024 bytes of UTF-8 without NUL, never NULL. */
char *yyq_ukey_take_text (YyqUkeyReader *reader);
void yyq_ukey_take_name (YyqUkeyReader *reader, YyqUkeyName *name);

/* TRUE when all was well formed and nothing is left over. */
gboolean yyq_ukey_reader_done (const YyqUkeyReader *reader);

G_END_DECLS
