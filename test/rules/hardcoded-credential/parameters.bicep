@description('Password of the administrator.')
@secure()
param adminPassword string = 'Contoso-demo-password-1'
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^ error[parameterDefault]

@secure()
param settings object = {
// @ 25-+2:2 error[parameterDefault]
  partner: 'Contoso-demo-secret-1'
}

@description('Secret of the partner.')
param partnerSecret string = 'Contoso-demo-secret-1'
//                           ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[parameterDefault]

@secure()
param short string = 'x1'
//                   ^^^^ error[parameterDefault]
