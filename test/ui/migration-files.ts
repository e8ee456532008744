/** Hosts that the example workspace does not have. */

export const BACKUP = `resource backup 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-payments-backup'
  location: resourceGroup().location
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'AZURE_CLIENT_ID', value: '3f1b05ad-e4ab-45c2-ae2d-580818541985' }
        { name: 'AZURE_TENANT_ID', value: tenant().tenantId }
        { name: 'AZURE_CLIENT_SECRET', value: backupSecret }
      ]
    }
  }
}

@secure()
param backupSecret string
`;

export const PROVISIONING = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: provisioning
  namespace: people
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: provisioning
  namespace: people
spec:
  selector:
    matchLabels:
      app: provisioning
  template:
    metadata:
      labels:
        app: provisioning
    spec:
      serviceAccountName: provisioning
      containers:
        - name: provisioning
          image: contosopayments.azurecr.io/provisioning:1
          env:
            - name: AZURE_CLIENT_ID
              value: b761a664-8384-40ca-a170-b2166039c66f
            - name: AZURE_TENANT_ID
              value: 0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05
            - name: AZURE_CLIENT_SECRET
              valueFrom:
                secretKeyRef:
                  name: provisioning
                  key: client-secret
`;
