/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What people type and paste, brought into the form in which it is stored and sent, and judged: the
 * same rules where it is typed and where it arrives. Each kind is a row of a table. Any thread.
 *
 * "" is never wrong: whether something must be there is the asking form's affair.
 */
typedef enum {
  YYQ_VALUE_TEXT,         /* one line */
  YYQ_VALUE_PERSON_NAME,  /* 古丽·艾合买提: one middle dot of the many that keyboards give */
  YYQ_VALUE_COMPANY_NAME, /* as registered: the width of its brackets stays */
  YYQ_VALUE_COMPANY_CODE, /* USCC, or the 15 digits of a former business registration */
  YYQ_VALUE_USCC,         /* GB 32100-2015 */
  YYQ_VALUE_ID_CARD,      /* GB 11643-1999: residents, and of Hong Kong, Macao and Taiwan those
                             with a residence permit (810000, 820000, 830000) */
  YYQ_VALUE_RESIDENCE_CARD, /* permanent residence of foreigners, both editions */
  YYQ_VALUE_HOME_PERMIT,    /* of Hong Kong and Macao residents: H or M with 8 digits, or 10 */
  YYQ_VALUE_TAIWAN_PERMIT,  /* 8 digits, formerly 10 and a letter */
  YYQ_VALUE_PASSPORT,       /* 5 to 20 letters and digits */
  YYQ_VALUE_MOBILE,         /* 13800138000 */
  YYQ_VALUE_LANDLINE,       /* 0371-12345678 */
  YYQ_VALUE_BANK_CARD,      /* 12 to 19 digits */
  YYQ_VALUE_MONEY,          /* 8000.00, in yuan: yyq_money_parse() */
  YYQ_VALUE_DATE,           /* 2026-11-23 */
  YYQ_VALUE_SERVER_ADDRESS, /* https://host:443: what this computer keeps is found by it, so the
                               port always stands there; people read it without */
  YYQ_N_VALUE_KINDS
} YyqValueKind;

/* Sentences are English, for gettext() where a person reads them. */
typedef struct {
  char *value;         /* (owned): in its form; cleaned as far as that goes where it is wrong */
  const char *error;   /* (nullable) (static): it cannot be that */
  const char *warning; /* (nullable) (static): it can, but look at it again */
} YyqVerdict;

void yyq_verdict_clear (YyqVerdict *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqVerdict, yyq_verdict_clear)

/* @text (nullable). Fills @verdict, which holds nothing before. */
void yyq_value_judge (YyqValueKind kind, const char *text, YyqVerdict *verdict);

/* (transfer full) (nullable): in its form; NULL when it is wrong or nothing. */
char *yyq_value_normalize (YyqValueKind kind, const char *text);

/* Is @text (nullable) something, right, and in its form already? */
gboolean yyq_value_is_normal (YyqValueKind kind, const char *text);

/* (transfer full): @value, which is in its form, with the gaps by which people read it: 6222 0012
 * 3456 7890, 8,000.00. Judging takes them away again. */
char *yyq_value_group (YyqValueKind kind, const char *value);

/* The check characters of an ID card and a USCC, '\0' where one of the first 17 cannot stand there.
 * For seeds and tests, too. */
char yyq_id_card_check_digit (const char *text17);
char yyq_uscc_check_character (const char *text17);

/* (transfer full): widths folded, spaces dropped, small letters: two company names are compared so
 * (manual chapter 3.4). */
char *yyq_company_name_fold (const char *name);

/* Fen of an amount in its form, FALSE of anything else: no binary fraction is near money. */
gboolean yyq_money_parse (const char *value, gint64 *fen);

/* The parts of a date in its form, FALSE of anything else. */
gboolean yyq_day_parse (const char *value, int *year, int *month, int *day);

/* What the number of an ID card (@number, in its form) tells of its holder: the day of birth in its
 * form, and whether he is a man; FALSE of any other number. Passports and permits tell nothing of
 * the kind. */
gboolean yyq_id_card_tell (const char *number, char **birthday, gboolean *male);

G_END_DECLS
