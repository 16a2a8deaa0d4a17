//! The list of all rules: one file a rule, in a folder a category.
//!
//! A new rule is a file here and its page in `docs/rules`; running the tests enters it into the two lists below.

// modules: kept by tests/suite/rule_list.rs
mod compliance {
    //! Whether data may be where it goes, and whether that can be shown.
    pub(super) mod component_outside_residency;
    pub(super) mod framework_controls_unmet;
    pub(super) mod personal_data_without_retention;
    pub(super) mod playground_in_production;
    mod residency;
    pub(super) mod residency_vs_inference_profile;
    pub(super) mod sensitive_data_leaves_boundary;
    pub(super) mod service_not_eligible;
    pub(super) mod unclassified_data;
}
mod cost {
    //! Whether what is paid for is used.
    pub(super) mod always_on_idle_endpoint;
    pub(super) mod no_budget_alert;
    pub(super) mod no_token_limit;
    pub(super) mod provisioned_without_steady_load;
    pub(super) mod realtime_for_batch;
}
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
mod observability {
    //! Whether somebody sees what happens.
    pub(super) mod engine_unmonitored;
    pub(super) mod invocation_logging_off;
    pub(super) mod no_alarm;
    pub(super) mod no_tracing;
    pub(super) mod prompt_logs_unprotected;
}
mod performance {
    //! Whether answers come as soon as they can.
    pub(super) mod cross_region_hop;
}
mod reliability {
    //! Whether the application survives what fails.
    pub(super) mod api_timeout_too_short;
    pub(super) mod async_without_dlq;
    pub(super) mod engine_no_fallback;
    pub(super) mod model_unpinned;
    pub(super) mod no_throttling;
    pub(super) mod profile_with_provisioned_throughput;
    pub(super) mod single_az;
    pub(super) mod single_instance_endpoint;
    pub(super) mod single_region_vs_target;
    pub(super) mod store_without_recovery;
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
    pub(super) mod service_not_in_region;
    pub(super) mod synchronous_cycle;
    pub(super) mod unknown_service;
    pub(super) mod unreachable_engine;
}
mod style {
    //! Whether names are written alike.
    pub(super) mod deprecated_service_name;
    pub(super) mod id_style;
}
// end of modules

use super::rule::Rule;

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    // rules: kept by tests/suite/rule_list.rs
    compliance::residency_vs_inference_profile::RULE,
    compliance::component_outside_residency::RULE,
    compliance::sensitive_data_leaves_boundary::RULE,
    compliance::service_not_eligible::RULE,
    compliance::framework_controls_unmet::RULE,
    compliance::personal_data_without_retention::RULE,
    compliance::unclassified_data::RULE,
    compliance::playground_in_production::RULE,
    cost::no_token_limit::RULE,
    cost::no_budget_alert::RULE,
    cost::always_on_idle_endpoint::RULE,
    cost::provisioned_without_steady_load::RULE,
    cost::realtime_for_batch::RULE,
    hygiene::unused_suppression::RULE,
    hygiene::suppression_without_reason::RULE,
    hygiene::expired_suppression::RULE,
    hygiene::unknown_rule::RULE,
    network::no_private_endpoint::RULE,
    network::no_egress_path::RULE,
    network::datastore_in_public_subnet::RULE,
    network::vector_store_public_network::RULE,
    network::ai_runtime_public_network::RULE,
    observability::engine_unmonitored::RULE,
    observability::invocation_logging_off::RULE,
    observability::prompt_logs_unprotected::RULE,
    observability::no_tracing::RULE,
    observability::no_alarm::RULE,
    performance::cross_region_hop::RULE,
    retrieval::retriever_without_ingestion::RULE,
    retrieval::missing_embedding_model::RULE,
    retrieval::embedding_mismatch::RULE,
    retrieval::retrieval_without_authorisation::RULE,
    retrieval::ingestion_unsanitised::RULE,
    retrieval::no_grounding_check::RULE,
    retrieval::retriever_not_used::RULE,
    reliability::single_az::RULE,
    reliability::single_instance_endpoint::RULE,
    reliability::async_without_dlq::RULE,
    reliability::engine_no_fallback::RULE,
    reliability::single_region_vs_target::RULE,
    reliability::api_timeout_too_short::RULE,
    reliability::store_without_recovery::RULE,
    reliability::no_throttling::RULE,
    reliability::profile_with_provisioned_throughput::RULE,
    reliability::model_unpinned::RULE,
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
    structure::service_not_in_region::RULE,
    structure::missing_reference_capability::RULE,
    style::id_style::RULE,
    style::deprecated_service_name::RULE,
    // end of rules
];
