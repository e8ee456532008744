import { checkGranted } from './oidc-permission/granted.ts';
import { OIDC_PERMISSION_MESSAGES } from './oidc-permission/messages.ts';
import { checkMissing } from './oidc-permission/missing.ts';
import { checkContents } from './oidc-permission/no-contents.ts';
import { checkWriteAll } from './oidc-permission/write-all.ts';
import { defineRule } from './rule.ts';

/**
 * A job that logs in by OIDC without the permission to ask for a token, or the permission on jobs that never use it.
 * Facts: GitHub Docs, "Permissions for the GITHUB_TOKEN" and "OpenID Connect reference": a job's block replaces the
 * workflow's, scopes that a block leaves out are none, the default never includes `id-token`, and a called workflow
 * has at most what its caller has.
 */
export const oidcPermission = defineRule({
  id: 'oidc-permission',
  title: 'Permission to ask for an OIDC token missing, or given to jobs that never use it',
  severity: 'warning',
  tags: ['CWE-250', 'CICD-SEC-5'],
  messages: OIDC_PERMISSION_MESSAGES,
  checks: {
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'github' || pipeline.kind !== 'workflow') return;
      for (const job of pipeline.jobs) checkMissing(job, context);
      checkGranted(pipeline, context);
      checkWriteAll(pipeline, context);
      checkContents(pipeline, context);
    },
  },
});
