/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-piv-card.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

#define TRIES 3
#define COMMAND_MAX 8192

#define SW_OK 0x9000
#define SW_SECURITY 0x6982
#define SW_BLOCKED 0x6983
#define SW_DATA 0x6a80
#define SW_NOT_FOUND 0x6a82
#define SW_PARAMETERS 0x6a86
#define SW_REFERENCE 0x6a88
#define SW_INSTRUCTION 0x6d00
#define SW_LENGTH 0x6700
#define SW_FAILED 0x6f00

typedef struct {
  guint8 reference;
  guint32 object; /* where its certificate stands */
  gboolean pin_always;
  EVP_PKEY *key;
  GByteArray *certificate;
} Slot;

struct _YyqPivCard {
  Slot slots[2];
  guint8 pin[8]; /* as it is sent: filled up with 0xff */
  guint tries;
  gboolean verified;
  gboolean just_verified; /* the command before this one was VERIFY */
  guint n_signatures;
  GByteArray *chain;  /* data of a command that comes in parts */
  GByteArray *answer; /* what GET RESPONSE still has to give */
};

typedef struct {
  guint8 class;
  guint8 instruction;
  guint8 p1;
  guint8 p2;
  const guint8 *data;
  gsize length;
  gsize expected;
} Command;

static const guint8 aid[] = { 0xa0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00 };
static const guint8 guid[16] = "YYQ-TEST-CARD-01";

static gboolean
load_slot (Slot *slot, const char *directory, const char *name)
{
  g_autofree char *key_path = g_strdup_printf ("%s/%s.key", directory, name);
  g_autofree char *crt_path = g_strdup_printf ("%s/%s.crt", directory, name);
  FILE *key = fopen (key_path, "r");
  FILE *crt = fopen (crt_path, "r");
  X509 *x509 = crt != NULL ? PEM_read_X509 (crt, NULL, NULL, NULL) : NULL;
  unsigned char *der = NULL;
  int length = x509 != NULL ? i2d_X509 (x509, &der) : 0;

  slot->key = key != NULL ? PEM_read_PrivateKey (key, NULL, NULL, NULL) : NULL;
  slot->certificate = g_byte_array_new ();
  if (length > 0)
    g_byte_array_append (slot->certificate, der, (guint) length);
  OPENSSL_free (der);
  X509_free (x509);
  g_clear_pointer (&key, fclose);
  g_clear_pointer (&crt, fclose);
  return slot->key != NULL && slot->certificate->len > 0;
}

static gboolean
load_pin (YyqPivCard *self, const char *directory)
{
  g_autofree char *path = g_strdup_printf ("%s/pin", directory);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > sizeof self->pin)
    return FALSE;
  memset (self->pin, 0xff, sizeof self->pin);
  memcpy (self->pin, text, length);
  return TRUE;
}

YyqPivCard *
yyq_piv_card_new (const char *directory)
{
  YyqPivCard *self = g_new0 (YyqPivCard, 1);
  gboolean loaded;

  self->slots[0].reference = 0x9a;
  self->slots[0].object = 0x5fc105;
  self->slots[1].reference = 0x9c;
  self->slots[1].object = 0x5fc10a;
  self->slots[1].pin_always = TRUE;
  self->tries = TRIES;
  self->chain = g_byte_array_new ();
  self->answer = g_byte_array_new ();
  loaded = load_slot (&self->slots[0], directory, "9a");
  loaded = load_slot (&self->slots[1], directory, "9c") && loaded;
  loaded = load_pin (self, directory) && loaded;
  if (loaded)
    return self;
  yyq_piv_card_free (self);
  return NULL;
}

void
yyq_piv_card_free (YyqPivCard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->slots); i++) {
    EVP_PKEY_free (self->slots[i].key);
    g_byte_array_unref (self->slots[i].certificate);
  }
  g_byte_array_unref (self->chain);
  g_byte_array_unref (self->answer);
  g_free (self);
}

/* The PIV application's id stands in the historical bytes: OpenSC then knows the card by it alone.
 */
gsize
yyq_piv_card_get_atr (guint8 *atr)
{
  static const guint8 bytes[] = { 0x3b, 0x8b, 0x80, 0x01, 0x80, 0xf9, 0xa0, 0,
                                  0,    0x03, 0x08, 0,    0,    0x10, 0 };
  guint8 check = 0;

  for (gsize i = 1; i < sizeof bytes; i++)
    check ^= bytes[i];
  memcpy (atr, bytes, sizeof bytes);
  atr[sizeof bytes] = check;
  return sizeof bytes + 1;
}

void
yyq_piv_card_reset (YyqPivCard *self)
{
  self->verified = FALSE;
  self->just_verified = FALSE;
  g_byte_array_set_size (self->chain, 0);
  g_byte_array_set_size (self->answer, 0);
}

gboolean
yyq_piv_card_is_signing (const guint8 *command, gsize length)
{
  return length >= 5 && command[0] == 0x00 && command[1] == 0x87 &&
         (command[3] == 0x9a || command[3] == 0x9c);
}

guint
yyq_piv_card_get_tries (YyqPivCard *self)
{
  return self->tries;
}

guint
yyq_piv_card_get_n_signatures (YyqPivCard *self)
{
  return self->n_signatures;
}

static void
put_tlv (GByteArray *to, guint8 tag, gconstpointer value, gsize length)
{
  guint8 head[4] = { tag, (guint8) length };
  guint n = 2;

  if (length >= 0x100) {
    head[1] = 0x82;
    head[2] = (guint8) (length >> 8);
    head[3] = (guint8) length;
    n = 4;
  } else if (length >= 0x80) {
    head[1] = 0x81;
    head[2] = (guint8) length;
    n = 3;
  }
  g_byte_array_append (to, head, n);
  if (length > 0)
    g_byte_array_append (to, value, (guint) length);
}

/* The value of the TLV at the front, and what follows it; NULL when it is cut. */
static const guint8 *
take_tlv (const guint8 **at, gsize *left, guint8 *tag, gsize *length)
{
  const guint8 *bytes = *at;
  gsize head = 2;

  if (*left < 2)
    return NULL;
  *tag = bytes[0];
  *length = bytes[1];
  if (bytes[1] == 0x81 && *left >= 3) {
    *length = bytes[2];
    head = 3;
  } else if (bytes[1] == 0x82 && *left >= 4) {
    *length = (gsize) bytes[2] << 8 | bytes[3];
    head = 4;
  } else if (bytes[1] >= 0x80)
    return NULL;
  if (*length > *left - head)
    return NULL;
  *at += head + *length;
  *left -= head + *length;
  return bytes + head;
}

static guint
select_application (YyqPivCard *self, const Command *command)
{
  g_autoptr (GByteArray) template = g_byte_array_new ();
  g_autoptr (GByteArray) authority = g_byte_array_new ();

  if (command->length < 5 || command->length > sizeof aid ||
      memcmp (command->data, aid, MIN (command->length, 9)) != 0)
    return SW_NOT_FOUND;
  put_tlv (template, 0x4f, aid + 5, 6);
  put_tlv (authority, 0x4f, aid, 5);
  put_tlv (template, 0x79, authority->data, authority->len);
  put_tlv (self->answer, 0x61, template->data, template->len);
  return SW_OK;
}

static void
put_capabilities (GByteArray *object)
{
  guint8 id[21] = { 0xa0, 0x00, 0x00, 0x01, 0x16, 0xff, 0x02 };

  memcpy (id + 7, guid, 14);
  put_tlv (object, 0xf0, id, sizeof id);
  put_tlv (object, 0xf1, "\x21", 1);
  put_tlv (object, 0xf2, "\x21", 1);
  put_tlv (object, 0xf3, "", 0);
  put_tlv (object, 0xf4, "\0", 1);
  put_tlv (object, 0xf5, "\x10", 1);
  for (guint8 tag = 0xf6; tag < 0xff; tag++)
    if (tag != 0xf8 && tag != 0xf9)
      put_tlv (object, tag, "", 0);
}

static void
put_holder (GByteArray *object)
{
  static const guint8 agency[25] = { 0xd4, 0xe7, 0x39, 0xda, 0x73, 0x9c, 0xed, 0x39, 0xce,
                                     0x73, 0x9d, 0x83, 0x68, 0x58, 0x21, 0x08, 0x42, 0x10,
                                     0x84, 0x21, 0xc8, 0x42, 0x10, 0xc3, 0xeb };

  put_tlv (object, 0x30, agency, sizeof agency);
  put_tlv (object, 0x34, guid, sizeof guid);
  put_tlv (object, 0x35, "20501231", 8);
  put_tlv (object, 0x3e, "", 0);
  put_tlv (object, 0xfe, "", 0);
}

static gboolean
put_certificate (YyqPivCard *self, guint32 tag, GByteArray *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->slots); i++) {
    Slot *slot = &self->slots[i];

    if (slot->object != tag)
      continue;
    put_tlv (object, 0x70, slot->certificate->data, slot->certificate->len);
    put_tlv (object, 0x71, "\0", 1);
    put_tlv (object, 0xfe, "", 0);
    return TRUE;
  }
  return FALSE;
}

static guint
get_data (YyqPivCard *self, const Command *command)
{
  g_autoptr (GByteArray) object = g_byte_array_new ();
  guint32 tag = 0;

  if (command->p1 != 0x3f || command->p2 != 0xff)
    return SW_PARAMETERS;
  if (command->length < 3 || command->data[0] != 0x5c || command->data[1] > command->length - 2)
    return SW_DATA;
  for (guint i = 0; i < command->data[1]; i++)
    tag = tag << 8 | command->data[2 + i];

  if (tag == 0x7e) {
    static const guint8 usage[] = { 0x5f, 0x2f, 0x02, 0x40, 0x00 };

    put_tlv (object, 0x4f, aid, sizeof aid);
    g_byte_array_append (object, usage, sizeof usage);
    put_tlv (self->answer, 0x7e, object->data, object->len);
    return SW_OK;
  }
  if (tag == 0x5fc107)
    put_capabilities (object);
  else if (tag == 0x5fc102)
    put_holder (object);
  else if (!put_certificate (self, tag, object))
    return SW_NOT_FOUND;
  put_tlv (self->answer, 0x53, object->data, object->len);
  return SW_OK;
}

static guint
tries_left (YyqPivCard *self)
{
  return self->tries > 0 ? 0x63c0 | self->tries : SW_BLOCKED;
}

static guint
verify (YyqPivCard *self, const Command *command)
{
  if (command->p2 != 0x80)
    return SW_REFERENCE;
  if (command->length == 0 && command->p1 == 0xff) {
    self->verified = FALSE;
    return SW_OK;
  }
  if (command->length == 0)
    return self->verified ? SW_OK : tries_left (self);
  if (self->tries == 0)
    return SW_BLOCKED;
  if (command->length != sizeof self->pin)
    return SW_DATA;

  self->verified = memcmp (command->data, self->pin, sizeof self->pin) == 0;
  self->tries = self->verified ? TRIES : self->tries - 1;
  return self->verified ? SW_OK : tries_left (self);
}

static gboolean
use_key (EVP_PKEY *key, const guint8 *input, gsize length, guint8 *output, gsize *output_length)
{
  EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new (key, NULL);
  gboolean done;

  if (EVP_PKEY_is_a (key, "RSA"))
    done = EVP_PKEY_decrypt_init (ctx) > 0 &&
           EVP_PKEY_CTX_set_rsa_padding (ctx, RSA_NO_PADDING) > 0 &&
           EVP_PKEY_decrypt (ctx, output, output_length, input, length) > 0;
  else
    done =
      EVP_PKEY_sign_init (ctx) > 0 && EVP_PKEY_sign (ctx, output, output_length, input, length) > 0;
  EVP_PKEY_CTX_free (ctx);
  return done;
}

static guint
sign (YyqPivCard *self, const Slot *slot, const guint8 *input, gsize length)
{
  g_autoptr (GByteArray) template = g_byte_array_new ();
  guint8 output[512];
  gsize output_length = sizeof output;

  if (!self->verified || (slot->pin_always && !self->just_verified))
    return SW_SECURITY;
  self->n_signatures++;
  if (!use_key (slot->key, input, length, output, &output_length))
    return SW_FAILED;
  put_tlv (template, 0x82, output, output_length);
  put_tlv (self->answer, 0x7c, template->data, template->len);
  return SW_OK;
}

static guint
authenticate (YyqPivCard *self, const Command *command)
{
  const guint8 *at = command->data;
  gsize left = command->length;
  gsize length;
  guint8 tag;
  const guint8 *template = take_tlv (&at, &left, &tag, &length);
  const guint8 *input = NULL;
  gsize input_length = 0;

  if (template == NULL || tag != 0x7c)
    return SW_DATA;
  at = template;
  left = length;
  while (left > 0) {
    const guint8 *value = take_tlv (&at, &left, &tag, &length);

    if (value == NULL)
      return SW_DATA;
    if (tag == 0x81) {
      input = value;
      input_length = length;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (self->slots); i++)
    if (self->slots[i].reference == command->p2)
      return input != NULL ? sign (self, &self->slots[i], input, input_length) : SW_DATA;
  return SW_REFERENCE;
}

static guint
execute (YyqPivCard *self, const Command *command)
{
  guint status = SW_INSTRUCTION;

  g_byte_array_set_size (self->answer, 0);
  if (command->instruction == 0xa4)
    status = select_application (self, command);
  else if (command->instruction == 0xcb)
    status = get_data (self, command);
  else if (command->instruction == 0x20)
    status = verify (self, command);
  else if (command->instruction == 0x87)
    status = authenticate (self, command);
  self->just_verified = command->instruction == 0x20 && command->length > 0 && status == SW_OK;
  return status;
}

/* Short and extended lengths (ISO/IEC 7816-4 §5.1). */
static gboolean
parse (const guint8 *bytes, gsize length, Command *command)
{
  const guint8 *body = bytes + 4;
  gsize left = length - 4;
  gsize extended;
  gsize head;

  if (length < 4)
    return FALSE;
  *command = (Command){ bytes[0], bytes[1], bytes[2], bytes[3], NULL, 0, 256 };
  if (left == 0)
    return TRUE;
  if (left == 1) {
    command->expected = body[0] != 0 ? body[0] : 256;
    return TRUE;
  }
  extended = body[0] == 0 && left >= 3;
  if (extended && left == 3) {
    command->expected = (gsize) body[1] << 8 | body[2];
    command->expected = command->expected != 0 ? command->expected : 65536;
    return TRUE;
  }
  head = extended ? 3 : 1;
  command->length = extended ? (gsize) body[1] << 8 | body[2] : body[0];
  command->data = body + head;
  command->expected = extended ? 65536 : 256;
  return command->length <= left - head;
}

static gsize
give (YyqPivCard *self, guint status, gsize expected, guint8 *answer, gsize max)
{
  gsize n = MIN (MIN (self->answer->len, expected), max - 2);
  gsize rest = self->answer->len - n;

  memcpy (answer, self->answer->data, n);
  g_byte_array_remove_range (self->answer, 0, (guint) n);
  if (rest > 0)
    status = 0x6100 | (rest > 255 ? 0 : (guint) rest);
  answer[n] = (guint8) (status >> 8);
  answer[n + 1] = (guint8) status;
  return n + 2;
}

gsize
yyq_piv_card_transmit (YyqPivCard *self, const guint8 *bytes, gsize length, guint8 *answer,
                       gsize max)
{
  Command command;
  guint status;

  if (max < 2)
    return 0;
  if (!parse (bytes, length, &command) || self->chain->len + command.length > COMMAND_MAX)
    return give (self, SW_LENGTH, 0, answer, max);
  if (command.instruction == 0xc0)
    return give (self, SW_OK, command.expected, answer, max);
  if (command.length > 0 && (command.class == 0x10 || self->chain->len > 0))
    g_byte_array_append (self->chain, command.data, (guint) command.length);
  if (command.class == 0x10) {
    g_byte_array_set_size (self->answer, 0);
    return give (self, SW_OK, 0, answer, max);
  }
  if (self->chain->len > 0) {
    command.data = self->chain->data;
    command.length = self->chain->len;
  }
  status = execute (self, &command);
  g_byte_array_set_size (self->chain, 0);
  return give (self, status, command.expected, answer, max);
}
