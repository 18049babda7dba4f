/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-sign.h"
#include "yyq-test-pki.h"

G_BEGIN_DECLS

/*
 * Files that somebody has tampered with, each made from a contract that was really signed. They
 * only exist in memory while the tests run.
 */
typedef struct {
  YyqTestPki *pki;
  YyqTrust *trust;
  YyqTimestamper *tsa;
  GBytes *composed; /* fields "worker", "employer", areas "worker.date", "employer.date", a text
                       field "note" */
  GBytes *first;    /* signed by "worker", with its area */
  GBytes *complete; /* and by "employer", with a seal */
} YyqAttackKit;

YyqAttackKit *yyq_attack_kit_new (void);
void yyq_attack_kit_free (YyqAttackKit *self);

typedef struct {
  const char *name;
  GBytes *(*make) (YyqAttackKit *kit); /* (transfer full) */
  const char
    *expect; /* "invalid", "incomplete", ...: what the verdict must be; NULL: anything but valid */
  const char *clue; /* (nullable): part of a change, a reason or the problem */
} YyqAttack;

/* Ends with an entry without a name: changes to objects and bytes, then to signature containers. */
extern const YyqAttack yyq_attacks[];
extern const YyqAttack yyq_cms_attacks[];

/* (transfer full): signed by a fresh key of the kit's authority. */
GBytes *yyq_attack_sign (YyqAttackKit *self, GBytes *pdf, const YyqPdfSignOptions *options);

/* (transfer full): additions that are permitted. */
GBytes *yyq_attack_add_document_timestamp (YyqAttackKit *self, GBytes *pdf);
GBytes *yyq_attack_add_dss (YyqAttackKit *self, GBytes *pdf, X509 *revoked);

/* Where the hexadecimal digits of the last signature's /Contents stand in @pdf. */
void yyq_attack_find_hole (GBytes *pdf, gsize *digits, gsize *n_digits);
/* (transfer full): @pdf with other bytes in that place. */
GBytes *yyq_attack_put_cms (GBytes *pdf, GBytes *cms);
/* (transfer full): that container, without the zeros behind it. */
GBytes *yyq_attack_get_cms (GBytes *pdf);
/* (transfer full): what the last signature is over. */
GBytes *yyq_attack_signed_bytes (GBytes *pdf);
/* (transfer full): the first @from, which must be there, is @to. */
GBytes *yyq_attack_replace (GBytes *pdf, const char *from, const char *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqAttackKit, yyq_attack_kit_free)

G_END_DECLS
