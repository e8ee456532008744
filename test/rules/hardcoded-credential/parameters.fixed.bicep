@description('Password of the administrator.')
@secure()
param adminPassword string

@secure()
param settings object

@description('Secret of the partner.')
@secure()
param partnerSecret string

@secure()
param short string
