import type { InfrastructureModel, Output } from '../model/resource.ts';
import type { ParameterSource } from '../model/value.ts';
import type { Fix, Severity } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { isCalledModule } from './secret-in-output/module-callers.ts';
import { isReadSomewhere, removeOutput } from './secret-in-output/remove-output.ts';
import { editsOf } from './support/edits.ts';
import { mayBeSecret, mayHoldSecrets } from './support/flow/may-hold-secrets.ts';
import { type SecretSource, secretsIn } from './support/flow/secret-sources.ts';
import { secureEdits } from './support/flow/secure-declaration.ts';
import { parametersIn } from './support/flow/whole-parameter.ts';

const MESSAGES = {
  deployed:
    'The output "{name}" gives away {secret}. Outputs are kept in the history of deployments, where everybody with read access sees them. {instead}',
  printed: 'The output "{name}" gives away {secret}. Terraform prints it and pipelines log it. {instead}',
  hidden: 'The output "{name}" hands on {secret}. It is not shown, but it keeps alive a secret that can go. {instead}',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** A secret that a template or module returns. */
export const secretInOutput = defineRule({
  id: 'secret-in-output',
  title: 'Secret in an output',
  severity: 'error',
  tags: ['CWE-532', 'CWE-200', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    infrastructure(model, context) {
      if (model.outputs.length === 0) return;
      const mayHold = mayHoldSecrets(model, context.workspace);
      for (const output of model.outputs) {
        if (mayBeSecret(model, output.range, context.workspace)) checkOutput(output, mayHold, model, context);
      }
    },
  },
});

/** What an output gives away. */
interface Leak {
  readonly secret: string;
  readonly instead: string;
  /** Something keyless could take its place, so that it is worth speaking of where it is hidden, too. */
  readonly isReplaceable: boolean;
}

function checkOutput(output: Output, mayHold: boolean, model: InfrastructureModel, context: Context): void {
  const leak = leakOf(output, mayHold, model);
  if (!leak || (output.isSecure && !leak.isReplaceable)) return;
  const { value } = output;
  context.report({
    messageId: output.isSecure ? 'hidden' : model.language === 'terraform' ? 'printed' : 'deployed',
    data: { name: output.name, secret: leak.secret, instead: leak.instead },
    range: value.uri === context.document.uri ? value.range : output.nameRange,
    severity: severityOf(output, model, context),
    fixes: fixesFor(output, model, context),
  });
}

function leakOf({ value }: Output, mayHold: boolean, model: InfrastructureModel): Leak | undefined {
  const [secret] = mayHold ? secretsIn(value) : [];
  if (secret) return { secret: describe(secret), ...insteadOf(secret) };
  // A secret parameter is declared here, whatever module its value goes through.
  if (!/secure|sensitive/i.test(model.document.source.text) && model.language !== 'terraform') return undefined;
  const parameter = parametersIn(value).find(({ isSecure }) => isSecure);
  if (!parameter || isObject(parameter, model)) return undefined;
  const word = model.language === 'terraform' ? 'variable' : 'parameter';
  return {
    secret: `the secret ${word} "${parameter.name}"`,
    instead: `Whoever passes the ${word} has it already: take the output away, or give out the name of a secret in a Key Vault.`,
    isReplaceable: false,
  };
}

/** A secure object has parts that are no secrets, and an output of one of these is none. */
function isObject({ name }: ParameterSource, { parameters, language }: InfrastructureModel): boolean {
  if (language === 'terraform') return false;
  const declared = parameters.find((parameter) => parameter.name === name);
  return declared !== undefined && !/^(?:secure)?string\??$/i.test(declared.type);
}

function describe({ kind, label, service }: SecretSource): string {
  switch (kind) {
    case 'service-key':
      return `a key of ${service.label} (\`${label}\`)`;
    case 'generated':
      return `a generated secret (\`${label}\`)`;
    case 'client-secret':
      return `a client secret (\`${label}\`)`;
    case 'key-vault':
      return label.startsWith('a ') ? label : `a secret of a Key Vault (\`${label}\`)`;
  }
}

function insteadOf({ kind, service }: SecretSource): Pick<Leak, 'instead' | 'isReplaceable'> {
  if (kind === 'service-key' && service.role !== undefined) {
    return {
      instead: `Give out the name or endpoint; who uses it signs in with an identity that has the role ${service.role}.`,
      isReplaceable: true,
    };
  }
  if (kind === 'client-secret') {
    return { instead: 'Let the application trust a federated credential, which needs no secret.', isReplaceable: true };
  }
  return { instead: 'Keep it in a Key Vault and give out the name of the secret.', isReplaceable: false };
}

function severityOf(output: Output, model: InfrastructureModel, { workspace }: Context): Severity {
  if (output.isSecure) return 'information';
  // What a module returns to another is printed only if that one prints it.
  return isCalledModule(model, workspace) ? 'warning' : 'error';
}

function fixesFor(output: Output, model: InfrastructureModel, { workspace }: Context): readonly Fix[] {
  // It is hidden: what is left to do is done where it is used.
  if (output.isSecure) return [];
  const { uri } = model.document;
  const fixes: Fix[] = [];
  const hide = editsOf(uri, secureEdits(model, output));
  if (hide) {
    fixes.push({
      title: `Mark the output ${output.name} as secret`,
      safety: 'needs-review',
      edits: hide,
      followUps: [
        model.language === 'terraform'
          ? `Mark outputs and variables that ${output.name} goes to with \`sensitive = true\`, too; it is in the state all the same.`
          : `Check that every reader of ${output.name} can take a secret: only secure parameters and modules (Bicep 0.35 or later) see it.`,
      ],
    });
  }
  const remove = isReadSomewhere(model, output, workspace) ? undefined : editsOf(uri, removeOutput(model, output));
  if (remove) {
    fixes.push({
      title: `Remove the output ${output.name}`,
      safety: 'needs-review',
      edits: remove,
      followUps: [
        `Check that nobody reads ${output.name} from the ${model.language === 'terraform' ? 'state' : 'deployment'}: nothing in this workspace does.`,
      ],
    });
  }
  return fixes;
}
