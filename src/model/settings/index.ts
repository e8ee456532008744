import type { SourceDocument } from '../document.ts';
import { dockerfileSettings } from './dockerfile.ts';
import { dotenvSettings } from './dotenv.ts';
import { functionsSettings } from './functions-settings.ts';
import type { SettingsFile } from './settings.ts';
import { azdSettings, composeSettings } from './yaml-settings.ts';

export type { SettingsFile } from './settings.ts';

/** The settings in a file of one of these kinds; undefined for any other. */
export function settingsOf(document: SourceDocument): SettingsFile | undefined {
  switch (document.kind) {
    case 'azd-project':
      return azdSettings(document);
    case 'compose':
      return composeSettings(document);
    case 'dockerfile':
      return dockerfileSettings(document);
    case 'dotenv':
      return dotenvSettings(document);
    case 'functions-settings':
      return functionsSettings(document);
    default:
      return undefined;
  }
}
