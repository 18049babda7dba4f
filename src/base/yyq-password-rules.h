/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a password of an account must be (manual chapter 5.1): the same rules where it is typed and
 * where it is stored. They are about what is guessed first; how often somebody may guess is the
 * platform's affair.
 */
#define YYQ_PASSWORD_LEAST 8   /* characters */
#define YYQ_PASSWORD_MOST 128  /* bytes */
#define YYQ_PASSWORD_PHRASE 16 /* characters; from here on one kind of them is enough */

typedef enum {
  YYQ_PASSWORD_FINE,
  YYQ_PASSWORD_TOO_SHORT,
  YYQ_PASSWORD_TOO_LONG,
  YYQ_PASSWORD_ONE_KIND, /* only letters, only digits, or only other characters */
  YYQ_PASSWORD_PATTERN,  /* mostly one character again and again, or characters in a row */
  YYQ_PASSWORD_COMMON,   /* a word that everybody tries, whatever stands around it */
  YYQ_PASSWORD_PERSONAL, /* holds a name or number of its owner */
} YyqPasswordFault;

/* The first fault of @password (UTF-8). @own (nullable): names and numbers of its owner, ends with
 * NULL; those of one character do not count. Any thread. */
YyqPasswordFault yyq_password_find_fault (const char *password, const char *const *own);

/* 0 (has a fault) to YYQ_PASSWORD_STRONGEST. */
#define YYQ_PASSWORD_STRONGEST 3
guint yyq_password_get_strength (const char *password, const char *const *own);

G_END_DECLS
