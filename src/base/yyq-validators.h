/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GB 11643-1999: 18 characters, a date that exists, check digit; lower-case x is accepted. */
gboolean yyq_id_card_is_valid (const char *text);

/* GB 32100-2015: 18 characters of its alphabet and the check character. */
gboolean yyq_uscc_is_valid (const char *text);

/* The same, with the last character computed: @text17 holds the first 17. For seeds and tests. */
char yyq_id_card_check_digit (const char *text17);
char yyq_uscc_check_character (const char *text17);

/* Mainland mobile number; +86, spaces and dashes are stripped. (nullable): NULL when it is none. */
char *yyq_phone_normalize (const char *text);

/* 12 to 19 digits. Some old cards fail the Luhn check: @luhn_ok is for a warning only. */
gboolean yyq_bank_card_is_valid (const char *text, gboolean *luhn_ok);

/* Full-width brackets and letters folded, spaces dropped: two company names are compared so. */
char *yyq_company_name_fold (const char *name);

/* 138****5678, 419999********1234: what is shown without the permission to reveal. */
char *yyq_mask_phone (const char *phone);
char *yyq_mask_id_card (const char *number);

G_END_DECLS
