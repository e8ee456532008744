import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes YAML files as repositories are full of, none of them with anything to find: Kubernetes schemas and objects,
 * compose files, chart values, OpenAPI, translations, front matter, playbooks, lists of records. The same every time.
 * @returns their size in bytes
 */
export function writeUnrelatedYaml(folder: string, count: number): number {
  const random = new Random();
  let bytes = 0;
  for (let number = 0; number < count; number++) {
    const sort = SORTS[number % SORTS.length];
    if (!sort) continue;
    const path = join(folder, sort.path(number));
    const text = sort.text(random);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    bytes += text.length;
  }
  return bytes;
}

/** A linear congruential generator: the files must not differ from one run to the next. */
class Random {
  #state = 7;

  /** From `low` up to but without `high`. */
  number(low: number, high: number): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return low + ((this.#state >> 8) % (high - low));
  }

  word(): string {
    return WORDS[this.number(0, WORDS.length)] ?? '';
  }

  repeat(low: number, high: number, line: (index: number) => string): string {
    return Array.from({ length: this.number(low, high) }, (_, index) => line(index)).join('');
  }
}

const WORDS =
  'account apple build cache client cluster config data deploy environment field group host image item job key label level list map message name network node object option order page path pool port queue record region resource role route rule scope script server session set size source state status step store string table tag target task template text time topic type user value version volume watch zone'.split(
    ' ',
  );

interface Sort {
  path(number: number): string;
  text(random: Random): string;
}

const SORTS: readonly Sort[] = [
  {
    path: (number) => `stacks/${number}/docker-compose.yml`,
    text: (r) =>
      `x-common: &common\n  restart: always\nservices:\n${r.repeat(1, 12, (index) => `  ${r.word()}-${index}:\n    <<: *common\n    image: ${r.word()}/${r.word()}:${r.number(1, 9)}\n    environment:\n      - ${r.word().toUpperCase()}=${r.word()}\n    ports:\n      - "${r.number(1000, 9000)}:80"\n`)}`,
  },
  {
    path: (number) => `schemas/${number}/definition.yaml`,
    text: (r) =>
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\nspec:\n  versions:\n${r.repeat(1, 4, (index) => `  - name: v${index}\n    schema:\n      openAPIV3Schema:\n        properties:\n${r.repeat(5, 60, (at) => `          ${r.word()}${at}:\n            description: the ${r.word()} of the ${r.word()}; see ${r.word()}\n            type: string\n            enum:\n            - ${r.word()}\n            - ${r.word()}\n`)}`)}`,
  },
  {
    path: (number) => `deploy/${number}/app.yaml`,
    text: (r) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${r.repeat(5, 60, (index) => `  ${r.word()}${index}: "${r.word()} ${r.word()}"\n`)}---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${r.word()}\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: ${r.word()}\n        env:\n${r.repeat(1, 12, () => `        - name: ${r.word().toUpperCase()}\n          value: "${r.word()}"\n`)}`,
  },
  {
    path: (number) => `charts/${number}/values.yaml`,
    text: (r) =>
      `replicaCount: ${r.number(1, 9)}\nimage:\n  tag: ""\n${r.repeat(2, 20, (index) => `${r.word()}${index}:\n  enabled: false\n  ${r.word()}: ${r.word()}\n`)}`,
  },
  {
    path: (number) => `api/${number}/openapi.yaml`,
    text: (r) =>
      `openapi: 3.0.3\ninfo:\n  title: ${r.word()}\n  version: "1"\npaths:\n${r.repeat(2, 40, (index) => `  /${r.word()}/${index}/{id}:\n    get:\n      parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }\n      responses:\n        "200":\n          description: |\n            The ${r.word()}.\n            With a ${r.word()}: and a ${r.word()}.\n`)}`,
  },
  {
    path: (number) => `locales/${number}/en.yml`,
    text: (r) =>
      `en:\n${r.repeat(10, 150, (index) => `  ${r.word()}_${index}: "${r.word()} %{${r.word()}} – ${r.word()}"\n`)}`,
  },
  {
    path: (number) => `docs/${number}/page.yaml`,
    text: (r) =>
      `---\ntitle: ${r.word()}\ntags: [${r.word()}, ${r.word()}]\nsummary: >\n  ${r.repeat(3, 30, () => `${r.word()} `)}\n---\n`,
  },
  {
    path: (number) => `playbooks/${number}/main.yml`,
    text: (r) =>
      `---\n- hosts: all\n  become: yes\n  tasks:\n${r.repeat(2, 25, (index) => `    - name: ${r.word()}\n      ansible.builtin.shell: echo ${r.word()} && run ${r.word()}\n      when: ${r.word()} is defined\n      register: r${index}\n`)}`,
  },
  {
    path: (number) => `fixtures/${number}/records.yml`,
    text: (r) =>
      r.repeat(5, 200, (index) => `- id: ${index}\n  ${r.word()}: ${r.word()}\n  steps: ${r.number(1, 9)}\n`),
  },
  {
    path: (number) => `tools/${number}/.pre-commit-config.yaml`,
    text: (r) =>
      `repos:\n${r.repeat(2, 12, () => `  - repo: https://example.com/${r.word()}/${r.word()}\n    rev: v1\n    hooks:\n      - id: ${r.word()}\n        args: [--${r.word()}, "${r.word()}"]\n`)}`,
  },
];
