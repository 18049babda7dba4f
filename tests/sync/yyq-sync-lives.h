/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The classes below src/ that have objects on the client's side and that nothing derives from, but
 * for those that draw. tests/checks/lives.sh holds this list together with the sources.
 */
#define SYNC_LIVES(X)         \
  X (yyq_account)             \
  X (yyq_api_client)          \
  X (yyq_contract)            \
  X (yyq_contract_event)      \
  X (yyq_contract_repository) \
  X (yyq_control)             \
  X (yyq_database)            \
  X (yyq_document_cache)      \
  X (yyq_draft)               \
  X (yyq_drafts)              \
  X (yyq_enterprise)          \
  X (yyq_feed)                \
  X (yyq_forget_operation)    \
  X (yyq_home_figures)        \
  X (yyq_home_repository)     \
  X (yyq_job)                 \
  X (yyq_job_item)            \
  X (yyq_job_list)            \
  X (yyq_kept_values)         \
  X (yyq_key_signer)          \
  X (yyq_live)                \
  X (yyq_login_session)       \
  X (yyq_message)             \
  X (yyq_outbox)              \
  X (yyq_outbox_runner)       \
  X (yyq_paged_list)          \
  X (yyq_party)               \
  X (yyq_pending_item)        \
  X (yyq_pending_list)        \
  X (yyq_preflight_note)      \
  X (yyq_reachability)        \
  X (yyq_record_cache)        \
  X (yyq_record_list)         \
  X (yyq_records)             \
  X (yyq_reply_cache)         \
  X (yyq_revision)            \
  X (yyq_seal)                \
  X (yyq_server_info)         \
  X (yyq_server_trust)        \
  X (yyq_session)             \
  X (yyq_session_keeper)      \
  X (yyq_session_vault)       \
  X (yyq_sign_check)          \
  X (yyq_sign_operation)      \
  X (yyq_sign_session)        \
  X (yyq_template)            \
  X (yyq_template_content)    \
  X (yyq_template_edition)    \
  X (yyq_template_file)       \
  X (yyq_template_keeper)     \
  X (yyq_template_party)      \
  X (yyq_template_repository) \
  X (yyq_template_work)       \
  X (yyq_trust_root)          \
  X (yyq_ukey)                \
  X (yyq_ukey_binding)        \
  X (yyq_ukey_certificate)    \
  X (yyq_ukey_client)         \
  X (yyq_ukey_manager)        \
  X (yyq_ukey_monitor)        \
  X (yyq_ukey_process)        \
  X (yyq_ukey_signer)         \
  X (yyq_workspace)
