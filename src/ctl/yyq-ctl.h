/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit codes of yyqctl; of `verify` they are what scripts decide by. */
enum {
  YYQ_CTL_OK = 0,
  YYQ_CTL_NO = 1,     /* understood, and the answer is no: nothing found, not valid, refused */
  YYQ_CTL_FAILED = 2, /* could not be done: wrong usage, unreadable file, no driver, no platform */
};

/*
 * One subcommand. @argv[0] is its name; the result is the exit code. They run on the main thread
 * and block: there is no main loop to keep responsive.
 */
typedef int (*YyqCtlRun) (int argc, char **argv);

int yyq_ctl_tokens (int argc, char **argv);
int yyq_ctl_sign (int argc, char **argv);
int yyq_ctl_verify (int argc, char **argv);
int yyq_ctl_admin (int argc, char **argv);

/* Those of another program, yyqctl-more: goes on as that one, and returns only when it cannot be
 * started. */
int yyq_ctl_more (int argc, char **argv);

/* Below `admin`. */
int yyq_ctl_create_company (int argc, char **argv);
int yyq_ctl_create_account (int argc, char **argv);
int yyq_ctl_import_contract (int argc, char **argv);
int yyq_ctl_verify_audit (int argc, char **argv);
int yyq_ctl_verify_events (int argc, char **argv);
int yyq_ctl_new_key (int argc, char **argv);
int yyq_ctl_retention (int argc, char **argv);
int yyq_ctl_rotate_keys (int argc, char **argv);
int yyq_ctl_copy_to (int argc, char **argv);

typedef struct {
  const char *name;
  const char *summary; /* untranslated */
  YyqCtlRun run;
} YyqCtlCommand;

/* What every program of yyqctl does first: language, signals, limits. */
void yyq_ctl_start (void);

/* Runs the command that @argv[1] names. @commands ends with an entry without a name; @prefix:
 * "yyqctl". */
int yyq_ctl_dispatch (const YyqCtlCommand *commands, const char *prefix, int argc, char **argv);

G_END_DECLS
