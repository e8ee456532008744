import { describe, expect, it } from 'vitest';
import { identitiesAt } from '../../src/migrate/identity-of-place.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import type { Plan } from '../../src/migrate/plan.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';
import { contoso, DEMO, identityNamed, sourcesIn, withIdentity } from './contoso.ts';

function namesAt(path: string, line: number, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return identitiesAt({ path, line }, sourcesIn(contoso(files))).map(({ displayName }) => displayName);
}

describe('the identity of a place', () => {
  it.each([
    ['a login whose variable keyless.yaml knows', '.github/workflows/terraform.yml', 34, ['payments-terraform']],
    ['the environment that logins read', '.github/workflows/terraform.yml', 12, ['payments-terraform']],
    ['a login with its id beside the secret', '.github/workflows/settlement.yml', 59, ['Expense app']],
    ['a provider whose id is a variable', 'terraform/providers.tf', 22, ['payments-terraform']],
    ['settings of a backend', 'terraform/prod.tfbackend', 5, ['payments-terraform']],
    ['a secret that Terraform makes', 'terraform/identities.tf', 15, ['payments-settlement']],
    ['a secret of the service principal', 'terraform/identities.tf', 21, ['payments-settlement']],
    ['a secret that Bicep declares', 'infra/modules/payments-app.bicep', 11, ['Payments API']],
    ['a secret that does not say whose it is', '.github/workflows/deploy.yml', 37, []],
    ['a line that has nothing to do with it', 'README.md', 1, []],
    ['a line that the file does not have', 'terraform/providers.tf', 9_999, []],
    ['a file that is not there', 'no.tf', 1, []],
  ])('is told by %s', (_, path, line, names) => {
    expect(namesAt(path, line)).toEqual(names);
  });
});

const POD = (label: string, variable: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: people
  namespace: people
spec:
  selector:
    matchLabels:
      app: people
  template:
    metadata:
      labels:
        app: people
        ${label}
    spec:
      serviceAccountName: people
      containers:
        - name: people
          image: people:1
          env:
            - name: AZURE_CLIENT_ID
              value: ${identityNamed('HR provisioning').clientId}
            - name: ${variable}
              valueFrom: { secretKeyRef: { name: people, key: value } }
`;

const SETTLEMENT = 'ece48936-2646-41d4-a0d1-fa7be045aeb7';

describe('evidence', () => {
  const plan = (name: string, files: Readonly<Record<string, string>> = {}, inventory = DEMO): Plan =>
    makePlan(identityNamed(name, inventory), sourcesIn(contoso(files), inventory));

  it('tells pods that still use the secret from those that sign in with a token', () => {
    const use = 'azure.workload.identity/use: "true"';
    const methodOf = (label: string, variable: string) =>
      plan('HR provisioning', { 'k8s/people.yaml': POD(label, variable) }).evidence.callers.map(({ method }) => method);
    expect(methodOf(use, 'AZURE_CLIENT_SECRET')).toEqual(['secret']);
    expect(methodOf(use, 'DATABASE_SECRET')).toEqual(['token']);
    expect(methodOf('tier: back', 'AZURE_CLIENT_SECRET')).toEqual(['secret']);
  });

  it('takes what could not be read for not known', () => {
    const { 'credential-sign-ins': _, ...sections } = DEMO.sections;
    const { decision, evidence } = plan('Badge printer', {}, { ...DEMO, sections });
    expect(evidence.keys.map(({ use }) => use)).toEqual(['unknown', 'unknown']);
    expect(evidence.gaps).toEqual(['Which secret was used when is not known.']);
    expect(decision.way).toBe('ask-owner');
  });

  it('has the last sign-in of each kind', () => {
    expect(plan('Payments API').evidence.signIns).toEqual([
      'as itself on 2026-11-19',
      'as the API that another application called on 2026-11-20',
      'as the API that was called for a user on 2026-11-20',
    ]);
  });

  it('knows no place of another identity', () => {
    const { evidence } = plan('Expense app');
    expect(evidence.places.map(({ path, line, role }) => `${path}:${line} ${role}`)).toEqual([
      '.github/workflows/settlement.yml:59 uses',
      '.github/workflows/settlement.yml:59 uses',
    ]);
  });

  it('does not let pull requests sign in as an identity that may write', () => {
    const step = plan('payments-terraform').steps.find(({ title }) => title.endsWith(':pull_request'));
    expect(step?.call).toBeUndefined();
    expect(step?.by).toBe('person');
    expect(step?.tasks[0]).toMatch(/^Do not let pull requests sign in as payments-terraform/u);
    const inventory = withIdentity('payments-terraform', { azureRoles: [] });
    const reader = plan('payments-terraform', {}, inventory).steps.find(({ title }) => title.endsWith(':pull_request'));
    expect(reader?.call?.operation).toBe('add-trust');
  });

  it('asks for trust in code where code declares the application', () => {
    const sources = sourcesIn(contoso());
    const { steps } = makePlan(identityNamed('Payments API'), sources, { runsOn: 'azure' });
    const trust = steps.find(({ kind }) => kind === 'trust');
    expect(trust?.call).toBeUndefined();
    expect(trust?.tasks.join('\n')).toContain('```bicep\nresource ');
    expect(trust?.tasks.join('\n')).toContain("'${paymentsApp.uniqueName}/");
  });

  it('does not plan what nobody can do: more federated credentials than there may be', () => {
    const trust = { name: 'x', issuer: 'https://x.example', subject: 'x', audiences: ['api://AzureADTokenExchange'] };
    const federatedCredentials = Array.from({ length: 20 }, (_, index) => ({
      ...trust,
      name: `x${index}`,
      subject: `${index}`,
    }));
    const { steps } = plan('payments-terraform', {}, withIdentity('payments-terraform', { federatedCredentials }));
    const trusts = steps.filter(({ kind }) => kind === 'trust');
    expect(trusts.length).toBeGreaterThan(0);
    expect(trusts.every(({ call }) => call === undefined)).toBe(true);
  });

  it('takes no application in code for one of two that have its name', () => {
    const places = (inventory: Inventory) => {
      const application = inventory.identities.find(({ clientId }) => clientId === SETTLEMENT);
      const made = application && makePlan(application, sourcesIn(contoso(), inventory));
      return made?.evidence.places.filter(({ path }) => path === 'terraform/identities.tf');
    };
    expect(places(DEMO)).toHaveLength(2);
    expect(places(withIdentity('Badge printer', { displayName: 'payments-settlement' }))).toEqual([]);
  });

  it('is in the safe order for every identity', () => {
    const order = ['identity', 'trust', 'roles', 'switch', 'verify', 'remove', 'close', 'forbid'];
    for (const { displayName } of DEMO.identities.slice(0, 30)) {
      const kinds = plan(displayName).steps.map(({ kind }) => order.indexOf(kind));
      expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
    }
  });
});
