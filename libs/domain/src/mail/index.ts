export { judgeDkim } from './dkim.js';
export { judgeDmarc } from './dmarc.js';
export { CHECKED, VERDICTS, type Finding, type LookUpTxt } from './finding.js';
export { judgeSpf } from './spf.js';
