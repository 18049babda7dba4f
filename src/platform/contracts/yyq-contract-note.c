/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-note.h"

gboolean
yyq_contract_note (YyqPlatform *platform, const YyqAuditEntry *entry,
                   const YyqContractBefore *before, YyqContract *contract, GError **error)
{
  const YyqContractState state = yyq_contract_get_state (contract);
  const int revision = yyq_contract_get_revision (contract);
  g_autofree char *old_revision = g_strdup_printf ("%d", before->revision);
  g_autofree char *new_revision = g_strdup_printf ("%d", revision);
  YyqAuditChange changes[2];
  YyqAuditEntry whole = *entry;

  whole.unit_id = yyq_contract_get_enterprise_id (contract);
  whole.object = yyq_contract_get_id (contract);
  whole.changes = changes;
  if (state != before->state)
    changes[whole.n_changes++] =
      (YyqAuditChange){ "state", yyq_contract_state_to_string (before->state),
                        yyq_contract_state_to_string (state) };
  if (revision != before->revision)
    changes[whole.n_changes++] = (YyqAuditChange){ "revision", old_revision, new_revision };
  return yyq_audit_write (platform, &whole, error);
}
