/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "yyq-ctl-console.h"

#define SECRET_MAX 255

#define KEY_INTERRUPT 3 /* Ctrl-C */
#define KEY_END 4       /* Ctrl-D */
#define KEY_BACKSPACE 8
#define KEY_ERASE_LINE 21 /* Ctrl-U */
#define KEY_DELETE 127

typedef enum {
  READ_MORE,
  READ_DONE,
  READ_CANCELLED,
  READ_TOO_LONG,
} Progress;

static void
erase_character (YyqSecret *secret)
{
  const char *text = yyq_secret_peek (secret);
  gsize length = yyq_secret_get_length (secret);

  /* UTF-8: the bytes that continue a character go with the one that begins it. */
  while (length > 0 && ((guchar) text[length - 1] & 0xc0) == 0x80)
    length--;
  yyq_secret_truncate (secret, length > 0 ? length - 1 : 0);
}

static Progress
take_byte (YyqSecret *secret, guint8 byte, gboolean terminal)
{
  if (byte == '\n' || byte == '\r' || (terminal && byte == KEY_END))
    return READ_DONE;
  if (terminal && byte == KEY_INTERRUPT)
    return READ_CANCELLED;
  if (terminal && (byte == KEY_BACKSPACE || byte == KEY_DELETE))
    erase_character (secret);
  else if (terminal && byte == KEY_ERASE_LINE)
    yyq_secret_clear (secret);
  else if (!yyq_secret_append (secret, &byte, 1))
    return READ_TOO_LONG;
  return READ_MORE;
}

/* Byte by byte, so that nothing behind the line end is taken from the descriptor's next reader. */
static Progress
read_line (int fd, YyqSecret *secret, gboolean terminal, GError **error)
{
  Progress progress = READ_MORE;
  guint8 byte = 0;

  while (progress == READ_MORE) {
    gssize n = read (fd, &byte, 1);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "read: %s",
                   g_strerror (errno));
      return READ_CANCELLED;
    }
    progress = n == 0 ? READ_DONE : take_byte (secret, byte, terminal);
  }
  explicit_bzero (&byte, sizeof byte);
  return progress;
}

static YyqSecret *
finish (YyqSecret *secret, Progress progress, GError **error)
{
  g_autoptr (YyqSecret) owned = secret;

  if (error != NULL && *error != NULL)
    return NULL;
  if (progress == READ_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else if (progress == READ_TOO_LONG)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("longer than %d bytes"),
                 SECRET_MAX);
  else if (yyq_secret_get_length (owned) == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("nothing was entered"));
  else
    return g_steal_pointer (&owned);
  return NULL;
}

/* Not in lines: the terminal's own line buffer would keep the secret, and Ctrl-C would leave it
 * without echo. */
static Progress
read_terminal (int fd, YyqSecret *secret, const char *prompt, GError **error)
{
  struct termios before, quiet;
  Progress progress;

  if (tcgetattr (fd, &before) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "tcgetattr: %s",
                 g_strerror (errno));
    return READ_CANCELLED;
  }
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) (ECHO | ECHONL | ICANON | ISIG);
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  dprintf (fd, "%s", prompt);
  tcsetattr (fd, TCSAFLUSH, &quiet);
  progress = read_line (fd, secret, TRUE, error);
  tcsetattr (fd, TCSAFLUSH, &before);
  dprintf (fd, "\n");
  return progress;
}

YyqSecret *
yyq_ctl_read_secret (int fd, const char *prompt, GError **error)
{
  g_autoptr (GError) failed = NULL;
  YyqSecret *secret = yyq_secret_new (SECRET_MAX);
  Progress progress = READ_CANCELLED;

  if (fd >= 0) {
    progress = read_line (fd, secret, FALSE, &failed);
  } else {
    int terminal = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (terminal >= 0) {
      progress = read_terminal (terminal, secret, prompt, &failed);
      close (terminal);
    } else {
      g_set_error_literal (&failed, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("there is no terminal to ask at; give a descriptor"));
    }
  }
  secret = finish (secret, progress, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return secret;
}
