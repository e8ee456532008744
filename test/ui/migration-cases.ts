import assert from 'node:assert/strict';
import type { Plan, Way } from '../../src/migrate/plan.ts';
import { BACKUP, PROVISIONING } from './migration-files.ts';
import type { MigrationStage } from './migration-steps.ts';

type Test = (stage: MigrationStage) => Promise<void>;

/** A user-assigned identity of the demo tenant. */
const SETTLEMENT = '9dbe8cdf-294c-480f-ab0c-efd124a53c91';
const CLUSTER = 'https://westeurope.oic.prod-aks.azure.com/0d6f8c21/11111111/';

/** Looks like a client secret; stands in a file and in an answer of the service. */
const CANARY = 'cAn8Q~canary.0123456789abcdefghijklmnopqrs';

export const MIGRATIONS: Readonly<Record<string, Test>> = {
  'migration: Terraform signs in with tokens, all by clicks': async (stage) => {
    await stage.open();
    const { workbench, page } = stage;
    await workbench.openFile('terraform/providers.tf');
    await stage.lens('Plan the migration of payments-terraform').first().click();
    await stage.planShown();
    await stage.shoot('plan');
    const plan = planned(stage, 'federation');

    const [remove] = plan.steps.filter(({ call }) => call?.operation === 'remove-secret');
    assert(remove);
    await stage.clickLens(remove, 'Apply', stage.said('This comes after what takes the place of the secret.'));
    await workbench.closeNotifications();

    const [trust, ...trusts] = plan.steps.filter(({ call }) => call?.operation === 'add-trust');
    assert(trust);
    await stage.clickLens(trust, 'Preview', stage.tab('Preview.http'));
    await page.locator('.view-line', { hasText: 'federatedIdentityCredentials' }).first().waitFor();
    await stage.shoot('preview-call');
    await workbench.runCommand('View: Close Editor');
    await stage.planShown();
    await stage.clickLens(trust, 'Apply', stage.dialog);
    await stage.confirm(trust, 'confirm');
    await stage.stepIs(trust.id, 'done');
    await stage.shoot('applied');
    await stage.clickLens(trust, 'Undo', stage.dialog.getByText('Remove the federated credential'));
    await stage.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await stage.stepIs(trust.id, 'open');
    for (const step of [trust, ...trusts]) await stage.carryOut(step);

    const [first, ...switches] = plan.steps.filter(({ edits }) => edits.length > 0);
    assert(first);
    await stage.clickLens(first, 'Preview', stage.tab('Preview: Let'));
    await stage.shoot('preview-edits');
    await workbench.runCommand('View: Close Editor');
    await stage.planShown();
    await stage.clickLens(first, 'Apply', stage.editsPanel);
    await stage.applyEdits('refactor-preview');
    await stage.stepIs(first.id, 'done');
    await stage.clickLens(first, 'Undo', stage.editsPanel);
    await stage.applyEdits();
    await stage.stepIs(first.id, 'open');
    for (const step of [first, ...switches]) await stage.carryOut(step);

    const quiet = plan.steps.find(({ kind }) => kind === 'verify');
    const person = plan.steps.find(({ kind }) => kind === 'roles');
    assert(quiet && person);
    await stage.clickLens(person, 'Apply…', stage.picker);
    await stage.choose('Mark as done', 'hand-over');
    await stage.stepIs(person.id, 'done');
    await stage.tickByHand();
    await stage.clickLens(quiet, 'Verify', stage.said('Somebody signed in with it on'));
    await stage.shoot('not-quiet');
    await workbench.closeNotifications();
    await finish(stage, 'remove');
  },

  'migration: jobs of GitHub Actions sign in with tokens': async (stage) => {
    const { page } = stage;
    await stage.open();
    await stage.workbench.openFile('.github/workflows/deploy.yml');
    await stage.workbench.squiggles().first().waitFor();
    await stage.workbench.goTo(37, 20);
    await stage.chooseAction('Plan the migration of this secret');
    // The secret in the tenant has the name that the workflow knows it by.
    await page
      .locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: 'a secret of this name' })
      .waitFor();
    await stage.choose('payments-github-deploy', 'whose');
    await stage.planShown();
    planned(stage, 'federation');
    stage.giveRoles('payments-github-deploy', 'payments-deploy');
    await finish(stage);
  },

  'migration: a Functions app runs as a managed identity': async (stage) => {
    await stage.open({ 'infra/modules/backup.bicep': BACKUP });
    await stage.planByPalette('Backup runner');
    await stage.planShown();
    planned(stage, 'managed-identity');
    await finish(stage);
  },

  'migration: a pod in AKS signs in as its service account': async (stage) => {
    await stage.open({ 'k8s/provisioning.yaml': PROVISIONING });
    await stage.planByPalette('HR provisioning');
    const input = stage.page.locator('.quick-input-widget', { hasText: 'OIDC issuer of the cluster' }).locator('input');
    await input.first().fill(CLUSTER);
    await stage.workbench.press('Enter');
    await stage.planShown();
    planned(stage, 'federation');
    await finish(stage);
  },

  'migration: a service connection of Azure DevOps is converted by instructions': async (stage) => {
    await stage.open();
    await stage.workbench.openFile('azure-pipelines.yml');
    await stage.workbench.goTo(32, 1);
    await stage.planByPalette('Warehouse scanner');
    await stage.choose('At the cursor: azure-pipelines.yml:32', 'where');
    await stage.planShown();
    planned(stage, 'federation');
    await finish(stage);
  },

  'migration: an application that has to stay one gets a managed identity as its credential': async (stage) => {
    await stage.open();
    await stage.planByPalette('Payments API');
    await stage.choose('In Azure');
    await stage.choose(SETTLEMENT);
    await stage.planShown();
    stage.deployTrust(planned(stage, 'managed-identity-as-credential'));
    await finish(stage);
  },

  'migration: a secret that nobody uses is removed': async (stage) => {
    await stage.open();
    await stage.planByPalette('Badge printer');
    await stage.planShown();
    planned(stage, 'delete');
    await finish(stage);
  },

  'migration: what fails half-way is neither lost nor done twice': async (stage) => {
    await stage.open({ 'canary/.env': `AZURE_CLIENT_SECRET=${CANARY}\n` });
    const { workbench, services, page } = stage;
    const { faults } = services.emulator;
    await stage.planByPalette('Platform bootstrap');
    await stage.planShown();
    const [quiet, remove, forbid] = planned(stage, 'delete').steps;
    assert(quiet && remove?.call?.keyId && forbid);
    const { keyId } = remove.call;
    await stage.clickLens(quiet, 'Verify', stage.said('It holds: Wait until'));
    await stage.stepIs(quiet.id, 'done');
    await workbench.closeNotifications();

    // A service may quote anything.
    const denial = { kind: 'status', status: 403, message: `Not with ${CANARY}.` } as const;
    const permit = faults.add({ match: 'POST .*removePassword', fault: denial });
    await stage.clickLens(remove, 'Apply', stage.dialog);
    await stage.confirm(remove);
    const refused = await stage.stepIs(remove.id, 'refused');
    assert.match(refused.outcome?.text ?? '', /may not do that/u);
    await stage.said('is not done. Whoever is signed in may not do that').first().waitFor();
    assert(stage.secrets().includes(keyId), 'the secret is there');
    await stage.shoot('refused');
    await workbench.closeNotifications();
    permit();

    // The service does it, and its answer is lost.
    faults.add({ match: 'POST .*removePassword', fault: { kind: 'fail-after', status: 503 }, times: 1 });
    await stage.clickLens(remove, 'Apply', stage.dialog);
    await stage.confirm(remove);
    const made = await stage.stepIs(remove.id, 'done');
    assert.equal(made.outcome?.text, 'No answer came, but it was made.');
    assert(!stage.secrets().includes(keyId), 'the secret is gone');

    // The window is closed before the answer comes.
    const hurry = faults.add({ match: 'POST .*/.ref$', fault: { kind: 'delay', milliseconds: 60_000 } });
    await stage.clickLens(forbid, 'Apply', stage.dialog);
    await stage.confirm(forbid);
    await stage.stepIs(forbid.id, 'unclear');
    await stage.reopen();
    hurry();
    await workbench.press('Escape');
    await stage.workbench.openFile(stage.planFile.slice(stage.folder.length + 1));
    await stage.top();
    await stage.lens('2 of 3 done, next: Forbid new client secrets').first().waitFor();
    await stage.workbench.goTo(stage.lineOf(forbid), 1);
    await page.locator('.view-line', { hasText: '(unclear)' }).first().waitFor();
    await stage.shoot('unclear');
    await stage.clickLens(forbid, 'Apply', stage.dialog);
    await stage.confirm(forbid);
    await stage.stepIs(forbid.id, 'done');
    await stage.verifyAll();
    assert.equal(stage.policies('Keyless: no new client secrets'), 1, 'policies that were made');

    // Git leaves this where two people carried the plan out: nothing is written before it is resolved.
    const heading = await stage.top();
    await stage.workbench.type('<<<<<<< HEAD\n');
    await stage.workbench.press('Control+Home');
    await stage.lens('It has the marks of a merge conflict').first().waitFor();
    await page.mouse.move(900, 500);
    await stage.shoot('conflict');
    // In a browser the editor has saved it by now.
    await stage.workbench.goTo(heading, 1);
    await stage.workbench.press('Control+Shift+K');
    await stage.lens('All 3 steps are done').first().waitFor();

    await stage.workbench.runCommand('Keyless: Show Change Log');
    await page.locator('.view-line', { hasText: '[refused] Remove the client secret' }).first().waitFor();
    await stage.shoot('log');
    assert.deepEqual(stage.filesWith(CANARY), [], 'files of the editor that hold a secret');
    assert(
      stage.filesWith(keyId).some((path) => path.includes('changes')),
      'the log is among those files',
    );
  },
};

function planned(stage: MigrationStage, way: Way): Plan {
  const { plan } = stage;
  assert.equal(plan.decision.way, way);
  return plan;
}

/** Everything that is left of the plan, in its order, and then that it is as it should be. */
async function finish(stage: MigrationStage, picture?: string): Promise<void> {
  const before = stage.secrets();
  const { identity, evidence, told } = stage.plan;
  await stage.tickByHand();
  for (const step of stage.plan.steps) {
    if (step.state === 'done') continue;
    if (step.kind === 'verify') {
      stage.letTimePass(identity.clientId);
      await stage.clickLens(step, 'Verify', stage.said('It holds: Wait until'));
      await stage.stepIs(step.id, 'done');
      await stage.workbench.closeNotifications();
    } else if (step.call?.operation === 'remove-secret' && picture !== undefined) {
      await stage.clickLens(step, 'Apply', stage.dialog);
      await stage.confirm(step, picture);
      await stage.stepIs(step.id, 'done');
    } else await stage.carryOut(step);
  }
  await stage.verifyAll();
  const gone = evidence.keys.flatMap(({ kind, keyId }) => (kind === 'client-secret' && keyId ? [keyId] : []));
  assert(gone.length > 0, 'there was a secret');
  const expected = before.filter((id) => !gone.includes(id));
  assert.deepEqual(stage.secrets(), expected, 'secrets of the tenant');
  assert.deepEqual(stage.findingsOf(identity.clientId, told?.callers ?? []), [], 'what is found about the secret');
}
