/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-launcher.h"
#include "yyq-window.h"

G_BEGIN_DECLS

/*
 * For pictures and checks without a person: logs in to the demo with its first account, enters the
 * first company, shows a page in a state, waits until it is drawn, and saves a picture.
 *
 *   page   login, company, the name of a chapter, or contract (the first one that waits for the
 * account); sign, sign-pin, sign-done: the steps of signing it, the last one for real state normal;
 * empty (a company that has no contracts yet); offline (the platform goes away after the page is
 * filled); error (it goes away before)
 */
#define YYQ_TYPE_HEADLESS_RUN (yyq_headless_run_get_type ())
G_DECLARE_FINAL_TYPE (YyqHeadlessRun, yyq_headless_run, YYQ, HEADLESS_RUN, GObject)

typedef struct {
  const char *page;
  const char *state;      /* nullable */
  const char *screenshot; /* nullable: path of a PNG; without it nothing ends */
} YyqHeadlessOptions;

/* All names that "page" takes, NULL-terminated. */
const char *const *yyq_headless_run_get_pages (void);

/* @launcher and @window live as long as the run. Signal "ended" (int): the exit code. */
YyqHeadlessRun *yyq_headless_run_new (YyqWindow *window, YyqSession *session,
                                      YyqDemoLauncher *launcher, const YyqHeadlessOptions *options);

G_END_DECLS
