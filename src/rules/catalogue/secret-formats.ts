/**
 * Token formats that are secrets wherever they stand. Sources: the published patterns of Microsoft's
 * security-utilities (SEC101/xxx, 1.17), which describe the fixed signatures inside Azure's generated keys; GitHub's
 * description of its token formats. A format is a new row.
 */
export interface SecretFormat {
  /** For messages, with its article: `an Entra application secret`. */
  readonly label: string;
  /** Texts one of which every match contains: a cheap test before the pattern. */
  readonly sniff: readonly string[];
  /** The group `secret` is the secret itself, without the text around it. Global. */
  readonly pattern: RegExp;
}

export const SECRET_FORMATS: readonly SecretFormat[] = [
  {
    label: 'an Entra application secret',
    sniff: ['7Q~', '8Q~'],
    pattern: /(?<![\w~.+/-])(?<secret>[\w~.-]{3}[78]Q~[\w~.-]{31,34})(?![\w~.+/-])/g,
  },
  {
    label: 'the key of a storage account',
    sniff: ['AccountKey='],
    pattern: /AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/g,
  },
  {
    label: 'an Azure service key',
    sniff: ['+ASt', 'ACDb', '+ABa', '+AMC', 'APIM'],
    pattern:
      /(?<![\w+/-])(?<secret>[A-Za-z0-9+/]{76}(?:\+ASt|ACDb|\+ABa|\+AMC|APIM)[A-Za-z0-9+/]{5}[AQgw]==)(?![\w+/=-])/g,
  },
  {
    label: 'a shared access key',
    sniff: ['SharedAccessKey='],
    pattern: /SharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)/g,
  },
  {
    label: 'an Azure messaging, IoT or cache key',
    sniff: ['+ASb', '+AEh', '+ARm', 'AIoT', 'AzCa', 'AZEG'],
    pattern:
      /(?<![\w+/-])(?<secret>[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|\+ARm|AIoT|AzCa|AZEG)[A-P][A-Za-z0-9+/]{5}=)(?![\w+/=-])/g,
  },
  {
    label: 'an access key of a container registry',
    sniff: ['+ACR'],
    pattern: /(?<![\w+/-])(?<secret>[A-Za-z0-9+/]{42}\+ACR[A-D][A-Za-z0-9+/]{5})(?![\w+/=-])/g,
  },
  {
    label: 'a key of Azure AI Search',
    sniff: ['AzSe'],
    pattern: /(?<![\w+/-])(?<secret>[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5})(?![\w+/=-])/g,
  },
  {
    label: 'a key of Azure Functions',
    sniff: ['AzFu'],
    pattern: /(?<![\w-])(?<secret>[\w-]{44}AzFu[\w-]{5}[AQgw]==)(?![\w=-])/g,
  },
  {
    label: 'an Azure DevOps personal access token',
    sniff: ['AZDO'],
    pattern:
      /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])/g,
  },
  {
    label: 'an Azure key',
    sniff: ['JQQJ9'],
    pattern:
      /(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}(?!AZDO)[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?)(?![A-Za-z0-9])/g,
  },
  {
    label: 'a shared access signature',
    sniff: ['sig='],
    pattern: /(?:[?&;"']|&amp;)sig=(?<secret>(?:[A-Za-z0-9+/]|%2[BbFf]){43}(?:=|%3[Dd]))/g,
  },
  {
    label: 'a connection string with a password',
    sniff: ['assword=', 'assword =', 'wd=', 'ASSWORD='],
    pattern:
      /(?:Server|Data Source|Host)\s*=[^\n"'`]{3,200};\s*(?:Password|Pwd)\s*=\s*(?<secret>[^;"'`\s${}<>()[\]%#]{6,128})(?=[;"'`\s]|$)/gi,
  },
  {
    label: 'a GitHub token',
    sniff: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    pattern: /(?<!\w)(?<secret>gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{82})(?!\w)/g,
  },
  {
    label: 'a Databricks personal access token',
    sniff: ['dapi'],
    pattern: /(?<![\w-])(?<secret>dapi[0-9a-f]{32}(?:-\d)?)(?![\w-])/g,
  },
  {
    label: 'a private key',
    sniff: ['PRIVATE KEY-----'],
    pattern: /(?<secret>-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----(?:\\n|\s){1,16}[A-Za-z0-9+/]{32})/g,
  },
];

/** Keys that the emulators of Azure publish: everybody has them, and they open nothing else. */
export const PUBLIC_KEY_PREFIXES: readonly string[] = [
  // Azurite and the storage emulator, account devstoreaccount1.
  'Eby8vdM02xNO',
  // Cosmos DB emulator.
  'C2y6yDjf5/R+',
];
