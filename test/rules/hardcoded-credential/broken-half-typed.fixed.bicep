@secure()
param adminPassword string

param = 'Contoso-demo-secret-1'
@secure()
param x string =
resource
