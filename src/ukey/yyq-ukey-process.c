/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-process.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yyq-developer.h"
#include "yyq-error.h"
#include "yyq-process.h"
#include "yyq-ukey-protocol.h"

#define HELLO_DEADLINE_MS 20000

struct _YyqUkeyProcess {
  GObject parent_instance;
  char *module;
  char **variables;
  GCancellable *closing;

  GMutex lock; /* held for the length of a call; guards what follows */
  GSubprocess *helper;
  int fd;
  guint32 sequence;
};

G_DEFINE_FINAL_TYPE (YyqUkeyProcess, yyq_ukey_process, G_TYPE_OBJECT)

/* What one call waits for, besides the socket. */
typedef struct {
  gint64 deadline; /* monotonic, microseconds */
  GCancellable *cancellable;
} Wait;

static void
stop_helper (YyqUkeyProcess *self)
{
  if (self->helper != NULL)
    g_subprocess_force_exit (self->helper);
  g_clear_object (&self->helper);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

static void
yyq_ukey_process_finalize (GObject *object)
{
  YyqUkeyProcess *self = YYQ_UKEY_PROCESS (object);

  stop_helper (self);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->module, g_free);
  g_clear_pointer (&self->variables, g_strfreev);
  G_OBJECT_CLASS (yyq_ukey_process_parent_class)->finalize (object);
}

static void
yyq_ukey_process_class_init (YyqUkeyProcessClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yyq_ukey_process_finalize;
}

static void
yyq_ukey_process_init (YyqUkeyProcess *self)
{
  g_mutex_init (&self->lock);
  self->closing = g_cancellable_new ();
  self->fd = -1;
}

YyqUkeyProcess *
yyq_ukey_process_new (const char *module, const char *const *variables)
{
  YyqUkeyProcess *self = g_object_new (YYQ_TYPE_UKEY_PROCESS, NULL);

  self->module = g_strdup (module);
  self->variables = g_strdupv ((char **) variables);
  return self;
}

/*
 * Drivers get only what they need to find the reader and their own configuration; nothing that
 * could load other code into them.
 */
static char **
helper_environment (YyqUkeyProcess *self)
{
  static const char *const kept[] = { "HOME",
                                      "USER",
                                      "LOGNAME",
                                      "PATH",
                                      "LANG",
                                      "LC_ALL",
                                      "TMPDIR",
                                      "XDG_RUNTIME_DIR",
                                      "XDG_CONFIG_HOME",
                                      "XDG_CACHE_HOME",
                                      "PCSCLITE_CSOCK_NAME",
                                      "SOFTHSM2_CONF",
                                      "ASAN_OPTIONS",
                                      "UBSAN_OPTIONS" };
  char **environment = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  for (char **variable = self->variables; variable != NULL && *variable != NULL; variable++) {
    g_auto (GStrv) parts = g_strsplit (*variable, "=", 2);

    if (g_strv_length (parts) == 2)
      environment = g_environ_setenv (environment, parts[0], parts[1], TRUE);
  }
  return environment;
}

static gboolean
start_helper (YyqUkeyProcess *self, GError **error)
{
  /* Only a build that is not installed says where its helper is. */
  const char *in_build = yyq_developer_getenv ("YYQ_UKEY_HELPER");
  g_autofree char *program = yyq_process_find_program ("yyq-ukey-helper", in_build, "ukey/helper");
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_auto (GStrv) environment = helper_environment (self);
  g_autoptr (GError) failed = NULL;
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, "socketpair: %s",
                 g_strerror (errno));
    return FALSE;
  }
  launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
    (in_build != NULL ? G_SUBPROCESS_FLAGS_NONE : G_SUBPROCESS_FLAGS_STDERR_SILENCE));
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_fd (launcher, pair[1], YYQ_UKEY_PROTOCOL_FD);
  self->fd = pair[0];
  self->helper = g_subprocess_launcher_spawn (launcher, &failed, program, self->module, NULL);
  if (self->helper != NULL)
    return TRUE;

  stop_helper (self);
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, failed->message);
  return FALSE;
}

static gboolean
fail (GError **error, YyqUkeyError code, const char *message)
{
  g_set_error_literal (error, YYQ_UKEY_ERROR, (int) code, message);
  return FALSE;
}

/* Until the socket is ready for @events; FALSE when the call must end. */
static gboolean
wait_ready (YyqUkeyProcess *self, const Wait *wait, gushort events, GError **error)
{
  GPollFD fds[3] = { { self->fd, events, 0 } };
  guint n = 1;
  int ready = -1;

  if (g_cancellable_make_pollfd (self->closing, &fds[n]))
    n++;
  if (g_cancellable_make_pollfd (wait->cancellable, &fds[n]))
    n++;
  do {
    gint64 left = (wait->deadline - g_get_monotonic_time () + 999) / 1000;

    ready = g_poll (fds, n, (int) CLAMP (left, 0, G_MAXINT));
  } while (ready < 0 && errno == EINTR);
  g_cancellable_release_fd (self->closing);
  if (wait->cancellable != NULL)
    g_cancellable_release_fd (wait->cancellable);

  if (g_cancellable_set_error_if_cancelled (wait->cancellable, error))
    return FALSE;
  if (g_cancellable_is_cancelled (self->closing))
    return fail (error, YYQ_UKEY_ERROR_NO_TOKEN, "The driver was closed");
  if (ready == 0)
    return fail (error, YYQ_UKEY_ERROR_TIMEOUT, "The driver does not answer");
  return TRUE;
}

static gboolean
send_all (YyqUkeyProcess *self, const Wait *wait, const void *bytes, gsize length, GError **error)
{
  const guint8 *at = bytes;

  while (length > 0) {
    ssize_t n;

    if (!wait_ready (self, wait, G_IO_OUT, error))
      return FALSE;
    n = send (self->fd, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (n < 0)
      return fail (error, YYQ_UKEY_ERROR_DRIVER_CRASH, "The driver ended");
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
receive_all (YyqUkeyProcess *self, const Wait *wait, void *bytes, gsize length, GError **error)
{
  guint8 *at = bytes;

  while (length > 0) {
    ssize_t n;

    if (!wait_ready (self, wait, G_IO_IN, error))
      return FALSE;
    n = recv (self->fd, at, length, MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (n <= 0)
      return fail (error, YYQ_UKEY_ERROR_DRIVER_CRASH, "The driver ended");
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
send_request (YyqUkeyProcess *self, const Wait *wait, guint8 verb, GByteArray *request,
              YyqSecret *secret, GError **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  gsize secret_length = secret != NULL ? yyq_secret_get_length (secret) : 0;
  gsize tail = secret != NULL ? 4 + secret_length : 0;
  gsize arguments = request != NULL ? request->len : 0;

  yyq_ukey_put_u32 (head, (guint32) (5 + arguments + tail));
  yyq_ukey_put_u8 (head, verb);
  yyq_ukey_put_u32 (head, ++self->sequence);
  if (arguments > 0)
    g_byte_array_append (head, request->data, request->len);
  if (secret != NULL)
    yyq_ukey_put_u32 (head, (guint32) secret_length);
  if (head->len - 4 + secret_length > YYQ_UKEY_REQUEST_MAX)
    return fail (error, YYQ_UKEY_ERROR_PROTOCOL, "The request is too long");

  return send_all (self, wait, head->data, head->len, error) &&
         (secret_length == 0 ||
          send_all (self, wait, yyq_secret_peek (secret), secret_length, error));
}

static GBytes *
receive_reply (YyqUkeyProcess *self, const Wait *wait, GError **error)
{
  g_autofree guint8 *frame = NULL;
  guint32 length;

  if (!receive_all (self, wait, &length, sizeof length, error))
    return NULL;
  length = GUINT32_FROM_BE (length);
  if (length < 5 || length > YYQ_UKEY_REPLY_MAX) {
    fail (error, YYQ_UKEY_ERROR_PROTOCOL, "The length of a reply makes no sense");
    return NULL;
  }
  frame = g_malloc (length);
  if (!receive_all (self, wait, frame, length, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&frame), length);
}

/* The results of a good reply. @broken: the helper cannot be used any more. */
static GBytes *
open_reply (YyqUkeyProcess *self, GBytes *reply, gboolean *broken, GError **error)
{
  YyqUkeyReader reader = { g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), FALSE };
  guint32 sequence = yyq_ukey_take_u32 (&reader);
  guint8 status = yyq_ukey_take_u8 (&reader);
  g_autofree char *message = NULL;
  guint32 code;

  *broken = sequence != self->sequence || status > 1;
  if (!*broken && status == 0)
    return g_bytes_new_from_bytes (reply, 5, g_bytes_get_size (reply) - 5);

  code = yyq_ukey_take_u32 (&reader);
  message = yyq_ukey_take_text (&reader);
  if (*broken || !yyq_ukey_reader_done (&reader) || code > YYQ_UKEY_ERROR_PROTOCOL) {
    *broken = TRUE;
    fail (error, YYQ_UKEY_ERROR_PROTOCOL, "Malformed reply");
  } else
    fail (error, code, message);
  return NULL;
}

/*
 * Drivers may go on with what they remember of a token that is not there any more: OpenSC keeps
 * showing a card that was swapped between two calls, for ever. A fresh helper has nothing to
 * remember.
 */
static gboolean
is_stale (const GError *error)
{
  return g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED) ||
         g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE);
}

/* Drivers leave copies of the PIN in memory that they have freed (OpenSC does): it ends with the
 * process. */
static gboolean
held_secret (YyqSecret *secret)
{
  return secret != NULL && yyq_secret_get_length (secret) > 0;
}

/* Any failure to get a whole reply ends the helper: what it would say later belongs to nobody. */
static GBytes *
exchange (YyqUkeyProcess *self, const Wait *wait, guint8 verb, GByteArray *request,
          YyqSecret *secret, GError **error)
{
  g_autoptr (GBytes) reply = NULL;
  GBytes *results = NULL;
  g_autoptr (GError) failed = NULL;
  gboolean broken = TRUE;

  if (send_request (self, wait, verb, request, secret, &failed))
    reply = receive_reply (self, wait, &failed);
  if (reply != NULL)
    results = open_reply (self, reply, &broken, &failed);
  if (broken || is_stale (failed) || held_secret (secret))
    stop_helper (self);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return results;
}

static gboolean
ensure_helper (YyqUkeyProcess *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) version = NULL;
  g_autoptr (GBytes) hello = NULL;
  Wait wait = { g_get_monotonic_time () + HELLO_DEADLINE_MS * 1000, cancellable };

  if (self->helper != NULL)
    return TRUE;
  if (!start_helper (self, error))
    return FALSE;

  version = g_byte_array_new ();
  yyq_ukey_put_u32 (version, YYQ_UKEY_PROTOCOL_VERSION);
  hello = exchange (self, &wait, YYQ_UKEY_VERB_HELLO, version, NULL, error);
  if (hello == NULL)
    stop_helper (self);
  return hello != NULL;
}

GBytes *
yyq_ukey_process_call (YyqUkeyProcess *self, guint8 verb, GByteArray *request, YyqSecret *secret,
                       gint64 deadline_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Wait wait = { 0, cancellable };
  GBytes *results;

  if (g_cancellable_is_cancelled (self->closing)) {
    fail (error, YYQ_UKEY_ERROR_NO_TOKEN, "The driver was closed");
    return NULL;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !ensure_helper (self, cancellable, error))
    return NULL;

  wait.deadline = g_get_monotonic_time () + deadline_ms * 1000;
  results = exchange (self, &wait, verb, request, secret, error);
  if (g_cancellable_is_cancelled (self->closing))
    stop_helper (self);
  return results;
}

void
yyq_ukey_process_close (YyqUkeyProcess *self)
{
  g_cancellable_cancel (self->closing);
  /* A call that runs sees it and ends the helper itself. */
  if (g_mutex_trylock (&self->lock)) {
    stop_helper (self);
    g_mutex_unlock (&self->lock);
  }
}
