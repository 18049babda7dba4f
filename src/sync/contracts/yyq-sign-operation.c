/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-operation.h"

#include "yyq-contract-api.h"
#include "yyq-contract-private.h"
#include "yyq-error.h"
#include "yyq-pdf-sign.h"
#include "yyq-session-private.h"
#include "yyq-sign-check.h"
#include "yyq-sign-command.h"
#include "yyq-sign-judge.h"
#include "yyq-sign-work.h"
#include "yyq-timestamp-api.h"
#include "yyq-ukey-signer.h"

#include <glib/gi18n.h>

/* D4: longer than this nobody is kept waiting for the time-stamp authority. */
#define STAMP_MS 10000
/* The platform has taken the signature and still waits for its time stamp. */
#define STAMPING_STATUS 202

struct _YyqSignOperation {
  GObject parent_instance;

  YyqSession *session;
  YyqContract *contract;
  YyqParty *party;
  /* These two (nullable), taken at the start, so that a log-out does not pull them away. */
  YyqWorkspace *workspace;
  YyqContractRepository *contracts;
  YyqUkeyManager *manager; /* these four (nullable) */
  YyqUkey *ukey;
  YyqUkeyCertificate *certificate;
  YyqSecret *pin;
  YyqSeal *seal; /* (nullable) */

  YyqSignWork *work;
  YyqSignSession *lease; /* (nullable): ours, to be given back */
  GListStore *checks;
  YyqSignPhase phase;
  gboolean stamping;
  gboolean pending;
};

enum {
  PROP_PHASE = 1,
  PROP_STAMPING,
  PROP_PENDING,
  PROP_CHECKS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (YyqSignPhase, yyq_sign_phase, G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_PREPARING, "preparing"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_SIGNING, "signing"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_STAMPING, "stamping"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (YYQ_SIGN_PHASE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (YyqSignOperation, yyq_sign_operation, G_TYPE_OBJECT)

static void
set_phase (YyqSignOperation *self, YyqSignPhase phase)
{
  self->phase = phase;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

static void
set_pending (YyqSignOperation *self, gboolean pending)
{
  if (self->pending == pending)
    return;
  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It ends by itself after five minutes. */
  if (!yyq_contract_api_delete_sign_session_finish (YYQ_API_CLIENT (source), result, &error))
    g_debug ("The lease is not given back: %s", error->message);
}

static void
release_lease (YyqSignOperation *self)
{
  if (self->lease == NULL)
    return;
  yyq_contract_api_delete_sign_session_async (yyq_session_get_client (self->session),
                                              yyq_sign_session_get_id (self->lease), NULL,
                                              released_cb, NULL);
  g_clear_object (&self->lease);
}

static void
drop_pin (YyqSignOperation *self)
{
  if (self->pin != NULL)
    yyq_secret_clear (self->pin);
  g_clear_pointer (&self->pin, yyq_secret_unref);
}

/* Takes @error. A signature that waits in the outbox keeps its lease: it is still to be used. */
static void
fail (GTask *task, GError *error)
{
  YyqSignOperation *self = g_task_get_source_object (task);

  drop_pin (self);
  if (!self->pending)
    release_lease (self);
  set_phase (self, YYQ_SIGN_PHASE_FAILED);
  g_task_return_error (task, error);
}

static gboolean
fail_if_cancelled (GTask *task)
{
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    return FALSE;
  fail (task, error);
  return TRUE;
}

/* Sending */

static void
succeed (GTask *task, YyqContract *contract)
{
  YyqSignOperation *self = g_task_get_source_object (task);

  if (!self->stamping) {
    g_autoptr (GBytes) document = yyq_pdf_join (self->work->base, self->work->tail);

    yyq_contract_repository_keep_document (self->contracts, document);
  }
  g_clear_object (&self->lease);
  yyq_sign_check_add (
    self->checks, _ ("Accepted by the platform"),
    self->stamping
      ? _ ("The platform keeps the signature and adds the time stamp as soon as it can.")
      : _ ("The platform has checked and stored the signature."),
    TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAMPING]);
  set_phase (self, YYQ_SIGN_PHASE_DONE);
  g_task_return_pointer (task, g_object_ref (contract), g_object_unref);
}

/* The signature stays and is sent later, or was refused and is kept with the reason. */
static void
tell_pending (YyqSignOperation *self, YyqCommandFate fate)
{
  set_pending (self, fate == YYQ_COMMAND_WAITS);
  if (fate == YYQ_COMMAND_WAITS)
    yyq_sign_check_add (
      self->checks, _ ("Sent to the platform"),
      _ ("Not yet. The signature is kept on this computer and sent as soon as the "
         "platform can be reached."),
      FALSE);
  else if (fate == YYQ_COMMAND_PARKED)
    yyq_sign_check_add (
      self->checks, _ ("Accepted by the platform"),
      _ ("The platform refused the signature. It is kept on this computer together with "
         "the reason."),
      FALSE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;
  YyqCommandFate fate;
  g_autoptr (YyqCommandReply) reply =
    yyq_outbox_runner_send_finish (YYQ_OUTBOX_RUNNER (source), result, &fate, &error);

  if (reply != NULL) {
    self->stamping = reply->status == STAMPING_STATUS;
    succeed (task, YYQ_CONTRACT (reply->record));
    return;
  }
  tell_pending (self, fate);
  fail (task, error);
}

/* Written to the disk first: from there on it is not lost, and cancelling does not take it back. */
static void
send_signature (GTask *task)
{
  YyqSignOperation *self = g_task_get_source_object (task);
  g_autoptr (GBytes) body = yyq_contract_api_completion_body (
    yyq_sign_session_get_sha256 (self->lease), self->work->tail, self->work->timestamped);
  g_autoptr (YyqOutboxEntry) entry =
    yyq_outbox_entry_new (yyq_sign_command.name, yyq_contract_get_id (self->contract), body);

  set_phase (self, YYQ_SIGN_PHASE_SENDING);
  entry->target = g_strdup (yyq_sign_session_get_id (self->lease));
  entry->title = g_strdup (yyq_contract_get_title (self->contract));
  yyq_outbox_runner_send_async (yyq_workspace_get_runner (self->workspace), entry,
                                g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

/* Signing */

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean good = yyq_sign_work_run_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yyq_sign_check_add (
      self->checks, _ ("Your signature"),
      good ? _ ("Made by the UKey; it changes this signature field and nothing else.")
           : _ ("The signature that was made is not right. It was thrown away."),
      good);
  if (!good)
    fail (task, error);
  else if (!fail_if_cancelled (task))
    send_signature (task);
}

static void
stamped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!yyq_sign_work_run_finish (result, &error)) {
    fail (task, error);
    return;
  }
  yyq_sign_check_add (
    self->checks, _ ("Time stamp"),
    self->work->timestamped
      ? _ ("A time-stamp authority confirms the time of signing.")
      : _ ("The time-stamp authority does not answer. The platform will add the time "
           "stamp; until then the signature waits."),
    self->work->timestamped);
  yyq_sign_work_run_async (self->work, YYQ_SIGN_STEP_VERIFY, g_task_get_cancellable (task),
                           verified_cb, g_object_ref (task));
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!yyq_sign_work_run_finish (result, &error)) {
    fail (task, error);
    return;
  }
  drop_pin (self);
  set_phase (self, YYQ_SIGN_PHASE_STAMPING);
  yyq_sign_work_run_async (self->work, YYQ_SIGN_STEP_STAMP, g_task_get_cancellable (task),
                           stamped_cb, g_object_ref (task));
}

/* Checking */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!yyq_sign_work_run_finish (result, &error) ||
      !yyq_sign_judge_base (self->checks, self->work, &error) ||
      !yyq_sign_judge_certificate (self->checks, self->work, &error)) {
    fail (task, error);
    return;
  }
  set_phase (self, YYQ_SIGN_PHASE_SIGNING);
  yyq_sign_work_run_async (self->work, YYQ_SIGN_STEP_SIGN, g_task_get_cancellable (task), signed_cb,
                           g_object_ref (task));
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) document =
    yyq_contract_repository_load_document_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  if (document == NULL) {
    fail (task, error);
    return;
  }
  set_phase (self, YYQ_SIGN_PHASE_CHECKING);
  if (!yyq_sign_judge_document (self->checks, self->lease, document, &error)) {
    fail (task, error);
    return;
  }
  self->work->base = g_steal_pointer (&document);
  yyq_sign_work_run_async (self->work, YYQ_SIGN_STEP_CHECK, g_task_get_cancellable (task),
                           checked_cb, g_object_ref (task));
}

/* Preparing */

static void
leased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSignOperation *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->lease =
    yyq_contract_api_create_sign_session_finish (YYQ_API_CLIENT (source), result, &error);
  if (self->lease == NULL ||
      !yyq_sign_judge_lease (self->checks, self->contract, self->seal, self->lease, &error)) {
    fail (task, error);
    return;
  }
  if (fail_if_cancelled (task))
    return;
  self->work->form = g_bytes_ref (yyq_sign_session_get_form (self->lease));
  self->work->field = g_strdup (yyq_sign_session_get_field (self->lease));
  yyq_contract_repository_load_document_async (
    self->contracts, yyq_contract_get_id (self->contract),
    yyq_sign_session_get_revision (self->lease), g_task_get_cancellable (task), document_cb,
    g_object_ref (task));
}

static gboolean
refuse (GError **error, GQuark domain, int code, const char *message)
{
  g_set_error_literal (error, domain, code, message);
  return FALSE;
}

static gboolean
may_start (YyqSignOperation *self, GError **error)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);

  if (yyq_session_get_workspace (self->session) == NULL ||
      yyq_session_get_trust (self->session) == NULL)
    return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED, "No enterprise is chosen");
  if (info != NULL && yyq_server_info_get_outdated (info))
    return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_OUTDATED,
                   "The server lets only newer versions sign");
  if (yyq_server_trust_get_pending (yyq_session_get_server_trust (self->session)))
    return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_TRUST_CHANGED,
                   "The server names other authorities, and nobody has confirmed them");
  if (!yyq_session_get_online (self->session))
    return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE,
                   "Signing cannot begin without the platform");
  if (self->certificate == NULL)
    return refuse (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN, "No UKey is chosen");
  if (!yyq_ukey_certificate_get_usable (self->certificate))
    return refuse (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY,
                   yyq_ukey_certificate_get_reason (self->certificate));
  if (self->seal == NULL)
    return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID, "No seal is chosen");
  return TRUE;
}

static void
prepare_work (YyqSignOperation *self)
{
  const char *tsa_url = yyq_server_info_get_tsa_url (yyq_session_get_server_info (self->session));
  const char *organisation = yyq_ukey_certificate_get_organisation (self->certificate);

  self->workspace = g_object_ref (yyq_session_get_workspace (self->session));
  self->contracts = g_object_ref (yyq_contract_repository_of (self->session));
  self->work->trust = yyq_trust_ref (yyq_session_get_trust (self->session));
  self->work->signer =
    yyq_ukey_signer_new (self->manager, self->ukey, self->certificate, self->pin);
  self->work->name = g_strdup (
    *organisation != '\0' ? organisation : yyq_ukey_certificate_get_subject_cn (self->certificate));
  if (tsa_url != NULL)
    self->work->timestamper =
      yyq_timestamp_api_new (yyq_session_get_client (self->session), tsa_url, STAMP_MS);
}

void
yyq_sign_operation_run_async (YyqSignOperation *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, yyq_sign_operation_run_async);
  /* What was accepted is told, also when somebody cancelled too late. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->phase != YYQ_SIGN_PHASE_IDLE) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT,
                             "A sign operation runs once");
    return;
  }
  if (!may_start (self, &error)) {
    fail (task, error);
    return;
  }
  prepare_work (self);
  set_phase (self, YYQ_SIGN_PHASE_PREPARING);
  /* Not cancelled in the middle: a lease that we never heard of could not be given back. */
  yyq_contract_api_create_sign_session_async (
    yyq_session_get_client (self->session), yyq_contract_get_id (self->contract),
    yyq_party_get_id (self->party), yyq_seal_get_id (self->seal),
    yyq_ukey_certificate_get_der (self->certificate), NULL, leased_cb, g_steal_pointer (&task));
}

YyqContract *
yyq_sign_operation_run_finish (YyqSignOperation *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is known */

void
yyq_sign_operation_set_ukey (YyqSignOperation *self, YyqUkeyManager *manager, YyqUkey *ukey,
                             YyqUkeyCertificate *certificate, YyqSecret *pin)
{
  g_set_object (&self->manager, manager);
  g_set_object (&self->ukey, ukey);
  g_set_object (&self->certificate, certificate);
  g_clear_pointer (&self->pin, yyq_secret_unref);
  self->pin = pin != NULL ? yyq_secret_ref (pin) : NULL;
}

void
yyq_sign_operation_set_seal (YyqSignOperation *self, YyqSeal *seal)
{
  g_set_object (&self->seal, seal);
}

YyqSignPhase
yyq_sign_operation_get_phase (YyqSignOperation *self)
{
  return self->phase;
}

gboolean
yyq_sign_operation_get_stamping (YyqSignOperation *self)
{
  return self->stamping;
}

gboolean
yyq_sign_operation_get_pending (YyqSignOperation *self)
{
  return self->pending;
}

GListModel *
yyq_sign_operation_get_checks (YyqSignOperation *self)
{
  return G_LIST_MODEL (self->checks);
}

/* Object */

static void
yyq_sign_operation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqSignOperation *self = YYQ_SIGN_OPERATION (object);

  switch (id) {
  case PROP_PHASE:
    g_value_set_enum (value, (int) self->phase);
    break;
  case PROP_STAMPING:
    g_value_set_boolean (value, self->stamping);
    break;
  case PROP_PENDING:
    g_value_set_boolean (value, self->pending);
    break;
  case PROP_CHECKS:
    g_value_set_object (value, self->checks);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_sign_operation_finalize (GObject *object)
{
  YyqSignOperation *self = YYQ_SIGN_OPERATION (object);

  drop_pin (self);
  g_clear_object (&self->session);
  g_clear_object (&self->contract);
  g_clear_object (&self->party);
  g_clear_object (&self->workspace);
  g_clear_object (&self->contracts);
  g_clear_object (&self->manager);
  g_clear_object (&self->ukey);
  g_clear_object (&self->certificate);
  g_clear_object (&self->seal);
  g_clear_object (&self->lease);
  g_clear_object (&self->checks);
  g_clear_pointer (&self->work, yyq_sign_work_unref);
  G_OBJECT_CLASS (yyq_sign_operation_parent_class)->finalize (object);
}

static void
yyq_sign_operation_class_init (YyqSignOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_sign_operation_get_property;
  object_class->finalize = yyq_sign_operation_finalize;
  properties[PROP_PHASE] =
    g_param_spec_enum ("phase", NULL, NULL, YYQ_TYPE_SIGN_PHASE, YYQ_SIGN_PHASE_IDLE, flags);
  properties[PROP_STAMPING] = g_param_spec_boolean ("stamping", NULL, NULL, FALSE, flags);
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  properties[PROP_CHECKS] = g_param_spec_object ("checks", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_sign_operation_init (YyqSignOperation *self)
{
  self->checks = g_list_store_new (YYQ_TYPE_SIGN_CHECK);
  self->work = yyq_sign_work_new ();
}

YyqSignOperation *
yyq_sign_operation_new (YyqSession *session, YyqContract *contract, YyqParty *party)
{
  YyqSignOperation *self = g_object_new (YYQ_TYPE_SIGN_OPERATION, NULL);

  self->session = g_object_ref (session);
  self->contract = g_object_ref (contract);
  self->party = g_object_ref (party);
  return self;
}
