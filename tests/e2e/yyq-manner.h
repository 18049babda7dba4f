/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-journey.h"

G_BEGIN_DECLS

/* A chapter as both ways to it know it: its row in the sidebar, and its key. */
typedef struct {
  const char *title;
  const char *keys;
} YyqWay;

/*
 * How a person uses the client. What he does is the same either way, and so the steps of a journey
 * are written once. Text is typed on the keyboard in any case.
 */
typedef struct {
  const char *name;

  void (*go) (YyqJourney *journey, const YyqWay *chapter);
  void (*go_to_account) (YyqJourney *journey);
  void (*go_back) (YyqJourney *journey, const char *page);

  /* A button; one that has keys of its own is used by them. @keys (nullable) */
  void (*push) (YyqJourney *journey, const char *button, const char *keys, YyqEffect effect);

  /* One of several: a radio button, or a row of a list. */
  void (*choose) (YyqJourney *journey, AtspiRole role, const char *name);

  /* A row of a list that does something, or of a table that opens. */
  void (*activate) (YyqJourney *journey, AtspiRole role, const char *name, YyqEffect effect);
  void (*open) (YyqJourney *journey, const char *row, YyqEffect effect);

  void (*search) (YyqJourney *journey, const char *field, const char *text);
  void (*enter) (YyqJourney *journey, const char *field, const char *secret);

  /* What was entered is to hold: the Return key, or this button. */
  void (*submit) (YyqJourney *journey, const char *button, YyqEffect effect);
} YyqManner;

/* Not once a pointer. */
extern const YyqManner yyq_by_keyboard;

/* Every button, row and field is clicked. */
extern const YyqManner yyq_by_pointer;

G_END_DECLS
