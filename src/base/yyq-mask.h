/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What is shown of personal values without the permission to reveal them (PIPL art. 51). Each takes
 * a value in its form (yyq-value.h) and gives (transfer full) as much of it as tells two people
 * apart for who knows them; of what does not look like such a value nothing is left. Any thread.
 */
char *yyq_mask_phone (const char *phone);     /* 138****5678 */
char *yyq_mask_id_card (const char *number);  /* 419999********1234: the birthday is not shown */
char *yyq_mask_document (const char *number); /* of passports and permits: E1******8 */
char *yyq_mask_day (const char *day);         /* 1992-**-** */

/* z***@example.com: how long the name is does not show. */
char *yyq_mask_email (const char *address);

/* 河南省郑州市****: province and city, where it begins with them. */
char *yyq_mask_address (const char *address);

G_END_DECLS
