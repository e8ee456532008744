/**
 * What is loaded for the first posture report: the page with its charts, and the files of it. Whoever is loaded on
 * activation imports only types from here.
 */
export { PostureReport } from './features/posture-report/posture-report.ts';
