//! The list of all rules: one file a rule, in a folder a category.
//!
//! A new rule is a file here and its page in `docs/rules`; running the tests enters it into the two lists below.

// modules: kept by tests/suite/rule_list.rs
pub(super) mod hygiene {
    //! Whether the suppressions in the blueprint are in order.
    pub(in crate::lint) mod expired_suppression;
    mod removal;
    pub(in crate::lint) mod suppression_without_reason;
    pub(in crate::lint) mod unknown_rule;
    pub(in crate::lint) mod unused_suppression;
}
mod network {
    //! Whether calls get where they go, and over which networks.
    pub(super) mod ai_runtime_public_network;
    pub(super) mod datastore_in_public_subnet;
    mod egress;
    pub(super) mod no_egress_path;
    pub(super) mod no_private_endpoint;
    pub(super) mod vector_store_public_network;
}
mod reliability {
    //! Whether the application survives what fails.
    pub(super) mod async_without_dlq;
}
mod retrieval {
    //! Whether what is searched is filled, and found by those who may read it.
    pub(super) mod embedding_mismatch;
    mod index;
    pub(super) mod ingestion_unsanitised;
    pub(super) mod missing_embedding_model;
    pub(super) mod no_grounding_check;
    pub(super) mod retrieval_without_authorisation;
    pub(super) mod retriever_not_used;
    pub(super) mod retriever_without_ingestion;
}
mod safety {
    //! Whether engines and agents can do harm.
    mod agent;
    pub(super) mod agent_memory_shared;
    pub(super) mod agent_no_stopping_condition;
    pub(super) mod agent_tools_unauthorised;
    pub(super) mod code_execution_unsandboxed;
    pub(super) mod engine_without_guardrail;
    mod guard;
    pub(super) mod guardrail_partial;
    pub(super) mod high_risk_without_human_review;
    pub(super) mod inter_agent_trust;
    pub(super) mod lethal_trifecta;
    pub(super) mod no_evaluation_path;
    pub(super) mod output_to_interpreter;
    pub(super) mod pii_in_response;
    pub(super) mod pii_into_prompt;
    pub(super) mod untrusted_tool_server;
}
mod security {
    //! Whether strangers, thieves and eavesdroppers are kept out.
    pub(super) mod cdn_origin_not_locked;
    pub(super) mod hardcoded_secret;
    pub(super) mod missing_audit_trail;
    pub(super) mod missing_execution_role;
    pub(super) mod public_api_without_auth;
    pub(super) mod public_bucket;
    pub(super) mod public_entry_without_waf;
    pub(super) mod secrets_without_vault;
    pub(super) mod sensitive_store_without_cmk;
    pub(super) mod shared_agent_role;
    pub(super) mod store_unencrypted;
    pub(super) mod system_prompt_exposed;
    pub(super) mod unencrypted_trust_crossing;
    pub(super) mod untrusted_upload_unscanned;
    pub(super) mod unverified_model_source;
    pub(super) mod wildcard_permissions;
}
mod structure {
    //! Whether the parts that are drawn make an application.
    pub(super) mod dangling_reference;
    pub(super) mod engine_bypasses_api_layer;
    pub(super) mod frontend_direct_datastore_access;
    pub(super) mod invalid_group_nesting;
    pub(super) mod managed_service_inside_subnet;
    pub(super) mod missing_reference_capability;
    pub(super) mod missing_required_layer;
    pub(super) mod orphan_component;
    pub(super) mod service_layer_mismatch;
    pub(super) mod service_lifecycle;
    pub(super) mod synchronous_cycle;
    pub(super) mod unknown_service;
    pub(super) mod unreachable_engine;
}
// end of modules

use super::rule::Rule;

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    // rules: kept by tests/suite/rule_list.rs
    hygiene::unused_suppression::RULE,
    hygiene::suppression_without_reason::RULE,
    hygiene::expired_suppression::RULE,
    hygiene::unknown_rule::RULE,
    network::no_private_endpoint::RULE,
    network::no_egress_path::RULE,
    network::datastore_in_public_subnet::RULE,
    network::vector_store_public_network::RULE,
    network::ai_runtime_public_network::RULE,
    retrieval::retriever_without_ingestion::RULE,
    retrieval::missing_embedding_model::RULE,
    retrieval::embedding_mismatch::RULE,
    retrieval::retrieval_without_authorisation::RULE,
    retrieval::ingestion_unsanitised::RULE,
    retrieval::no_grounding_check::RULE,
    retrieval::retriever_not_used::RULE,
    reliability::async_without_dlq::RULE,
    safety::engine_without_guardrail::RULE,
    safety::guardrail_partial::RULE,
    safety::pii_into_prompt::RULE,
    safety::pii_in_response::RULE,
    safety::high_risk_without_human_review::RULE,
    safety::agent_tools_unauthorised::RULE,
    safety::agent_no_stopping_condition::RULE,
    safety::agent_memory_shared::RULE,
    safety::lethal_trifecta::RULE,
    safety::untrusted_tool_server::RULE,
    safety::code_execution_unsandboxed::RULE,
    safety::output_to_interpreter::RULE,
    safety::no_evaluation_path::RULE,
    safety::inter_agent_trust::RULE,
    security::missing_execution_role::RULE,
    security::shared_agent_role::RULE,
    security::wildcard_permissions::RULE,
    security::sensitive_store_without_cmk::RULE,
    security::store_unencrypted::RULE,
    security::unencrypted_trust_crossing::RULE,
    security::public_entry_without_waf::RULE,
    security::public_api_without_auth::RULE,
    security::secrets_without_vault::RULE,
    security::hardcoded_secret::RULE,
    security::missing_audit_trail::RULE,
    security::public_bucket::RULE,
    security::cdn_origin_not_locked::RULE,
    security::untrusted_upload_unscanned::RULE,
    security::system_prompt_exposed::RULE,
    security::unverified_model_source::RULE,
    structure::missing_required_layer::RULE,
    structure::engine_bypasses_api_layer::RULE,
    structure::frontend_direct_datastore_access::RULE,
    structure::unreachable_engine::RULE,
    structure::orphan_component::RULE,
    structure::unknown_service::RULE,
    structure::service_layer_mismatch::RULE,
    structure::synchronous_cycle::RULE,
    structure::dangling_reference::RULE,
    structure::invalid_group_nesting::RULE,
    structure::managed_service_inside_subnet::RULE,
    structure::service_lifecycle::RULE,
    structure::missing_reference_capability::RULE,
    // end of rules
];
