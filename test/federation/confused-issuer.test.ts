import { describe, expect, it } from 'vitest';
import { confusedIssuer } from '../../src/federation/issuers/confused-issuer.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';

describe('confusedIssuer', () => {
  it.each([
    ['https://github.com', GITHUB],
    ['https://api.github.com/repos/contoso/app', GITHUB],
    ['https://vstoken.actions.githubusercontent.com', GITHUB],
    ['https://token.actions.githubusercontent.co', GITHUB],
    ['https://token.action.githubusercontent.com', GITHUB],
    ['https://tokne.actions.githubusercontent.com', GITHUB],
    ['https://gitlab.com/contoso/app', 'https://gitlab.com'],
    ['https://sts.windows.net/0d6f8c21/', 'https://login.microsoftonline.com/0d6f8c21/v2.0'],
    ['https://login.windows.net/0d6f8c21', 'https://login.microsoftonline.com/0d6f8c21/v2.0'],
    ['https://app.terraform.io/app/contoso', 'https://app.terraform.io'],
    ['https://dev.azure.com/contoso', undefined],
  ])('%s', (issuer, right) => {
    expect(confusedIssuer(issuer)).toBeDefined();
    expect(confusedIssuer(issuer)?.right).toBe(right);
  });

  it.each([
    GITHUB,
    `${GITHUB}/contoso`,
    'https://gitlab.com',
    'https://gitlab.co',
    'https://scale.io',
    'https://github.contoso.com/_services/token',
    'https://identity.contoso.example',
    'https://app.eu.terraform.io',
    'https://login.microsoftonline.com/0d6f8c21/v2.0',
    '',
    `https://${'a'.repeat(10_000)}.com`,
  ])('leaves %s alone', (issuer) => expect(confusedIssuer(issuer)).toBeUndefined());
});
