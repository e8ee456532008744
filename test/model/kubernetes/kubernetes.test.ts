import { describe, expect, it } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { kubernetesModel, type Manifest } from '../../../src/model/kubernetes/index.ts';
import { commentsOf, modelOf, syntaxErrorsOf } from '../../../src/model/model.ts';
import { exactText } from '../../../src/model/patterns.ts';

function documentOf(text: string, path = 'app.yaml') {
  return createDocument(`file:///w/${path}`, path, text);
}

function objectsOf(text: string): readonly Manifest[] {
  return kubernetesModel(documentOf(text)).objects;
}

describe('objects', () => {
  it('reads every document and the items of lists', () => {
    const objects = objectsOf(
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: a, namespace: n }\n' +
        '---\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: b\n---\n- no object\n---\nkind: NoVersion\n',
    );
    expect(objects.map(({ kind, group, name, namespace }) => [kind, group, name, namespace])).toEqual([
      ['Secret', '', 'a', 'n'],
      ['Deployment', 'apps', 'b', undefined],
    ]);
  });

  it('finds the pods of every kind that makes some', () => {
    const pod = (indent: string) =>
      `${indent}spec:\n${indent}  serviceAccountName: sa\n${indent}  containers: [{ image: i }]\n`;
    const texts = {
      Pod: `apiVersion: v1\nkind: Pod\n${pod('')}`,
      ...Object.fromEntries(
        ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => [
          kind,
          `apiVersion: apps/v1\nkind: ${kind}\nspec:\n  template:\n${pod('    ')}`,
        ]),
      ),
      Job: `apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n${pod('    ')}`,
      CronJob: `apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n${pod('        ')}`,
    };
    for (const [kind, text] of Object.entries(texts)) {
      const [object] = objectsOf(text);
      expect([object?.kind, object?.podTemplate?.serviceAccountName?.value.text]).toEqual([kind, 'sa']);
      expect(object?.podTemplate?.isWhole).toBe(true);
    }
    expect(objectsOf('apiVersion: example.com/v1\nkind: Pod\nspec: {}\n')[0]?.podTemplate).toBeUndefined();
  });

  it('takes containers without image for a patch', () => {
    const [patch] = objectsOf('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n');
    expect(patch?.podTemplate?.isWhole).toBe(false);
  });

  it('finds fields at paths through lists', () => {
    const [object] = objectsOf('apiVersion: v1\nkind: X\nspec:\n  a:\n    - b: 1\n    - c: 2\n    - b: { d: 3 }\n');
    expect(object?.node.find('spec.a[].b').map(({ value }) => value.text)).toEqual(['1', undefined]);
    expect(object?.node.find('spec.a[].b.d').map(({ value }) => value.text)).toEqual(['3']);
    expect(object?.node.find('spec.z[].b')).toEqual([]);
  });
});

describe('variables', () => {
  const text =
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n    - image: a\n      env:\n        - name: LITERAL\n          value: "te\\x78t"\n' +
    '  containers:\n    - image: b\n      env:\n        - name: STORED\n          valueFrom: { secretKeyRef: { name: s, key: k } }\n' +
    '        - { name: REFERENCE, value: "a-$(LITERAL)-${OTHER}" }\n        - name: EMPTY\n        - value: nameless\n';
  const variables = kubernetesModel(documentOf(text)).variables;

  it('are what containers are given, in order of the file', () => {
    expect(variables.map(({ entry }) => [entry.name, entry.value.raw])).toEqual([
      ['LITERAL', 'text'],
      ['STORED', '$(s/k)'],
      ['REFERENCE', 'a-$(LITERAL)-${OTHER}'],
      ['EMPTY', ''],
    ]);
  });

  it('know what others put in', () => {
    expect(variables.map(({ entry }) => entry.value.patterns.map(exactText))).toEqual([
      ['text'],
      [undefined],
      [undefined],
      [''],
    ]);
    expect(variables[1]?.entry.value.expressions[0]?.references).toEqual(['secrets.s/k']);
    expect(variables[2]?.entry.value.expressions.map(({ text: name }) => name)).toEqual(['LITERAL', 'OTHER']);
  });

  it('stand where the file says them', () => {
    const slice = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    expect(slice(variables[0]?.entry.value.rangeOf(2, 3))).toBe('\\x78');
    expect(slice(variables[2]?.entry.value.expressions[0]?.range)).toBe('$(LITERAL)');
    expect(slice(variables[1]?.entry.nameRange)).toBe('STORED');
  });

  it('are the data of Secrets, base64 undone, and of ConfigMaps', () => {
    const { variables: data } = kubernetesModel(
      documentOf(
        'apiVersion: v1\nkind: Secret\ndata:\n  text: c2VjcmV0\n  bytes: /////w==\n  none: "%%%"\nstringData:\n  plain: c2VjcmV0\n' +
          '---\napiVersion: v1\nkind: ConfigMap\ndata:\n  key: c2VjcmV0\n',
      ),
    );
    expect(data.map(({ entry }) => [entry.name, entry.value.raw])).toEqual([
      ['text', 'secret'],
      ['none', '%%%'],
      ['plain', 'c2VjcmV0'],
      ['key', 'c2VjcmV0'],
    ]);
  });
});

describe('scripts', () => {
  const scripts = (container: string) =>
    kubernetesModel(documentOf(`apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: a\n${container}`))
      .scripts;

  it('are what a shell is given', () => {
    const [script] = scripts(
      '      command: [/bin/bash, -euxc]\n      args:\n        - |\n          az login\n          az group list\n',
    );
    expect(script?.dialect).toBe('posix');
    expect(script?.commands).toHaveLength(2);
    expect(scripts('      command: ["pwsh", "-Command", "Connect-AzAccount"]\n')[0]?.dialect).toBe('powershell');
  });

  it('are nothing where no shell is asked for one', () => {
    expect(scripts('      command: [az, login, -c]\n')).toEqual([]);
    expect(scripts('      command: [sh, run.sh]\n')).toEqual([]);
    expect(scripts('      command: [sh, -c]\n')).toEqual([]);
  });
});

describe('templates', () => {
  const chart = `{{- if .Values.enabled }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "app.name" . }} # a name
  labels: {{- include "app.labels" . | nindent 4 }}
    {{- range $key, $value := .Values.labels }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
    app: "{{ .Values.app }}"
spec:
  containers:
    - image: "{{ .Values.image }}:{{ .Values.tag }}"
      env:
        {{- toYaml .Values.env | nindent 8 }}
        - name: A
          value: {{ .Values.a }}
        - name: B-{{ .Values.b }}
          value: b
        - name: PASSWORD
          valueFrom:
            secretKeyRef: { name: {{ .Values.secret }}, key: p }
{{- end }}
`;

  it('are read around what they put in', () => {
    const { objects, variables } = kubernetesModel(documentOf(chart));
    const [pod] = objects;
    expect(pod).toMatchObject({ kind: 'Pod', name: undefined, isTemplate: true });
    expect(variables.map(({ entry }) => entry.name)).toEqual(['A', 'PASSWORD']);
    expect(variables[0]?.entry.value.patterns.map(exactText)).toEqual([undefined]);
    expect(pod?.podTemplate?.labels?.get('app')?.value.isTemplated).toBe(true);
  });

  it('have comments and no syntax errors', () => {
    const document = documentOf(chart);
    expect(syntaxErrorsOf(document)).toEqual([]);
    expect(commentsOf(document).map((range) => chart.slice(range.start, range.end))).toEqual(['# a name']);
  });

  it('keep every offset', () => {
    const { objects } = kubernetesModel(documentOf(chart));
    const { start, end } = objects[0]?.kindRange ?? { start: 0, end: 0 };
    expect(chart.slice(start, end)).toBe('Pod');
  });

  it.each(['{{', 'a: {{ b', '{{ /* */', '{% for', '#{x', '}}{{', '{{}}{{}}\n{{}}: {{'])('survive %j', (text) => {
    expect(() => objectsOf(`apiVersion: v1\nkind: Pod\n${text}`)).not.toThrow();
  });
});

describe('values of a chart', () => {
  const values = 'a:\n  b: text\n  list:\n    - c: 1\nenv:\n  - name: X\n    value: y\n';
  const names = (paths: readonly string[], text = values, path = 'deploy/values.yaml') => {
    const workspace = new WorkspaceIndex();
    for (const other of paths) workspace.set(documentOf('apiVersion: v1\nkind: Pod\n', other));
    const document = documentOf(text, path);
    workspace.set(document);
    return modelOf(document, workspace).kubernetes?.variables.map(({ entry }) => entry.name);
  };

  it('are variables by key path, and by name where they are an environment', () => {
    expect(names(['deploy/Chart.yaml'])).toEqual(['a.b', 'a.list.c', 'X']);
    expect(names(['deploy/templates/app.yaml'])).toEqual(['a.b', 'a.list.c', 'X']);
    expect(names([], values, 'charts/app/values-prod.yaml')).toEqual(['a.b', 'a.list.c', 'X']);
  });

  it('are nothing where there is no chart', () => {
    expect(names([])).toBeUndefined();
  });

  it('end where aliases repeat them without end', () => {
    const bomb = `a: &a { x: 1, y: 2 }\n${[...'bcdefghijklmnop'].map((c, i) => `${c}: &${c} { l: *${'abcdefghijklmno'[i]}, r: *${'abcdefghijklmno'[i]} }\n`).join('')}`;
    expect(names(['deploy/Chart.yaml'], bomb)?.length).toBeLessThan(50_000);
    expect(names(['deploy/Chart.yaml'], 'a: &a\n  b: *a\n  c: *a\n')?.length).toBeLessThan(50_000);
  });
});

describe('hostile text', () => {
  const sample =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - image: x\n      env:\n        - name: A\n          value: "b"\n      command: [sh, -c, "az login"]\n';

  it('is read at every length and line ending', () => {
    for (let length = 0; length <= sample.length; length++) {
      for (const text of [sample.slice(0, length), `\uFEFF${sample.slice(0, length).replaceAll('\n', '\r\n')}`]) {
        const { objects, variables, scripts } = kubernetesModel(documentOf(text));
        for (const { range } of objects) expect(range.end).toBeLessThanOrEqual(text.length);
        for (const { entry } of variables) expect(entry.value.range.end).toBeLessThanOrEqual(text.length);
        expect(scripts.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('is read where it nests 10,000 levels deep or refers to itself', () => {
    expect(() => objectsOf(`apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(10_000)}`)).not.toThrow();
    expect(() =>
      objectsOf(`apiVersion: v1\nkind: List\nitems: &i\n  - apiVersion: v1\n    kind: List\n    items: *i\n`),
    ).not.toThrow();
    const [pod] = objectsOf('apiVersion: v1\nkind: Pod\nspec: &s\n  containers:\n    - image: a\n      env: *s\n');
    expect(pod?.podTemplate?.containers[0]?.env).toEqual([]);
  });
});
