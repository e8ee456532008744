@secure()
param adminPassword string = 'Contoso-demo-password-1'
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^ error[parameterDefault]

param = 'Contoso-demo-secret-1'
@secure()
param x string =
resource
