@secure()
param certificate string
param site string

module app 'app.bicep' = {
  name: 'app'
  params: {
    site: site
    certificate: certificate
  }
}
