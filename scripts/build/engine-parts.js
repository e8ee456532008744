// @ts-check
/**
 * Builds the engine of the Node host in parts, so that what a document is decides what is loaded: who opens Bicep only
 * never loads the parser of Terraform, or what is known of workflows.
 *
 * A part is named by its doors, the modules that the rest of the engine calls into it by. Outside of the part a door is
 * replaced by functions that load the part when one of them is first called. What only doors of one part need comes
 * into that part by itself; what several need becomes a file that each of them loads. So a module exists once, whoever
 * comes first, and nothing in `src` knows of parts: elsewhere all of it is one bundle.
 *
 * Rules sort themselves in, by what they check. Only those that check several things name their halves in `DOORS`.
 */
const { build } = require('esbuild');
const { readFileSync, readdirSync, mkdirSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');
const { basename, dirname, join, relative } = require('node:path');

const ROOT = join(__dirname, '../..');

/** The doors of each part. */
const DOORS = {
  arm: [
    'src/model/arm/as-arm-resource.ts',
    'src/model/arm/credential-file.ts',
    'src/model/arm/index.ts',
    'src/model/arm/parameter-file.ts',
    'src/syntax/json/parse.ts',
  ],
  bicep: [
    'src/model/bicep/index.ts',
    'src/model/bicep/render-literal.ts',
    'src/rules/support/companion/members/bicep-members.ts',
    'src/syntax/bicep/parser.ts',
  ],
  terraform: [
    'src/model/terraform/editor/block-editor.ts',
    'src/model/terraform/editor/render.ts',
    'src/model/terraform/model.ts',
    'src/rules/federation/renamed-columns.ts',
    'src/rules/support/companion/members/terraform-members.ts',
    'src/syntax/terraform/parser.ts',
  ],
  yaml: ['src/syntax/yaml/parse.ts'],
  'yaml-package': ['src/syntax/yaml/by-package.ts'],
  pipelines: [
    'src/model/scripts-of-pipeline.ts',
    'src/model/variable.ts',
    'src/model/pipeline/azure-pipelines/index.ts',
    'src/model/pipeline/github/index.ts',
    'src/model/pipeline/gitlab/index.ts',
    'src/model/settings/index.ts',
    'src/syntax/dockerfile/index.ts',
    'src/syntax/dotenv/index.ts',
    'src/rules/azure-pipelines/client-secret.ts',
    'src/rules/azure-pipelines/environment-secret.ts',
    'src/rules/client-secret/github.ts',
    'src/rules/client-secret/script.ts',
    'src/rules/client-secret/settings.ts',
    'src/rules/kubernetes/client-secret-environment.ts',
    'src/rules/hardcoded-credential/pipeline.ts',
    'src/rules/hardcoded-credential/script.ts',
    'src/rules/hardcoded-credential/variable.ts',
    'src/rules/mixed-credentials/environment.ts',
    'src/rules/mixed-credentials/login.ts',
    'src/rules/sql-password/commands.ts',
    'src/rules/sql-password/inputs.ts',
    'src/rules/sql-password/texts.ts',
  ],
  federation: [
    'src/rules/federation/corrected-id.ts',
    'src/rules/federation/job-logins.ts',
    'src/rules/federation/named-logins.ts',
    'src/rules/support/credential-code.ts',
    'src/vscode/infrastructure/federation/explanation.ts',
    'src/vscode/infrastructure/federation/federated-job.ts',
    'src/vscode/infrastructure/federation/job-report.ts',
    'src/vscode/infrastructure/federation/judgement.ts',
    'src/vscode/infrastructure/federation/lens-title.ts',
    'src/vscode/infrastructure/federation/narrower-trust.ts',
    'src/vscode/infrastructure/federation/presenting-jobs.ts',
    'src/vscode/infrastructure/federation/subjects-to-trust.ts',
  ],
  mutes: ['src/lint/configuration-mute-edit.ts'],
  kubernetes: [
    'src/model/kubernetes/helm-values.ts',
    'src/model/kubernetes/kubernetes-model.ts',
    'src/rules/kubernetes/client-secret.ts',
    'src/rules/kubernetes/hardcoded.ts',
    'src/rules/kubernetes/storage-key.ts',
  ],
  infrastructure: [
    'src/rules/client-secret/catalogue.ts',
    'src/rules/client-secret/declared-secret.ts',
    'src/rules/client-secret/sign-in.ts',
    'src/rules/hardcoded-credential/infrastructure.ts',
    'src/rules/hardcoded-credential/rows.ts',
    'src/rules/mixed-credentials/provider.ts',
    'src/rules/sql-password/resources.ts',
  ],
};

/** The part of a rule, by what it checks: the first that has all of it. */
const CHECKS = {
  infrastructure: ['infrastructure', 'resource'],
  kubernetes: ['kubernetes', 'manifest'],
  pipelines: ['pipeline', 'job', 'step', 'script', 'variable', 'settings', 'kubernetes', 'manifest'],
};

/**
 * @typedef {{ part: string, alias: string, functions: readonly string[], rules: readonly [name: string, id: string, checks: readonly string[]][] }} Door
 */

/**
 * How esbuild makes `dist/<name>.js` of entries, the first of which is the engine, and the files of the engine's parts;
 * give it to `build` or `context`.
 * @param {readonly { entry: string, name: string }[]} entries
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<import('esbuild').BuildOptions>}
 */
async function inParts(entries, options) {
  const name = entries[0]?.name ?? '';
  const doors = await findDoors(options);
  return {
    ...options,
    format: 'esm',
    splitting: true,
    entryPoints: [
      ...entries.map((each) => ({ in: each.entry, out: each.name })),
      ...Object.keys(DOORS).map((part) => ({ in: `part:${part}`, out: `${name}-${part}` })),
    ],
    outdir: 'dist',
    chunkNames: `${name}-[hash]`,
    // What `readModule` reads.
    minifyWhitespace: true,
    plugins: [...(options.plugins ?? []), partsPlugin(doors, name), writeCommonJs(name)],
    write: false,
  };
}

/**
 * Everybody's functions and rules behind doors, by path. Evaluates the modules: what they export tells what they are.
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<ReadonlyMap<string, Door>>}
 */
async function findDoors(options) {
  const listed = Object.entries(DOORS).flatMap(([part, paths]) => paths.map((path) => ({ part, path })));
  const rules = readdirSync(join(ROOT, 'src/rules'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ part: '', path: `src/rules/${file}` }));
  const modules = [...listed, ...rules];
  const contents = modules.map(({ path }, index) => `export * as m${index} from './${path}';`).join('\n');
  const { outputFiles } = await build({
    ...options,
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    minify: false,
    format: 'cjs',
    write: false,
    metafile: false,
    logLevel: 'silent',
  });
  const module = { exports: /** @type {Record<string, Record<string, unknown>>} */ ({}) };
  new Function('module', 'exports', 'require', outputFiles?.[0]?.text ?? '')(module, module.exports, () => ({}));
  /** @type {Map<string, Door>} */
  const doors = new Map();
  modules.forEach(({ part, path }, index) => {
    const exported = Object.entries(module.exports[`m${index}`] ?? {});
    const rulesHere = exported.flatMap(([name, value]) =>
      isRule(value) ? [/** @type {const} */ ([name, value.id, Object.keys(value.checks)])] : [],
    );
    const functions = exported.flatMap(([name, value]) =>
      typeof value === 'function' && !isClass(value) ? [name] : [],
    );
    const [rule] = rulesHere;
    const where = part || (rule && rulesHere.length === 1 ? partOfChecks(rule[2]) : undefined);
    if (where)
      doors.set(path, {
        part: where,
        alias: `m${doors.size}`,
        functions,
        rules: /** @type {any} */ (rulesHere),
      });
  });
  return doors;
}

/** @param {readonly string[]} checks */
function partOfChecks(checks) {
  return Object.entries(CHECKS).find(([, kinds]) => checks.every((kind) => kinds.includes(kind)))?.[0];
}

/** @param {unknown} value @returns {value is { id: string, checks: object }} */
function isRule(value) {
  return typeof value === 'object' && value !== null && 'id' in value && 'checks' in value && 'messages' in value;
}

/** @param {Function} value */
function isClass(value) {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

/**
 * @param {ReadonlyMap<string, Door>} doors
 * @param {string} name
 * @returns {import('esbuild').Plugin}
 */
function partsPlugin(doors, name) {
  const partOf = (/** @type {string} */ importer) => doors.get(relative(ROOT, importer))?.part;
  return {
    name: 'parts',
    setup({ onResolve, onLoad }) {
      onLoad(
        {
          filter: /[\\/]src[\\/](?:text|syntax|model|federation|rules|lint|migrate|tenant)[\\/].*\.ts$/,
          namespace: 'file',
        },
        ({ path }) => ({
          contents: pastIndexes(path),
          loader: 'ts',
        }),
      );
      onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice('part:'.length), namespace: 'part' }));
      onLoad({ filter: /./, namespace: 'part' }, ({ path: part }) => ({
        contents: [...doors]
          .filter(([, door]) => door.part === part)
          .map(([path, { alias, functions, rules }]) => {
            const names = [...functions, ...rules.map(([rule]) => rule)];
            return names.map((each) => `export { ${each} as ${alias}_${each} } from './${path}';`).join('\n');
          })
          .join('\n'),
        resolveDir: ROOT,
        loader: 'ts',
      }));
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir, importer, namespace }) => {
        if (kind !== 'import-statement' || namespace === 'part') return undefined;
        const target = relative(ROOT, join(resolveDir, path));
        const door = doors.get(target);
        // No module of ours does anything when it is evaluated: what nobody asks for need not come along.
        if (!door || partOf(importer) === door.part) return { path: join(ROOT, target), sideEffects: false };
        return { path: target, namespace: 'door', sideEffects: false };
      });
      onLoad({ filter: /./, namespace: 'door' }, ({ path }) => ({
        contents: doorText(/** @type {Door} */ (doors.get(path)), name),
        resolveDir: ROOT,
        loader: 'ts',
      }));
      onResolve({ filter: /^late-rule$/, namespace: 'door' }, ({ path }) => ({ path, namespace: 'late-rule' }));
      onLoad({ filter: /./, namespace: 'late-rule' }, () => ({ contents: LATE_RULE }));
    },
  };
}

/**
 * A module that imports from where an `index.ts` has it from. esbuild counts all that an index names as needed by
 * everybody who imports of it, if anybody needs it.
 * @param {string} path
 */
function pastIndexes(path) {
  const text = readFileSync(path, 'utf8');
  const direct = text.replace(/^import \{([^}]*)\} from '(\.[^']*\/)index\.ts';$/gm, (_, list, folder) => {
    const index = readFileSync(join(dirname(path), folder, 'index.ts'), 'utf8');
    return importsOf(list, (name) => `{ ${name} } from '${origin(index, folder, name) ?? `${folder}index.ts`}'`);
  });
  if (/[\\/]migrate[\\/]/.test(path)) return direct;
  return direct.replace(/^import \{([^}]*)\} from 'yaml';$/gm, (_, list) => {
    const folder = `${ROOT}/node_modules/yaml/browser/dist/`;
    const index = readFileSync(join(folder, 'index.js'), 'utf8');
    return importsOf(list, (name) =>
      name === 'CST' ? `* as CST from '${folder}parse/cst.js'` : `{ ${name} } from '${origin(index, folder, name)}'`,
    );
  });
}

/** @param {string} list @param {(name: string) => string} from */
function importsOf(list, from) {
  const names = list.split(',').map((each) => each.trim());
  return names.flatMap((name) => (name === '' || name.startsWith('type ') ? [] : `import ${from(name)};`)).join(' ');
}

/** @param {string} index @param {string} folder @param {string} name */
function origin(index, folder, name) {
  for (const [, list = '', file = ''] of index.matchAll(/^export \{([^}]*)\} from '\.\/([^']*)';$/gm)) {
    if (list.split(',').some((each) => each.trim() === name)) return `${folder}${file}`;
  }
  return undefined;
}

/** @param {Door} door @param {string} name */
function doorText({ part, alias, functions, rules }, name) {
  const load = `requirePart('./${name}-${part}.js')`;
  return [
    ...(rules.length > 0 ? ["import { lateRule } from 'late-rule';"] : []),
    ...functions.map((each) => `export function ${each}(...given) { return ${load}.${alias}_${each}(...given); }`),
    ...rules.map(
      ([each, id, checks]) =>
        `export const ${each} = /* @__PURE__ */ lateRule('${id}', '${checks.join(' ')}', () => ${load}.${alias}_${each});`,
    ),
  ].join('\n');
}

/** A rule of which only the id and what it checks are known until somebody asks for more. */
const LATE_RULE = `
export function lateRule(id, checks, load) {
  const rule = { id, checks: {} };
  for (const name of ['title', 'severity', 'tags', 'messages', 'options']) {
    Object.defineProperty(rule, name, { enumerable: true, get: () => load()[name] });
  }
  for (const kind of checks.split(' ')) rule.checks[kind] = (part, context) => load().checks[kind](part, context);
  return rule;
}`;

/**
 * Writes what esbuild made, modules, as CommonJS: the extension host loads nothing else. The files never import in
 * circles and no name is assigned after a file was evaluated, so values can be handed over instead of bindings.
 * @param {string} name
 * @returns {import('esbuild').Plugin}
 */
function writeCommonJs(name) {
  return {
    name: 'write-common-js',
    setup: ({ onEnd }) =>
      onEnd(({ outputFiles = [], errors }) => {
        if (errors.length > 0) return;
        const modules = new Map(outputFiles.map(({ path, text }) => [`./${basename(path)}`, readModule(text)]));
        const entry = `./${name}.js`;
        const core = closure(modules, entry);
        mkdirSync(join(ROOT, 'dist'), { recursive: true });
        for (const [path, module] of modules) {
          if (core.includes(path) && path !== entry) continue;
          const text = path === entry ? coreText(modules, core) : partText(module, core, entry);
          // Throws where an import or export is written in a way that `readModule` does not know.
          new Script(`(function(){${text}})`, { filename: path });
          writeFileSync(join(ROOT, 'dist', path), text);
        }
      }),
  };
}

/**
 * @typedef {{ imports: readonly { path: string, names: readonly (readonly [exported: string, local: string])[] }[], body: string, exports: readonly (readonly [local: string, exported: string])[] }} Module
 */

/** @param {string} text @returns {Module} */
function readModule(text) {
  const imports = [];
  let body = text.replace(/^"use strict";/, '');
  for (;;) {
    const found = /^import(?:\{([^}]*)\}from)?"([^"]+)";/.exec(body);
    if (!found) break;
    body = body.slice(found[0].length);
    imports.push({ path: found[2] ?? '', names: namesIn(found[1]) });
  }
  // esbuild would put a helper between, in case there is no `require`.
  body = body.replaceAll(/\brequirePart\(/g, 'require(');
  const tail = /export\{([^}]*)\};\s*$/.exec(body);
  return { imports, body: tail ? body.slice(0, tail.index) : body, exports: namesIn(tail?.[1]) };
}

/** @param {string | undefined} list `a as b,c` @returns {[string, string][]} */
function namesIn(list) {
  return (list?.split(',') ?? []).map((each) => {
    const [first = '', second = first] = each.split(' as ');
    return [first, second];
  });
}

/** The modules that are always loaded with one, each behind what it imports. @param {ReadonlyMap<string, Module>} modules @param {string} entry */
function closure(modules, entry) {
  /** @type {string[]} */
  const order = [];
  const visit = (/** @type {string} */ path) => {
    if (order.includes(path)) return;
    for (const each of modules.get(path)?.imports ?? []) if (modules.has(each.path)) visit(each.path);
    order.push(path);
  };
  visit(entry);
  return order;
}

/** One file of all that is always loaded. @param {ReadonlyMap<string, Module>} modules @param {readonly string[]} core */
function coreText(modules, core) {
  const from = (/** @type {string} */ path) =>
    core.includes(path) ? `core[${core.indexOf(path)}]` : `require("${path}")`;
  const texts = core.map((path, index) => {
    const { imports, body, exports } = /** @type {Module} */ (modules.get(path));
    const isEntry = index === core.length - 1;
    const given = `{${exports.map(([local, exported]) => `${exported}:${local}`)}}`;
    const text = `${imports.map((each) => binding(each, from)).join('')}${body}`;
    return isEntry
      ? `${text}module.exports=${given};module.exports.core=core;`
      : `core.push((()=>{${text}return${given}})());`;
  });
  return `"use strict";const core=[];${texts.join('\n')}\n`;
}

/** @param {Module} module @param {readonly string[]} core @param {string} entry */
function partText({ imports, body, exports }, core, entry) {
  const from = (/** @type {string} */ path) => {
    const index = core.indexOf(path);
    return index < 0 ? `require("${path}")` : `require("${entry}").core[${index}]`;
  };
  const given = exports.map(([local, exported]) => `${exported}:${local}`);
  return `"use strict";${imports.map((each) => binding(each, from)).join('')}${body}module.exports={${given}};\n`;
}

/** @param {Module['imports'][number]} each @param {(path: string) => string} from */
function binding({ path, names }, from) {
  if (names.length === 0) return '';
  return `const{${names.map(([exported, local]) => `${exported}:${local}`)}}=${from(path)};`;
}

module.exports = { inParts };
