import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import strings from '../../package.nls.json' with { type: 'json' };
import { ROOT } from './source-imports.ts';

const sources = globSync('src/{extension*.ts,vscode/**/*.ts}', { cwd: ROOT })
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
const { contributes } = manifest;
const commandIds = contributes.commands.map(({ command }) => command);

describe('package.json', () => {
  it('contributes only commands that the extension registers', () => {
    expect(commandIds.filter((id) => !sources.includes(`'${id}'`))).toEqual([]);
  });

  it('gives every command a category and its own title', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'Keyless')).toEqual([]);
    const titles = contributes.commands.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('puts only commands in menus that it contributes', () => {
    const used = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    expect(used.filter((id) => !commandIds.includes(id))).toEqual([]);
  });

  it('links only commands in welcome texts that exist', () => {
    const links = Object.values(strings).flatMap((text) =>
      Array.from(text.matchAll(/\(command:([\w.]+)/g), ([, id]) => id ?? ''),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((id) => !commandIds.includes(id) && !id.startsWith('vscode.'))).toEqual([]);
  });

  it('reads exactly the settings it contributes', () => {
    const keys = Array.from(
      readFileSync(join(ROOT, 'src/vscode/infrastructure/settings.ts'), 'utf8').matchAll(/^ {2}\w+: '([\w.]+)',$/gm),
      ([, key]) => `keyless.${key}`,
    );
    expect(keys.toSorted()).toEqual(Object.keys(contributes.configuration.properties).toSorted());
  });

  it('gives every setting a default and a description', () => {
    for (const [key, setting] of Object.entries(contributes.configuration.properties)) {
      expect(setting, key).toHaveProperty('default');
      expect(setting, key).toHaveProperty('markdownDescription');
    }
  });

  it('has a text for every %key%, and a use for every text', () => {
    const used = new Set(Array.from(JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g), ([, key]) => key ?? ''));
    expect([...used].toSorted()).toEqual(Object.keys(strings).toSorted());
  });

  it('refers only to files that exist', () => {
    const paths = [...JSON.stringify(manifest).matchAll(/"((?:\.\/)?(?:media|schemas)\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('has an icon of 256 by 256 pixels', () => {
    const png = readFileSync(join(ROOT, manifest.icon));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
  });

  it('draws its activity bar icon in one colour, as the editor tints it', () => {
    const svg = readFileSync(join(ROOT, 'media/activity-bar.svg'), 'utf8');
    expect(
      [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)]
        .map(([, colour]) => colour)
        .filter((colour) => !['none', 'currentColor'].includes(colour ?? '')),
    ).toEqual([]);
  });

  it('compiles against the typings of the oldest editor it promises to run in', () => {
    const typings = JSON.parse(readFileSync(join(ROOT, 'node_modules/@types/vscode/package.json'), 'utf8'));
    const promised = manifest.engines.vscode.replace('^', '').split('.').slice(0, 2);
    expect(typings.version.split('.').slice(0, 2)).toEqual(promised);
  });

  it('works in untrusted and virtual workspaces', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
    expect(manifest.capabilities.virtualWorkspaces.supported).toBe(true);
  });

  it('contributes no language: the official extensions own theirs', () => {
    expect(contributes).not.toHaveProperty('languages');
    expect(contributes).not.toHaveProperty('grammars');
  });
});
