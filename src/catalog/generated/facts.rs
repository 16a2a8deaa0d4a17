//! Facts with a date: generated from data/ by the test `catalog::generated_is_fresh`; change data/ and run the tests.

use crate::catalog::facts::{CallLimit, Eligibility, Geography, ModelEnd, ServiceRegions};

pub(crate) static REGIONS: [ServiceRegions; 3] = [
    ServiceRegions { service: "bedrock-agents-classic", regions: &["ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-gov-west-1", "us-west-2"], source: "Amazon Bedrock user guide: Supported Regions for Amazon Bedrock Agents", checked: "2026-11-23" },
    ServiceRegions { service: "bedrock-managed-knowledge-base", regions: &["ap-northeast-1", "ap-southeast-2", "eu-central-1", "eu-west-1", "eu-west-2", "us-east-1", "us-gov-west-1", "us-west-2"], source: "Amazon Bedrock user guide: Supported AWS Regions of managed knowledge bases", checked: "2026-11-23" },
    ServiceRegions { service: "bedrock-knowledge-bases", regions: &["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-west-2"], source: "Amazon Bedrock user guide: Supported models and Regions for Amazon Bedrock knowledge bases", checked: "2026-11-23" },
];

pub(crate) static ELIGIBILITY: [Eligibility; 4] = [
    Eligibility { service: "aurora", framework: "hipaa", eligible: true, except: "", source: "Amazon Aurora FAQ: both editions are HIPAA eligible", checked: "2026-11-23", quoted: false },
    Eligibility { service: "bedrock", framework: "hipaa", eligible: true, except: "", source: "AWS HIPAA Eligible Services Reference, as quoted by a guide of June 2026", checked: "2026-11-23", quoted: true },
    Eligibility { service: "bedrock-agentcore", framework: "hipaa", eligible: true, except: "", source: "AWS HIPAA Eligible Services Reference, as quoted by a guide of June 2026", checked: "2026-11-23", quoted: true },
    Eligibility { service: "pinpoint", framework: "hipaa", eligible: true, except: "its voice channel", source: "Amazon Pinpoint developer guide: Compliance validation, as recorded on 2026-08-13", checked: "2026-11-23", quoted: true },
];

pub(crate) static LIMITS: [CallLimit; 2] = [
    CallLimit { service: "api-gateway", seconds: 29, raisable: true, note: "Regional and private REST APIs can have it raised, edge-optimised ones cannot", source: "AWS What's New of 2024-06-04: API Gateway integration timeout limit increase beyond 29 seconds", checked: "2026-11-23", quoted: false },
    CallLimit { service: "api-gateway-http", seconds: 30, raisable: false, note: "HTTP APIs cannot have it raised", source: "AWS re:Post answer on the integration timeout; Amazon API Gateway developer guide, quotas of HTTP APIs", checked: "2026-11-23", quoted: true },
];

pub(crate) static MODELS: [ModelEnd; 8] = [
    ModelEnd { model: "anthropic.claude-3-5-sonnet-20240620-v1:0", name: "Claude 3.5 Sonnet", ends: "2026-03-01", source: "Amazon Bedrock release notes, as quoted by a newsletter of 2025-10-31", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "anthropic.claude-3-7-sonnet-20250219-v1:0", name: "Claude 3.7 Sonnet", ends: "2026-04-28", source: "pull request 10 of awslabs/startups (May 2026); an article on the Bedrock model lifecycle", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "amazon.nova-premier-v1:0", name: "Nova Premier", ends: "2026-09-14", source: "Amazon Bedrock user guide, model lifecycle, as a catalogue of API descriptions quoted it on 2026-09-01", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "amazon.nova-sonic-v1:0", name: "Nova Sonic", ends: "2026-09-14", source: "Amazon Bedrock user guide, model lifecycle, as a catalogue of API descriptions quoted it on 2026-09-01", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "amazon.nova-canvas-v1:0", name: "Nova Canvas", ends: "2026-09-30", source: "Amazon Bedrock user guide, model lifecycle, as a catalogue of API descriptions quoted it on 2026-09-01", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "amazon.nova-reel-v1:0", name: "Nova Reel 1.0", ends: "2026-09-30", source: "Amazon Bedrock user guide, model lifecycle, as a catalogue of API descriptions quoted it on 2026-09-01", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "amazon.nova-reel-v1:1", name: "Nova Reel 1.1", ends: "2026-09-30", source: "Amazon Bedrock user guide, model lifecycle, as a catalogue of API descriptions quoted it on 2026-09-01", checked: "2026-11-23", quoted: true },
    ModelEnd { model: "anthropic.claude-opus-4-20250514-v1:0", name: "Claude Opus 4", ends: "2026-05-31", source: "pull request 10 of awslabs/startups: 14 days left on 2026-05-17", checked: "2026-11-23", quoted: true },
];

pub(crate) static GEOGRAPHIES: [Geography; 10] = [
    Geography { id: "eu", title: "the European Union", regions: &["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"], source: "Region names in the AWS documentation: Frankfurt, Stockholm, Milan, Spain, Ireland, Paris", checked: "2026-11-23" },
    Geography { id: "uk", title: "the United Kingdom", regions: &["eu-west-2"], source: "Region names in the AWS documentation: London", checked: "2026-11-23" },
    Geography { id: "ch", title: "Switzerland", regions: &["eu-central-2"], source: "Region names in the AWS documentation: Zurich", checked: "2026-11-23" },
    Geography { id: "europe", title: "Europe", regions: &["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"], source: "Region names in the AWS documentation that begin with Europe", checked: "2026-11-23" },
    Geography { id: "us", title: "the United States", regions: &["us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-west-1", "us-west-2"], source: "Region names in the AWS documentation that begin with US or GovCloud (US)", checked: "2026-11-23" },
    Geography { id: "us-gov", title: "AWS GovCloud (US)", regions: &["us-gov-east-1", "us-gov-west-1"], source: "Region names in the AWS documentation that begin with GovCloud (US)", checked: "2026-11-23" },
    Geography { id: "ca", title: "Canada", regions: &["ca-central-1", "ca-west-1"], source: "Region names in the AWS documentation that begin with Canada", checked: "2026-11-23" },
    Geography { id: "jp", title: "Japan", regions: &["ap-northeast-1", "ap-northeast-3"], source: "Region names in the AWS documentation: Tokyo, Osaka", checked: "2026-11-23" },
    Geography { id: "au", title: "Australia", regions: &["ap-southeast-2", "ap-southeast-4"], source: "Region names in the AWS documentation: Sydney, Melbourne", checked: "2026-11-23" },
    Geography { id: "apac", title: "Asia Pacific", regions: &["ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7"], source: "Region names in the AWS documentation that begin with Asia Pacific", checked: "2026-11-23" },
];
