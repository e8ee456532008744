import { describe, expect, it } from 'vitest';
import type { Literal } from '../../../src/model/resource.ts';
import type { Property } from '../../../src/model/value.ts';
import { replaceSetting } from '../../../src/rules/support/companion/settings.ts';
import { project, textsAfter } from './refactor.ts';

/** Writes settings in the place of the one named `OLD`. */
function replaced(
  path: string,
  text: string,
  host: string,
  list: string,
  by: Readonly<Record<string, Literal>>,
): string {
  const it = project({ [path]: text });
  const resource = it.resource(host);
  const named = (property: Property) =>
    property.name.replaceAll('"', '') === 'OLD' ||
    /"?name"?\s*[:=]\s*['"]OLD['"]/.test(resource.document.source.slice(property.range));
  const found = resource.find(list).find(named);
  if (!found) throw new Error('no setting');
  const place = { document: resource.document, language: resource.language, range: found.range };
  expect(
    replaceSetting(
      it.draft,
      place,
      Object.entries(by).map(([name, value]) => ({ name, value })),
    ),
  ).toBe(true);
  return textsAfter(it)[path] ?? '';
}

const NEW = { OLD__accountName: { raw: 'store.name' }, OLD__credential: 'managedidentity' };

describe('settings of Bicep', () => {
  const site = (settings: string, before = '') => `${before}resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app'
  properties: {
    siteConfig: {
      appSettings: ${settings}
    }
  }
}
`;
  const LIST = 'properties.siteConfig.appSettings[]';

  it.each([
    [
      'pairs of several lines',
      "[\n        {\n          name: 'OLD'\n          value: 'x' // why\n        }\n        {\n          name: 'B'\n          value: 'y'\n        }\n      ]",
    ],
    ['pairs of one line', "[\n        { name: 'A', value: 'x' }\n        { name: 'OLD', value: 'x' } // why\n      ]"],
    ['a list of one line', "[{ name: 'OLD', value: 'x' }, { name: 'B', value: 'y' }]"],
    ['an argument of union', "union(base, [\n        { name: 'OLD', value: 'x' }\n      ])"],
    [
      'a name that is there',
      "[\n        { name: 'old__credential', value: 'managedidentity' }\n        { name: 'OLD', value: 'x' }\n      ]",
    ],
  ])('keeps the shape of %s', (_, settings) => {
    expect(replaced('a.bicep', site(settings), 'app', LIST, NEW)).toMatchSnapshot();
    expect(replaced('a.bicep', site(settings), 'app', LIST, {})).toMatchSnapshot('removed');
  });

  it('writes into a variable', () => {
    const text = site('settings', "var settings = [\n  { name: 'OLD', value: 'x' }\n]\n\n");
    expect(replaced('a.bicep', text, 'app', LIST, NEW)).toContain(
      "var settings = [\n  { name: 'OLD__accountName', value: store.name }\n  { name: 'OLD__credential', value: 'managedidentity' }\n]",
    );
  });

  it('writes into the map of a config', () => {
    const text =
      "resource cfg 'Microsoft.Web/sites/config@2024-11-01' = {\n  name: 'app/appsettings'\n  properties: {\n    A: 'x'\n    OLD: 'y'\n  }\n}\n";
    expect(replaced('a.bicep', text, 'cfg', 'properties{}', NEW)).toContain(
      "    A: 'x'\n    OLD__accountName: store.name\n    OLD__credential: 'managedidentity'\n  }",
    );
  });
});

describe('a list that several hosts use', () => {
  it('is left alone', () => {
    const site = (symbol: string) =>
      `resource ${symbol} 'Microsoft.Web/sites@2024-11-01' = {\n  name: '${symbol}'\n  properties: {\n    siteConfig: {\n      appSettings: settings\n    }\n  }\n}\n`;
    const bicep = `var settings = [\n  { name: 'OLD', value: 'x' }\n]\n${site('one')}${site('two')}`;
    const app = (symbol: string) =>
      `resource "azurerm_linux_web_app" "${symbol}" {\n  app_settings = local.settings\n}\n`;
    const terraform = `locals {\n  settings = {\n    OLD = "x"\n  }\n}\n${app('one')}${app('two')}`;
    const cases = [
      ['a.bicep', bicep, 'properties.siteConfig.appSettings[]'],
      ['a.tf', terraform, 'app_settings{}'],
    ] as const;
    for (const [path, text, list] of cases) {
      const it = project({ [path]: text });
      const { document, language } = it.resource('one');
      const [range] = it
        .resource('one')
        .find(list)
        .map((property) => property.range);
      if (!range) throw new Error('no setting');
      expect(replaceSetting(it.draft, { document, language, range }, [{ name: 'NEW', value: 'y' }])).toBe(false);
      expect(it.draft.edits).toEqual([]);
    }
  });
});

describe('settings of Terraform', () => {
  const app = (settings: string) => `resource "azurerm_linux_web_app" "app" {\n  app_settings = ${settings}\n}\n`;
  const TERRAFORM = { OLD__accountName: { raw: 'azurerm_storage_account.s.name' }, OLD__credential: 'managedidentity' };

  it.each([
    ['aligned entries', '{\n    "OLD"  = "x"\n    "LONG" = "y"\n  }'],
    [
      'entries that shrink',
      '{\n    OLD               = "x"\n    A_VERY_LONG_NAME_ = "y"\n    B                 = "z"\n  }',
    ],
    ['entries with commas', '{\n    OLD = "x",\n    B   = "y",\n  }'],
    ['a map of one line', '{ OLD = "x", B = "y" }'],
    ['an argument of merge', 'merge(local.base, {\n    OLD = "x"\n  })'],
    [
      'groups between blank lines',
      '{\n    A = "x"\n\n    # why\n    OLD = "x"\n    B   = "y"\n\n    LONGER = "z"\n  }',
    ],
  ])('keeps the shape of %s', (_, settings) => {
    expect(replaced('a.tf', app(settings), 'app', 'app_settings{}', TERRAFORM)).toMatchSnapshot();
    expect(replaced('a.tf', app(settings), 'app', 'app_settings{}', {})).toMatchSnapshot('removed');
  });

  it('writes blocks for a block', () => {
    const env = (name: string) => `      env {\n        name  = "${name}"\n        value = "x"\n      }\n`;
    const text = `resource "azurerm_container_app" "app" {\n  template {\n    container {\n${env('OLD')}\n${env('B')}    }\n  }\n}\n`;
    expect(replaced('a.tf', text, 'app', 'template.container.env', TERRAFORM)).toMatchSnapshot();
    expect(replaced('a.tf', text, 'app', 'template.container.env', {})).toMatchSnapshot('removed');
  });
});

describe('settings of ARM templates', () => {
  it('writes pairs for a pair', () => {
    const text = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [
    {
      "type": "Microsoft.Web/sites", "apiVersion": "2024-11-01", "name": "app",
      "properties": { "siteConfig": { "appSettings": [
        { "name": "OLD", "value": "x" }
      ] } }
    }
  ]
}
`;
    const by = { OLD__accountName: { raw: '"[parameters(\'x\')]"' }, OLD__credential: 'managedidentity' };
    expect(replaced('a.json', text, 'app', 'properties.siteConfig.appSettings[]', by)).toContain(
      `        { "name": "OLD__accountName", "value": "[parameters('x')]" },\n        { "name": "OLD__credential", "value": "managedidentity" }\n`,
    );
  });
});
