/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-file.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define COLUMN_WIDTH 20 /* characters */

struct _YyqTableFile {
  YyqTableFormat format;
  guint n_columns;
  guint n_rows;

  GString *text; /* CSV */

  int fd; /* XLSX: a file in memory, -1: none */
  lxw_workbook *book;
  lxw_worksheet *sheet;
};

static const struct {
  const char *suffix;
  const char *type;
} formats[] = {
  [YYQ_TABLE_CSV] = { "csv", "text/csv; charset=utf-8" },
  [YYQ_TABLE_XLSX] = { "xlsx",
                       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

gboolean
yyq_table_format_from_string (const char *text, YyqTableFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].suffix, text) == 0) {
      *format = (YyqTableFormat) i;
      return TRUE;
    }
  return FALSE;
}

const char *
yyq_table_format_get_suffix (YyqTableFormat self)
{
  return formats[self].suffix;
}

const char *
yyq_table_format_get_type (YyqTableFormat self)
{
  return formats[self].type;
}

static gboolean
fail (GError **error, const char *what, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what, why);
  return FALSE;
}

/* Rows go on to a temporary file that has no name: a long list does not stand in memory twice. */
static gboolean
open_book (YyqTableFile *self, const char *sheet, GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  g_autofree char *path = NULL;

  self->fd = memfd_create ("yyq-table", MFD_CLOEXEC);
  if (self->fd < 0)
    return fail (error, "memfd_create", g_strerror (errno));
  path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  self->book = workbook_new_opt (path, &options);
  self->sheet = self->book != NULL ? workbook_add_worksheet (self->book, sheet) : NULL;
  if (self->sheet == NULL)
    return fail (error, "libxlsxwriter", "no sheet");
  worksheet_set_column (self->sheet, 0, (lxw_col_t) (self->n_columns - 1), COLUMN_WIDTH, NULL);
  worksheet_freeze_panes (self->sheet, 1, 0);
  return TRUE;
}

YyqTableFile *
yyq_table_file_new (YyqTableFormat format, const char *sheet, const char *const *titles,
                    GError **error)
{
  g_autoptr (YyqTableFile) self = g_new0 (YyqTableFile, 1);

  self->format = format;
  self->n_columns = g_strv_length ((char **) titles);
  self->fd = -1;
  if (format == YYQ_TABLE_CSV)
    self->text = g_string_new ("\xef\xbb\xbf");
  else if (!open_book (self, sheet, error))
    return NULL;
  yyq_table_file_add (self, titles);
  return g_steal_pointer (&self);
}

void
yyq_table_file_free (YyqTableFile *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  if (self->book != NULL)
    workbook_close (self->book);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/* Spreadsheets take a text that begins so for a formula, also behind quotes of CSV. */
static gboolean
looks_like_formula (const char *text)
{
  return strchr ("=+-@\t\r", *text) != NULL && *text != '\0';
}

static void
append_cell (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  if (looks_like_formula (text))
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *text);
  }
  g_string_append_c (out, '"');
}

void
yyq_table_file_add (YyqTableFile *self, const char *const *texts)
{
  for (guint i = 0; i < self->n_columns; i++) {
    const char *text = texts[i] != NULL ? texts[i] : "";

    if (self->text != NULL) {
      g_string_append (self->text, i > 0 ? "," : "");
      append_cell (self->text, text);
    } else if (*text != '\0') {
      worksheet_write_string (self->sheet, self->n_rows, (lxw_col_t) i, text, NULL);
    }
  }
  if (self->text != NULL)
    g_string_append (self->text, "\r\n");
  self->n_rows++;
}

static GBytes *
read_all (int fd, GError **error)
{
  const off_t length = lseek (fd, 0, SEEK_END);
  g_autofree guint8 *bytes = length > 0 ? g_try_malloc ((gsize) length) : NULL;
  gsize done = 0;

  while (bytes != NULL && done < (gsize) length) {
    const ssize_t n = pread (fd, bytes + done, (gsize) length - done, (off_t) done);

    if (n <= 0 && errno != EINTR)
      break;
    done += (gsize) MAX (n, 0);
  }
  if (bytes != NULL && done == (gsize) length)
    return g_bytes_new_take (g_steal_pointer (&bytes), done);
  fail (error, "libxlsxwriter", "no file");
  return NULL;
}

GBytes *
yyq_table_file_finish (YyqTableFile *self, GError **error)
{
  lxw_error status;

  if (self->text != NULL)
    return g_string_free_to_bytes (g_steal_pointer (&self->text));
  status = workbook_close (g_steal_pointer (&self->book));
  if (status != LXW_NO_ERROR) {
    fail (error, "libxlsxwriter", lxw_strerror (status));
    return NULL;
  }
  return read_all (self->fd, error);
}
