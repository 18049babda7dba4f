/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl.h"

static const YyqCtlCommand commands[] = {
  { "create-company", N_ ("add a main enterprise, or a unit of one"), yyq_ctl_create_company },
  { "create-account", N_ ("add a person who may log in"), yyq_ctl_create_account },
  { "import-contract", N_ ("start a contract from a PDF that is ready to sign"),
    yyq_ctl_import_contract },
  { "verify-audit", N_ ("check that no entry of the log was changed or removed"),
    yyq_ctl_verify_audit },
  { "verify-events", N_ ("check that no event or audit row was changed or removed"),
    yyq_ctl_verify_events },
  { "new-key", N_ ("add a master key to the platform's key file"), yyq_ctl_new_key },
  { "rotate-keys", N_ ("put everything under the newest master key"), yyq_ctl_rotate_keys },
  { "retention", N_ ("show what is past its term, and what will be removed"), yyq_ctl_retention },
  { "copy-to", N_ ("copy the database to a PostgreSQL server"), yyq_ctl_copy_to },
  { NULL },
};

int
yyq_ctl_admin (int argc, char **argv)
{
  return yyq_ctl_dispatch (commands, "yyqctl admin", argc, argv);
}
