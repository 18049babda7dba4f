/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-openssl.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what is wrong with the use of the first of @chain, which leads to
 * what is trusted. */
YyqPdfCheck *yyq_trust_check_usage (YyqX509Stack *chain, YyqTrustPurpose purpose);

/* (transfer full) (nullable): where @chain is not what @policy demands; revocation is not looked
 * at. */
YyqPdfCheck *yyq_trust_check_policy (YyqX509Stack *chain, const YyqTrustPolicy *policy);

G_END_DECLS
