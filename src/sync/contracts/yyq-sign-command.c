/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-command.h"

#include "yyq-contract.h"

#include <glib/gi18n.h>

/* The platform checks a signature before it answers. */
#define COMPLETE_MS 60000

static const YyqRefusal refusals[] = {
  { "contract-withdrawn", N_ ("The contract was withdrawn before the signature arrived.") },
  { "revision-moved",
    N_ ("Somebody else signed first, and the signature is for the older document. Read the new one "
        "and sign again.") },
  { "lease-over",
    N_ ("The right to sign had ended when the signature arrived: somebody else took it, or more "
        "than seven days went by. Sign again.") },
  { NULL, NULL },
};

const YyqCommandKind yyq_sign_command = {
  .name = "contract.sign",
  .method = "POST",
  .path = "/sign-sessions/{target}/complete",
  .label = N_ ("Signature"),
  .refusals = refusals,
  .entity = "contract",
  .get_reply_type = yyq_contract_get_type,
  .deadline_ms = COMPLETE_MS,
  .waits = TRUE,
  .replaces_parked = TRUE,
};
