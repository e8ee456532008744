import * as vscode from 'vscode';
import { graphPort } from '../../../migrate/execute/graph-port.ts';
import type { Acknowledgement } from '../../../migrate/execute/make-call.ts';
import { runSteps } from '../../../migrate/execute/run-steps.ts';
import type { Plan, Step, TenantCall } from '../../../migrate/plan.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { SYSTEM_CLOCK } from '../../../tenant/request/clock.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { withProgress } from '../../infrastructure/progress.ts';
import type { BegunChange } from '../../infrastructure/tenant/change-log.ts';
import { changeText } from './change-text.ts';
import { confirmCall } from './confirm-call.ts';
import type { MigrationNeeds } from './index.ts';
import { liveTenant } from './live-tenant.ts';
import { type OpenPlan, saveStates } from './plan-file.ts';
import { rememberChange } from './remember-change.ts';

/**
 * Makes the change of the tenant that a step asks for, after a person has seen and confirmed exactly what is sent. Where
 * it stands is in the plan before it is sent and after, and in the log of changes.
 * @throws OperationError, UserCancelledError
 */
export async function applyCall({ document, plan }: OpenPlan, step: Step, needs: MigrationNeeds): Promise<void> {
  const { tenant } = needs;
  const { live, clients } = await liveTenant(tenant, plan);
  if (!step.call) return;
  const { displayName, clientId } = identityOf(step.call, needs);
  const { objectId } = step.call;
  const change = { change: changeText(step.call), identity: { displayName, clientId }, objectId, plan: plan.name };
  const controller = new AbortController();
  const port = graphPort({ ...clients, signal: controller.signal });
  const acknowledged: Acknowledgement[] = [];
  const log = new StepLog();
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  try {
    const run = await runSteps(
      plan,
      {
        tenant: port,
        confirm: async (asked) => {
          const lastUse = asked.call?.keyId === undefined ? undefined : await port.lastUse(asked.call);
          acknowledged.push(...(await confirmCall(asked, { plan, displayName, live, clients, lastUse })));
          void withProgress(step.title, ({ token }) => {
            token.onCancellationRequested(() => controller.abort(new vscode.CancellationError()));
            return finished;
          });
          return true;
        },
        save: async (now) => {
          await saveStates(document, now);
          const current = now.steps.find(({ id }) => id === step.id);
          log.text = current?.outcome?.text ?? '';
          if (current?.state === 'unclear' && !log.isBegun) log.begin(await tenant.changes.begin(live, change));
        },
        log: ({ state, requestId }) => log.end(state, requestId),
      },
      { clock: SYSTEM_CLOCK, only: [step.id], acknowledged, signal: controller.signal },
    );
    finish();
    if (run.waiting.length > 0) throw waitsFor(step, plan);
    say(run.plan.steps.find(({ id }) => id === step.id) ?? step);
  } finally {
    finish();
    if (log.isBegun) await rememberChange(step.call, graphPort(clients), live, clients);
  }
}

/** The record of one change, from before it is sent to what came of it. */
class StepLog {
  /** What the plan says of it, in words of our own. */
  text = '';
  #begun: BegunChange | undefined;

  get isBegun(): boolean {
    return this.#begun !== undefined;
  }

  begin(begun: BegunChange): void {
    this.#begun = begun;
  }

  async end(state: Step['state'], requestId: string | undefined): Promise<void> {
    const ended = state === 'done' ? 'made' : state === 'refused' ? 'refused' : 'unclear';
    await this.#begun?.end({ state: ended, text: this.text, ...(requestId === undefined ? {} : { requestId }) });
  }
}

/**
 * The identity that a change is about. A plan is a file: what it says of an object has to be so in the tenant.
 * @throws OperationError
 */
function identityOf({ clientId, objectId }: TenantCall, { tenant }: MigrationNeeds): Identity {
  const known = tenant.source?.identity(clientId);
  const ids = [known?.applicationId, known?.servicePrincipalId].map((id) => id?.toLowerCase());
  if (known && ids.includes(objectId.toLowerCase())) return known;
  throw new OperationError(
    vscode.l10n.t('The tenant has no identity {0} with the object {1}. Plan again.', clientId, objectId),
  );
}

/** What takes the place of a secret comes before the secret goes. */
function waitsFor(step: Step, { steps }: Plan): OperationError {
  const before = steps.slice(0, steps.indexOf(step)).filter(({ state }) => state !== 'done');
  const names = before.slice(0, 3).map(({ title }) => `"${title}"`);
  const more = before.length > 3 ? vscode.l10n.t(' and {0} more', before.length - 3) : '';
  return new OperationError(
    vscode.l10n.t('This comes after what takes the place of the secret. Open: {0}{1}.', names.join(', '), more),
  );
}

function say({ state, title, outcome }: Step): void {
  const { t } = vscode.l10n;
  if (state === 'done') {
    vscode.window.setStatusBarMessage(t('$(check) Done: {0}', title), 5_000);
    return;
  }
  const showLog = t('Show Change Log');
  const text = t('"{0}" is not done. {1}', title, outcome?.text ?? '');
  void vscode.window.showWarningMessage(text, showLog).then((chosen) => {
    if (chosen === showLog) void vscode.commands.executeCommand('keyless.showChangeLog');
  });
}
