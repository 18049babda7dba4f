/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yyq-signer.h"
#include "yyq-timestamper.h"

G_BEGIN_DECLS

/*
 * Writes PDF files and incremental updates byte by byte, honest or not: what is listed, and what is
 * there, are two calls. Programmer's errors abort.
 */
typedef struct _YyqUpdate YyqUpdate;

typedef enum {
  YYQ_SECTION_TABLE,
  YYQ_SECTION_STREAM,
  YYQ_SECTION_HYBRID, /* a table, and what yyq_update_hide() listed in a stream that it names */
} YyqSectionKind;

/* How the section and what stands behind it look; all zero is the usual. */
typedef struct {
  YyqSectionKind kind;
  guint widths[3];           /* of a stream's fields, bytes */
  gboolean flate, predictor; /* how a stream is packed */
  gboolean split;            /* each entry is a subsection of its own */
  gboolean omit_itself; /* a stream that does not list itself, and counts itself in /Size: PDFBox */
  int size;             /* /Size; 0: what is right */
  guint64 previous;     /* /Prev; 0: what is right */
  guint64 startxref;    /* 0: what is right */
  const char *root;     /* (nullable): in place of "1 0 R" */
  const char *index;    /* (nullable): in place of a stream's true /Index */
  const char *before;   /* (nullable): entries before the usual ones of the trailer */
  const char *after;    /* (nullable): entries behind them */
  const char *end;      /* (nullable): in place of "%%EOF\n" */
} YyqSectionStyle;

/* @before (nullable): the file that is updated; NULL begins a new one. */
YyqUpdate *yyq_update_new (GBytes *before);

/* Bytes as they are. Returns where they begin, in bytes from the start of the file. */
guint64 yyq_update_text (YyqUpdate *self, const char *text);
/* An object, which nothing lists yet. Returns where it begins. */
guint64 yyq_update_write (YyqUpdate *self, guint number, guint generation, const char *body);
/* An entry: kind 0 next free and generation, kind 1 offset and generation, kind 2 object stream and
 * index. */
void yyq_update_list (YyqUpdate *self, guint kind, guint number, guint64 second, guint64 third);
/* The same, in the stream of a hybrid section. */
void yyq_update_hide (YyqUpdate *self, guint kind, guint number, guint64 second, guint64 third);
/* An object as it should be: written and listed. */
void yyq_update_put (YyqUpdate *self, guint number, const char *body);
/*
 * The value of a signature field, with room for a signature; @subfilter (nullable) in place of
 * "ETSI.CAdES.detached", @entries (nullable) more of its entries.
 */
void yyq_update_put_signature (YyqUpdate *self, guint number, const char *subfilter,
                               const char *entries);

/* The objects of an object stream. */
typedef struct {
  guint number;
  const char *body;
} YyqInner;

/* An object stream, listed, but not what is in it. @entries (nullable): more entries of its
 * dictionary. */
void yyq_update_put_objects (YyqUpdate *self, guint number, const YyqInner *inner, guint n_inner,
                             const char *entries);

/*
 * The section in the middle of a file: returns where it is, and the update goes on with a list that
 * is empty. Its end (startxref, %%EOF) is left out.
 */
guint64 yyq_update_section (YyqUpdate *self, const YyqSectionStyle *style);

/*
 * (transfer full): the whole file. The signature that was put is made with @signer (nullable: it
 * stays empty), or is a document time stamp of @tsa. Both free @self.
 */
GBytes *yyq_update_finish (YyqUpdate *self, const YyqSectionStyle *style, YyqSigner *signer);
GBytes *yyq_update_finish_stamped (YyqUpdate *self, const YyqSectionStyle *style,
                                   YyqTimestamper *tsa);

/* (transfer full): the body of a stream object. @entries: of its dictionary, without /Length. */
char *yyq_stream_body (const char *entries, const char *data);

/* Where the hexadecimal digits of the last signature's /Contents stand in @pdf. */
void yyq_find_hole (GBytes *pdf, gsize *digits, gsize *n_digits);
/* What the last startxref of @pdf says. */
guint64 yyq_last_section (GBytes *pdf);
/* Where "<number> 0 obj" stands last in @pdf; 0 when it is nowhere. */
guint64 yyq_find_object (GBytes *pdf, guint number);

G_END_DECLS
