/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-contract-repository.h"
#include "yyq-seal.h"

G_BEGIN_DECLS

/*
 * The seals that one party of a contract may sign with, each as it will stand in the party's place.
 * Loads them itself; a failure is shown with a way to try again. Signal "changed": another seal is
 * chosen, or the list came.
 */
#define YYQ_TYPE_SEAL_CHOOSER (yyq_seal_chooser_get_type ())
G_DECLARE_FINAL_TYPE (YyqSealChooser, yyq_seal_chooser, YYQ, SEAL_CHOOSER, AdwBin)

/* A contract seal is chosen first, if there is one. */
void yyq_seal_chooser_load (YyqSealChooser *self, YyqContractRepository *contracts,
                            const char *contract_id, const char *party_id);

/* (transfer none) (nullable) */
YyqSeal *yyq_seal_chooser_get_seal (YyqSealChooser *self);
GdkPaintable *yyq_seal_chooser_get_picture (YyqSealChooser *self);

G_END_DECLS
