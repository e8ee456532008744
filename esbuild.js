// @ts-check
/**
 * Builds everything that runs: `node esbuild.js [--tests] [--metafile] [--watch]`.
 *
 *   dist/extension.js      the extension in the Node extension host       (package.json `main`)
 *   dist/activation.js     what it loads a turn later, to register everything
 *   dist/engine.js         what it loads for the first document; dist/engine-*.js, by what the document is
 *   dist/catalogue.js      what the engine loads for the first resource that it looks up
 *   dist/changes.js        what it loads for the first change of an identity in its tenant
 *   dist/federation.js     what it loads for the first federated credential that is created or changed
 *   dist/migration.js      what it loads for the first migration plan, on top of the engine
 *   dist/policies.js       what it loads for the first policy that is simulated or written, on top of the engine
 *   dist/tenant.js         what it loads for the first tenant: clients of Graph and Azure, store, credentials
 *   dist/report.js         what it loads for the first posture report: its page and its charts
 *   dist/extension.web.js  the extension in the web worker extension host (package.json `browser`)
 *   dist/cli.js            the `keyless` command, with its worker beside it
 *   dist/rules/            the rule pages, so that they open offline
 *   out/host/index.js      with --tests: the tests that run inside an extension host
 *
 * All are CommonJS: the web worker host throws on ES modules.
 */
const { build, context, analyzeMetafile } = require('esbuild');
const { cpSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { readFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');

const { inParts } = require('./scripts/build/engine-parts.js');

const flags = new Set(process.argv.slice(2));

/**
 * Of package.json the code needs the version and the address of the repository, not the whole of it in every bundle.
 * @type {import('esbuild').Plugin}
 */
const manifestFacts = {
  name: 'manifest-facts',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      if (path !== join(__dirname, 'package.json')) return undefined;
      const { version, repository } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version, repository }), loader: 'json' };
    }),
};

/**
 * Of `yaml` the engine reads trees and the errors in them, and never a value, nor does it write any: the schemas of
 * values, the writers and what makes plain objects are left out. The package refers to them and does not call them.
 * @type {import('esbuild').Plugin}
 */
const yamlForReading = {
  name: 'yaml-for-reading',
  setup: ({ onLoad }) => {
    const unused =
      /[\\/]yaml[\\/]browser[\\/]dist[\\/](?:stringify[\\/].*|schema[\\/](?:core|json|yaml-1\.1)[\\/].*|doc[\\/](?:createNode|applyReviver)|nodes[\\/](?:toJS|addPairToJSMap)|parse[\\/]cst-(?:stringify|visit)|visit)\.js$/;
    onLoad({ filter: unused }, async ({ path }) => {
      const names = /^export \{ (.*) \};$/m.exec(await readFile(path, 'utf8'))?.[1]?.split(', ') ?? [];
      return { contents: names.map((name) => `export const ${name} = undefined;`).join('\n') };
    });
  },
};

/**
 * Who writes YAML, too, has the package as it is, beside the copy for reading.
 * @type {import('esbuild').Plugin}
 */
const yamlForWriting = {
  name: 'yaml-for-writing',
  setup: ({ onResolve, onLoad }) => {
    const entry = join(__dirname, 'node_modules/yaml/browser/dist/index.js');
    const namespace = 'yaml-for-writing';
    onResolve({ filter: /^yaml$/ }, ({ importer }) =>
      /[\\/]src[\\/]migrate[\\/]/.test(importer) ? { path: entry, namespace, sideEffects: false } : undefined,
    );
    onResolve({ filter: /^\./, namespace }, ({ path, importer }) => ({
      path: join(dirname(importer), path),
      namespace,
      sideEffects: false,
    }));
    onLoad({ filter: /./, namespace }, async ({ path }) => ({ contents: await readFile(path, 'utf8') }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: __dirname,
  bundle: true,
  format: 'cjs',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
  minify: true,
  plugins: [manifestFacts, yamlForReading],
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  // The `main` of jsonc-parser is UMD, whose requires no bundler can follow.
  mainFields: ['module', 'main'],
  // The build for Node is CommonJS, of which nothing can be left out, and reads an environment variable per token.
  alias: { yaml: join(__dirname, 'node_modules/yaml/browser/index.js') },
};

/** @type {import('esbuild').BuildOptions} */
const browser = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { global: 'globalThis' },
};

/**
 * The API of the editor, asked for once. For an `import * as vscode` esbuild copies the namespace, some 700 getters: in
 * thirty files that was half of the time that activation took.
 * @type {import('esbuild').Plugin}
 */
const editorOnce = {
  name: 'editor-once',
  setup: ({ onResolve, onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/](?:vscode[\\/].*|extension[^\\/]*)\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const once = "import { vscode } from 'editor-once';";
      return { contents: text.replace(/^import \* as vscode from 'vscode';$/m, once), loader: 'ts' };
    });
    onResolve({ filter: /^editor-once$/ }, ({ path }) => ({ path, namespace: 'editor-once' }));
    onLoad({ filter: /./, namespace: 'editor-once' }, () => ({
      contents: "export const vscode = require('vscode');",
      resolveDir: __dirname,
    }));
  },
};

/**
 * What the Node host loads when it is first needed, each a file of its own, so that nothing before that even reads it.
 * An `import()` of such a module becomes one of the file. A module that is imported as any other is loaded the first
 * time that one of its exports is read, so read them in functions only. A module that does not exist is left out.
 * The web worker host cannot load a second file and the command line needs everything: there they are bundled.
 */
const ACTIVATION = 'src/extension.ts';
const ENGINE = 'src/vscode/infrastructure/linting/engine.ts';
const CATALOGUE = 'src/rules/catalogue/infrastructure/data.ts';
const TENANT = 'src/vscode/tenant.ts';
const FEDERATION = 'src/vscode/federation.ts';
const CHANGES = 'src/vscode/changes.ts';
const MIGRATION = 'src/vscode/migration.ts';
const POLICIES = 'src/vscode/policies.ts';
const REPORT = 'src/vscode/report.ts';
const LOADED_LATER = [
  { entry: ACTIVATION, name: 'activation' },
  { entry: ENGINE, name: 'engine' },
  { entry: CATALOGUE, name: 'catalogue' },
  { entry: TENANT, name: 'tenant' },
  { entry: FEDERATION, name: 'federation' },
  { entry: CHANGES, name: 'changes' },
  { entry: MIGRATION, name: 'migration' },
  { entry: POLICIES, name: 'policies' },
  { entry: REPORT, name: 'report' },
];
/** Those that use parsers, models and rules: they are built with the engine, so that no module exists twice. */
const ON_ENGINE = [ENGINE, MIGRATION, POLICIES];

/**
 * In a browser the editor's own sign-in is the only door: the credentials of the Azure SDK stay out.
 * @type {import('esbuild').Plugin}
 */
const withoutCredentials = {
  name: 'without-credentials',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@azure\/identity$/ }, ({ path }) => ({ path, namespace: 'without-credentials' }));
    onLoad({ filter: /./, namespace: 'without-credentials' }, () => ({
      contents: ['AzureCli', 'AzureDeveloperCli', 'DeviceCode', 'InteractiveBrowser']
        .map((name) => `export class ${name}Credential {}`)
        .join('\n'),
    }));
  },
};

/**
 * The Azure SDK opens the page of a sign-in with the package `open`, on the machine where it runs. In the editor that is
 * not always the person's: there the editor opens it.
 * @type {import('esbuild').Plugin}
 */
const openedByEditor = {
  name: 'opened-by-editor',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^open$/ }, () => ({
      path: join(__dirname, 'src/vscode/infrastructure/tenant/open-in-browser.ts'),
    })),
};

/** @type {import('esbuild').Plugin} */
const loadedLater = {
  name: 'loaded-later',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const target = join(resolveDir, path);
      const found = LOADED_LATER.find(({ entry }) => target === join(__dirname, entry));
      if (kind === 'dynamic-import' && found) return { path: `./${found.name}.js`, external: true };
      if (kind === 'import-statement' && found) return { path: found.entry, namespace: 'loaded-later' };
      return undefined;
    });
    onLoad({ filter: /./, namespace: 'loaded-later' }, async ({ path }) => {
      const file = LOADED_LATER.find(({ entry }) => entry === path)?.name;
      const load = `const load = () => (loaded ??= require('./${file}.js'));`;
      const getters = (await exportsOf(path)).map((name) => `get ${name}() { return load().${name}; },`);
      return { contents: `let loaded;\n${load}\nmodule.exports = { __esModule: true, ${getters.join(' ')} };` };
    });
    onResolve({ filter: /./, namespace: 'loaded-later' }, ({ path }) => ({ path, external: true }));
  },
};

/** @param {string} entry @returns {Promise<readonly string[]>} the names that a module exports */
async function exportsOf(entry) {
  const { metafile } = await build({ ...common, format: 'esm', entryPoints: [entry], write: false, metafile: true });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** @type {import('esbuild').BuildOptions} */
const onEngine = {
  ...node,
  external: ['vscode'],
  plugins: [manifestFacts, yamlForWriting, yamlForReading, editorOnce, openedByEditor, loadedLater],
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: ['src/extension.node.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [manifestFacts, yamlForReading, editorOnce, loadedLater],
    // A plain require() of the engine, as the extension host loads CommonJS.
    supported: { 'dynamic-import': false },
  },
  ...LOADED_LATER.filter(({ entry }) => !ON_ENGINE.includes(entry)).map(({ entry, name }) => ({
    ...node,
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    external: ['vscode'],
    plugins: [manifestFacts, yamlForReading, editorOnce, openedByEditor, loadedLater],
    supported: { 'dynamic-import': false },
  })),
  {
    ...browser,
    entryPoints: ['src/extension.web.ts'],
    outfile: 'dist/extension.web.js',
    external: ['vscode'],
    plugins: [manifestFacts, editorOnce, withoutCredentials],
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: [manifestFacts],
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...node, entryPoints: ['src/cli/worker.ts'], outfile: 'dist/cli-worker.js' },
];

/**
 * Mocha's build for browsers is a script that looks for a CommonJS `module`, in a package of ES modules: bundled as it
 * stands it would export itself in place of our tests. Without an `exports` it makes a global `Mocha`.
 * @type {import('esbuild').Plugin}
 */
const mochaAsScript = {
  name: 'mocha-as-script',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `const exports = undefined;\n${await readFile(path, 'utf8')}`,
    })),
};

/** @type {import('esbuild').BuildOptions} */
const hostTests = {
  ...browser,
  minify: false,
  entryPoints: ['test/host/index.ts'],
  outfile: 'out/host/index.js',
  external: ['vscode'],
  plugins: [mochaAsScript],
};

async function main() {
  rmSync(join(__dirname, 'dist'), { recursive: true, force: true });
  const selected = [
    ...[...bundles, ...(flags.has('--tests') ? [hostTests] : [])].filter(hasEntryPoint),
    await inParts(
      LOADED_LATER.filter(({ entry }) => ON_ENGINE.includes(entry)),
      onEngine,
    ),
  ];
  if (flags.has('--watch')) {
    const contexts = await Promise.all(
      selected.map((options) => context({ ...options, minify: false, logLevel: 'info' })),
    );
    await Promise.all(contexts.map((each) => each.watch()));
    copyAssets();
    return;
  }
  const results = await Promise.all(selected.map((options) => build(options)));
  copyAssets();
  for (const { metafile } of results) {
    if (metafile) await report(metafile);
  }
}

/** @param {import('esbuild').BuildOptions} options */
function hasEntryPoint({ entryPoints, stdin }) {
  if (stdin) return true;
  return Array.isArray(entryPoints) && entryPoints.every((path) => existsSync(join(__dirname, String(path))));
}

function copyAssets() {
  cpSync(join(__dirname, 'docs/rules'), join(__dirname, 'dist/rules'), { recursive: true });
  const cli = join(__dirname, 'dist/cli.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
}

/** @param {import('esbuild').Metafile} metafile */
async function report(metafile) {
  for (const [path, { bytes }] of Object.entries(metafile.outputs)) {
    console.log(`${path.padEnd(24)} ${(bytes / 1000).toFixed(1).padStart(8)} kB`);
    if (!flags.has('--metafile')) continue;
    mkdirSync(join(__dirname, 'out'), { recursive: true });
    writeFileSync(join(__dirname, 'out', `${path.replaceAll('/', '-')}.meta.json`), JSON.stringify(metafile));
    console.log((await analyzeMetafile(metafile)).split('\n').slice(2, 18).join('\n'));
  }
}

main().catch((error) => {
  // esbuild has printed what is wrong with the sources; anything else is a fault of this script.
  if (!error.errors) console.error(error);
  process.exit(1);
});
