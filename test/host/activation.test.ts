import * as vscode from 'vscode';

describe('activation', () => {
  it('runs inside an extension host', () => {
    if (!vscode.version) throw new Error('no host');
  });
});
