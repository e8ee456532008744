import { describe, expect, it } from 'vitest';
import { modelOf, resourceOf, sources, texts, valueAt } from './support.ts';

describe('resources', () => {
  const text = `terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.20"
    }
    graph = { source = "microsoft/msgraph", version = "0.1.0" }
  }
  backend "azurerm" {
    key = "k"
  }
}
provider "azurerm" {
  alias         = "hub"
  client_secret = var.secret
}
resource "azurerm_storage_account" main {
  provider = azurerm.hub
  name     = "st"
}
resource "graph_thing" "a" {}
data "azurerm_client_config" "current" {}
ephemeral "random_password" "pw" {}
check "health" {
  data "http" "site" {}
}
`;

  it('are all declarations with their mode, names and provider', () => {
    expect(modelOf(text).resources.map(({ mode, type, symbol, provider }) => [mode, type, symbol, provider])).toEqual([
      ['backend', 'azurerm', 'azurerm', undefined],
      ['provider', 'azurerm', 'hub', { name: 'azurerm', version: '~> 4.20' }],
      ['resource', 'azurerm_storage_account', 'main', { name: 'azurerm', version: '~> 4.20' }],
      ['resource', 'graph_thing', 'a', { name: 'graph', version: '0.1.0' }],
      ['data', 'azurerm_client_config', 'current', { name: 'azurerm', version: '~> 4.20' }],
      ['ephemeral', 'random_password', 'pw', { name: 'random', version: undefined }],
      ['data', 'http', 'site', { name: 'http', version: undefined }],
    ]);
  });

  it('have exact ranges', () => {
    for (const resource of modelOf(text).resources) {
      expect(text.slice(resource.typeRange.start, resource.typeRange.end)).toBe(resource.type);
      expect(text.slice(resource.symbolRange.start, resource.symbolRange.end)).toBe(resource.symbol);
      expect(text.slice(resource.range.start, resource.range.end)).toMatch(/^\w[\s\S]*\}$/);
    }
  });

  it('know the locked version', () => {
    const lock =
      'provider "registry.terraform.io/hashicorp/azurerm" {\n  version     = "4.31.0"\n  constraints = "~> 4.20"\n}\n';
    const resource = resourceOf({ 'main.tf': 'resource "azurerm_x" "y" {}', '.terraform.lock.hcl': lock });
    expect(resource.provider).toEqual({ name: 'azurerm', version: '4.31.0' });
  });

  it('of HCP Terraform and of Stacks are found', () => {
    expect(modelOf('terraform {\n  cloud {\n    organization = "o"\n  }\n}').resources).toMatchObject([
      { mode: 'backend', type: 'cloud' },
    ]);
    const stack = 'provider "azurerm" "main" {\n  config {\n    client_secret = var.s\n  }\n}\n';
    const [provider] = modelOf({ 'a.tfstack.hcl': stack }, 'a.tfstack.hcl').resources;
    expect(provider).toMatchObject({ mode: 'provider', type: 'azurerm', symbol: 'main' });
    expect(provider?.find('client_secret')).toHaveLength(1);
  });

  it('that are half written are left out, and the others stay', () => {
    expect(
      modelOf('resource "azurerm_x" {\n}\nresource\nresource "azurerm_x" "b" {\n  name =\n}\n').resources,
    ).toMatchObject([{ type: 'azurerm_x', symbol: 'b' }]);
  });

  it('compare their type exactly', () => {
    const resource = resourceOf('resource "azurerm_x" "y" {}');
    expect(resource.isType('azurerm_x')).toBe(true);
    expect(resource.isType('Azurerm_X')).toBe(false);
  });
});

describe('find', () => {
  const resource = resourceOf(`resource "azurerm_linux_web_app" "x" {
  app_settings = {
    A = "1"
    "B" : var.b
  }
  identity {
    type = "SystemAssigned"
  }
  connection_string {
    name = "a"
  }
  connection_string {
    name = "b"
  }
  dynamic "connection_string" {
    for_each = ["c"]
    content {
      name = connection_string.value
    }
  }
  site_config {
    cors { allowed_origins = ["x", "y"] }
  }
}`);

  it.each([
    ['identity.type', ['SystemAssigned']],
    ['app_settings.B', ['${var.b}']],
    ['app_settings{}', ['1', '${var.b}']],
    ['connection_string.name', ['a', 'b', 'c']],
    ['connection_string<name=b>.name', ['b']],
    ['site_config.cors.allowed_origins[]', ['x', 'y']],
    ['identity.nothing', []],
  ])('%s', (path, expected) => {
    expect(resource.find(path).flatMap(({ value }) => texts(value))).toEqual(expected);
  });

  it('has the ranges of name and property', () => {
    const [property] = resource.find('identity.type');
    const { source } = resource.document;
    expect(property && source.slice(property.range)).toBe('type = "SystemAssigned"');
    expect(property && source.slice(property.nameRange)).toBe('type');
  });

  it('is not sure of absence in a body that is being written', () => {
    expect(resource.body.isComplete).toBe(true);
    expect(resourceOf('resource "a" "b" {\n  x\n}').body.isComplete).toBe(false);
  });
});

describe('parameters and outputs', () => {
  it('have name, type, default and whether they are sensitive', () => {
    const model = modelOf(`variable "a" {
  type      = list(object({ x = string }))
  default   = ["x"]
  sensitive = true
}
output "b" {
  value     = var.a[0]
  sensitive = true
}`);
    expect(model.parameters).toMatchObject([
      { name: 'a', type: 'list(object({ x = string }))', isSecure: true, nameRange: { start: 10, end: 11 } },
    ]);
    expect(texts(model.parameters[0]?.default?.items[0])).toEqual(['x']);
    expect(model.outputs).toMatchObject([{ name: 'b', isSecure: true }]);
    expect(texts(model.outputs[0]?.value)).toEqual(['x']);
  });
});

describe('modules', () => {
  const files = {
    'main.tf': `module "app" {
  source      = "./modules/app"
  for_each    = toset(["dev", "prod"])
  environment = each.key
  secret      = var.secret
}
variable "secret" {}
resource "r" "x" {
  name   = module.app["dev"].name
  secret = module.app["dev"].secret
}`,
    'modules/app/main.tf': 'resource "azuread_application" "app" {\n  display_name = local.name\n}\n',
    'modules/app/io.tf': `variable "environment" {}
variable "secret" { sensitive = true }
variable "prefix" { default = "app" }
locals {
  name = "\${var.prefix}-\${var.environment}"
}
output "name" { value = azuread_application.app.display_name }
output "secret" { value = var.secret }
`,
  };

  it('are followed with the arguments of the call', () => {
    const [call] = modelOf(files).modules;
    expect(call).toMatchObject({ symbol: 'app', source: './modules/app' });
    expect(call?.arguments.map(({ name }) => name)).toEqual(['environment', 'secret']);
    expect(call?.target?.document.path).toBe('modules/app/main.tf');
    expect(call?.target?.resources.map(({ type }) => type)).toEqual(['azuread_application']);
    const [application] = call?.target?.resources ?? [];
    expect(application && texts(valueAt(application, 'display_name'))).toEqual(['app-dev', 'app-prod']);
  });

  it('give their outputs', () => {
    const resource = resourceOf(files);
    expect(texts(valueAt(resource, 'name'))).toEqual(['app-dev', 'app-prod']);
    expect(sources(valueAt(resource, 'secret'))).toEqual([
      { kind: 'parameter', name: 'secret', isSecure: false, default: 'none' },
    ]);
  });

  it('from elsewhere have no target', () => {
    for (const source of ['Azure/naming/azurerm', 'git::https://x', '../outside', './missing', '.']) {
      expect(modelOf(`module "m" {\n  source = "${source}"\n}`).modules).toMatchObject([{ source, target: undefined }]);
    }
  });

  it('that call each other end', () => {
    const model = modelOf({
      'main.tf': 'module "a" {\n  source = "./a"\n}\noutput "x" {\n  value = module.a.x\n}',
      'a/main.tf': 'module "b" {\n  source = "../b"\n}\noutput "x" {\n  value = module.b.x\n}',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}\noutput "x" {\n  value = module.a.x\n}',
    });
    expect(texts(model.outputs[0]?.value)).toEqual(['${module.a.x}']);
    expect(model.modules[0]?.target?.modules[0]?.target?.modules[0]?.target).toBeUndefined();
  });
});

describe('variable files', () => {
  it('are assignments that know the declaration', () => {
    const files = {
      'main.tf': 'variable "password" {\n  sensitive = true\n}\nvariable "name" {}\n',
      'env/prod.tfvars': 'password = "x"\nname     = "y"\nother    = 1\n',
    };
    const model = modelOf(files, 'env/prod.tfvars');
    expect(model.resources).toEqual([]);
    expect(model.assignments.map(({ name, isSecure }) => [name, isSecure])).toEqual([
      ['password', true],
      ['name', false],
      ['other', undefined],
    ]);
    expect(texts(model.assignments[0]?.value)).toEqual(['x']);
  });
});

describe('backend files', () => {
  it('are backends of the type that the module names', () => {
    const files = { 'main.tf': 'terraform {\n  backend "s3" {}\n}', 'prod.tfbackend': 'access_key = "x"\n' };
    const [backend] = modelOf(files, 'prod.tfbackend').resources;
    expect(backend).toMatchObject({ mode: 'backend', type: 's3' });
    expect(backend?.find('access_key')).toHaveLength(1);
  });

  it('are of azurerm where their arguments are', () => {
    const files = { 'prod.tfbackend': 'storage_account_name = "x"\naccess_key = "y"\n' };
    expect(modelOf(files, 'prod.tfbackend').resources).toMatchObject([{ mode: 'backend', type: 'azurerm' }]);
  });
});
