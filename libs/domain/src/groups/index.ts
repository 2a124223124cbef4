export { GROUP_RULE_LIMITS, parseGroupRule, type GroupRule, type GroupRuleDraft } from './group-rule.js';
