param certificate string
//    ^^^^^^^^^^^ error[deployed]
param site string

module app 'app.bicep' = {
  name: 'app'
  params: {
    site: site
    certificate: certificate
  }
}
