/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-root.h"

YYQ_DEFINE_RECORD_WITH_INIT (YyqTrustRoot, yyq_trust_root, TRUST_ROOT)

static void
yyq_trust_root_init (YyqTrustRoot *self)
{
  self->certificates = g_new0 (char *, 1);
  self->minimum_rsa = 2048;
  self->minimum_ec = 256;
  self->revocation_required = TRUE;
  self->grace_hours = 24;
}

gboolean
yyq_trust_root_equal (YyqTrustRoot *self, YyqTrustRoot *other)
{
  return yyq_record_equal (self, other, "name");
}
