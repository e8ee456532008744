import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

/** What the credentials of Azure Identity take for their authority; it is never looked up. */
export const AUTHORITY = 'https://login.keyless.test';

/**
 * Carries the requests of Azure Identity, which insists on https, to the emulator. Pass it as `httpClient` with
 * `authorityHost: AUTHORITY` and `disableInstanceDiscovery: true`.
 */
export function identityHttpClient(url: string): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest: (request) => {
      request.headers.set('x-forwarded-proto', 'https');
      request.headers.set('x-forwarded-host', new URL(AUTHORITY).host);
      request.url = request.url.replace(AUTHORITY, url);
      request.allowInsecureConnection = true;
      return client.sendRequest(request);
    },
  };
}
