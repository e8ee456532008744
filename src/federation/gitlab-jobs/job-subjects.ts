import { exactText } from '../../model/patterns.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import { gitlab } from '../issuers/gitlab.ts';
import { slotContent } from '../issuers/template.ts';
import { sequence, text } from '../pattern-set/language.ts';
import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import type { SubjectConfidence, TokenSubject } from '../token-subject.ts';

/** What is known of the project a pipeline runs in. */
export interface GitLabProject {
  /** `group/subgroup/project`. */
  readonly path: string | undefined;
  readonly id: number | undefined;
  /** `gitlab.com` or the host of another instance. */
  readonly host: string;
}

function slotLanguage(name: string) {
  return slotContent(gitlab.slots[name], false);
}

const ANY_PATH: TextSet = {
  language: sequence(slotLanguage('group'), text('/'), slotLanguage('subgroups'), slotLanguage('project')),
  display: '*/*',
};

function refSet(kind: 'branch' | 'tag'): TextSet {
  return concatSets(exactly(`:ref_type:${kind}:ref:`), {
    language: slotLanguage(kind),
    display: '*',
  });
}

const REFS: readonly (readonly [TextSet, string])[] = [
  [refSet('branch'), 'branch'],
  [refSet('tag'), 'tag'],
];

/**
 * The subjects of the tokens a GitLab job asks for with `id_tokens` (GitLab docs, "ID token payload"); empty where it
 * asks for none. On which refs it runs, rules and the settings of the project decide, and so does the form with
 * the project's id (`ci_id_token_sub_claim_components`), so that nothing is certain.
 */
export function gitlabJobSubjects(job: Job, project: GitLabProject): readonly TokenSubject[] {
  const audiences = job.idTokens.flatMap((token) => token.audiences.flatMap(({ patterns }) => patterns.map(exactText)));
  const asked = job.idTokens.length > 0 && audiences.length === 0 ? [undefined] : [...new Set(audiences)];
  return asked.flatMap((audience) =>
    prefixesOf(project).flatMap(({ prefix, confidence }) =>
      REFS.map(
        ([ref, origin]): TokenSubject => ({
          issuer: `https://${project.host}`,
          subject: concatSets(prefix, ref),
          jobWorkflowRef: undefined,
          audience,
          confidence,
          origin,
        }),
      ),
    ),
  );
}

function prefixesOf({ path, id }: GitLabProject) {
  const prefixes: { readonly prefix: TextSet; readonly confidence: SubjectConfidence }[] = [
    {
      prefix: concatSets(exactly('project_path:'), path === undefined ? ANY_PATH : exactly(path)),
      confidence: 'likely',
    },
  ];
  if (id !== undefined) prefixes.push({ prefix: exactly(`project_id:${id}`), confidence: 'uncertain' });
  return prefixes;
}
