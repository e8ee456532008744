import { PROJECT_URL } from '../lint/links.ts';

const MAIN = `Keyless finds, explains and fixes credentials and federation trust for Microsoft Entra ID and Azure
in Bicep, Terraform and CI workflows.

Usage: keyless <command> [options]

Commands:
  lint [paths]     check files and folders (the current folder unless given)
  rules            list the rules
  explain <rule>   show the page of a rule
  subjects [file]  list the tokens that jobs and service accounts can present
  credential       judge a federated credential: who matches it, can it match at all
  match            tell whether a token matches a federated credential
  plan             plan how an identity gets rid of its client secrets
  verify <plan>    tell whether everything that a plan claims holds
  backlog          list the identities with client secrets, the most dangerous and easiest first
  assess           judge the workload identities of a tenant
  simulate         tell what a credential policy would do to a tenant
  snapshot         write the workload identities of a tenant into a file
  diff OLD NEW     tell what has changed between two snapshots of a tenant

Options:
  --help           help, also on a command: keyless lint --help
  --version        the version

${PROJECT_URL}
`;

const LINT = `Checks files and folders: Bicep, Terraform, ARM templates, CI workflows.

Usage: keyless lint [paths] [options]

Output:
  --format text|json|sarif|github   how findings are written (text)
  --fail-on LEVEL                   the least severity that makes the exit code 1: error, warning,
                                    information, hint or never (failOn in keyless.yaml, else warning)

Fixing:
  --fix, --fix=safe                 apply the fixes that need no review
  --fix=all                         apply the first fix of each finding
  --dry-run                         with --fix: print the changes as a diff, write nothing

Known findings:
  --baseline FILE                   do not count the findings in FILE
  --update-baseline                 write the findings of this run to FILE

Input:
  --config FILE                     use this configuration (keyless.yaml or .github/keyless.yaml)
  --inventory FILE                  judge logins by this snapshot of the tenant's inventory as well
  --stdin --stdin-filename PATH     check standard input as if it were the file PATH;
                                    with --fix the fixed text is written to standard output
  --threads N                       threads to use (as many as there are cores; one for few files)

Files that git ignores, .git, node_modules and .terraform are left out.

Exit codes: 0 nothing at or above the level; 1 findings; 2 wrong usage; 3 Keyless failed on a file.
`;

const RULES = `Lists the rules with their severity.

Usage: keyless rules [--format text|json]
`;

const EXPLAIN = `Shows the page of a rule: what it finds, why it matters, how to fix it.

Usage: keyless explain <rule>
`;

const SUBJECTS = `Lists the subjects of the tokens that workloads can present to Microsoft Entra ID: jobs of GitHub and GitLab,
service connections of Azure Pipelines, service accounts of Kubernetes.

Usage: keyless subjects [file] [options]

Without a file the whole workspace is looked at, and GitHub jobs that get no token are left out.

Options:
  --repository OWNER/NAME     the repository (else keyless.yaml, else the remote "origin" of git)
  --owner-id N                its ids, for subjects that carry them
  --repository-id N
  --format text|json          how the answer is written (text)

Exit codes: 0 answered; 2 wrong usage; 3 Keyless failed.
`;

const CREDENTIAL = `Judges a federated credential: who else matches it, whether it can match at all, what would be narrowest.

Usage: keyless credential --issuer I (--subject S | --expression E) [--audience A] [--format text|json]

Exit codes: 0 neither broad nor dead; 1 broad, dead or refused by Entra; 2 wrong usage; 3 Keyless failed.
`;

const MATCH = `Tells whether a token matches a federated credential: always, sometimes or never, and why not.

Usage: keyless match --issuer I (--subject S | --expression E) --token-subject T [options]

Options:
  --token-subject T           the claim sub of the token; * in it stands for any text, as \`keyless subjects\` writes it
  --job-workflow-ref R        the claim job_workflow_ref of the token, likewise
  --token-issuer J            the claim iss of the token (the issuer that I means)
  --audience A                of the credential
  --token-audience B          the claim aud of the token
  --format text|json          how the answer is written (text)

Exit codes: 0 always or sometimes; 1 never, or too complex to decide; 2 wrong usage; 3 Keyless failed.
`;

const ASSESS = `Judges the workload identities of a tenant: credentials, federation, lifecycle, privilege, governance.

Usage: keyless assess (--inventory FILE | --tenant ID) [options]

  --inventory FILE                         a snapshot of the tenant's inventory
  --tenant ID                              the tenant itself, as the account of the Azure CLI sees it: an id or
                                           a domain; sign in first: az login --tenant ID. Changes nothing.
  --cloud CLOUD                            of --tenant: public, us-government, us-government-dod or china
  --trend FOLDER                           older snapshots of the tenant, to compare with; in all but csv, sarif
  --preset microsoft|cis|cisa              whose thresholds (microsoft)
  --threshold NAME=NUMBER                  one's own, for example secretLifetimeDays=90; may be repeated
  --config FILE                            the configuration that says what is muted (keyless.yaml or
                                           .github/keyless.yaml in the current folder)
  --format FORMAT                          text, json, sarif, markdown, html or csv (text)
  --all                                    with text: list every object that fails
  --fail-on LEVEL                          the least severity that makes the exit code 1: critical, high,
                                           medium, low or never (high)

Exit codes: 0 nothing at or above the level; 1 failures; 2 wrong usage; 3 Keyless failed.
`;

const DIFF = `Tells what has changed between two snapshots of a tenant: new secrets, broadened trust, lost owners, new rights.

Usage: keyless diff OLD NEW [--format text|json] [--fail-on LEVEL]

  --fail-on LEVEL             the least severity of a change for the worse that makes the exit code 1: critical,
                              high, medium, low or never (never)

Exit codes: 0 answered; 1 changes at or above the level; 2 wrong usage; 3 Keyless failed.
`;

const SIMULATE = `Tells what an app management policy would do to a tenant: which applications and service principals it blocks, which it
leaves alone and why, and what the next secret or certificate of each is held to. Changes nothing in the tenant.

Usage: keyless simulate --policy FILE --inventory FILE [options]

  --policy FILE                        Graph JSON (the default policy, a custom one, or a list of them), or
                                       Terraform with msgraph_resource or msgraph_update_resource
  --inventory FILE                     a snapshot of the tenant's inventory
  --assign ID                          assign a custom policy to this identity as well: its client id or object id;
                                       may be repeated
  --format text|json|markdown|csv      how the answer is written (text)
  --all                                with text: list every identity
  --fail-on blocked|never              whether identities that are blocked and are not today make the exit code 1
                                       (blocked)

Exit codes: 0 nobody is blocked who is not today; 1 somebody is; 2 wrong usage; 3 Keyless failed.
`;

const SNAPSHOT = `Reads the workload identities of a tenant, as the account of the Azure CLI sees them, and writes them as a snapshot:
sorted JSON that compares well. It holds no secret. Changes nothing in the tenant.

Usage: keyless snapshot --tenant ID [options]

  --tenant ID                 id or a domain of the tenant; sign in first: az login --tenant ID
  --output FILE               the file to write (else standard output)
  --cloud CLOUD               public, us-government, us-government-dod or china (public)

What cannot be read is named on standard error, with what it needs, and left out.

Exit codes: 0 written; 2 wrong usage; 3 nothing could be read.
`;

const PLAN = `Plans how an identity gets rid of its client secrets: who uses them, what takes their place, every step in the order
in which nothing breaks. Changes nothing in the tenant.

Usage: keyless plan (--identity ID | --finding PATH:LINE) --inventory FILE [options]

Options:
  --identity ID               client id or object id of the identity
  --finding PATH:LINE         the identity whose secret this place holds or uses
  --inventory FILE            a snapshot of the tenant's inventory
  --workspace DIR             the folder whose code is looked at (the current folder)
  --format markdown|json      how the plan is written (markdown)
  --write                     write it to .keyless/plans/<name>.md in the workspace; what a plan there says is done stays done

What the files do not tell:
  --caller PATH:LINE          this place signs in as the identity; may be given several times
  --runs-on WHERE             azure, kubernetes, github, gitlab, azure-devops, cloud or elsewhere
  --cluster-issuer URL        the OIDC issuer of the cluster whose pods sign in
  --managed-identity ID       the managed identity that becomes the credential of the application
  --quiet-days N              so long nobody must have signed in with a secret before it goes (14)

Exit codes: 0 planned; 2 wrong usage; 3 Keyless failed.
`;

const VERIFY = `Tells whether everything that a plan claims holds: the code is free of the secret, the trust is there, the secret is gone.

Usage: keyless verify <plan> [options]

Options:
  --inventory FILE            a snapshot of the tenant's inventory, read after the steps were done
  --workspace DIR             the folder whose code is looked at (the one with the plan in .keyless/plans)
  --format text|json          how the answer is written (text)

Exit codes: 0 every claim holds; 1 one does not, or nothing tells; 2 wrong usage; 3 Keyless failed.
`;

const BACKLOG = `Lists the identities of a tenant that have client secrets: the most dangerous first, among equals the easiest, each with
why it matters, what it takes and what is known. Changes nothing in the tenant.

Usage: keyless backlog --inventory FILE [options]

Options:
  --inventory FILE            a snapshot of the tenant's inventory
  --workspace DIR             the folder whose code is looked at (the current folder)
  --format FORMAT             text, markdown (a table), csv, json, or issues: a Markdown file for each identity, with the
                              whole plan for people who have never heard of Keyless (text)
  --output PATH               write it to this file; with issues, the folder to write into
  --quiet-days N              a secret counts as unused so long after its last sign-in (14)

Exit codes: 0 answered; 2 wrong usage; 3 Keyless failed.
`;

const PAGES: Readonly<Record<string, string>> = {
  lint: LINT,
  rules: RULES,
  explain: EXPLAIN,
  subjects: SUBJECTS,
  credential: CREDENTIAL,
  match: MATCH,
  plan: PLAN,
  verify: VERIFY,
  backlog: BACKLOG,
  assess: ASSESS,
  diff: DIFF,
  simulate: SIMULATE,
  snapshot: SNAPSHOT,
};

export function helpText(of: string | undefined): string {
  return (of !== undefined && Object.hasOwn(PAGES, of) ? PAGES[of] : undefined) ?? MAIN;
}
