/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-root.h"

struct _YyqTrustRoot {
  YyqRecord parent_instance;

  char *name;
  char **certificates;
  char **key_usages;
  char **extended_key_usages;
  char **policies;
  int minimum_rsa;
  int minimum_ec;
  gboolean revocation_required;
  int grace_hours;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqTrustRoot, name, REQUIRED),
  YYQ_FIELD (YyqTrustRoot, certificates, REQUIRED),
  YYQ_FIELD (YyqTrustRoot, key_usages, OPTIONAL),
  YYQ_FIELD (YyqTrustRoot, extended_key_usages, OPTIONAL),
  YYQ_FIELD (YyqTrustRoot, policies, OPTIONAL),
  YYQ_FIELD (YyqTrustRoot, minimum_rsa, REQUIRED),
  YYQ_FIELD (YyqTrustRoot, minimum_ec, REQUIRED),
  YYQ_FIELD_TRUTH (YyqTrustRoot, revocation_required, REQUIRED),
  YYQ_FIELD (YyqTrustRoot, grace_hours, REQUIRED),
};

YYQ_DEFINE_RECORD_WITH_INIT (YyqTrustRoot, yyq_trust_root, fields)

static void
yyq_trust_root_init (YyqTrustRoot *self)
{
  self->certificates = g_new0 (char *, 1);
  self->minimum_rsa = 2048;
  self->minimum_ec = 256;
  self->revocation_required = TRUE;
  self->grace_hours = 24;
}

#define GET(type, member) YYQ_RECORD_GET (YyqTrustRoot, yyq_trust_root, type, member)
#define GET_WORDS(member) YYQ_RECORD_GET_WORDS (YyqTrustRoot, yyq_trust_root, member)

GET (const char *, name)
GET_WORDS (certificates)
GET_WORDS (key_usages)
GET_WORDS (extended_key_usages)
GET_WORDS (policies)
GET (int, minimum_rsa)
GET (int, minimum_ec)
GET (gboolean, revocation_required)
GET (int, grace_hours)

gboolean
yyq_trust_root_equal (YyqTrustRoot *self, YyqTrustRoot *other)
{
  return yyq_record_equal (self, other, "name");
}
