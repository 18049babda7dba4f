/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * What is looked through before a template is opened, and before it is used: its parties and
 * controls, and for labour contracts the terms that the law asks for (yyq-clauses.h) and wording
 * that it forbids (yyq-wording.h). Any thread, one at a time for a content.
 */

typedef enum {
  YYQ_PREFLIGHT_ERROR,   /* stands in the way until it is mended */
  YYQ_PREFLIGHT_POINT,   /* until somebody shows where it is: a note with "pointed" */
  YYQ_PREFLIGHT_CONFIRM, /* until somebody says that it is meant: a note */
  YYQ_PREFLIGHT_ANSWERED /* there is such a note */
} YyqPreflightLevel;

typedef struct {
  YyqPreflightLevel level;
  char *rule;          /* (owned): "overlap", "R6", "17-pay" */
  char *text;          /* (owned): translated, one sentence */
  const char *article; /* (nullable) static, untranslated: what the rule stands on */
  char *subject;       /* (owned) (nullable): for a note: names the paragraph */
  char *control_id;    /* (owned) (nullable): a click goes there, */
  int page;            /* or to this page, -1: none, */
  int paragraph;       /* or to this one, -1: none */
} YyqPreflightFinding;

typedef struct {
  double width, height; /* pt, as it is seen */
} YyqPageSize;

/* A place of a page's own, pt: an underlined gap. */
typedef struct {
  guint page;
  double x, y, width, height;
} YyqPagePlace;

typedef struct {
  YyqTemplateKind kind;
  YyqTemplateContent *content;
  const YyqPageSize *pages; /* (nullable): unknown, nothing is off the page */
  guint n_pages;
  const char *const *paragraphs; /* (nullable): of the text layer of all files, NULL-terminated */
  const YyqPagePlace *blanks;    /* (nullable): gaps that a person would fill in */
  guint n_blanks;
} YyqPreflight;

/* (transfer full) (element-type YyqPreflightFinding): errors first, then what is to be pointed at,
 * confirmed, and what was answered, each in the order of the pages. */
GPtrArray *yyq_preflight_run (const YyqPreflight *self);

/* (transfer full): how notes name a paragraph, however long it is: another wording is another name.
 */
char *yyq_preflight_name_paragraph (const char *paragraph);

/* TRUE when only answered ones are left. */
gboolean yyq_preflight_is_passed (GPtrArray *findings);

G_END_DECLS
