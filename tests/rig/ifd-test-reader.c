/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reader driver for pcscd with a card inside. DEVICENAME is "CONTROL:CARD": it connects to the
 * test's socket CONTROL and obeys the lines that come in, each answered by "tries=N signatures=N":
 *   insert         the card that was removed
 *   insert CARD    another one
 *   remove
 *   remove busy    as soon as a slow signature is under way
 *   pull           while the next signature is made
 *   pull after     as soon as the next signature has been given
 *   pull late      while the next signature is made; the reader notices LATE_MS after it
 *   slow MS        so long takes each signature from now on
 *   stat
 * One reader a process.
 */
#include "config.h"

#include <glib.h>
#include <ifdhandler.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "yyq-piv-card.h"

#define LATE_MS 400

typedef enum {
  PULL_NOT,
  PULL_WHILE,
  PULL_AFTER,
  PULL_LATE,
} Pull;

static struct {
  GMutex lock;
  GCond changed;
  YyqPivCard *card;
  GThread *thread;
  int control;
  gboolean inserted;
  gboolean busy; /* with a slow signature */
  Pull pull;     /* what comes with the next signature */
  guint slow_ms;
  gint64 noticed; /* monotonic time at which the reader sees the last change */
  gboolean wake;
  guint generation; /* counts insertions and removals */
  guint seen;
  guint told; /* the generation that pcscd knows of */
} reader = { .control = -1 };

static void
set_inserted (gboolean inserted, guint late_ms)
{
  reader.inserted = inserted;
  reader.noticed = g_get_monotonic_time () + late_ms * G_TIME_SPAN_MILLISECOND;
  reader.generation++;
  yyq_piv_card_reset (reader.card);
  g_cond_broadcast (&reader.changed);
}

static void
insert (const char *directory)
{
  YyqPivCard *other = *directory != '\0' ? yyq_piv_card_new (directory) : NULL;

  if (other != NULL) {
    yyq_piv_card_free (reader.card);
    reader.card = other;
  }
  set_inserted (TRUE, 0);
}

/* No hand is as fast as a program: pcscd sees a card go before another one comes. */
static void
wait_until_told (void)
{
  gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  while (reader.told != reader.generation &&
         g_cond_wait_until (&reader.changed, &reader.lock, until))
    continue;
}

/* For as long as any test waits. */
static void
wait_until_busy (void)
{
  gint64 until = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (!reader.busy && g_cond_wait_until (&reader.changed, &reader.lock, until))
    continue;
}

static void
take_out (const char *when)
{
  if (g_str_equal (when, "busy"))
    wait_until_busy ();
  set_inserted (FALSE, 0);
}

static Pull
parse_pull (const char *when)
{
  if (g_str_equal (when, "after"))
    return PULL_AFTER;
  return g_str_equal (when, "late") ? PULL_LATE : PULL_WHILE;
}

static void
obey (const char *line, char *answer, gsize size)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  const char *argument = words[1] != NULL ? words[1] : "";

  g_mutex_lock (&reader.lock);
  if (g_str_equal (words[0], "insert"))
    insert (argument);
  else if (g_str_equal (words[0], "remove"))
    take_out (argument);
  else if (g_str_equal (words[0], "pull"))
    reader.pull = parse_pull (argument);
  else if (g_str_equal (words[0], "slow"))
    reader.slow_ms = (guint) g_ascii_strtoull (argument, NULL, 10);
  wait_until_told ();
  snprintf (answer, size, "tries=%u signatures=%u\n", yyq_piv_card_get_tries (reader.card),
            yyq_piv_card_get_n_signatures (reader.card));
  g_mutex_unlock (&reader.lock);
}

static gpointer
serve (gpointer unused)
{
  char line[256];
  ssize_t n;

  /* The test waits for the answer before it sends more: what is read is one line. */
  while ((n = read (reader.control, line, sizeof line - 1)) > 0) {
    char answer[64];

    line[n] = '\0';
    obey (g_strchomp (line), answer, sizeof answer);
    if (send (reader.control, answer, strlen (answer), MSG_NOSIGNAL) < 0)
      break;
  }
  return NULL;
}

static gboolean
connect_control (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  reader.control = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return reader.control >= 0 &&
         connect (reader.control, (struct sockaddr *) &address, sizeof address) == 0;
}

RESPONSECODE
IFDHCreateChannelByName (DWORD lun, LPSTR device)
{
  g_auto (GStrv) parts = g_strsplit (device, ":", 2);

  if (reader.card != NULL || g_strv_length (parts) != 2)
    return IFD_COMMUNICATION_ERROR;
  reader.card = yyq_piv_card_new (parts[1]);
  reader.inserted = TRUE;
  if (reader.card == NULL || !connect_control (parts[0]))
    return IFD_COMMUNICATION_ERROR;
  reader.thread = g_thread_new ("control", serve, NULL);
  return IFD_SUCCESS;
}

RESPONSECODE
IFDHCreateChannel (DWORD lun, DWORD channel) { return IFD_NOT_SUPPORTED; }

RESPONSECODE
IFDHCloseChannel (DWORD lun)
{
  shutdown (reader.control, SHUT_RDWR);
  g_thread_join (g_steal_pointer (&reader.thread));
  close (reader.control);
  g_clear_pointer (&reader.card, yyq_piv_card_free);
  return IFD_SUCCESS;
}

/* pcscd waits in here for the card to come or go. */
static RESPONSECODE
poll_card (DWORD lun, int timeout_ms)
{
  gint64 until = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&reader.lock);
  while (!reader.wake && g_get_monotonic_time () < until) {
    gboolean changed = reader.seen != reader.generation;

    if (changed && g_get_monotonic_time () >= reader.noticed)
      break;
    g_cond_wait_until (&reader.changed, &reader.lock,
                       changed ? MIN (until, reader.noticed) : until);
  }
  if (g_get_monotonic_time () >= reader.noticed)
    reader.seen = reader.generation;
  reader.wake = FALSE;
  g_mutex_unlock (&reader.lock);
  return IFD_SUCCESS;
}

/* Not an end: pcscd only wants the call above to return once. */
static RESPONSECODE
wake_poll (DWORD lun)
{
  g_mutex_lock (&reader.lock);
  reader.wake = TRUE;
  g_cond_broadcast (&reader.changed);
  g_mutex_unlock (&reader.lock);
  return IFD_SUCCESS;
}

static RESPONSECODE
give_byte (PDWORD length, PUCHAR value, guint8 byte)
{
  *length = 1;
  *value = byte;
  return IFD_SUCCESS;
}

static RESPONSECODE
give_function (PDWORD length, PUCHAR value, gpointer function)
{
  *length = sizeof function;
  memcpy (value, &function, sizeof function);
  return IFD_SUCCESS;
}

RESPONSECODE
IFDHGetCapabilities (DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
  switch (tag) {
  case TAG_IFD_ATR:
    if (*length < 33)
      return IFD_ERROR_INSUFFICIENT_BUFFER;
    *length = yyq_piv_card_get_atr (value);
    return IFD_SUCCESS;
  case TAG_IFD_SIMULTANEOUS_ACCESS:
  case TAG_IFD_SLOTS_NUMBER:
    return give_byte (length, value, 1);
  case TAG_IFD_THREAD_SAFE:
  case TAG_IFD_SLOT_THREAD_SAFE:
    return give_byte (length, value, 0);
  case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
    return give_function (length, value, poll_card);
  case TAG_IFD_STOP_POLLING_THREAD:
    return give_function (length, value, wake_poll);
  default:
    return IFD_ERROR_TAG;
  }
}

RESPONSECODE
IFDHSetCapabilities (DWORD lun, DWORD tag, DWORD length, PUCHAR value) { return IFD_NOT_SUPPORTED; }

RESPONSECODE
IFDHSetProtocolParameters (DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2,
                           UCHAR pts3)
{
  return IFD_SUCCESS;
}

RESPONSECODE
IFDHPowerICC (DWORD lun, DWORD action, PUCHAR atr, PDWORD atr_length)
{
  RESPONSECODE result = IFD_SUCCESS;

  g_mutex_lock (&reader.lock);
  yyq_piv_card_reset (reader.card);
  if (action == IFD_POWER_DOWN)
    *atr_length = 0;
  else if (reader.inserted)
    *atr_length = yyq_piv_card_get_atr (atr);
  else
    result = IFD_ERROR_POWER_ACTION;
  g_mutex_unlock (&reader.lock);
  return result;
}

/* A card that takes its time, until it is done or gone. */
static void
wait_slowly (void)
{
  gint64 until = g_get_monotonic_time () + reader.slow_ms * G_TIME_SPAN_MILLISECOND;

  reader.busy = TRUE;
  g_cond_broadcast (&reader.changed);
  while (reader.inserted && g_cond_wait_until (&reader.changed, &reader.lock, until))
    continue;
  reader.busy = FALSE;
}

RESPONSECODE
IFDHTransmitToICC (DWORD lun, SCARD_IO_HEADER send_header, PUCHAR command, DWORD length,
                   PUCHAR answer, PDWORD answer_length, PSCARD_IO_HEADER receive_header)
{
  gboolean present;
  gboolean signing = yyq_piv_card_is_signing (command, length);
  Pull pull;

  g_mutex_lock (&reader.lock);
  pull = signing && reader.inserted ? reader.pull : PULL_NOT;
  if (pull != PULL_NOT)
    reader.pull = PULL_NOT;
  if (pull == PULL_WHILE || pull == PULL_LATE)
    set_inserted (FALSE, pull == PULL_LATE ? LATE_MS : 0);
  /* pcscd uses a reader for one command at a time: only this command waits. */
  if (signing && reader.slow_ms > 0)
    wait_slowly ();
  present = reader.inserted;
  *answer_length =
    present ? yyq_piv_card_transmit (reader.card, command, length, answer, *answer_length) : 0;
  if (pull == PULL_AFTER)
    set_inserted (FALSE, 0);
  g_mutex_unlock (&reader.lock);
  if (receive_header != NULL)
    receive_header->Protocol = send_header.Protocol;
  return present ? IFD_SUCCESS : IFD_COMMUNICATION_ERROR;
}

RESPONSECODE
IFDHControl (DWORD lun, DWORD code, PUCHAR in, DWORD in_length, PUCHAR out, DWORD out_length,
             LPDWORD returned)
{
  *returned = 0;
  return IFD_ERROR_NOT_SUPPORTED;
}

RESPONSECODE
IFDHICCPresence (DWORD lun)
{
  RESPONSECODE result;
  gboolean inserted;
  gboolean noticed;

  g_mutex_lock (&reader.lock);
  noticed = g_get_monotonic_time () >= reader.noticed;
  inserted = noticed ? reader.inserted : !reader.inserted;
  if (noticed && reader.told != reader.generation) {
    reader.told = reader.generation;
    g_cond_broadcast (&reader.changed);
  }
  result = inserted ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
  g_mutex_unlock (&reader.lock);
  return result;
}
